import type { Path } from '../model/finding.js';
import type { Entry, ProductFile } from '../model/product.js';
import { inRange, valueAt } from '../values/versions.js';

/** A name in a product file that leads to nothing, or to more than one entry. */
export interface NameFault {
  readonly path: Path;
  readonly reason: string;
}

/**
 * Finds ids that two entries of a release share, profiles that the product does not have, and links from roles that it does not
 * play, the first of each place: without a finding, such an entry is lost without a word.
 */
export function nameFaults(product: ProductFile): readonly NameFault[] {
  const faults = product.releases.flatMap((release) => [
    ...sharedIds(product, release),
    ...unknownProfiles(product, release),
    ...unplayedRoles(product, release),
  ]);
  const byPlace = new Map(faults.toReversed().map((fault) => [fault.path.join('/'), fault]));
  return [...byPlace.values()].reverse();
}

const LISTS = { listeners: 'listener', links: 'link', selfReferences: 'self-reference' } as const;
type List = keyof typeof LISTS;

interface Present<E extends Entry> {
  readonly entry: E;
  readonly path: Path;
}

function presentIn<L extends List>(product: ProductFile, list: L, release: string): Present<ProductFile[L][number]>[] {
  return product[list].flatMap((entry: ProductFile[L][number], index) =>
    inRange(release, entry.versions) ? [{ entry, path: [list, index] }] : [],
  );
}

function sharedIds(product: ProductFile, release: string): NameFault[] {
  return Object.entries(LISTS).flatMap(([list, noun]) => {
    const first = new Map<string, Path>();
    // The keys of LISTS are the lists.
    return presentIn(product, list as List, release).flatMap(({ entry, path }) =>
      [entry.id, ...(entry.aliases ?? [])].flatMap((name) => {
        if (!first.has(name)) {
          first.set(name, path);
          return [];
        }
        return [{ path: [...path, 'id'], reason: `${product.id} has two ${noun}s called ${name}` }];
      }),
    );
  });
}

function unknownProfiles(product: ProductFile, release: string): NameFault[] {
  const profiles = valueAt(product.profiles, release) ?? [];
  const faults = (name: string, path: Path, named: readonly string[] = []) =>
    named
      .filter((profile) => profile !== 'all' && !profiles.includes(profile))
      .map((profile) => ({
        path,
        reason: `${name} names the profile ${profile}; ${product.id} has ${profiles.join(', ')}`,
      }));
  const entries = [...presentIn(product, 'listeners', release), ...presentIn(product, 'selfReferences', release)];
  return [
    ...entries.flatMap(({ entry, path }) =>
      faults(`${product.id} ${entry.id}`, [...path, 'profiles'], valueAt(entry.profiles, release)),
    ),
    ...Object.entries(valueAt(product.roles, release) ?? {}).flatMap(([role, played]) =>
      faults(`${product.id}.roles.${role}`, ['roles'], played),
    ),
  ];
}

function unplayedRoles(product: ProductFile, release: string): NameFault[] {
  const roles = Object.keys(valueAt(product.roles, release) ?? {});
  return presentIn(product, 'links', release).flatMap(({ entry, path }) => {
    const from = valueAt(entry.from, release) ?? '';
    if (roles.includes(from)) return [];
    const played = roles.length === 0 ? 'has no roles' : `plays ${roles.join(', ')}`;
    return [
      { path: [...path, 'from'], reason: `${product.id} ${entry.id} is a link from ${from}; ${product.id} ${played}` },
    ];
  });
}
