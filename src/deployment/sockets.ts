import type { Deployment, Host, Listener } from '../model/deployment.js';
import type { Place } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import type { Forward, Published } from '../model/topology.js';
import { overlaps } from '../values/addresses.js';
import { memo } from '../values/memo.js';
import { contains, isPort } from '../values/ports.js';
import { type Group, groupBy, lookupIn } from './lookup.js';

/** A socket that takes a port of a host: a listener of a node on it, a published port of a container on it, or a forward. */
export interface Socket {
  readonly host: string;
  readonly protocol: Protocol;
  readonly bind: string;
  readonly port: number;
  /** The last port of a published range behind which no listener is known; absent for a single port. */
  readonly lastPort?: number;
  readonly shareable: boolean;
  /** The node behind it; absent for a published port that no known node listens behind. */
  readonly node?: string;
  readonly listener?: string;
  readonly derivation: string;
  /** The container that publishes it, and how it is written. */
  readonly container?: string;
  readonly published?: string;
  /** Where a load balancer or reverse proxy on the host leads it. */
  readonly forward?: string;
  readonly place: Place;
}

/** Sockets of one host that want the same port on overlapping addresses. */
export interface Clash {
  readonly host: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** The last of several ports in a row that the same published ranges want; absent for a single port. */
  readonly lastPort?: number;
  readonly sockets: readonly Socket[];
}

/** Returns every port that is wanted twice, in the order of hosts and ports; computed once per deployment. */
export const clashesOf = memo((deployment: Deployment): readonly Clash[] => findClashes(deployment));

function findClashes(deployment: Deployment): Clash[] {
  const { listenersOn } = lookupIn(deployment);
  const held = reservedPorts(deployment);
  return deployment.hosts.flatMap((host) => {
    const reserved = held.get(host.id) ?? [];
    const ranges = reserved.filter(isRange);
    // Most ports are wanted once: lists are made only where a number appears again.
    const first = new Map<number, Listener | Socket>();
    const shared = new Map<number, (Listener | Socket)[]>();
    const want = (candidate: Listener | Socket): void => {
      // A number outside 1-65535 is a finding of its own, and no listener gets that port.
      if (!isPort(candidate.port)) return;
      const key = candidate.port * 2 + (candidate.protocol === 'udp' ? 1 : 0);
      const owner = first.get(key);
      const sharing = shared.get(key);
      if (owner === undefined) first.set(key, candidate);
      else if (sharing === undefined) shared.set(key, [owner, candidate]);
      else sharing.push(candidate);
    };
    for (const listener of listenersOn(host.id)) want(listener);
    for (const socket of reserved) if (socket.lastPort === undefined) want(socket);
    for (const [key, owner] of ranges.length === 0 ? [] : first) {
      const around = ranges.filter((range) => range.protocol === owner.protocol && holds(range, owner.port));
      if (around.length > 0)
        shared.set(key, [...(shared.get(key) ?? [owner]), ...around.map((range) => partOf(range, owner.port))]);
    }
    return [
      ...[...shared].sort(([a], [b]) => a - b).flatMap(([, candidates]) => groupsThatClash(candidates.map(socketOf))),
      ...rangeClashes(ranges),
    ];
  });
}

/** A published range behind which no listener is known. */
type RangeSocket = Socket & { readonly lastPort: number };

function isRange(socket: Socket): socket is RangeSocket {
  return socket.lastPort !== undefined;
}

function holds({ port, lastPort }: RangeSocket, wanted: number): boolean {
  return port <= wanted && wanted <= lastPort;
}

