import type { ReleaseLink } from '../catalogue/release.js';
import type { Entrance } from '../deployment/sockets.js';
import type { Endpoint, Host, Link, LinkOutcome, Listener } from '../model/deployment.js';
import type { Path, Place } from '../model/finding.js';
import { speaks } from '../values/endpoints.js';
import type { PlacedNode } from './listeners.js';
import type { Network, Reached } from './network.js';
import { placeOfSetting } from './nodes.js';

/** One connection before it is judged. */
export interface Dial {
  readonly node: PlacedNode;
  readonly entry: ReleaseLink;
  readonly place: Place;
  readonly endPath?: Path;
  readonly url?: string;
  readonly endpoint?: Endpoint;
  /** The host that the endpoint's address means, where the topology knows it. */
  readonly host?: Host;
  /** The port dialled, 1-65535, where one is known. */
  readonly port?: number;
  readonly derivation?: string;
}

interface Verdict {
  readonly outcome: LinkOutcome;
  readonly target?: PlacedNode;
  readonly candidates?: readonly string[];
  readonly listener?: Listener;
  /** Where to dial. */
  readonly route?: Entrance;
  /** What answers on the dialled port, where something does and it is wrong. */
  readonly reached?: Listener;
}

/** The node plays the other end itself, as the all-in-one profile does. */
export function judgeOwn(dial: Dial, network: Network): Link {
  const listener = rightListener(dial, dial.node, network);
  const follows =
    dial.entry.takesOwnOffset === true || (listener !== undefined && dial.entry.defaultPort === listener.port);
  return linkOf(dial, {
    outcome: follows ? 'match' : 'derived',
    target: dial.node,
    ...expected(dial, listener, network),
  });
}

/** Nobody said who is meant: the only node that can be, or all of them where it makes no difference. */
export function judgeByCandidates(dial: Dial, candidates: readonly PlacedNode[], network: Network): Link {
  const [first] = candidates;
  if (!first) return linkOf(dial, shippedSelf(dial, network) ?? { outcome: 'external' });
  if (candidates.length > 1 && portsDiffer(dial, candidates, network))
    return linkOf(dial, { outcome: 'ambiguous', candidates: network.idsOf(candidates) });
  const listener = rightListener(dial, first, network);
  // The shipped configuration of a role is taken for granted; only what the plan itself closes is closed.
  if (!listener)
    return linkOf(dial, {
      outcome: dial.entry.kind !== 'port' && isClosedByPlan(dial, first) ? 'target-off' : 'off',
      target: first,
    });
  const verdict = compared(dial, first, listener, network);
  return linkOf(dial, candidates.length > 1 ? { ...verdict, candidates: network.idsOf(candidates) } : verdict);
}

/** The plan says who is meant. */
export function judgeByTarget(dial: Dial, target: PlacedNode, network: Network): Link {
  const listener = rightListener(dial, target, network);
  if (!listener) return linkOf(dial, { outcome: dial.entry.kind === 'port' ? 'off' : 'target-off', target });
  const { host } = dial;
  if (!host || dial.port === undefined) return linkOf(dial, compared(dial, target, listener, network));
  const reached = network.reach(host, dial.port);
  const right = reached.find((hit) => hit.listener.node === target.plan.id && accepts(dial.entry, hit.listener));
  if (right) return linkOf(dial, spoken(dial, target, right, { host: host.id, port: dial.port }));
  const own = ownHit(dial, reached);
  if (own) return linkOf(dial, { outcome: 'self', target, ...expected(dial, listener, network), reached: own });
  if (reached.length === 0 && isFront(dial)) return linkOf(dial, { outcome: 'external', target });
  return linkOf(dial, { outcome: 'port-mismatch', target, ...expected(dial, listener, network), ...first(reached) });
}

