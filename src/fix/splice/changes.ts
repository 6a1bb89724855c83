import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { isSameData } from '../../values/same-data.js';
import { insertBlock } from './block.js';
import { insertFlow, styleOf } from './flow-map.js';
import { appendItems } from './list.js';
import { isMerge, keyOf, rangeOf, type TextPage } from './page.js';
import { type FlowStyle, flow, PLAIN } from './render.js';
import { longForm, scalarChange } from './scalar.js';
import { type Change, lineBreak, lineStart } from './text.js';

type Data = Readonly<Record<string, unknown>>;

/** A value of the document, with the data it has and the data it is to have. */
interface PlannedValue {
  readonly node: unknown;
  readonly present: unknown;
  readonly wanted: unknown;
  readonly depth: number;
  readonly style: FlowStyle;
  /** Columns that the map around it is indented by. */
  readonly indent: number;
}

/** Yields the changes of a text that turn its data into the wanted data; nothing where both are equal. */
export function changesOf(text: string, document: Document.Parsed, present: unknown, wanted: unknown): Change[] {
  const page: TextPage = { text, lineBreak: lineBreak(text), flowKeys: flowKeysOf(document.contents) };
  return [...changesAt({ node: document.contents, present, wanted, depth: 0, style: PLAIN, indent: 0 }, page)];
}

function* changesAt(planned: PlannedValue, page: TextPage): Iterable<Change> {
  const { node, present, wanted, style } = planned;
  if (isSameData(present, wanted)) return;
  if (isAlias(node)) yield { ...rangeOf(node), text: flow(wanted, style), overrides: true };
  else if (isMap(node) && isData(present) && isData(wanted))
    yield* mapChanges(node, { ...planned, present, wanted }, page);
  else if (isSeq(node) && Array.isArray(present) && Array.isArray(wanted)) {
    for (const [index, item] of node.items.entries())
      yield* changesAt(
        { ...planned, node: item, present: present[index], wanted: wanted[index], depth: planned.depth + 1 },
        page,
      );
    yield* appendItems(node, wanted.slice(node.items.length), style, page);
  } else if (isScalar(node)) {
    // A parsed scalar has a range.
    const scalar = node as Parameters<typeof scalarChange>[1];
    yield isData(wanted) ? longForm(page.text, scalar, wanted, style) : scalarChange(page.text, scalar, wanted, style);
  }
}

function* mapChanges(
  node: YAMLMap,
  planned: PlannedValue & { readonly present: Data; readonly wanted: Data },
  page: TextPage,
): Iterable<Change> {
  const { present, wanted, depth } = planned;
  const style = styleOf(node, page.text, planned.style);
  // A key that was added to a map is in all that merge it, and none of these can leave it out: such a map is written out.
  if (Object.keys(present).some((key) => !Object.hasOwn(wanted, key))) {
    const { start, end } = rangeOf(node);
    // The range of a map of lines ends behind its last line.
    const length = page.text.slice(start, end).trimEnd().length;
    yield { start, end: start + length, text: flow(wanted, style), overrides: true };
    return;
  }
  const indent = node.flow ? planned.indent : indentOf(node, page.text);
  const pairs = new Map(node.items.filter((pair) => !isMerge(pair)).map((pair) => [keyOf(pair), pair]));
  const missing: [string, unknown][] = [];
  for (const [key, value] of Object.entries(wanted)) {
    const pair = pairs.get(key);
    const known = Object.hasOwn(present, key) ? present[key] : undefined;
    if (pair)
      yield* changesAt({ node: pair.value, present: known, wanted: value, depth: depth + 1, style, indent }, page);
    else if (!isSameData(known, value)) missing.push([key, value]);
  }
  const insert = (entries: readonly [string, unknown][]): Iterable<Change> => {
    if (entries.length === 0) return [];
    if (node.flow) return insertFlow(node, entries, style, page);
    const step = Math.max(indent - planned.indent, 2);
    return insertBlock(node, entries, { style, indent, step, ordered: depth === 2 }, page);
  };
  // A key that is not written here and has a value comes from a merge key.
  const isMerged = ([key]: readonly [string, unknown]) => Object.hasOwn(present, key);
  yield* insert(missing.filter((entry) => !isMerged(entry)));
  for (const change of insert(missing.filter(isMerged))) yield { ...change, overrides: true };
}

/** Returns the number of columns by which the keys of a block map are indented. */
function indentOf(node: YAMLMap, text: string): number {
  const prefixes = node.items.map(({ key }) => {
    const { start } = rangeOf(key as ParsedNode);
    // An explicit key has a question mark before it: the map begins at the mark, not at the key.
    return text.slice(lineStart(text, start), start).replace(/\? +$/, '');
  });
  const alone = prefixes.find((prefix) => /^ *$/.test(prefix));
  // The first key of a list item follows the dash of the item.
  return (alone ?? /^ *(?:[-?:] +)*/.exec(prefixes[0] ?? '')?.[0] ?? '').length;
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the keys of nodes and defaults whose first map is a flow map. */
function flowKeysOf(root: unknown): ReadonlySet<string> {
  const styles = new Map<string, boolean>();
  const look = (map: unknown, depth: number): void => {
    if (!isMap(map)) return;
    for (const pair of map.items) {
      if (isMap(pair.value) && depth > 1 && !styles.has(keyOf(pair))) styles.set(keyOf(pair), pair.value.flow === true);
      if (depth < 2) look(pair.value, depth + 1);
    }
  };
  look(root, 0);
  return new Set([...styles].filter(([, isFlow]) => isFlow).map(([key]) => key));
}
