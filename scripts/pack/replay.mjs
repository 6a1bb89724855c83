// Proposes the releases whose packs are kept, each from the release before it alone.
import { distributed, openedIn } from './profiles.mjs';
import { proposed } from './propose.mjs';
import { completeFolder, readStored, storedProducts } from './store.mjs';

/**
 * Finds the base of a proposal: the last release before it whose pack is kept. The first release of a distribution
 * that was a part of another product is proposed from that product. Undefined where there is neither.
 *
 * @param decided what the catalogue says of a product in a release
 * @param features the profiles by feature in the build of the new pack
 * @param openedBy the listeners of features.yaml
 * @returns the `release`, its `facts`, the last shipped `texts` of links that had one, by id, and the `tables` of complete packs
 */
export function baseOf(id, version, decided, features, openedBy) {
  const { from, releases } = readStored(id);
  const before = olderThan(version, releases);
  const origin = from && decided(from.product, from.release);
  const texts = new Map([...(origin ? [origin] : []), ...before.map((one) => decided(id, one))].flatMap(textsOf));
  const complete = readStored(id, completeFolder);
  const tables = complete.tables.get(olderThan(version, complete.releases).at(-1));
  if (before.length > 0)
    return { release: decided(id, before.at(-1)), facts: releases.get(before.at(-1)), texts, tables };
  if (origin === undefined) return undefined;
  const release = distributed(origin, from.profiles, openedIn(features, openedBy));
  return { release, facts: readStored(from.product).releases.get(from.release), texts };
}

function olderThan(version, releases) {
  return [...releases.keys()].filter((one) => one.localeCompare(version, 'en', { numeric: true }) < 0);
}

function textsOf({ links }) {
  return links.flatMap(({ id, defaultValue }) => (defaultValue === '' ? [] : [[id, defaultValue]]));
}

/**
 * Proposes every release that is kept and has one to be proposed from. Nothing is read of the release that is proposed but its pack.
 *
 * @param decided what the catalogue says of a product in a release
 * @param rules the rules of places.yaml
 * @param openedBy the listeners of features.yaml
 */
export function* replayed(decided, rules, openedBy) {
  for (const id of storedProducts()) {
    const { releases, profiles, features } = readStored(id);
    for (const [version, facts] of releases) {
      const base = baseOf(id, version, decided, features.get(version), openedBy);
      const tables = readStored(id, completeFolder).tables.get(version);
      const pack = { facts, profiles: profiles.get(version), tables };
      if (base) yield { id, version, facts, ...proposed(base, version, pack, rules) };
    }
  }
}
