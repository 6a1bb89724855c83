import { entryOf, memo } from '../values/memo.js';
import type { Catalogue } from './catalogue.js';
import { inProfile, type Release, standardProfile } from './release.js';

/** Returns what another release of the product would change for a node: the offset it ships with, listeners that are open, links that are dialled. */
export function dependingOn(
  taken: Release,
  profile: string,
  candidates: readonly string[],
  catalogue: Catalogue,
): readonly string[] {
  const key = [profile, ...candidates].join();
  return entryOf(knownOf(taken), key, () => changedBetween(taken, profile, candidates, catalogue));
}

/** Many nodes of a folder are alike. */
const knownOf = memo((_: Release) => new Map<string, readonly string[]>());

function changedBetween(
  taken: Release,
  profile: string,
  candidates: readonly string[],
  catalogue: Catalogue,
): readonly string[] {
  const own = portsOf(taken, profile);
  const changed = new Set<string>();
  for (const candidate of candidates) {
    const other = candidate === taken.version ? undefined : catalogue.release(taken.product, candidate);
    if (!other) continue;
    const theirs = portsOf(other, profile);
    for (const id of new Set([...own.keys(), ...theirs.keys()])) if (own.get(id) !== theirs.get(id)) changed.add(id);
  }
  return [...changed].sort();
}

/** The ports that a release opens and dials in a profile, as text that can be compared. */
function portsOf({ listeners, links, roles, defaultOffset, profiles }: Release, profile: string) {
  const inForce = profiles.includes(profile) ? profile : standardProfile({ profiles });
  const plays = (role: string) => inProfile(roles.get(role) ?? [], inForce);
  return new Map<string, string>([
    ['offset', String(defaultOffset)],
    ...listeners
      .filter(({ enabled, profiles: own }) => enabled === true && inProfile(own, inForce))
      .map(
        ({ id, basePort, shift, explicitTakesOffset, increment }) =>
          [id, `${basePort} ${shift} ${explicitTakesOffset} ${increment}`] as const,
      ),
    ...links
      .filter(({ enabled, from }) => enabled === true && plays(from))
      .map(({ id, defaultPort, listeners: ends }) => [id, `${defaultPort} ${ends.join()}`] as const),
  ]);
}