/** Only an address is written: what runs there. */
export function judgeByAddress(dial: Dial, network: Network): Link {
  const { host } = dial;
  if (!host || dial.port === undefined) return judgeUnknownAddress(dial, host, network);
  const reached = network.reach(host, dial.port);
  const candidates = network.nodesBehind(host).filter((node) => playsRole(dial, node));
  const hit = rightHit(dial, reached, candidates);
  const target = hit && network.node(hit.listener.node);
  if (hit && target) return linkOf(dial, spoken(dial, target, hit, { host: host.id, port: dial.port }));
  const own = ownHit(dial, reached);
  const [nearest] = byDistance(dial, candidates, network);
  const listener = nearest && rightListener(dial, nearest, network);
  if (own)
    return linkOf(dial, {
      outcome: 'self',
      ...(nearest ? { target: nearest } : {}),
      ...expected(dial, listener, network),
      reached: own,
    });
  if (!nearest || network.occupied(host, dial.port) || (reached.length === 0 && isFront(dial)))
    return linkOf(dial, { outcome: 'external' });
  if (!listener) return linkOf(dial, { outcome: 'target-off', target: nearest, ...first(reached) });
  return linkOf(dial, {
    outcome: 'port-mismatch',
    target: nearest,
    ...expected(dial, listener, network),
    ...first(reached),
  });
}

/**
 * The right listener among those reached: of a node that plays the role. Where no node at that address plays it, any other
 * node with the listener will do; a management port alone does not make a traffic manager of a node beside one.
 */
function rightHit(dial: Dial, reached: readonly Reached[], candidates: readonly PlacedNode[]): Reached | undefined {
  const right = reached.filter(({ listener }) => accepts(dial.entry, listener));
  const players = new Set(candidates.map(({ plan }) => plan.id));
  if (players.size > 0) return right.find(({ listener }) => players.has(listener.node));
  return right.find(({ listener }) => listener.node !== dial.node.plan.id);
}

function judgeUnknownAddress(dial: Dial, host: Host | undefined, network: Network): Link {
  const candidates = host ? network.nodesBehind(host).filter((node) => playsRole(dial, node)) : [];
  return candidates.length === 0 ? linkOf(dial, { outcome: 'external' }) : judgeByCandidates(dial, candidates, network);
}

/** A link while it is put together: most keys of most links are absent, and there are very many links. */
type Draft = { -readonly [K in keyof Link]: Link[K] };

export function linkOf(dial: Dial, { outcome, target, candidates = NOBODY, listener, route, reached }: Verdict): Link {
  const { node, entry } = dial;
  const link: Draft = {
    node: node.plan.id,
    id: entry.id,
    kind: entry.kind,
    role: entry.to,
    place: dial.place,
    candidates,
    listeners: entry.listeners,
    listener: listener?.id ?? entry.listeners[0] ?? '',
    outcome,
  };
  if (dial.endPath !== undefined) link.endPath = dial.endPath;
  if (dial.url !== undefined) link.url = dial.url;
  if (dial.endpoint !== undefined) link.endpoint = dial.endpoint;
  if (dial.derivation !== undefined) link.derivation = dial.derivation;
  if (dial.port !== undefined) link.dialled = dial.port;
  if (target !== undefined) link.target = target.plan.id;
  if (dial.host !== undefined) link.dialledHost = dial.host.id;
  if (route !== undefined) link.expectedHost = route.host;
  if (route !== undefined) link.expectedPort = route.port;
  if (reached !== undefined) link.reached = { node: reached.node, listener: reached.id };
  const setting = placeOfSetting(node.release, entry.settings);
  if (setting !== undefined) link.setting = setting;
  return link;
}

const NOBODY: readonly string[] = [];

/** Compares ports alone, where the address says nothing. */
function compared(dial: Dial, target: PlacedNode, listener: Listener, network: Network): Verdict {
  const right = expected(dial, listener, network);
  if (dial.port === undefined) return { outcome: 'derived', target, ...right };
  if (dial.port === right.route?.port) return spoken(dial, target, { listener, through: 'directly' }, right.route);
  if (isFront(dial)) return { outcome: 'external', target };
  const reached = network.openOn(target, dial.port);
  return { outcome: 'port-mismatch', target, ...right, ...(reached ? { reached } : {}) };
}

