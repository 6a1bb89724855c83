import { conflict } from '../../deployment/clashes.js';
import { lookupIn } from '../../deployment/lookup.js';
import { PortSpace } from '../../deployment/port-space.js';
import { moves, occupantOf, onPort, reservedOn, type Socket } from '../../deployment/sockets.js';
import type { Deployment, Listener, Node } from '../../model/deployment.js';
import { entryOf, memo } from '../../values/memo.js';
import { isPort, MAX_PORT } from '../../values/ports.js';

/** An offset at which no port that moves with it is taken on the host of the node. */
export interface FreeOffset {
  readonly node: Node;
  readonly offset: number;
  /** Its distance from the present offset; never 0. */
  readonly distance: number;
}

/**
 * Yields the free offsets of a node, the nearest first, and of two equally near ones the higher first. Negative offsets are left
 * out: products accept them, but they are never intended. Ports that the offset does not move are ignored.
 */
export function* freeOffsets(node: Node, deployment: Deployment, effort: Effort): Iterable<FreeOffset> {
  const { listenersOf, host } = lookupIn(deployment);
  const moving = listenersOf(node.id).filter(moves);
  const machine = host(node.host);
  if (moving.length === 0 || !machine) return;
  const taken = socketsOn(node.host, deployment);
  const stays = (other: Listener | Socket) => other.node !== node.id || ('id' in other && !moves(other));
  const isFree = (listener: Listener, shift: number): boolean => {
    const moved = onPort(listener, listener.port + shift);
    if (!isPort(moved.port) || occupantOf(machine, moved)) return false;
    return !taken.some(moved.port, (other) => stays(other) && conflict(moved, other));
  };
  const highest = Math.max(...moving.map(({ port }) => port));
  const limit = Math.min(PROBES, Math.max(node.offset, MAX_PORT - highest));
  for (let distance = 1; distance <= limit && effort.left > 0; distance++)
    for (const shift of [distance, -distance]) {
      effort.left -= 1;
      if (node.offset + shift >= 0 && moving.every((listener) => isFree(listener, shift)))
        yield { node, offset: node.offset + shift, distance };
    }
}

/**
 * The work that may still be done to find fixes, in listeners derived anew and offsets tried. A count and not a time, so that equal
 * input gives equal output; a plan that is too large for it needs `fix`.
 */
export interface Effort {
  left: number;
}

/** Offsets tried in either direction; where none of them is free, the node needs another host. */
const PROBES = 10_000;

type Sockets = PortSpace<Listener | Socket>;

const socketsByHost = memo((_: Deployment) => new Map<string, Sockets>());

/** Returns everything that holds a port of a host, by port; made once per deployment and host. */
function socketsOn(host: string, deployment: Deployment): Sockets {
  return entryOf(socketsByHost(deployment), host, () => {
    const sockets = [...lookupIn(deployment).listenersOn(host), ...reservedOn(host, deployment)];
    return new PortSpace(sockets);
  });
}
