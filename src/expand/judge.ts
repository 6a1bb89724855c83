import type { ReleaseLink } from '../catalogue/release.js';
import type { Address } from '../deployment/listener-address.js';
import type { Endpoint, Host, Listener } from '../model/deployment.js';
import { isLoopback } from '../values/addresses.js';
import { isTemplateHost, isVariable, speaks } from '../values/endpoints.js';
import { entryOf } from '../values/memo.js';
import { contains, isFrontPort } from '../values/ports.js';
import type { Dial, Judgement } from './dial.js';
import type { PlacedNode } from './listeners.js';
import { type Access, listensFor, type Network, type Reached } from './network.js';
import { nearestInRole, type RolePorts, rolePorts } from './role-ports.js';

/**
 * Judges a literal by what answers where it leads; `named` is the node that the plan says is meant. No role is needed for that: a
 * port on which nothing listens is wrong, whichever node is meant.
 */
export function judgeLiteral(dial: Dial, named: PlacedNode | undefined, network: Network): Judgement {
  const { endpoint, host, port } = dial;
  if (named && isStranger(dial, named)) return judgeStranger(dial, named, network);
  if (endpoint && endpoint.host === undefined)
    return isVariable(endpoint.text) ? undecided('variable') : { outcome: 'malformed' };
  if (host && port !== undefined) return judgeAt(dial, { host, port }, named, network);
  if (endpoint && isUnread(endpoint, port)) return undecided('variable');
  if (named) return comparePort(dial, named, network);
  if (host) return judgeWithoutPort(dial, host, network);
  if (endpoint?.host !== undefined) return judgeElsewhere(dial, endpoint.host, network);
  return judgePortAlone(dial, network);
}

/** The address is none of the plan: outside, unless only the cluster of the plan could know it, and who is meant is there. */
function judgeElsewhere(dial: Dial, address: string, network: Network): Judgement {
  if (isTemplateHost(address)) return undecided('template');
  const from = network.hostOf(dial.node);
  const [only, second] = dial.ends.nodes;
  const isOfChart = dial.node.plan.evidence?.ofChart === true;
  if (!only || isOfChart || isForClients(dial.entry) || !network.addresses.isOfCluster(address, from))
    return { outcome: 'external' };
  if (second || only === dial.node) return { outcome: 'unknown-host' };
  return { outcome: 'unknown-host', target: only, ...expectedAt(dial, rightListener(dial, only, network), network) };
}

function isUnread({ text, host }: Endpoint, port: number | undefined): boolean {
  if (host !== undefined && isVariable(host)) return true;
  return port === undefined && isVariable(text);
}

function undecided(unjudged: NonNullable<Judgement['unjudged']>): Judgement {
  return { outcome: 'undecided', unjudged };
}

interface HostPort {
  readonly host: Host;
  /** 1-65535. */
  readonly port: number;
}

function judgeAt(dial: Dial, address: HostPort, named: PlacedNode | undefined, network: Network): Judgement {
  const { host, port } = address;
  const machine = isForClients(dial.entry) ? network.host(host.on) : undefined;
  if (!machine) return judgeFound(dial, address, named, network);
  if (isPublishedElsewhere(dial, address, machine, network))
    return { ...judgeFound({ ...dial, host: machine }, { host: machine, port }, named, network), seenAt: machine };
  const isInside = network.reach(host, port).length > 0 || network.reach(machine, port).length === 0;
  return judgeFound(dial, isInside ? address : { host: machine, port }, named, network);
}

