import { lookupIn } from '../../deployment/lookup.js';
import { moves, reservedOn, type Socket } from '../../deployment/sockets.js';
import type { Reach } from '../../model/correction.js';
import type { Deployment, Host, Listener, Node } from '../../model/deployment.js';
import { MAX_PORT } from '../../values/ports.js';
import type { FreeNode, HostProblem, PortSocket } from '../solve/problem.js';
import { type Accepted, socketId } from './accepted-ports.js';

/** The nodes whose offset may change, and the offsets that `auto` chooses from. */
export interface Freedom {
  /** Every node that is not pinned gets a new offset, whatever it has now. */
  readonly all: boolean;
  readonly start: number;
  readonly spacing: number;
  readonly reach: Reach;
}

/**
 * Returns whether the offset of a node may change. `auto` always allows it. An offset that is in the node's own files, or would have to
 * be, is changed only there.
 */
export function isFree({ pinned, offsetOrigin, configured }: Node, reach: Reach): boolean {
  const isInFiles = configured !== undefined && (configured.has('offset') || offsetOrigin === 'shipped');
  return offsetOrigin === 'chosen' || !(pinned || (isInFiles && reach === 'topology'));
}

/** Builds the problem of a host for the solver. */
export function problemOf(
  host: Host,
  deployment: Deployment,
  accepted: Accepted,
  { all, start, spacing, reach }: Freedom,
): HostProblem {
  const { nodesOn, listenersOn, listenersOf, node: nodeOf } = lookupIn(deployment);
  const stays = (listener: Listener) => {
    const node = nodeOf(listener.node);
    return !node || !isFree(node, reach) || !moves(listener);
  };
  const freeNode = (node: Node): FreeNode => ({
    id: node.id,
    current: node.offset,
    floor: Math.max(0, Math.min(node.shippedOffset, node.offset)),
    auto: all || node.offsetOrigin === 'chosen',
    moving: listenersOf(node.id)
      .filter(moves)
      .map((listener) => portSocket(listener, listener.port - node.offset)),
  });
  const reserved = reservedOn(host.id, deployment);
  return {
    nodes: nodesOn(host.id)
      .filter((node) => isFree(node, reach))
      .map(freeNode),
    constants: [...listenersOn(host.id).filter(stays), ...reserved].map((socket) => portSocket(socket, socket.port)),
    occupied: host.occupied,
    accepted: accepted.pairs,
    tolerated: accepted.sockets,
    start,
    spacing,
    highest: MAX_PORT,
  };
}

function portSocket(socket: Listener | Socket, port: number): PortSocket {
  const { protocol, bind, shareable } = socket;
  const range = 'lastPort' in socket ? { lastPort: socket.lastPort } : {};
  return { id: socketId(socket), protocol, bind, shareable, port, ...range };
}