/** Published ranges of one host that overlap: the ports in a row that at least two of them want. */
function rangeClashes(ranges: readonly RangeSocket[]): Clash[] {
  const sorted = [...ranges].sort((a, b) => a.port - b.port);
  const overlaps = sorted.flatMap((range, index) => {
    const later = sorted.slice(index + 1);
    const end = later.findIndex(({ port }) => port > range.lastPort);
    return (end < 0 ? later : later.slice(0, end))
      .filter((other) => conflict(range, other))
      .map((other) => ({ from: other.port, to: Math.min(range.lastPort, other.lastPort), range, other }));
  });
  const merged: (Pick<Clash, 'host' | 'protocol'> & { from: number; to: number; sockets: Set<RangeSocket> })[] = [];
  for (const { from, to, range, other } of overlaps.sort((a, b) => a.from - b.from)) {
    const { host, protocol } = range;
    const known = merged.find(({ to: last, sockets }) => from <= last && (sockets.has(range) || sockets.has(other)));
    if (!known) merged.push({ host, protocol, from, to, sockets: new Set([range, other]) });
    else {
      known.to = Math.max(known.to, to);
      known.sockets.add(range).add(other);
    }
  }
  return merged.map(({ host, protocol, from, to, sockets }) => {
    const owners = [...sockets].map((socket) =>
      partOf(socket, Math.max(from, socket.port), Math.min(to, socket.lastPort)),
    );
    return { host, protocol, port: from, lastPort: to, sockets: owners };
  });
}

/** Returns some of the ports of a published range. */
export function partOf({ lastPort: _, ...range }: Socket, port: number, lastPort = port): Socket {
  return port === lastPort ? { ...range, port } : { ...range, port, lastPort };
}

/** Returns the ports of each host that are held by something else than its nodes: published ports and forwards. */
export function reservedPorts(deployment: Deployment): ReadonlyMap<string, readonly Socket[]> {
  const forwards = deployment.hosts.filter((host) => host.forwards.length > 0);
  if (forwards.length === 0) return publishedByHost(deployment);
  const held = new Map(publishedByHost(deployment));
  for (const host of forwards)
    held.set(host.id, [
      ...(held.get(host.id) ?? []),
      ...host.forwards.map((forward) => socketOfForward(host.id, forward)),
    ]);
  return held;
}

function socketOfForward(host: string, { port, protocol, bind, to, place }: Forward): Socket {
  const forward = to.map(({ node, listener }) => `${node}:${listener}`).join(', ');
  return { host, protocol, bind, port, shareable: false, derivation: `forwarded to ${forward}`, forward, place };
}

/** Returns the ports that containers publish on the host they run on. */
export function publishedByHost(deployment: Deployment): ReadonlyMap<string, readonly Socket[]> {
  const { listenersOn } = lookupIn(deployment);
  const sockets = new Map<string, Socket[]>();
  for (const container of deployment.hosts) {
    if (container.on === undefined) continue;
    const known = sockets.get(container.on) ?? [];
    sockets.set(container.on, known);
    for (const published of container.published)
      known.push(...socketsOfPublished(container, container.on, published, listenersOn(container.id)));
  }
  return sockets;
}

/** One socket for each port behind which there is a listener, and one for each range of ports between them. */
function socketsOfPublished(
  container: Host,
  host: string,
  published: Published,
  listeners: readonly Listener[],
): Socket[] {
  const { hostPorts, ports, protocol, bind, text, place } = published;
  const shift = hostPorts.from - ports.from;
  const derivation = `published by ${container.id} as ${text}`;
  const origin = { container: container.id, published: text, place };
  const range = { host, protocol, bind, port: hostPorts.from, shareable: false, derivation, ...origin };
  const inside = listeners.filter((listener) => listener.protocol === protocol && contains(ports, listener.port));
  const behind = [...groupBy(inside, ({ port }) => String(port)).values()].map(lowest).sort((a, b) => a.port - b.port);
  const sockets: Socket[] = [];
  let next = hostPorts.from;
  for (const { port, node, id } of behind) {
    if (next < port + shift) sockets.push(partOf(range, next, port + shift - 1));
    sockets.push({ ...range, port: port + shift, node, listener: id });
    next = port + shift + 1;
  }
  if (next <= hostPorts.to) sockets.push(partOf(range, next, hostPorts.to));
  return sockets;
}

