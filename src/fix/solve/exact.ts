import { lowerBound } from './bound.js';
import { Conflicts } from './conflicts.js';
import { CHANGE, type HostProblem } from './problem.js';
import { type OffsetPlacement, OutOfSteps, sweep } from './sweep.js';

export type ExactResult =
  | { readonly found: 'optimum'; readonly offsets: readonly number[] }
  /** No assignment exists. */
  | { readonly found: 'nothing' }
  /** The search took too long. */
  | { readonly found: 'unknown' };

/**
 * Finds the best offsets: fewest nodes changed, then the smallest sum of changes, then a later node rather than an earlier one.
 *
 * Nodes that cost something, and `auto` nodes with few free offsets, are searched: the bound on their cost is raised until a solution
 * appears, which is the cheapest one. Other `auto` nodes always find an offset, and only decide between solutions of equal cost.
 */
export function solveExactly(problem: HostProblem): ExactResult {
  try {
    const conflicts = new Conflicts(problem);
    const searched = problem.nodes.flatMap((_, index) => (conflicts.isPlentiful(index) ? [] : [index]));
    const first = cheapest(conflicts, searched);
    if (!first) return { found: 'nothing' };
    const offsets = lowest(conflicts, searched, first);
    return offsets ? { found: 'optimum', offsets } : { found: 'nothing' };
  } catch (error) {
    if (error instanceof OutOfSteps) return { found: 'unknown' };
    throw error;
  }
}

/** Raises the bound, first on the sum of changes and then on the number of changed nodes, until a solution exists. */
function cheapest(conflicts: Conflicts, searched: readonly number[]): OffsetPlacement | undefined {
  const least = lowerBound(conflicts, searched);
  if (least === Number.POSITIVE_INFINITY) return undefined;
  const changeable = searched.filter((index) => !conflicts.node(index).auto).length;
  // Each changed node moves by at least one; more is not known about the sum where more nodes change than the bound says.
  const fewest = Math.max(Math.floor(least / CHANGE), conflicts.fewestChanges(searched));
  for (let count = fewest; count <= changeable; count++) {
    const found = withChanges(
      count,
      count === Math.floor(least / CHANGE) ? least % CHANGE : count,
      conflicts,
      searched,
    );
    if (found) return found;
  }
  return undefined;
}

function withChanges(
  count: number,
  from: number,
  conflicts: Conflicts,
  searched: readonly number[],
): OffsetPlacement | undefined {
  const furthest = count * (conflicts.problem.highest + 1);
  for (let sum = from, step = 1; ; sum = Math.min(furthest, sum + step), step *= 2) {
    const found = sweep(conflicts, searched, count * CHANGE + sum, NO_OFFSETS);
    if (found || sum >= furthest) return found;
  }
}

const NO_OFFSETS: ReadonlyMap<number, number> = new Map();

/** Fixes `auto` nodes one after the other at their lowest offset that leaves the others a solution of the same cost. */
function lowest(
  conflicts: Conflicts,
  searched: readonly number[],
  cheapest: OffsetPlacement,
): readonly number[] | undefined {
  let placement = cheapest;
  const fixed = new Map<number, number>();
  for (const index of conflicts.problem.nodes.keys()) {
    const placed = placement.offsets.get(index);
    if (placed !== undefined) {
      fixed.set(index, placed);
      continue;
    }
    const chosen = lowestOf(index, { conflicts, searched, placement, fixed });
    if (!chosen) return undefined;
    placement = chosen.placement;
    fixed.set(index, chosen.offset);
  }
  return [...fixed.values()];
}

interface Partial {
  readonly conflicts: Conflicts;
  readonly searched: readonly number[];
  /** The best placement of the searched nodes beside the fixed ones. */
  readonly placement: OffsetPlacement;
  readonly fixed: ReadonlyMap<number, number>;
}

function lowestOf(
  index: number,
  { conflicts, searched, placement, fixed }: Partial,
): { offset: number; placement: OffsetPlacement } | undefined {
  for (let rank = 0; ; rank++) {
    const offset = conflicts.domain(index).at(rank);
    if (offset === undefined) return undefined;
    if (!conflicts.fits(index, offset, fixed)) continue;
    if (conflicts.fits(index, offset, placement.offsets)) return { offset, placement };
    const moved = sweep(conflicts, searched, placement.cost, new Map([...fixed, [index, offset]]));
    if (moved) return { offset, placement: moved };
  }
}