function judgeFound(dial: Dial, { host, port }: HostPort, named: PlacedNode | undefined, network: Network): Judgement {
  const reached = network.reach(host, port, accessTo(dial, host));
  const hit = reached.find((each) => isRight(dial, each, named, network));
  if (hit) return spoken(dial, network.nodeOf(hit.listener), hit, { host: host.id, port });
  const meant = named ?? nearest(dial, { host, port }, network);
  const listener = meant && rightListener(dial, meant, network);
  const right = rightEnd(dial, host, meant, network);
  const own = reached.find((each) => each.listener.node === dial.node.plan.id);
  if (own && !isOwnEnd(dial)) return { outcome: 'self', ...right, reached: own.listener };
  if (meant && !listener && (named || network.isBehind(host, meant)))
    return { ...closedBy(dial, meant), ...firstOf(reached) };
  if (reached.length === 0) return judgeSilence(dial, { host, port }, right, named !== undefined, network);
  if (reached.some((each) => isOfUnknownRole(each, network))) return undecided('unknown-node');
  // Clients may well be sent to a gateway of another product, of which the plan does not say what is behind it.
  const isElsewhere = !meant || !network.isBehind(host, meant);
  if (isElsewhere && isForClients(dial.entry) && reached.every((each) => isOfAnotherProduct(dial, each, network)))
    return undecided('front');
  const stranger = reached.find((each) => accepts(dial.entry, each.listener));
  if (stranger && !named) return { outcome: 'wrong-role', ...right, reached: stranger.listener };
  return { outcome: 'port-mismatch', ...right, ...firstOf(reached) };
}

/** How a node asks for a port of a host: clients are never on it. */
function accessTo({ node, entry, endpoint }: Dial, host: Host): Access {
  return { address: endpoint?.host, isLocal: host.id === node.plan.host.id && !isForClients(entry) };
}

/** Where the node that is meant is reached: at the address that it binds, where that is another one; nowhere, if it is its loopback. */
function rightEnd(dial: Dial, host: Host, meant: PlacedNode | undefined, network: Network): Omit<Judgement, 'outcome'> {
  if (!meant) return {};
  const listener = rightListener(dial, meant, network);
  if (!listener) return { target: meant };
  const route = network.route(dial.node, listener, dial.host);
  const end = { target: meant, listener, route };
  const own = network.hostOf(dial.node);
  const isNameless = own.kind === 'pod' && own.addresses.length === 0;
  // A node finds itself in a pod that has no name.
  if (isNameless && route.host === own.id && host.id !== own.id && !isForClients(dial.entry))
    return { ...end, address: 'localhost' };
  if (listener.loopback || route.host !== listener.host || listener.host !== host.id) return end;
  if (listensFor(listener, accessTo(dial, host))) return end;
  if (isLoopback(listener.bind)) return {};
  // As an endpoint has it: an IPv6 address in brackets.
  return { ...end, address: listener.bind.includes(':') ? `[${listener.bind}]` : listener.bind };
}

/** The node that is meant does not open the listener; of itself a node knows that, and does not dial it. */
function closedBy(dial: Dial, target: PlacedNode): Judgement {
  if (mayOpen(dial, target)) return undecided('unknown-node');
  return { outcome: dial.entry.kind === 'port' || target === dial.node ? 'off' : 'target-off', target };
}

/** The sources do not say whether the node opens the listener. */
function mayOpen({ entry }: Dial, node: PlacedNode): boolean {
  return entry.listeners.some((id) => node.names.listeners.get(id)?.enabled === 'unknown' && !node.disabled.has(id));
}

/** A value that is shown to clients, which are outside of containers: they dial what the machine publishes. */
export function isForClients({ kind, reach }: ReleaseLink): boolean {
  return kind === 'advertised' || reach.front === 'client';
}

/** Clients of a container call its machine localhost, which has the port of the listener under another number only. */
function isPublishedElsewhere(
  { entry, endpoint }: Dial,
  { host, port }: HostPort,
  machine: Host,
  network: Network,
): boolean {
  // Gateways are advertised to everybody; what one portal calls another is for those who work on the machine.
  if (entry.kind !== 'advertised' || endpoint?.host === undefined) return false;
  if (!isLoopback(endpoint.host) || network.reach(host, port).length === 0) return false;
  const isTaken = network.reach(machine, port).length > 0 || network.occupant(machine, port, { isLocal: true });
  return !isTaken && host.published.some(({ ports, protocol }) => protocol === 'tcp' && contains(ports, port));
}

function isOfAnotherProduct({ node }: Dial, { listener }: Reached, network: Network): boolean {
  return network.nodeOf(listener).release.product !== node.release.product;
}

/**
 * The node is of a product that has roles, and does not play this one. Where no node of the plan does, that says something only of
 * listeners that every server has: a 9443 alone makes no event hub, while a broker is a broker.
 */
