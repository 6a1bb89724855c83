import type { Path } from '../model/finding.js';
import type { LinkFields, TopologyDocument } from '../model/topology.js';
import { toPointer } from '../values/paths.js';
import type { SourceText } from './source-text.js';

/**
 * Finds the ends of links that several nodes have from one place of a text, by a merge key or an alias: the path of the first of them, by
 * the JSON pointers of the others. Undefined where no text is used twice.
 */
export function inheritedLinks(
  { text, locate }: SourceText,
  { nodes }: TopologyDocument,
): ReadonlyMap<string, Path> | undefined {
  if (!USED_TWICE.test(text)) return undefined;
  const firsts = new Map<string, Path>();
  const inherited = new Map<string, Path>();
  for (const [id, { links = {} }] of Object.entries(nodes))
    for (const [link, fields] of Object.entries(links))
      for (const { path, keys } of endsOf(['nodes', id, 'links', link], fields)) {
        const places = JSON.stringify(keys.map((key) => locate([...path, ...key]).start));
        const first = firsts.get(places);
        if (first) inherited.set(toPointer(path), first);
        else firsts.set(places, path);
      }
  return inherited.size === 0 ? undefined : inherited;
}

/** A merge key or an alias, or what looks like one. */
const USED_TWICE = /<<\s*:|[-:,[]\s*\*[^\s,\]}]/;

/** The ends of a link with the paths of their values. */
function endsOf(
  path: Path,
  fields: LinkFields | readonly LinkFields[],
): readonly { readonly path: Path; readonly keys: readonly Path[] }[] {
  if (Array.isArray(fields)) return fields.flatMap((end: LinkFields, index) => endsOf([...path, index], end));
  const keys = typeof fields === 'string' ? [] : Object.keys(fields);
  return [{ path, keys: keys.length === 0 ? [[]] : keys.map((key) => [key]) }];
}
