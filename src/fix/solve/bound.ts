import type { Conflicts } from './conflicts.js';
import { cheapestAssignment } from './matching.js';

/** Returns a lower bound of the cost: nodes that cannot share an offset get different ones as cheaply as possible. */
export function lowerBound(conflicts: Conflicts, indices: readonly number[]): number {
  return cliques(conflicts, indices).reduce((bound, clique) => bound + cliqueBound(conflicts, clique), 0);
}

/** A node of a clique takes one of as many cheapest offsets as the clique has nodes. */
function cliqueBound(conflicts: Conflicts, clique: readonly number[]): number {
  const choices = clique.map((index) => ({ index, offsets: cheapestOffsets(conflicts, index, clique.length) }));
  const columns = [...new Set(choices.flatMap(({ offsets }) => offsets))];
  const costs = choices.map(({ index, offsets }) =>
    columns.map((offset) => (offsets.includes(offset) ? conflicts.cost(index, offset) : Number.POSITIVE_INFINITY)),
  );
  return cheapestAssignment(costs, columns.length);
}

function cheapestOffsets(conflicts: Conflicts, index: number, count: number): number[] {
  return Array.from({ length: count }, (_, rank) => conflicts.domain(index).at(rank)).filter(
    (offset) => offset !== undefined,
  );
}

/** Groups of nodes of which no two can have the same offset. */
function cliques(conflicts: Conflicts, indices: readonly number[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const index of indices) {
    const joined = groups.find((group) => group.every((other) => conflicts.between(index, other).has(0)));
    if (joined) joined.push(index);
    else groups.push([index]);
  }
  return groups;
}