function isStranger({ node: dialler, entry, ends }: Dial, node: PlacedNode): boolean {
  if (node.roles.includes(entry.to) || node.release.roles.size === 0 || !node.hasProfile) return false;
  return ends.nodes.length > 0 || isOnEveryServer(entry, [dialler, node]);
}

/** A listener of the link is one that nearly every server opens, by the products of the nodes at its ends. */
function isOnEveryServer({ listeners }: ReleaseLink, nodes: readonly PlacedNode[]): boolean {
  return nodes.some(({ names }) => listeners.some((id) => names.listeners.get(id)?.onEveryServer === true));
}

/** The plan names a node that does not play the role. */
function judgeStranger(dial: Dial, named: PlacedNode, network: Network): Judgement {
  const listener = rightListener(dial, named, network);
  if (!listener) return closedBy(dial, named);
  const [only, second] = dial.ends.nodes;
  const right =
    only && !second ? { target: only, ...expectedAt(dial, rightListener(dial, only, network), network) } : {};
  return { outcome: 'wrong-role', ...right, reached: listener };
}

/** No node of the plan answers there. */
function judgeSilence(
  dial: Dial,
  { host, port }: HostPort,
  right: Omit<Judgement, 'outcome'>,
  isNamed: boolean,
  network: Network,
): Judgement {
  if (network.isVague(host)) return undecided('unknown-node');
  // A reverse proxy of which the plan says nothing yet.
  if (isFrontPort(port) && host.forwards.length === 0)
    return { ...undecided('front'), ...(right.target ? { target: right.target } : {}) };
  if (network.occupant(host, port, accessTo(dial, host))) {
    if (dial.entry.to === OUTSIDE) return { outcome: 'match', route: { host: host.id, port } };
    if (!right.target) return undecided('occupied');
  }
  // Who is meant is written, so that an address without anything is wrong and not merely elsewhere.
  if (!isNamed && !network.isDescribed(host)) return { outcome: 'external' };
  const isOwn = host.id === dial.node.plan.host.id;
  // A file holds the shipped value of something that is not used.
  const isPlayed = right.target !== undefined || dial.ends.nodes.length > 0;
  if (isOwn && !isPlayed && dial.entry.enabled !== true && port === dial.entry.defaultPort) return undecided('nobody');
  return { outcome: isOwn && !isOwnEnd(dial) && right.route?.host !== host.id ? 'self' : 'port-mismatch', ...right };
}

/** The role of software outside of the catalogue. */
const OUTSIDE = 'external';

/** Judges the port alone: the plan says which node is meant. */
export function comparePort(dial: Dial, target: PlacedNode, network: Network): Judgement {
  const listener = rightListener(dial, target, network);
  if (!listener) return closedBy(dial, target);
  const right = { target, ...expectedAt(dial, listener, network) };
  if (dial.port === undefined) return { outcome: 'derived', ...right };
  if (dial.port === right.route?.port) return spoken(dial, target, { listener, through: 'directly' }, right.route);
  if (isFrontPort(dial.port)) return { ...undecided('front'), target };
  const reached = network.openOn(target, dial.port);
  return { outcome: 'port-mismatch', ...right, ...(reached ? { reached } : {}) };
}

/** The address is known and the port is not: the only node there that plays the role is meant. */
function judgeWithoutPort(dial: Dial, host: Host, network: Network): Judgement {
  const nodes = network.nodesInRole(host, dial.entry.to);
  const [only, second] = nodes;
  if (only && !second) return { ...comparePort(dial, only, network), unjudged: 'no-port' };
  return network.isDescribed(host) ? undecided('no-port') : { outcome: 'external' };
}

/** Only a port is written: that of the node at the other end. */
function judgePortAlone(dial: Dial, network: Network): Judgement {
  const { ends } = dial;
  const [only, second] = ends.nodes;
  if (only && !second) return comparePort(dial, only, network);
  return second ? { outcome: 'ambiguous', candidates: ends.ids } : { outcome: 'external' };
}

