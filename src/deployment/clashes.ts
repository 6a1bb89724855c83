import type { Deployment, Listener } from '../model/deployment.js';
import type { Protocol } from '../model/product.js';
import type { PortRange } from '../model/topology.js';
import { overlaps } from '../values/addresses.js';
import { memo } from '../values/memo.js';
import { contains, intersects, isPort } from '../values/ports.js';
import { present } from '../values/present.js';
import { lookupIn } from './lookup.js';
import { partOf, reservedOn, type Socket, socketOf } from './sockets.js';

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
  return deployment.hosts.flatMap((host) => {
    const reserved = reservedOn(host.id, deployment);
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
    const inRanges: (Listener | Socket)[] = [];
    for (const [key, owner] of ranges.length === 0 ? [] : first) {
      const around = ranges.filter(
        (range) => range.protocol === owner.protocol && contains(portsOf(range), owner.port),
      );
      if (around.length === 0) continue;
      shared.set(key, [...(shared.get(key) ?? [owner]), ...around.map((range) => partOf(range, owner.port))]);
      inRanges.push(owner);
    }
    return [
      ...[...shared].sort(([a], [b]) => a - b).flatMap(([, candidates]) => groupsThatClash(candidates.map(socketOf))),
      ...rangeClashes(ranges).flatMap((clash) => besides(clash, inRanges)),
    ];
  });
}

/** A published range behind which no listener is known. */
type RangeSocket = Socket & { readonly lastPort: number };

function isRange(socket: Socket): socket is RangeSocket {
  return socket.lastPort !== undefined;
}

function portsOf({ port, lastPort }: RangeSocket): PortRange {
  return { from: port, to: lastPort };
}

/** A clash of ranges without the ports that something else wants as well: each of them is a clash of its own. */
function besides({ host, protocol, from, to, sockets }: RangeClash, wanted: readonly (Listener | Socket)[]): Clash[] {
  const cuts = wanted
    .filter((each) => each.protocol === protocol && contains({ from, to }, each.port))
    .map(({ port }) => port)
    .sort((a, b) => a - b);
  const parts = [from - 1, ...cuts].map((cut, index) => ({ first: cut + 1, last: (cuts[index] ?? to + 1) - 1 }));
  return parts
    .filter(({ first, last }) => first <= last)
    .map(({ first, last }) => ({
      ...{ host, protocol, port: first, ...present({ lastPort: last > first ? last : undefined }) },
      sockets: [...sockets]
        .filter((socket) => intersects(portsOf(socket), { from: first, to: last }))
        .map((socket) => partOf(socket, Math.max(first, socket.port), Math.min(last, socket.lastPort))),
    }));
}

/** Ports in a row that at least two ranges of one host want. */
interface RangeClash extends Pick<Clash, 'host' | 'protocol'> {
  readonly from: number;
  to: number;
  readonly sockets: Set<RangeSocket>;
}

/** Published ranges of one host that overlap. */
function rangeClashes(ranges: readonly RangeSocket[]): readonly RangeClash[] {
  const sorted = [...ranges].sort((a, b) => a.port - b.port);
  const overlaps = sorted.flatMap((range, index) => {
    const later = sorted.slice(index + 1);
    const end = later.findIndex(({ port }) => port > range.lastPort);
    return (end < 0 ? later : later.slice(0, end))
      .filter((other) => conflict(range, other))
      .map((other) => ({ from: other.port, to: Math.min(range.lastPort, other.lastPort), range, other }));
  });
  const merged: RangeClash[] = [];
  for (const { from, to, range, other } of overlaps.sort((a, b) => a.from - b.from)) {
    const { host, protocol } = range;
    const known = merged.find(({ to: last, sockets }) => from <= last && (sockets.has(range) || sockets.has(other)));
    if (!known) merged.push({ host, protocol, from, to, sockets: new Set([range, other]) });
    else {
      known.to = Math.max(known.to, to);
      known.sockets.add(range).add(other);
    }
  }
  return merged;
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
