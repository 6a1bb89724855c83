import type { HostProblem, PortSocket, Solution } from './problem.js';

/** Returns a solver that solves hosts which are alike but for names once: in a large plan most of them are. */
export function solvingAlikeOnce(solve: (problem: HostProblem) => Solution): (problem: HostProblem) => Solution {
  const known = new Map<string, Solution>();
  return (problem) => {
    // What is accepted is told by names.
    if (problem.accepted.size > 0 || problem.tolerated.size > 0) return solve(problem);
    const shape = shapeOf(problem);
    const solution = known.get(shape) ?? solve(problem);
    // Nodes that are stuck are named.
    if (solution.stuck.length === 0) known.set(shape, solution);
    return solution;
  };
}

function shapeOf({ nodes, constants, occupied, start, spacing, highest }: HostProblem): string {
  return JSON.stringify([
    nodes.map(({ current, floor, auto, moving }) => [current, floor, auto, moving.map(socketShape)]),
    constants.map(socketShape),
    occupied.map(({ from, to, protocol, bind }) => [from, to, protocol, bind]),
    ...[start, spacing, highest],
  ]);
}

function socketShape({ protocol, bind, port, lastPort, shareable }: PortSocket): readonly unknown[] {
  return [protocol, bind, port, lastPort, shareable];
}