/**
 * Whether nothing is behind a published port, or a whole published range: no node of the container listens there, and no other
 * software in it. A container of which the topology names no node may run anything.
 */
export function isUnanswered(deployment: Deployment, container: Host, { ports, protocol }: Published): boolean {
  const { listenersOn, nodesOn } = lookupIn(deployment);
  if (nodesOn(container.id).length === 0) return false;
  // A range is published to cover what may come; one listener behind it is enough.
  const listens = listenersOn(container.id).some(
    (listener) => listener.protocol === protocol && contains(ports, listener.port),
  );
  const other = container.occupied.some(
    (entry) => entry.protocol === protocol && entry.from <= ports.to && ports.from <= entry.to,
  );
  return !listens && !other;
}

/** Chooses one of several listeners behind one published port, independently of their order in the file. */
function lowest(listeners: Group<Listener>): Listener {
  return listeners.reduce((found, each) => (found.node <= each.node ? found : each));
}

function socketOf(candidate: Listener | Socket): Socket {
  if (!('id' in candidate)) return candidate;
  const { host, protocol, bind, port, shareable, node, id, derivation, place } = candidate;
  return { host, protocol, bind, port, shareable, node, listener: id, derivation, place };
}

/** Splits sockets of one port into groups that are connected by overlapping addresses; a single socket does not clash. */
function groupsThatClash(sockets: readonly Socket[]): Clash[] {
  const everyAddress = sockets.some(({ bind, shareable }) => bind === '*' && !shareable);
  const groups = everyAddress ? [sockets] : connectedGroups(sockets);
  return groups.flatMap((group) => {
    const [first, second] = group;
    if (!first || !second) return [];
    return [{ host: first.host, protocol: first.protocol, port: first.port, sockets: group }];
  });
}

function connectedGroups(sockets: readonly Socket[]): readonly (readonly Socket[])[] {
  let groups: Socket[][] = [];
  for (const socket of sockets) {
    const touching = groups.filter((group) => group.some((other) => conflict(socket, other)));
    groups = [...groups.filter((group) => !touching.includes(group)), [...touching.flat(), socket]];
  }
  return groups;
}

/** Returns whether two sockets of one host that want the same port cannot both have it. */
export function conflict(a: Claim, b: Claim): boolean {
  return a.protocol === b.protocol && overlaps(a.bind, b.bind) && !(a.shareable && b.shareable);
}

/** The properties of a socket that decide whether it shares a port. */
type Claim = Pick<Socket, 'protocol' | 'bind' | 'shareable'>;

/** Returns the entry of `occupied` that contains the port of a socket. */
export function occupantOf(host: Host, socket: Pick<Socket, 'port' | 'protocol' | 'bind'>) {
  return host.occupied.find(
    (entry) => entry.protocol === socket.protocol && contains(entry, socket.port) && overlaps(entry.bind, socket.bind),
  );
}

/** Returns whether the offset of its node moves a listener. */
export function moves({ shift, configured, explicitTakesOffset }: Listener): boolean {
  return shift === 'follows' && (configured === undefined || explicitTakesOffset === true);
}

/** A host and a port of it. */
export interface Entrance {
  readonly host: string;
  readonly port: number;
}

/**
 * Where a listener is reached from a host: at the machine that publishes its port where it stands in a container of another
 * machine, else at the listener itself. `hosts` finds hosts by id.
 */
export function entranceOf(
  listener: Pick<Listener, 'host' | 'port' | 'protocol'>,
  from: Host | undefined,
  hosts: (id: string) => Host | undefined,
): Entrance {
  const { host, port, protocol } = listener;
  const container = hosts(host);
  const machine = container?.on;
  if (machine === undefined || from?.id === host || from?.on === machine) return { host, port };
  const published = container?.published.find((entry) => entry.protocol === protocol && contains(entry.ports, port));
  return published ? { host: machine, port: published.hostPorts.from + port - published.ports.from } : { host, port };
}
