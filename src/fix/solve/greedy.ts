import { overlaps } from '../../values/addresses.js';
import { entryAt } from '../../values/lists.js';
import { clash, type FreeNode, type HostProblem, type PortSocket } from './problem.js';

/** Offsets in the order of the nodes, or the node for which no offset is free. */
export type GreedyResult =
  | { readonly ok: true; readonly offsets: readonly number[] }
  | { readonly ok: false; readonly stuck: number };

/**
 * Keeps as many nodes as possible where they are, moves each of the others to its nearest free offset, and gives `auto` nodes the
 * lowest one. Each node is examined once, so that a crowded host costs little; the answer may not be the best one.
 */
export function solveGreedily(problem: HostProblem): GreedyResult {
  const space = new Space(problem);
  const offsets = new Map<number, number>();
  const take = (index: number, node: FreeNode, offset: number) => {
    offsets.set(index, offset);
    space.add(node, offset);
  };
  const nodes = [...problem.nodes.entries()];
  const crowding = crowdingOf(problem);
  const byCrowding = nodes
    .filter(([, { auto }]) => !auto)
    .sort(([a], [b]) => entryAt(crowding, a) - entryAt(crowding, b) || a - b);
  for (const [index, node] of byCrowding) if (space.fits(node, node.current)) take(index, node, node.current);
  const moved = nodes.filter(([index, { auto }]) => !auto && !offsets.has(index));
  for (const [index, node] of [...moved, ...nodes.filter(([, { auto }]) => auto)]) {
    const offset = node.auto ? lowest(node, space, problem) : nearest(node, space, problem);
    if (offset === undefined) return { ok: false, stuck: index };
    take(index, node, offset);
  }
  return { ok: true, offsets: [...offsets].sort(([a], [b]) => a - b).map(([, offset]) => offset) };
}

/** Returns the number of sockets of other nodes with which a node clashes at the present offsets. */
function crowdingOf({ nodes }: HostProblem): number[] {
  const users = new Map<number, number>();
  const portsOf = ({ moving, current, auto }: FreeNode) => (auto ? [] : moving.map(({ port }) => port + current));
  for (const node of nodes) for (const port of portsOf(node)) users.set(port, (users.get(port) ?? 0) + 1);
  return nodes.map((node) => portsOf(node).reduce((sum, port) => sum + (users.get(port) ?? 1) - 1, 0));
}

function nearest(node: FreeNode, space: Space, { highest }: HostProblem): number | undefined {
  const { current } = node;
  for (let distance = 1; distance <= highest + Math.abs(current); distance++)
    for (const offset of [current - distance, current + distance])
      if (offset >= 0 && space.fits(node, offset)) return offset;
  return undefined;
}

function lowest(node: FreeNode, space: Space, { start, spacing, highest }: HostProblem): number | undefined {
  for (let offset = start; offset <= highest; offset += spacing) if (space.fits(node, offset)) return offset;
  return undefined;
}

/** The ports of the host that are taken so far. */
class Space {
  private readonly problem: HostProblem;
  private readonly sockets = new Map<number, PortSocket[]>();

  constructor(problem: HostProblem) {
    this.problem = problem;
    for (const socket of problem.constants) this.put(socket.port, socket);
  }

  add(node: FreeNode, offset: number): void {
    for (const socket of node.moving) this.put(socket.port + offset, socket);
  }

  fits(node: FreeNode, offset: number): boolean {
    return node.moving.every((socket) => this.isFree(socket, socket.port + offset));
  }

  private isFree(socket: PortSocket, port: number): boolean {
    const { highest, occupied, tolerated, accepted } = this.problem;
    if (!tolerated.has(socket.id)) {
      if (port < 1 || port > highest) return false;
      if (
        occupied.some(
          (taken) =>
            taken.from <= port &&
            port <= taken.to &&
            taken.protocol === socket.protocol &&
            overlaps(taken.bind, socket.bind),
        )
      )
        return false;
    }
    return !(this.sockets.get(port) ?? []).some((other) => clash(socket, other, accepted));
  }

  private put(port: number, socket: PortSocket): void {
    const known = this.sockets.get(port);
    if (known) known.push(socket);
    else this.sockets.set(port, [socket]);
  }
}
