import { isScalar, type Pair, type YAMLMap } from 'yaml';
import { rangeOf, type TextPage } from './page.js';
import { entry, type FlowStyle, flow, PLAIN } from './render.js';
import { type Change, lineEnd, lineStart } from './text.js';

/** Returns how a map writes its entries; a property that it does not show is that of the map around it. */
export function styleOf(node: YAMLMap, text: string, around: FlowStyle): FlowStyle {
  const [first, second] = node.items;
  const key = first?.key;
  if (!first || !isScalar(key)) return around;
  const quote = key.type === 'QUOTE_DOUBLE' ? '"' : key.type === 'QUOTE_SINGLE' ? "'" : '';
  if (!node.flow) return { ...PLAIN, quote };
  const { start } = rangeOf(node);
  const colon = first.value === null ? '' : text.slice(rangeOf(key).end, rangeOf(first.value).start);
  const comma = second ? text.slice(endOf(first), rangeOf(second.key).start) : '';
  const inside = text.charAt(start + 1);
  return {
    quote,
    colon: quote !== '' && colon === ':' ? ':' : ': ',
    comma: comma === ',' ? ',' : ', ',
    // A map of lines shows no padding; JSON has none.
    padding: inside === ' ' || (/[\r\n]/.test(inside) && quote === '') ? ' ' : '',
  };
}

/** Adds entries after the last one of a flow map: on their own lines if it has one, else on its line. */
export function* insertFlow(
  node: YAMLMap,
  missing: readonly (readonly [string, unknown])[],
  style: FlowStyle,
  page: TextPage,
): Iterable<Change> {
  const { text } = page;
  const entries = missing.map(([key, value]) => entry(key, flow(value, style), style));
  const closing = rangeOf(node).end - 1;
  const last = node.items.at(-1);
  if (!last) {
    yield* fillEmpty(rangeOf(node).start + 1, closing, entries.join(style.comma), style, text);
    return;
  }
  const end = endOf(last);
  const prefix = text.slice(lineStart(text, rangeOf(last.key).start), rangeOf(last.key).start);
  const rest = text.slice(end, closing);
  if (!(/^\s*$/.test(prefix) && /[\r\n]/.test(rest))) {
    yield { start: end, end, text: entries.map((each) => `${style.comma}${each}`).join('') };
    return;
  }
  const comma = withoutComments(rest).indexOf(',');
  const at = lineEnd(text, comma < 0 ? end : end + comma);
  if (comma < 0) yield { start: end, end, text: ',' };
  const lines = entries.map(
    (each, index) => `${page.lineBreak}${prefix}${each}${index < entries.length - 1 || comma >= 0 ? ',' : ''}`,
  );
  yield { start: at, end: at, text: lines.join('') };
}

function* fillEmpty(
  start: number,
  end: number,
  entries: string,
  { padding }: FlowStyle,
  text: string,
): Iterable<Change> {
  // A comment between the braces stays where it is, after the entries.
  if (/[\r\n]/.test(text.slice(start, end))) yield { start, end: start, text: `${padding}${entries}` };
  else yield { start, end, text: `${padding}${entries}${padding}` };
}

/** Returns the end of an entry: after its value, or after its key where it has none. */
function endOf(pair: Pair): number {
  const key = rangeOf(pair.key);
  const value = pair.value === null ? key : rangeOf(pair.value);
  return value.start === value.end ? Math.max(key.end, value.end) : value.end;
}

/** Replaces comments by blanks, so that offsets stay. */
function withoutComments(text: string): string {
  return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}
