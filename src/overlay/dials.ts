import type { DialledAddress } from '../model/fragment.js';
import type { DialPlan, HostPlan } from '../model/topology.js';
import { isLoopback } from '../values/addresses.js';
import { parseEndpoints } from '../values/endpoints.js';
import { type OverlayContext, placeIn } from './context.js';

/**
 * Connections of the topology, and those of the files that it does not have. A database on a host of the plan is left out: what
 * else runs there is not known, so that its port cannot be judged.
 */
export function mergedDials({ node, reading }: OverlayContext, hosts: readonly HostPlan[]): readonly DialPlan[] {
  const written = new Set(node.dials.map(({ to }) => to));
  const known = new Set(hosts.flatMap(({ id, addresses }) => [id, ...addresses]).map((name) => name.toLowerCase()));
  const inContainer = hosts.some(({ id, on }) => id === node.host.id && on !== undefined);
  const found = reading.dials.filter((dial) => !written.has(dial.to) && isOfInterest(dial, known, inContainer));
  return [
    ...node.dials,
    ...found.map((dial, index) => ({
      to: dial.to,
      purpose: dial.purpose,
      place: placeIn(dial, [...node.place.path, 'dials', node.dials.length + index]),
    })),
  ];
}

function isOfInterest(
  { to, byProducts, onLoopback }: DialledAddress,
  known: ReadonlySet<string>,
  inContainer: boolean,
): boolean {
  const host = parseEndpoints(to)[0]?.host;
  if (host === undefined) return false;
  if (isLoopback(host)) return onLoopback === 'judged' || (onLoopback === 'in-container' && inContainer);
  return byProducts || !known.has(host);
}
