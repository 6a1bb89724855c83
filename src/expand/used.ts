import { inProfile, type ReleaseLink } from '../catalogue/release.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';

/** Returns whether a node uses a link; `written` says that the topology has something to say of it. */
export function isUsed(node: PlacedNode, entry: ReleaseLink, written: boolean, network: Network): boolean {
  if (node.disabled.has(entry.id)) return false;
  const isUsedIfOpen = entry.enabled === true || node.enabled.has(entry.id) || written;
  // Members dial each other only while clustering is on, which is when the member port is open.
  return isUsedIfOpen && (entry.kind !== 'members' || entry.listeners.some((id) => network.open(node, id)));
}

/** The links of the roles that a node plays, in the order of the catalogue. */
export function entriesOf(node: PlacedNode): readonly ReleaseLink[] {
  return node.release.links.filter(
    ({ from, profiles }) => node.roles.includes(from) && inProfile(profiles, node.profile),
  );
}
