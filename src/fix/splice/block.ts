import { isCollection, isSeq, type Pair, type YAMLMap } from 'yaml';
import { keyOf, rangeOf, type TextPage } from './page.js';
import { entry, type FlowStyle, flow } from './render.js';
import { type Change, lineEnd } from './text.js';

/** The order in which people write the fields of a node. */
const FIELDS = [
  'host',
  'product',
  'version',
  'profile',
  'offset',
  'pinned',
  'bind',
  'ports',
  'enable',
  'disable',
  'links',
];

export interface BlockStyle {
  readonly style: FlowStyle;
  /** Columns that the map is indented by, and those that a map in it is indented more. */
  readonly indent: number;
  readonly step: number;
  /** It is a node, whose fields have a usual order. */
  readonly ordered: boolean;
}

/** Adds entries to a block map, each on its own line after the entry that it follows. */
export function* insertBlock(
  node: YAMLMap,
  missing: readonly (readonly [string, unknown])[],
  style: BlockStyle,
  page: TextPage,
): Iterable<Change> {
  const ranked = [...missing].sort(([a], [b]) => (style.ordered ? FIELDS.indexOf(a) - FIELDS.indexOf(b) : 0));
  const places = new Map<Pair, string[]>();
  for (const [key, value] of ranked) {
    const before = style.ordered ? pairBefore(node, key) : node.items.at(-1);
    if (!before) throw new Error('a block map without entries');
    places.set(before, [...(places.get(before) ?? []), ...linesOf(key, value, style, page)]);
  }
  for (const [pair, lines] of places) {
    const end = endOf(pair, page.text);
    const isBelow = /[\r\n]/.test(page.text.charAt(end - 1));
    // A block scalar ends with its line break; every other value is followed by one, or by the end of the text.
    const at = isBelow ? end : lineEnd(page.text, end);
    yield {
      start: at,
      end: at,
      text: lines.map((line) => (isBelow ? `${line}${page.lineBreak}` : `${page.lineBreak}${line}`)).join(''),
    };
  }
}

/** Returns the last entry that usually precedes a field. A key that is not a field, such as that of a merged map, comes before all fields. */
function pairBefore(node: YAMLMap, key: string): Pair | undefined {
  const rank = FIELDS.indexOf(key);
  return node.items.findLast((pair) => FIELDS.indexOf(keyOf(pair)) < rank) ?? node.items[0];
}

function linesOf(key: string, value: unknown, { style, indent, step }: BlockStyle, page: TextPage): string[] {
  const margin = ' '.repeat(indent);
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || page.flowKeys.has(key) || Object.keys(value).length === 0)
    return [`${margin}${entry(key, flow(value, style), style)}`];
  const inner = Object.entries(value).map(
    ([name, item]) => `${margin}${' '.repeat(step)}${entry(name, flow(item, style), style)}`,
  );
  return [`${margin}${entry(key, '', style).trimEnd()}`, ...inner];
}

/** Returns the end of the text of an entry; comments after and below it are not part of it. */
function endOf(pair: Pair, text: string): number {
  let value: unknown = pair.value;
  let key: unknown = pair.key;
  while (isCollection(value) && !value.flow && value.items.length > 0) {
    const last: unknown = value.items.at(-1);
    if (isSeq(value)) value = last;
    else [key, value] = [(last as Pair).key, (last as Pair).value];
  }
  if (value !== null && value !== undefined && rangeOf(value).end > rangeOf(value).start) return rangeOf(value).end;
  return Math.max(text.indexOf(':', rangeOf(key).end), rangeOf(key).end);
}
