import type { Path } from '../model/finding.js';
import type { TopologyDocument } from '../model/topology.js';
import { toPointer } from '../values/paths.js';
import type { SourceText } from './source-text.js';

/**
 * Finds the values that several nodes have from one place of a text, by a merge key or an alias: the path of the first of them, by
 * the JSON pointers of the others. A map or list is such a value if all of its values are. Undefined where no text is used twice.
 */
export function inheritedValues(
  { text, locate }: SourceText,
  { nodes }: TopologyDocument,
): ReadonlyMap<string, Path> | undefined {
  if (!USED_TWICE.test(text)) return undefined;
  const firsts = new Map<string, Path>();
  const inherited = new Map<string, Path>();
  const firstOf = (path: Path, value: unknown): Path | undefined => {
    const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const first =
      inside.length === 0 ? scalarAt(path) : wholeOf(inside.map(([key, each]) => [key, at(path, key, each)]));
    if (first) inherited.set(toPointer(path), first);
    return first;
  };
  const at = (path: Path, key: string, value: unknown) => firstOf([...path, key], value);
  const scalarAt = (path: Path): Path | undefined => {
    const { line, column } = locate(path).start;
    const place = `${line}:${column}`;
    const first = firsts.get(place);
    if (!first) firsts.set(place, path);
    return first;
  };
  for (const [id, node] of Object.entries(nodes)) firstOf(['nodes', id], node);
  return inherited.size === 0 ? undefined : inherited;
}

/** A merge key or an alias, or what looks like one. */
const USED_TWICE = /<<\s*:|[-:,[]\s*\*[^\s,\]}]/;

/** The first path of a map or list whose values have these first paths: where all of them are in one, under the same keys. */
function wholeOf(inside: readonly (readonly [key: string, first: Path | undefined])[]): Path | undefined {
  const wholes = inside.map(([key, first]) => (String(first?.at(-1)) === key ? first?.slice(0, -1) : undefined));
  const [whole] = wholes;
  const text = whole && toPointer(whole);
  return wholes.every((each) => each && toPointer(each) === text) ? whole : undefined;
}
