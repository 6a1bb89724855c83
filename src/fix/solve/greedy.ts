import { PortSpace } from '../../deployment/port-space.js';
import { overlaps } from '../../values/addresses.js';
import { at } from '../../values/lists.js';
import { entryOf } from '../../values/memo.js';
import { clash, type FreeNode, type HostProblem, nearestLegal, type PortSocket } from './problem.js';
import { TakenRuns } from './taken-runs.js';

/** Offsets in the order of the nodes. */
export interface GreedyResult {
  /** Those of stuck nodes are the present ones. */
  readonly offsets: readonly number[];
  /** Nodes for which no free offset was found, by their numbers. */
  readonly stuck: readonly number[];
  /** The search ended before every offset was tried. */
  readonly exhausted: boolean;
}

/**
 * Keeps as many nodes as possible where they are, moves each of the others to its nearest free offset, and gives `auto` nodes the
 * lowest one. Each node is examined once, so that a crowded host costs little; the answer may not be the best one.
 * @param tries offsets that are tried at most
 */
export function solveGreedily(problem: HostProblem, tries = TRIES): GreedyResult {
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
  const searches = new Searches(space, problem, tries);
  const stuck: number[] = [];
  const moved = nodes.filter(([index, { auto }]) => !auto && !offsets.has(index));
  for (const [index, node] of [...moved, ...nodes.filter(([, { auto }]) => auto)]) {
    const offset = searches.next(node);
    if (offset === undefined) stuck.push(index);
    else take(index, node, offset);
  }
  return {
    offsets: nodes.map(([index, { current }]) => offsets.get(index) ?? current),
    stuck,
    exhausted: searches.exhausted,
  };
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

/** Looks for free offsets. Nodes with the same sockets share what is known of them, so that a crowd of equal nodes costs one search. */
class Searches {
  private readonly space: Space;
  private readonly problem: HostProblem;
  private readonly byShape = new Map<string, TakenRuns>();
  private left: number;

  constructor(space: Space, problem: HostProblem, tries: number) {
    this.space = space;
    this.problem = problem;
    this.left = tries;
  }

  /** Whether offsets were left out because too many were tried. */
  get exhausted(): boolean {
    return this.left < 0;
  }

  next(node: FreeNode): number | undefined {
    if (this.exhausted) return undefined;
    const runs = entryOf(this.byShape, shapeOf(node, this.problem), () => this.runsOf(node));
    return node.auto ? runs.freeFrom(this.problem.start) : nearest(node, runs, this.problem.highest);
  }

  private runsOf(node: FreeNode): TakenRuns {
    const isFree = (offset: number) => this.left-- > 0 && this.space.fits(node, offset);
    return new TakenRuns(isFree, node.auto ? this.problem.spacing : 1, this.problem.highest);
  }
}

function shapeOf({ auto, moving }: FreeNode, { accepted, tolerated }: HostProblem): string {
  // What is accepted is accepted for one socket and not for those that are like it.
  const nameOf = ({ id }: PortSocket) => (accepted.has(id) || tolerated.has(id) ? id : '');
  return JSON.stringify([
    auto,
    moving.map((socket) => [socket.port, socket.protocol, socket.bind, socket.shareable, nameOf(socket)]),
  ]);
}

/** The first free one of `offsetsByCost`, behind the present offset, which is taken. */
function nearest({ current, floor }: FreeNode, runs: TakenRuns, highest: number): number | undefined {
  const anchor = nearestLegal(current, highest);
  const above = runs.freeFrom(Math.max(anchor, floor));
  // What is farther away below than the one above is not looked at.
  const below = runs.freeDownFrom(anchor - 1, Math.max(floor, above === undefined ? 0 : 2 * anchor - above + 1));
  return below ?? above;
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
