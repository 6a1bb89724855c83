import { inProfile, type Release, type ReleaseSelfReference } from '../catalogue/release.js';
import { listOf } from '../catalogue/settings.js';
import type { Found } from '../model/fragment.js';
import { isLoopback } from '../values/addresses.js';
import { OWN_HOST, parseEndpoints } from '../values/endpoints.js';
import { isPort } from '../values/ports.js';
import { type NodeSettings, writtenPlace } from './node-settings.js';
import { foundIn } from './plain-values.js';
import type { PlacedLeaf } from './setting-place.js';

/** Own ports in files that the offset does not reach, as the files contain them. */
export function* referencePorts(settings: NodeSettings): Iterable<[string, Found<number>]> {
  const { release, profile, offset } = settings;
  const moved = offset !== release.defaultOffset;
  for (const reference of release.selfReferences) {
    if (!inProfile(reference.profiles, profile) || isLink(release, reference)) continue;
    if (reference.edit === 'optional' && !moved) continue;
    const found = settings.matching(reference.settings).flatMap(ownPort)[0];
    if (found && (moved || !isShipped(release, reference, found.value))) yield [reference.id, found];
  }
}

/** References whose value is a link as well: that is judged there, against the node that it means. */
export function* referencesAmongLinks(settings: NodeSettings): Iterable<[string, Found<false>]> {
  const { release, profile } = settings;
  for (const reference of release.selfReferences) {
    if (reference.edit === 'optional' || !inProfile(reference.profiles, profile) || !isLink(release, reference))
      continue;
    const [leaf] = settings.matching(reference.settings);
    if (leaf) yield [reference.id, foundIn(leaf.file, leaf, false, 'its endpoints stand under links')];
  }
}

function ownPort(leaf: PlacedLeaf): Found<number>[] {
  const { host, port } = parseEndpoints(leaf.value)[0] ?? {};
  const own = host !== undefined && (isLoopback(host) || OWN_HOST.test(host));
  return own && port !== undefined && isPort(port) ? [foundIn(leaf.file, leaf, port, writtenPlace(leaf))] : [];
}

function isShipped({ listeners }: Release, reference: ReleaseSelfReference, port: number): boolean {
  return listeners.some(({ id, basePort }) => reference.listeners.includes(id) && basePort === port);
}

function isLink({ links }: Release, { settings: { toml } }: ReleaseSelfReference): boolean {
  const [first] = toml === undefined ? [] : listOf(toml);
  return (
    first !== undefined &&
    links.some(({ settings }) =>
      (settings.toml === undefined ? [] : listOf(settings.toml)).some(
        ({ table, key }) => table === first.table && key === first.key,
      ),
    )
  );
}
