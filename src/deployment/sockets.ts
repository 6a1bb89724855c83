import type { Deployment, Host, Listener } from '../model/deployment.js';
import type { Place } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import type { Forward, Occupied, PortRange, Published } from '../model/topology.js';
import { overlaps } from '../values/addresses.js';
import { memo } from '../values/memo.js';
import { intersects } from '../values/ports.js';
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

/** Returns some of the ports of a published range. */
export function partOf({ lastPort: _, ...range }: Socket, port: number, lastPort = port): Socket {
  return port === lastPort ? { ...range, port } : { ...range, port, lastPort };
}

/** Returns the ports of each host that something else has than its nodes: published ports and forwards. */
export const reservedPorts = memo((deployment: Deployment): ReadonlyMap<string, readonly Socket[]> => {
  // A Service and an Ingress have addresses of their own, and no sockets.
  const forwards = deployment.hosts.filter(
    ({ forwards: own, kind }) => own.length > 0 && kind !== 'service' && kind !== 'ingress',
  );
  if (forwards.length === 0) return publishedByHost(deployment);
  const reserved = new Map(publishedByHost(deployment));
  for (const host of forwards) reserved.set(host.id, [...(reserved.get(host.id) ?? []), ...socketsOfForwards(host)]);
  return reserved;
});

/** Returns the ports of one host that something else has than its nodes. */
export function reservedOn(host: string, deployment: Deployment): readonly Socket[] {
  return reservedPorts(deployment).get(host) ?? [];
}

/** Forwards of a port that differ by their paths are routes of one socket; two of one path are two claims. */
function socketsOfForwards({ id, forwards }: Host): readonly Socket[] {
  const claims = new Map<string, number>();
  const numbered = forwards.map((forward) => {
    const { port, protocol, bind, path = '/' } = forward;
    const claim = JSON.stringify([port, protocol, bind, path]);
    const number = claims.get(claim) ?? 0;
    claims.set(claim, number + 1);
    return { forward, socket: JSON.stringify([port, protocol, bind, number]) };
  });
  return [...groupBy(numbered, ({ socket }) => socket).values()].map((routes) => socketOfRoutes(id, routes));
}

function socketOfRoutes(host: string, routes: Group<{ readonly forward: Forward }>): Socket {
  const [
    {
      forward: { port, protocol, bind, place },
    },
  ] = routes;
  const targets = routes.flatMap(({ forward: { to } }) => to.map(({ node, listener }) => `${node}:${listener}`));
  const forward = targets.join(', ');
  return { host, protocol, bind, port, shareable: false, derivation: `forwarded to ${forward}`, forward, place };
}

/** Returns the ports that containers publish on the host they run on. */
export const publishedByHost = memo((deployment: Deployment): ReadonlyMap<string, readonly Socket[]> => {
  const { listenersAt } = lookupIn(deployment);
  const sockets = new Map<string, Socket[]>();
  for (const container of deployment.hosts) {
    if (container.on === undefined) continue;
    const known = sockets.get(container.on) ?? [];
    sockets.set(container.on, known);
    for (const published of container.published)
      known.push(...socketsOfPublished(container, container.on, published, listenersAt(container.id, published.ports)));
  }
  return sockets;
});

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
  const inside = listeners.filter((listener) => listener.protocol === protocol);
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
 * Returns whether nothing is behind a published port, or a whole published range: no node of the container listens there, and no other
 * software in it. A container of which the topology names no node may run anything, and a node of which a port is not known may listen anywhere.
 */
export function isUnanswered(deployment: Deployment, container: Host, { ports, protocol }: Published): boolean {
  const { listenersAt, nodesOn } = lookupIn(deployment);
  const nodes = nodesOn(container.id);
  if (nodes.length === 0 || nodes.some(({ hasUnknownPort }) => hasUnknownPort)) return false;
  // A range is published to cover what may come; one listener behind it is enough.
  const listens = listenersAt(container.id, ports).some((listener) => listener.protocol === protocol);
  const other = container.occupied.some((entry) => entry.protocol === protocol && intersects(entry, ports));
  return !listens && !other;
}

/** Chooses one of several listeners behind one published port, independently of their order in the file. */
function lowest(listeners: Group<Listener>): Listener {
  return listeners.reduce((found, each) => (found.node <= each.node ? found : each));
}

export function socketOf(candidate: Listener | Socket): Socket {
  return 'id' in candidate ? new ListenerSocket(candidate) : candidate;
}

/** The socket of a listener. How its port came about is a text that is made for those who show it. */
class ListenerSocket implements Socket {
  readonly host: string;
  readonly protocol: Protocol;
  readonly bind: string;
  readonly port: number;
  readonly shareable: boolean;
  readonly node: string;
  readonly listener: string;
  private readonly of: Listener;

  constructor(of: Listener) {
    this.host = of.host;
    this.protocol = of.protocol;
    this.bind = of.bind;
    this.port = of.port;
    this.shareable = of.shareable;
    this.node = of.node;
    this.listener = of.id;
    this.of = of;
  }

  get derivation() {
    return this.of.derivation;
  }

  get place() {
    return this.of.place;
  }
}

/** Returns the entries of `occupied` that a socket meets: those with its port, or with one of a published range. */
export function occupantsOf({ occupied }: Host, socket: Wanting & Pick<Socket, 'lastPort'>): readonly Occupied[] {
  const { port, lastPort = port } = socket;
  return occupied.filter((entry) => isMet(entry, { from: port, to: lastPort }, socket));
}

/** Returns the first entry of `occupied` that contains the port of a socket. */
export function occupantOf({ occupied }: Host, socket: Wanting): Occupied | undefined {
  return occupied.find((entry) => isMet(entry, { from: socket.port, to: socket.port }, socket));
}

type Wanting = Pick<Socket, 'port' | 'protocol' | 'bind'>;

function isMet(entry: Occupied, ports: PortRange, { protocol, bind }: Wanting): boolean {
  return entry.protocol === protocol && intersects(entry, ports) && overlaps(entry.bind, bind);
}

/** Returns what decides whether a listener would get a port. */
export function onPort({ protocol, bind, shareable }: Listener, port: number) {
  return { protocol, bind, shareable, port };
}

/** Returns whether the offset of its node moves a listener. */
export function moves({
  shift,
  configured,
  explicitTakesOffset,
}: Pick<Listener, 'shift' | 'configured' | 'explicitTakesOffset'>): boolean {
  return shift === 'follows' && (configured === undefined || explicitTakesOffset === true);
}
