import { overlaps } from '../../values/addresses.js';
import { type AcceptedClashes, clash, type FreeNode, type HostProblem, offsetsByCost } from './problem.js';

/** The offsets at which a node clashes with nothing that stays in place; other free nodes are ignored. */
export class Domain {
  private readonly node: FreeNode;
  private readonly problem: HostProblem;
  /** By offset: 1 where a port is taken. */
  private readonly blocked: Uint8Array;
  private readonly currentFits: boolean;
  /** Allowed offsets, the cheapest first; computed as far as they are needed. */
  private readonly ranked: number[] = [];
  private readonly candidates: Iterator<number>;

  constructor(node: FreeNode, problem: HostProblem) {
    this.node = node;
    this.problem = problem;
    this.blocked = new Uint8Array(problem.highest + 1);
    for (const [from, to] of blockedRanges(node, problem)) {
      const start = Math.max(0, from);
      if (start <= to) this.blocked.fill(1, start, Math.min(problem.highest, to) + 1);
    }
    const { current } = node;
    this.candidates = offsetsByCost(node, problem);
    // A negative offset that works stays; a new one is never negative.
    this.currentFits =
      current >= 0
        ? this.blocked[current] === 0
        : ![...blockedRanges(node, problem)].some(([from, to]) => from <= current && current <= to);
  }

  allows(offset: number): boolean {
    if (!this.node.auto && offset === this.node.current) return this.currentFits;
    if (this.node.auto && (offset - this.problem.start) % this.problem.spacing !== 0) return false;
    return offset >= (this.node.auto ? this.problem.start : this.node.floor) && this.blocked[offset] === 0;
  }

  get size(): number {
    let size = 0;
    for (let offset = 0; offset <= this.problem.highest; offset++) if (this.allows(offset)) size++;
    return size;
  }

  /** Returns the allowed offset of a rank. Rank 0 is the cheapest; of equally cheap offsets the higher one comes first. */
  at(rank: number): number | undefined {
    while (this.ranked.length <= rank) {
      const { value, done } = this.candidates.next();
      if (done) return undefined;
      if (this.allows(value)) this.ranked.push(value);
    }
    return this.ranked[rank];
  }
}

/** Offsets at which a socket of the node leaves the range, or clashes with other software or a constant; both ends included. */
function* blockedRanges(node: FreeNode, problem: HostProblem): Iterable<readonly [number, number]> {
  for (const socket of node.moving) {
    if (!problem.tolerated.has(socket.id)) {
      yield [Number.NEGATIVE_INFINITY, -socket.port];
      yield [problem.highest - socket.port + 1, Number.POSITIVE_INFINITY];
      for (const taken of problem.occupied)
        if (taken.protocol === socket.protocol && overlaps(taken.bind, socket.bind))
          yield [taken.from - socket.port, taken.to - socket.port];
    }
    for (const constant of problem.constants)
      if (clash(socket, constant, problem.accepted))
        yield [constant.port - socket.port, (constant.lastPort ?? constant.port) - socket.port];
  }
}

/** Values of `offset(a) - offset(b)` at which two nodes clash. */
export function forbiddenDifferences(a: FreeNode, b: FreeNode, accepted: AcceptedClashes): ReadonlySet<number> {
  const differences = new Set<number>();
  for (const socket of a.moving)
    for (const other of b.moving) if (clash(socket, other, accepted)) differences.add(other.port - socket.port);
  return differences;
}
