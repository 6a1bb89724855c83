import { at } from '../../values/lists.js';
import { Domain, forbiddenDifferences } from './domain.js';
import { CHANGE, type FreeNode, type HostProblem } from './problem.js';

/** The clashes between the nodes of a host: two nodes clash only at certain differences of their offsets. */
export class Conflicts {
  readonly problem: HostProblem;
  private readonly domains: readonly Domain[];
  private readonly forbidden: readonly (readonly ReadonlySet<number>[])[];
  private readonly plentiful: readonly boolean[];

  constructor(problem: HostProblem) {
    const { nodes, accepted, spacing } = problem;
    this.problem = problem;
    this.domains = nodes.map((node) => new Domain(node, problem));
    this.forbidden = nodes.map((a) => nodes.map((b) => (a === b ? NONE : forbiddenDifferences(a, b, accepted))));
    this.plentiful = nodes.map(({ auto }, index) => {
      const lost = nodes.reduce(
        (sum, other, number) => sum + countOn(this.between(index, number), other.auto ? spacing : 1),
        0,
      );
      return auto && this.domain(index).size > lost;
    });
  }

  node(index: number): FreeNode {
    return at(this.problem.nodes, index);
  }

  domain(index: number): Domain {
    return at(this.domains, index);
  }

  /** Values of `offset(a) - offset(b)` at which two nodes clash. */
  between(a: number, b: number): ReadonlySet<number> {
    return this.forbidden[a]?.[b] ?? NONE;
  }

  /** Whether an `auto` node has more allowed offsets than all other nodes together can take from it: it is placed last. */
  isPlentiful(index: number): boolean {
    return at(this.plentiful, index);
  }

  fits(index: number, offset: number, others: ReadonlyMap<number, number>): boolean {
    for (const [other, at] of others) if (this.between(index, other).has(offset - at)) return false;
    return true;
  }

  cost(index: number, offset: number): number {
    const { auto, current } = this.node(index);
    return auto || offset === current ? 0 : CHANGE + Math.abs(offset - current);
  }

  /** The least number of nodes that have to change: all but the largest group without a clash. */
  fewestChanges(indices: readonly number[]): number {
    const currentOf = (index: number) => this.node(index).current;
    const priced = indices.filter((index) => !this.node(index).auto);
    const keepable = priced.filter((index) => this.domain(index).allows(currentOf(index)));
    const largest = (rest: readonly number[], kept: ReadonlyMap<number, number>): number => {
      const [index, ...others] = rest;
      if (index === undefined) return kept.size;
      const without = largest(others, kept);
      if (!this.fits(index, currentOf(index), kept)) return without;
      return Math.max(without, largest(others, new Map([...kept, [index, currentOf(index)]])));
    };
    return priced.length - largest(keepable, new Map());
  }
}

const NONE: ReadonlySet<number> = new Set();

/** Differences that two offsets of a grid can have. */
function countOn(differences: ReadonlySet<number>, spacing: number): number {
  if (spacing === 1) return differences.size;
  return [...differences].filter((difference) => difference % spacing === 0).length;
}
