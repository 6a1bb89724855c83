import { PortSpace } from '../../deployment/port-space.js';
import { overlaps } from '../../values/addresses.js';
import { at } from '../../values/lists.js';
import { entryOf } from '../../values/memo.js';
import { clash, type FreeNode, type HostProblem, offsetsByCost, type PortSocket } from './problem.js';

/** Offsets in the order of the nodes. */
export interface GreedyResult {
  /** Those of stuck nodes are the present ones. */
  readonly offsets: readonly number[];
  /** Nodes for which no free offset was found, by their numbers. */
  readonly stuck: readonly number[];
}

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
    .sort(([a], [b]) => at(crowding, a) - at(crowding, b) || a - b);
  for (const [index, node] of byCrowding) if (space.fits(node, node.current)) take(index, node, node.current);
  const searches = new Searches(space, problem);
  const stuck: number[] = [];
  const moved = nodes.filter(([index, { auto }]) => !auto && !offsets.has(index));
  for (const [index, node] of [...moved, ...nodes.filter(([, { auto }]) => auto)]) {
    const offset = searches.next(node);
    if (offset === undefined) stuck.push(index);
    else take(index, node, offset);
  }
  return { offsets: nodes.map(([index, { current }]) => offsets.get(index) ?? current), stuck };
}

/** Returns the number of sockets of other nodes with which a node clashes at the present offsets. */
function crowdingOf({ nodes }: HostProblem): number[] {
  const users = new Map<number, number>();
  const portsOf = ({ moving, current, auto }: FreeNode) => (auto ? [] : moving.map(({ port }) => port + current));
  for (const node of nodes) for (const port of portsOf(node)) users.set(port, (users.get(port) ?? 0) + 1);
  return nodes.map((node) => portsOf(node).reduce((sum, port) => sum + (users.get(port) ?? 1) - 1, 0));
}

/** Offsets tried on one host. A number and not a time, so that equal input gives equal output; nodes beyond it are stuck. */
const TRIES = 5_000_000;

/**
 * Looks for free offsets. Nodes with the same sockets at the same present offset go through the same offsets, and what was taken stays
 * taken: each of them goes on where the one before it stopped, so that a crowd of equal nodes costs one search.
 */
class Searches {
  private readonly space: Space;
  private readonly problem: HostProblem;
  private readonly byShape = new Map<string, Iterator<number>>();
  private left = TRIES;

  constructor(space: Space, problem: HostProblem) {
    this.space = space;
    this.problem = problem;
  }

  next(node: FreeNode): number | undefined {
    const search = entryOf(this.byShape, this.shapeOf(node), () => offsetsByCost(node, this.problem));
    while (this.left > 0) {
      this.left--;
      const { value, done } = search.next();
      if (done) return undefined;
      if (this.space.fits(node, value)) return value;
    }
    return undefined;
  }

  private shapeOf({ id, current, floor, auto, moving }: FreeNode): string {
    // What is accepted is accepted for one socket and not for those that are like it; nodes that may share all ports may share an offset.
    const isPlain =
      this.problem.accepted.size === 0 &&
      this.problem.tolerated.size === 0 &&
      moving.some(({ shareable }) => !shareable);
    const sockets = isPlain
      ? moving.map(({ port, protocol, bind, shareable }) => [port, protocol, bind, shareable])
      : id;
    return JSON.stringify([auto ? 'auto' : [current, floor], sockets]);
  }
}

/** The ports of the host that are taken so far. */
class Space {
  private readonly problem: HostProblem;
  private readonly taken: PortSpace<PortSocket>;

  constructor(problem: HostProblem) {
    this.problem = problem;
    this.taken = new PortSpace(problem.constants);
  }

  add(node: FreeNode, offset: number): void {
    for (const socket of node.moving) this.taken.add(socket, socket.port + offset);
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
    return !this.taken.some(port, (other) => clash(socket, other, accepted));
  }
}
