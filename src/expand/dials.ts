import type { Endpoint, Host, Outgoing } from '../model/deployment.js';
import type { DialPlan } from '../model/topology.js';
import { isVariable, parseEndpoints } from '../values/endpoints.js';
import { jdbcServers } from '../values/jdbc-url.js';
import type { PlacedNode } from './listeners.js';
import type { Access, Network } from './network.js';

/** Connections of nodes beside their links, each judged where its host is in the plan. */
export function dialsOf(nodes: readonly PlacedNode[], network: Network): Outgoing[] {
  return nodes.flatMap((node) =>
    node.plan.dials.flatMap((plan) => serversOf(plan).map((to) => dialOf(node, { ...plan, to }, network))),
  );
}

/** Returns the servers of a JDBC URL, none where it is a file; anything else as it is. */
function serversOf({ to }: DialPlan): readonly string[] {
  return /^jdbc:/i.test(to) && !isVariable(to) ? jdbcServers(to) : [to];
}

function dialOf(node: PlacedNode, { to, purpose = '', protocol = 'tcp', place }: DialPlan, network: Network): Outgoing {
  const { host: address = to, port, scheme }: Partial<Endpoint> = parseEndpoints(to)[0] ?? {};
  const dial = {
    node: node.plan.id,
    text: to,
    protocol,
    purpose,
    place,
    host: address,
    ...(port === undefined ? {} : { port }),
  };
  if (isVariable(to)) return { ...dial, verdict: 'undecided', unjudged: 'variable' };
  if (port === undefined) return { ...dial, verdict: 'wrong' };
  const host = network.hostAt(node, address);
  if (!host) return { ...dial, verdict: 'outside' };
  const access = { address, isLocal: host.id === node.plan.host.id };
  return judged({ ...dial, port }, scheme, { host, access }, network);
}

function judged(
  dial: Omit<Outgoing, 'verdict'> & { readonly port: number },
  scheme: string | undefined,
  { host, access }: { readonly host: Host; readonly access: Access },
  network: Network,
): Outgoing {
  const at = { ...dial, dialledHost: host.id };
  const { port } = dial;
  const [hit] = network.reach(host, port, access, dial.protocol);
  if (hit) {
    const { node, id: listener, transport } = hit.listener;
    return { ...at, verdict: isOtherProtocol(scheme, transport) ? 'wrong' : 'right', reached: { node, listener } };
  }
  if (network.occupant(host, port, access, dial.protocol)) return { ...at, verdict: 'right' };
  if (network.isVague(host)) return { ...at, verdict: 'undecided', unjudged: 'unknown-node' };
  return { ...at, verdict: network.isDescribed(host) ? 'wrong' : 'outside' };
}

/** TLS to a plain listener or the reverse: neither side understands the other. */
function isOtherProtocol(scheme: string | undefined, transport: string): boolean {
  return (scheme === 'https' && transport === 'http') || (scheme === 'http' && transport === 'https');
}
