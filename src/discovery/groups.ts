import { homeOf, runtimeFolders } from '../configuration/home.js';
import { rendered } from '../configuration/rendering.js';
import type { Format, Fragment, Home } from '../model/fragment.js';
import { isAtOrBelow } from '../values/posix.js';
import { inventoriesIn, placementOf } from './placements.js';

/** A node named on the command line: `gw=conf/gw`. */
export interface NamedPath {
  readonly node: string;
  readonly path: string;
}

export interface FileGroup {
  readonly home: Home;
  readonly fragments: readonly Fragment[];
}

/** Settings by home, with what holds for several homes added to each: group_vars, common.yaml. */
export function groupsOf(fragments: readonly Fragment[], names: readonly NamedPath[]): ReadonlyMap<string, FileGroup> {
  const groups = new Map<string, { home: Home; fragments: Fragment[] }>();
  const shared = sharedIn(fragments);
  const runtimes = runtimeFolders(fragments);
  const inventories = inventoriesIn(fragments);
  for (const fragment of fragments) {
    if (fragment.services.length > 0 || fragment.placements.length > 0 || fragment.frontEnd) continue;
    const others = shared.get(fragment.format) ?? [];
    if (others.includes(fragment) && !standsAlone(fragment, fragments)) continue;
    const named = names.find(({ path }) => path === '.' || isAtOrBelow(fragment.file, path));
    const home = named ? { key: named.path, name: named.node } : homeOf(fragment, runtimes);
    const group = groups.get(home.key);
    if (group) group.fragments.push(fragment);
    else groups.set(home.key, { home, fragments: [fragment] });
  }
  return new Map(
    [...groups].map(([key, { home, fragments: own }]) => {
      const all = [...own, ...sharedBy(home, own, shared, placementOf(home, inventories)?.groups)];
      return [key, { home, fragments: rendered(all) }] as const;
    }),
  );
}

function standsAlone({ file, format }: Fragment, fragments: readonly Fragment[]): boolean {
  const files = fragments.filter((fragment) => fragment.format === format).map((fragment) => fragment.file);
  return format.sharing?.standsAlone?.(file, files) === true;
}

type Shared = ReadonlyMap<Format, readonly Fragment[]>;

/** Fragments that hold for several nodes, by their format. */
function sharedIn(fragments: readonly Fragment[]): Shared {
  const formats = [...new Set(fragments.map(({ format }) => format))];
  return new Map(
    formats.map((format) => {
      const own = fragments.filter((fragment) => fragment.format === format);
      const files = own.map(({ file }) => file);
      return [format, own.filter(({ file }) => format.sharing?.isShared(file, files))];
    }),
  );
}

/** The files that are written for several nodes, the nearest first. */
function sharedBy(
  home: Home,
  [first]: readonly Fragment[],
  shared: Shared,
  machineGroups: readonly string[] | undefined,
): Fragment[] {
  const candidates = (first && shared.get(first.format)) ?? [];
  const nearest = first?.format.sharing?.nearest(
    home,
    candidates.map(({ file }) => file),
    machineGroups,
  );
  return (nearest ?? []).flatMap((file) =>
    candidates.filter((candidate) => candidate !== first && candidate.file === file),
  );
}
