import { clashesOf } from '../deployment/clashes.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import { isUnanswered, occupantOf, partOf, type Socket } from '../deployment/sockets.js';
import type { Deployment, Listener } from '../model/deployment.js';
import type { ListenerStatus, PublishedStatus } from '../model/report.js';
import type { PortRange } from '../model/topology.js';
import { contains, isPort } from '../values/ports.js';

/** Returns the ports of a published range that are wanted twice, or that other software holds. */
export function cutsIn(deployment: Deployment): (socket: Socket) => readonly PortRange[] {
  const { host } = lookupIn(deployment);
  const clashes = publishedClashes(deployment);
  return (socket) => [
    ...clashes(socket),
    ...(host(socket.host)?.occupied ?? []).filter(({ protocol }) => protocol === socket.protocol),
  ];
}

/** The ports of a published entry that others want too. */
function publishedClashes(deployment: Deployment): (socket: Socket) => readonly PortRange[] {
  const clashes = groupBy(
    clashesOf(deployment).flatMap(({ sockets }) => sockets.filter(({ published }) => published !== undefined)),
    entryKey,
  );
  return (socket) =>
    (clashes.get(entryKey(socket)) ?? []).map(({ port, lastPort = port }): PortRange => ({ from: port, to: lastPort }));
}

/** Returns a range, cut at the borders of others. */
export function partsAt(socket: Socket, cuts: readonly PortRange[]): readonly Socket[] {
  const { port, lastPort } = socket;
  if (lastPort === undefined) return [socket];
  const starts = cuts.flatMap(({ from, to }) => [from, to + 1]).filter((start) => port < start && start <= lastPort);
  const borders = [...new Set([port, ...starts])].sort((a, b) => a - b);
  return borders.map((start, index) => partOf(socket, start, (borders[index + 1] ?? lastPort + 1) - 1));
}

function entryKey({ host, protocol, bind, container, published }: Socket): string {
  return JSON.stringify([host, protocol, bind, container, published]);
}

/** `ok`, or the first thing that is wrong with the port of a listener or a published port. */
export function statusesIn(deployment: Deployment): (socket: Listener | Socket) => ListenerStatus {
  const clashing = new Set(
    clashesOf(deployment).flatMap(({ sockets }) =>
      sockets.map(({ node = '', listener = '' }) => keyOf(node, listener)),
    ),
  );
  const published = publishedClashes(deployment);
  const { host } = lookupIn(deployment);
  const collides = (socket: Listener | Socket): boolean =>
    'id' in socket
      ? clashing.has(keyOf(socket.node, socket.id))
      : published(socket).some((range) => contains(range, socket.port));
  return (socket) => {
    if (!isPort(socket.port)) return 'out-of-range';
    if (collides(socket)) return 'collision';
    const machine = host(socket.host);
    return machine && occupantOf(machine, socket) ? 'occupied' : 'ok';
  };
}

/** Returns the status of a published port: first whether the port of the machine is free, then whether anything listens behind it. */
export function publishedStatusesIn(
  deployment: Deployment,
  statusOf: (socket: Socket) => ListenerStatus,
): (socket: Socket) => PublishedStatus {
  const unanswered = new Set(
    deployment.hosts.flatMap((container) =>
      container.published
        .filter((published) => isUnanswered(deployment, container, published))
        .map(({ text }) => `${container.id} ${text}`),
    ),
  );
  return (socket) => {
    const status = statusOf(socket);
    return status === 'ok' && unanswered.has(`${socket.container} ${socket.published}`) ? 'unanswered' : status;
  };
}

export function keyOf(node: string, listener: string): string {
  return `${node} ${listener}`;
}