/** The port is right; the scheme may still be the other one's. A front end may well speak another scheme than the node behind it. */
function spoken(dial: Dial, target: PlacedNode, { listener, through }: Reached, route: Entrance): Verdict {
  const understood = through === 'forward' || speaks(listener, dial.endpoint?.scheme);
  return { outcome: understood ? 'match' : 'scheme-mismatch', target, listener, route };
}

/** The open listener of a node that is right for a connection; the scheme decides where several are. */
function rightListener({ entry, endpoint }: Dial, target: PlacedNode, network: Network): Listener | undefined {
  const listeners = entry.listeners.flatMap((id) => network.open(target, id) ?? []);
  return (
    listeners.find((listener) => endpoint?.scheme !== undefined && speaks(listener, endpoint.scheme)) ?? listeners[0]
  );
}

function expected(dial: Dial, listener: Listener | undefined, network: Network): Pick<Verdict, 'listener' | 'route'> {
  return listener ? { listener, route: network.route(dial.node, listener, dial.host) } : {};
}

function portsDiffer(dial: Dial, candidates: readonly PlacedNode[], network: Network): boolean {
  const ports = new Set<number | undefined>();
  for (const node of candidates) {
    ports.add(expected(dial, rightListener(dial, node, network), network).route?.port);
    if (ports.size > 1) return true;
  }
  return false;
}

/**
 * A literal in the shipped configuration that lands on the node itself by arithmetic: 9445 at offset 2. What names the node
 * itself as it ships is no accident.
 */
function shippedSelf(dial: Dial, network: Network): Verdict | undefined {
  const { node, entry } = dial;
  if (
    node.offset === node.release.defaultOffset ||
    dial.port !== undefined ||
    entry.defaultPort === null ||
    entry.takesOwnOffset !== false ||
    !entry.defaultValue.includes('localhost')
  )
    return undefined;
  const host = network.hostAt(node, 'localhost');
  const own = host && ownHit(dial, network.reach(host, entry.defaultPort));
  return own ? { outcome: 'self', reached: own } : undefined;
}

function ownHit({ node, entry }: Dial, reached: readonly Reached[]): Listener | undefined {
  if (node.roles.includes(entry.to)) return undefined;
  return reached.find(({ listener }) => listener.node === node.plan.id)?.listener;
}

function isClosedByPlan({ entry }: Dial, target: PlacedNode): boolean {
  return entry.listeners.some((id) => target.disabled.has(id));
}

function playsRole({ entry }: Dial, node: PlacedNode | undefined): boolean {
  return node?.roles.includes(entry.to) ?? false;
}

/** Candidates, the one whose port is nearest to the dialled one first. */
function byDistance(dial: Dial, candidates: readonly PlacedNode[], network: Network): readonly PlacedNode[] {
  const distance = (node: PlacedNode) =>
    Math.abs((rightListener(dial, node, network)?.port ?? Number.POSITIVE_INFINITY) - (dial.port ?? 0));
  return [...candidates].sort((a, b) => distance(a) - distance(b));
}

/** A URL without a port of its own, or on 443 or 80, names a reverse proxy in front of the node. */
function isFront({ port }: Dial): boolean {
  return port === 443 || port === 80;
}

function first([hit]: readonly Reached[]): Pick<Verdict, 'reached'> {
  return hit ? { reached: hit.listener } : {};
}

/** A broker list may as well name the encrypted port of the same broker: its scheme is tcp there too, an option asks for TLS. */
function accepts({ listeners }: ReleaseLink, { id }: Listener): boolean {
  return listeners.includes(id) || (id === 'broker-amqps' && listeners.includes('broker-amqp'));
}
