import type { ReleaseLink } from '../catalogue/release.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';

/** Whether a node uses a link; `written` says that the topology has something to say of it. */
export function isUsed(node: PlacedNode, entry: ReleaseLink, written: boolean, network: Network): boolean {
  if (node.disabled.has(entry.id)) return false;
  // A member list is read only while clustering is on, which is when the member port is open.
  if (entry.kind === 'members')
    return (written || node.enabled.has(entry.id)) && entry.listeners.some((id) => network.open(node, id));
  return entry.enabled === true || node.enabled.has(entry.id) || written;
}
