import type { Position } from '../../model/finding.js';
import type { TextOfFile } from './replacements.js';

/** A part of a text, by its 0-based offsets, and what comes in its place. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

type Change = Omit<TextOfFile, 'file'>;

/** Returns a text with values replaced; undefined where one of them is not certain, and then nothing is changed. */
export function rewritten(text: string, changes: readonly Change[]): string | undefined {
  return cutsIn(text, changes)?.reduce(
    (changed, { start, end, to }) => changed.slice(0, start) + to + changed.slice(end),
    text,
  );
}

/** Returns what of a text is replaced, the last first, and nothing around it, which may be secret; undefined as `rewritten`. */
export function cutsIn(text: string, changes: readonly Change[]): readonly Cut[] | undefined {
  if (isTemplate(text)) return undefined;
  // Several nodes that read one value are corrected by one replacement.
  const distinct = new Map(changes.map((each) => [JSON.stringify([each.range, each.from, each.to]), each]));
  const cuts = [...distinct.values()].map((change) => cutOf(text, change));
  const certain = cuts.filter((cut) => cut !== undefined);
  if (certain.length < cuts.length) return undefined;
  const sorted = certain.sort((a, b) => b.start - a.start);
  const overlap = sorted.some((cut, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.end > cut.start;
  });
  return overlap ? undefined : sorted;
}

/** A file that a template engine renders is not written. */
function isTemplate(text: string): boolean {
  return /\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<%.{0,500}?%>/s.test(text);
}

/** The value must be in its range once, as it was read; what is around it stays, quotes and credentials included. */
function cutOf(text: string, { range, from: whole, to: wanted }: Change): Cut | undefined {
  const [start, end] = [offsetOf(text, range.start), offsetOf(text, range.end)];
  if (start === undefined || end === undefined) return undefined;
  if (whole === undefined) return insertionAt(text, start, wanted);
  const [from, to] = differing(whole, wanted);
  const value = text.slice(start, end);
  const at = value.indexOf(from);
  if (at < 0 || value.indexOf(from, at + 1) >= 0 || /[<>&"'\n]/.test(to)) return undefined;
  // A number inside of a longer one is another number.
  if (/^\d+$/.test(from) && (/\d/.test(value[at - 1] ?? '') || /\d/.test(value[at + from.length] ?? '')))
    return undefined;
  return { start: start + at, end: start + at + from.length, to };
}

/** Without the scheme that both endpoints have: credentials behind it are in the file and were not read. */
function differing(from: string, to: string): readonly [string, string] {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(from)?.[0] ?? '';
  return to.startsWith(scheme) ? [from.slice(scheme.length), to.slice(scheme.length)] : [from, to];
}

/** The key of a manifest whose value is a whole file on one line. */
const YAML_KEY = /^[ \t]*[\w./-]+:\s/;
const LONGEST_KEY = 200;

/** A line of its own above the line of an offset, indented alike and with the same line end. */
function insertionAt(text: string, offset: number, line: string): Cut | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (YAML_KEY.test(text.slice(start, start + LONGEST_KEY))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, to: `${indent}${line}${end}` };
}

function offsetOf(text: string, { line, column }: Position): number | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const next = /\r\n|\n|\r/g;
    next.lastIndex = start;
    const found = next.exec(text);
    if (!found) return undefined;
    start = found.index + found[0].length;
  }
  return start + column - 1 <= text.length ? start + column - 1 : undefined;
}
