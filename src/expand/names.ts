import type { Release, ReleaseLink, ReleaseListener, ReleaseSelfReference } from '../catalogue/release.js';
import { memo } from '../values/memo.js';

/** The names of listeners, links and self-references of a release, aliases included. */
export interface Names {
  readonly listeners: ReadonlyMap<string, ReleaseListener>;
  readonly links: ReadonlyMap<string, ReleaseLink>;
  readonly selfReferences: ReadonlyMap<string, ReleaseSelfReference>;
  readonly all: readonly string[];
}

/** The names of a release; made once per release. */
export const namesOf = memo((release: Release): Names => {
  const listeners = byName(release.listeners);
  const links = byName(release.links);
  const selfReferences = byName(release.selfReferences);
  return {
    listeners,
    links,
    selfReferences,
    all: [...listeners.keys(), ...links.keys(), ...selfReferences.keys()],
  };
});

/** Returns the canonical id of a name in a release; undefined for a name without meaning. */
export function canonical(names: Names, name: string): string | undefined {
  return (names.listeners.get(name) ?? names.links.get(name) ?? names.selfReferences.get(name))?.id;
}

function byName<T extends { readonly id: string; readonly aliases: readonly string[] }>(
  entries: readonly T[],
): Map<string, T> {
  const map = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) for (const alias of entry.aliases) if (!map.has(alias)) map.set(alias, entry);
  return map;
}
