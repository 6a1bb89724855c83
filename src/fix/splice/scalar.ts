import { isScalar, parseDocument, type Scalar } from 'yaml';
import { braces, entry, type FlowStyle, flow } from './render.js';
import type { Change } from './text.js';

/** Replaces one scalar by another value; text keeps its quotes. */
export function scalarChange(
  text: string,
  { range, value: present, type }: Scalar.Parsed,
  value: unknown,
  style: FlowStyle,
): Change {
  const [start, end] = range;
  const source = text.slice(start, end);
  const change = (replacement: string): Change => ({ start, end, text: replacement });
  if (typeof value !== 'string') return change(flow(value, style));
  const quote = type === 'QUOTE_SINGLE' ? "'" : type === 'QUOTE_DOUBLE' ? '"' : '';
  // A text that needed no escapes before needs none now: only the digits of a port differ.
  const isVerbatim = source === `${quote}${String(present)}${quote}` && !/["'\\\r\n#]/.test(value);
  if (isVerbatim && (quote !== '' || isText(value))) return change(`${quote}${value}${quote}`);
  return change(JSON.stringify(value) + lineBreakOf(source));
}

/** A block scalar ends with its line break; every other one has none. */
function lineBreakOf(source: string): string {
  return /\r?\n$/.exec(source)?.[0] ?? '';
}

/** Without quotes it is a text all the same, and no number or truth value. */
function isText(value: string): boolean {
  const { contents, errors, warnings } = parseDocument(value);
  return errors.length + warnings.length === 0 && isScalar(contents) && contents.value === value;
}

/** Writes the short form of a link in full: the node that it names keeps its spelling. */
export function longForm(
  text: string,
  { range, value: present, type }: Scalar.Parsed,
  value: object,
  style: FlowStyle,
): Change {
  const [start, end] = range;
  const isSimple = type === 'PLAIN' || type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  const entries = Object.entries(value).map(([key, item]) => {
    return entry(key, isSimple && item === present ? text.slice(start, end) : flow(item, style), style);
  });
  return { start, end, text: braces(entries, style) + lineBreakOf(text.slice(start, end)) };
}
