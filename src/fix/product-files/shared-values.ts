import type { Deployment } from '../../model/deployment.js';
import type { Range } from '../../model/finding.js';
import { entryOf, memo } from '../../values/memo.js';
import { configuredKey } from '../../values/paths.js';
import type { ValueChange } from './replacements.js';

/** Returns whether another node reads the value as well, and none of the changes gives it the same one. */
export function isShared(change: ValueChange, all: readonly ValueChange[], deployment: Deployment): boolean {
  const here = keyOf(change);
  const rivals = all.filter((other) => keyOf(other) === here && other.from === change.from);
  if (rivals.some(({ to }) => to !== change.to)) return true;
  return (readersIn(deployment).get(here) ?? []).some(
    ({ node, key, value }) =>
      value === change.from &&
      !rivals.some(({ edit }) => String(edit.path[1]) === node && configuredKey(edit.path) === key),
  );
}

interface Reader {
  readonly node: string;
  /** The value in the topology, as `links/throttle-publish/url`. */
  readonly key: string;
  readonly value: string;
}

/** Who reads the values of files, by their places. */
const readersIn = memo(({ nodes }: Deployment): ReadonlyMap<string, readonly Reader[]> => {
  const readers = new Map<string, Reader[]>();
  for (const node of nodes)
    for (const [key, { place, value }] of node.configured ?? [])
      if (place.range)
        entryOf(readers, keyOf({ file: place.file, range: place.range }), () => []).push({
          ...{ node: node.id, key },
          value: String(value),
        });
  return readers;
});

function keyOf({ file, range: { start } }: { readonly file: string; readonly range: Range }): string {
  return `${start.line}:${start.column} ${file}`;
}
