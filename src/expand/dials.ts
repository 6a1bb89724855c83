import type { Host, Outgoing } from '../model/deployment.js';
import type { DialPlan } from '../model/topology.js';
import { isVariable, parseEndpoints } from '../values/endpoints.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';

/** Connections of nodes beside their links, each judged where its host is in the plan. */
export function dialsOf(nodes: readonly PlacedNode[], network: Network): Outgoing[] {
  return nodes.flatMap((node) => node.plan.dials.map((plan) => dialOf(node, plan, network)));
}

function dialOf(node: PlacedNode, { to, purpose = '', protocol = 'tcp', place }: DialPlan, network: Network): Outgoing {
  const [endpoint] = parseEndpoints(to);
  const { host: address, port } = endpoint ?? {};
  const dial = {
    node: node.plan.id,
    text: to,
    protocol,
    purpose,
    place,
    host: address ?? to,
    ...(port === undefined ? {} : { port }),
  };
  if (isVariable(to)) return { ...dial, verdict: 'undecided', unjudged: 'variable' };
  if (address === undefined || port === undefined) return { ...dial, verdict: 'wrong' };
  const host = network.hostAt(node, address);
  return host ? judged(dial, host, port, network) : { ...dial, verdict: 'outside' };
}

function judged(dial: Omit<Outgoing, 'verdict'>, host: Host, port: number, network: Network): Outgoing {
  const at = { ...dial, dialledHost: host.id };
  const [hit] = network.reach(host, port, dial.protocol);
  if (hit) return { ...at, verdict: 'right', reached: { node: hit.listener.node, listener: hit.listener.id } };
  if (network.occupant(host, port)) return { ...at, verdict: 'right' };
  if (network.isVague(host)) return { ...at, verdict: 'undecided', unjudged: 'unknown-node' };
  return { ...at, verdict: network.isDescribed(host) ? 'wrong' : 'outside' };
}
