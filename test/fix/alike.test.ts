import fc from 'fast-check';
import { expect, it } from 'vitest';
import { solvingAlikeOnce } from '../../src/fix/solve/alike.js';
import type { HostProblem } from '../../src/fix/solve/problem.js';
import { solve } from '../../src/fix/solve/solve.js';

interface Shape {
  readonly offsets: readonly number[];
  readonly constant: number;
  readonly occupied: number;
  readonly tolerated: boolean;
}

function problemOf(host: string, { offsets, constant, occupied, tolerated }: Shape): HostProblem {
  const socket = { protocol: 'tcp' as const, bind: '*', shareable: false };
  return {
    nodes: offsets.map((current, index) => ({
      ...{ id: `${host}-${index}`, current, floor: 0, auto: false },
      moving: [{ ...socket, id: `${host}-${index} http`, port: 8000 }],
    })),
    constants: [{ ...socket, id: `${host} fixed`, port: constant }],
    occupied: [{ from: occupied, to: occupied + 1, protocol: 'tcp', bind: '*' }],
    accepted: new Map(),
    tolerated: new Set(tolerated ? [`${host}-0 http`] : []),
    ...{ start: 0, spacing: 1, highest: 65_535 },
  };
}

const shape: fc.Arbitrary<Shape> = fc.record({
  offsets: fc.array(fc.constantFrom(0, 1, 2, 60_000), { minLength: 1, maxLength: 4 }),
  constant: fc.constantFrom(8000, 8001),
  occupied: fc.constantFrom(8000, 8002),
  tolerated: fc.boolean(),
});

it('solves every host as the solver does', () => {
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 6 }), (shapes) => {
      const solver = solvingAlikeOnce(solve);
      for (const [index, each] of [...shapes, ...shapes].entries()) {
        const problem = problemOf(`host-${index}`, each);
        expect(solver(problem)).toEqual(solve(problem));
      }
    }),
    { numRuns: 200 },
  );
});

it('solves hosts that are alike once, and others each for itself', () => {
  let solved = 0;
  const solver = solvingAlikeOnce((problem) => {
    solved += 1;
    return solve(problem);
  });
  const plain: Shape = { offsets: [0, 0], constant: 8001, occupied: 8002, tolerated: false };
  for (const host of ['a', 'b', 'c']) solver(problemOf(host, plain));
  expect(solved).toBe(1);
  solver(problemOf('d', { ...plain, constant: 8003 }));
  expect(solved).toBe(2);
});