/** The port is right, but the scheme may be wrong. A front end may use another scheme than the node behind it. */
function spoken(dial: Dial, target: PlacedNode, { listener, through, shared }: Reached, route: Address): Judgement {
  const understood = through === 'forward' || speaks(listener, dial.endpoint?.scheme);
  return {
    outcome: understood ? 'match' : 'scheme-mismatch',
    target,
    listener,
    route,
    ...(shared ? { front: route.host } : {}),
  };
}

/** The listener is of the right kind, on the node that is meant or on one that plays the role. */
function isRight(dial: Dial, reached: Reached, named: PlacedNode | undefined, network: Network): boolean {
  const { listener } = reached;
  if (!accepts(dial.entry, listener) && !isTwin(dial, reached, network)) return false;
  if (listener.node === dial.node.plan.id && dial.entry.reach.own === 'never') return false;
  if (named) return listener.node === named.plan.id;
  const node = network.nodeOf(listener);
  return node.hasProfile && !isStranger(dial, node);
}

function accepts({ listeners, acceptsAlso }: ReleaseLink, { id }: Listener): boolean {
  return listeners.includes(id) || acceptsAlso.includes(id);
}

/** A front end that ends the encryption of clients, or begins one, leads to the other listener of a pair: 8280 and 8243. */
function isTwin({ entry }: Dial, { listener, through }: Reached, network: Network): boolean {
  if (through !== 'forward' || !isWeb(listener)) return false;
  const { names } = network.nodeOf(listener);
  return entry.listeners.some((id) => {
    const accepted = names.listeners.get(id);
    return accepted !== undefined && isWeb(accepted) && stemOf(id) === stemOf(listener.id);
  });
}

function isWeb({ transport }: Pick<Listener, 'transport'>): boolean {
  return WEB.has(transport);
}

const WEB: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

/** `passthrough` of `passthrough-https`. */
function stemOf(id: string): string {
  return id.replace(/-(https?|secure)$/, '');
}

/** The node that dials may be the other end itself. */
function isOwnEnd({ node, entry }: Dial): boolean {
  return entry.reach.own !== 'never' && node.roles.includes(entry.to);
}

function isOfUnknownRole({ listener }: Reached, network: Network): boolean {
  return !network.nodeOf(listener).hasProfile;
}

/** The ports of the nodes in a role at an address are the same for every link of a kind, and there may be many of both. */
function portsInRole(dial: Dial, host: Host, network: Network): RolePorts {
  const { entry, endpoint } = dial;
  return entryOf(network.portsInRole(entry), `${endpoint?.scheme} ${host.id}`, () =>
    rolePorts(network.nodesInRole(host, entry.to), (node) => rightListener(dial, node, network)?.port),
  );
}

/** Of the nodes at an address that play the role the one whose port is nearest; else the only node that is meant at all. */
function nearest(dial: Dial, { host, port }: HostPort, network: Network): PlacedNode | undefined {
  const candidates = portsInRole(dial, host, network);
  const own = isOwnEnd(dial) ? undefined : dial.node;
  const best = nearestInRole(candidates, port, own, dial.node);
  // Behind a front end a node itself is as right as another one with its port.
  const portOf = (node: PlacedNode) => rightListener(dial, node, network)?.port;
  const isFronted = host.forwards.length > 0 && network.isBehind(host, dial.node);
  if (best && !own && isFronted && portOf(best) === portOf(dial.node)) return dial.node;
  if (best) return best;
  const [only, second] = dial.ends.nodes;
  return second ? undefined : only;
}

/** Returns the open listener of a node that is right for a connection; the scheme decides where several are. */
export function rightListener({ entry, endpoint }: Dial, target: PlacedNode, network: Network): Listener | undefined {
  const listeners = entry.listeners.flatMap((id) => network.open(target, id) ?? []);
  return (
    listeners.find((listener) => endpoint?.scheme !== undefined && speaks(listener, endpoint.scheme)) ?? listeners[0]
  );
}

/** Returns the listener that is right, and where it is dialled. */
export function expectedAt(
  dial: Dial,
  listener: Listener | undefined,
  network: Network,
): Pick<Judgement, 'listener' | 'route'> {
  return listener ? { listener, route: network.route(dial.node, listener, dial.host) } : {};
}

function firstOf([hit]: readonly Reached[]): Pick<Judgement, 'reached'> {
  return hit ? { reached: hit.listener } : {};
}
