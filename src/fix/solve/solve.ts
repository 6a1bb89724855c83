import { entryAt } from '../../values/lists.js';
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
  const stuck = new Set<number>();
  for (;;) {
    const [index, attempt] = attemptWithout(problem, stuck);
    if (index === undefined)
      return { ...attempt, stuck: [...stuck].sort((a, b) => a - b).map((node) => entryAt(problem.nodes, node).id) };
    stuck.add(index);
  }
}

interface Attempt {
  readonly offsets: readonly number[];
  readonly optimal: boolean;
}

const FAILED: Attempt = { offsets: [], optimal: false };

/** Returns an assignment with some nodes kept in place, or the next node that has to be kept in place. */
function attemptWithout(problem: HostProblem, stuck: ReadonlySet<number>): readonly [number | undefined, Attempt] {
  const kept = problem.nodes.filter((_, index) => stuck.has(index));
  const indices = problem.nodes.flatMap((_, index) => (stuck.has(index) ? [] : [index]));
  const rest: HostProblem = {
    ...problem,
    nodes: problem.nodes.filter((_, index) => !stuck.has(index)),
    constants: [...problem.constants, ...kept.flatMap(socketsNow)],
  };
  const whole = (offsets: readonly number[], optimal: boolean): Attempt => {
    const chosen = new Map(indices.map((index, position) => [index, offsets[position]]));
    return { offsets: problem.nodes.map(({ current }, index) => chosen.get(index) ?? current), optimal };
  };
  const greedy = solveGreedily(rest);
  const small = rest.nodes.length <= OPTIMAL_NODES;
  if (small) {
    const hopeless = rest.nodes.findIndex((node) => new Domain(node, rest).at(0) === undefined);
    if (hopeless >= 0) return [indices[hopeless], FAILED];
    // Where every node may have any offset, the lowest ones are the best.
    if (greedy.ok && rest.nodes.every(({ auto }) => auto)) return [undefined, whole(greedy.offsets, true)];
    const exact = solveExactly(rest);
    if (exact.found === 'optimum') return [undefined, whole(exact.offsets, true)];
  }
  if (greedy.ok) return [undefined, whole(greedy.offsets, rest.nodes.length === 0)];
  return [indices[greedy.stuck], FAILED];
}

function socketsNow({ moving, current }: FreeNode): readonly PortSocket[] {
  return moving.map((socket) => ({ ...socket, port: socket.port + current }));
}
