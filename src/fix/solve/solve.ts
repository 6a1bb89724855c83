import { entryAt } from '../../values/lists.js';
import { Domain } from './domain.js';
import { solveExactly } from './exact.js';
import { solveGreedily } from './greedy.js';
import type { FreeNode, HostProblem, PortSocket, Solution } from './problem.js';

/** Up to this many nodes on a host the answer is the best one; beyond, a good one. */
const OPTIMAL_NODES = 10;

/**
 * Offsets at which the nodes of a host do not clash. A node that has no room at any offset stays where it is and counts as a
 * constant for the others. Pure and deterministic; ends in bounded time.
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

/** An assignment with some nodes held in place, or the next node that has to be. */
function attemptWithout(problem: HostProblem, stuck: ReadonlySet<number>): readonly [number | undefined, Attempt] {
  const held = problem.nodes.filter((_, index) => stuck.has(index));
  const indices = problem.nodes.flatMap((_, index) => (stuck.has(index) ? [] : [index]));
  const rest: HostProblem = {
    ...problem,
    nodes: problem.nodes.filter((_, index) => !stuck.has(index)),
    constants: [...problem.constants, ...held.flatMap(socketsNow)],
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
    // Where every node may go anywhere, lowest first is the best there is.
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
