import { at } from '../../values/lists.js';
import { Domain } from './domain.js';
import { solveExactly } from './exact.js';
import { solveGreedily } from './greedy.js';
import type { FreeNode, HostProblem, PortSocket, Solution } from './problem.js';

/** Up to this number of nodes on a host the answer is the best one; for more nodes it is a good one. */
const OPTIMAL_NODES = 10;

/**
 * Finds offsets at which the nodes of a host do not clash. A node whose ports are not free at any offset stays where it is and counts
 * as a constant for the others. Pure and deterministic; ends in bounded time.
 */
export function solve(problem: HostProblem): Solution {
  const solution = solveAbove(problem);
  if (solution.stuck.length === 0 || problem.nodes.every(({ floor }) => floor === 0)) return solution;
  return solveAbove({ ...problem, nodes: problem.nodes.map((node) => ({ ...node, floor: 0 })) });
}

function solveAbove(problem: HostProblem): Solution {
  const stuck = new Set<number>();
  for (let round = 1; ; round++) {
    const { offsets, optimal, exhausted, stuck: more } = attemptWithout(problem, stuck);
    for (const index of more) stuck.add(index);
    if (more.length > 0 && round < ROUNDS && !exhausted) continue;
    const ids = [...stuck].sort((a, b) => a - b).map((node) => at(problem.nodes, node).id);
    return { offsets, optimal, stuck: ids, ...(exhausted ? { exhausted } : {}) };
  }
}

/**
 * {@link solve}, with the nodes that leave their offset to the tool where every other command shows them: they move only where the
 * others find no room around them.
 */
export function solveAroundChosen(problem: HostProblem): Solution {
  const chosen = problem.nodes.filter(({ auto }) => auto);
  if (chosen.length === 0) return solve(problem);
  const around = solve({
    ...problem,
    nodes: problem.nodes.filter(({ auto }) => !auto),
    constants: [...problem.constants, ...chosen.flatMap(socketsNow)],
  });
  if (around.stuck.length > 0) return solve(problem);
  const others = around.offsets.values();
  return {
    ...around,
    offsets: problem.nodes.map(({ auto, current }) => (auto ? current : (others.next().value ?? current))),
  };
}

/** Attempts on one host. Each knows more nodes that have to stay; a host as full as that has no good answer. */
const ROUNDS = 20;

interface Attempt {
  readonly offsets: readonly number[];
  readonly optimal: boolean;
  /** Further nodes that have to be kept in place, by their numbers. */
  readonly stuck: readonly number[];
  readonly exhausted: boolean;
}

/** Returns an assignment with some nodes kept in place, and further nodes that have to be. */
function attemptWithout(problem: HostProblem, stuck: ReadonlySet<number>): Attempt {
  const kept = problem.nodes.filter((_, index) => stuck.has(index));
  const indices = problem.nodes.flatMap((_, index) => (stuck.has(index) ? [] : [index]));
  const rest: HostProblem = {
    ...problem,
    nodes: problem.nodes.filter((_, index) => !stuck.has(index)),
    constants: [...problem.constants, ...kept.flatMap(socketsNow)],
  };
  const greedy = solveGreedily(rest);
  const whole = (offsets: readonly number[], optimal: boolean, more: readonly number[] = []): Attempt => {
    const chosen = new Map(indices.map((index, position) => [index, offsets[position]]));
    return {
      offsets: problem.nodes.map(({ current }, index) => chosen.get(index) ?? current),
      optimal,
      stuck: more.map((position) => at(indices, position)),
      exhausted: greedy.exhausted,
    };
  };
  if (rest.nodes.length > OPTIMAL_NODES) return whole(greedy.offsets, false, greedy.stuck);
  const hopeless = rest.nodes.findIndex((node) => new Domain(node, rest).at(0) === undefined);
  if (hopeless >= 0) return whole(greedy.offsets, false, [hopeless]);
  const isSolved = greedy.stuck.length === 0;
  // Where every node may have any offset, the lowest ones are the best.
  if (isSolved && rest.nodes.every(({ auto }) => auto)) return whole(greedy.offsets, true);
  const exact = solveExactly(rest);
  if (exact.found === 'optimum') return whole(exact.offsets, true);
  return whole(greedy.offsets, rest.nodes.length === 0, greedy.stuck.slice(0, 1));
}

function socketsNow({ moving, current }: FreeNode): readonly PortSocket[] {
  return moving.map((socket) => ({ ...socket, port: socket.port + current }));
}
