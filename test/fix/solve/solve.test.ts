import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveGreedily } from '../../../src/fix/solve/greedy.js';
import { cheapestAssignment } from '../../../src/fix/solve/matching.js';
import { clash, type FreeNode, type HostProblem, type PortSocket } from '../../../src/fix/solve/problem.js';
import { solve } from '../../../src/fix/solve/solve.js';
import { growth } from '../../cpu-time.js';

function socket(id: string, port: number, more: Partial<PortSocket> = {}): PortSocket {
  return { id, port, protocol: 'tcp', bind: '*', shareable: false, ...more };
}

function node(id: string, current: number, ports: readonly number[], auto = false): FreeNode {
  return { id, current, auto, floor: 0, moving: ports.map((port) => socket(`${id} ${port}`, port)) };
}

function host(nodes: readonly FreeNode[], more: Partial<HostProblem> = {}): HostProblem {
  return {
    nodes,
    constants: [],
    occupied: [],
    accepted: new Map(),
    tolerated: new Set(),
    start: 0,
    spacing: 1,
    highest: 65_535,
    ...more,
  };
}

const CARBON = [9443, 9763, 8243, 8280, 10389, 9999, 11111, 7611, 7711];

describe('the solver', () => {
  it('leaves a host without clashes alone', () => {
    expect(solve(host([node('a', 0, CARBON), node('b', 3, CARBON)]))).toEqual({
      offsets: [0, 3],
      optimal: true,
      stuck: [],
    });
  });

  it('moves one of two nodes by one, the later one, and up rather than down', () => {
    expect(solve(host([node('a', 0, CARBON), node('b', 0, CARBON)])).offsets).toEqual([0, 1]);
    expect(solve(host([node('a', 5, CARBON), node('b', 5, CARBON)])).offsets).toEqual([5, 6]);
  });

  it('moves a node below its floor only where it fits at no other offset', () => {
    const above = { ...node('b', 10, CARBON), floor: 10 };
    expect(solve(host([node('a', 10, CARBON), above])).offsets).toEqual([10, 11]);
    const high = { ...node('b', 8, [5]), floor: 8 };
    const occupied = [{ from: 13, to: 20, protocol: 'tcp' as const, bind: '*' }];
    expect(solve(host([high], { occupied, highest: 20 })).offsets).toEqual([7]);
  });

  it('changes one node rather than two, however far it has to go', () => {
    const between = host([node('a', 0, [10, 20, 30]), node('b', 10, [10]), node('c', 20, [10])]);
    const { offsets } = solve(between);
    expect(offsets.slice(1)).toEqual([10, 20]);
    expect(offsets[0]).toBe(1);
  });

  it('counts auto as no change and gives it the lowest free offset', () => {
    expect(solve(host([node('a', 0, CARBON, true), node('b', 0, CARBON), node('c', 1, CARBON)])).offsets).toEqual([
      2, 0, 1,
    ]);
  });

  it('never chooses a negative offset and leaves one that works', () => {
    expect(solve(host([node('a', 0, [9443]), node('b', 0, [9443])])).offsets).toEqual([0, 1]);
    expect(solve(host([node('a', -1, [9443]), node('b', 0, [9443])])).offsets).toEqual([-1, 0]);
  });

  it('keeps every port in the range', () => {
    expect(solve(host([node('a', 60_000, [9443])])).offsets).toEqual([56_092]);
  });

  it('goes round what other software holds', () => {
    const occupied = [{ from: 9443, to: 9450, protocol: 'tcp' as const, bind: '*' }];
    expect(solve(host([node('a', 0, [9443])], { occupied })).offsets).toEqual([8]);
  });

  it('lets other software keep its port on another address or protocol', () => {
    const other = { ...node('a', 0, []), moving: [socket('a https', 9443, { bind: '10.0.0.1' })] };
    const occupied = [
      { from: 9443, to: 9443, protocol: 'tcp' as const, bind: '127.0.0.1' },
      { from: 9443, to: 9443, protocol: 'udp' as const, bind: '*' },
    ];
    expect(solve(host([other], { occupied })).offsets).toEqual([0]);
  });

  it('goes round ports that nothing moves', () => {
    expect(
      solve(host([node('a', 0, [9443])], { constants: [socket('jmx', 9443), socket('jmx2', 9444)] })).offsets,
    ).toEqual([2]);
  });

  it('gives nodes whose ports are all shareable the same lowest offset', () => {
    const auto = (id: string) => ({
      ...{ id, current: 0, auto: true, floor: 0 },
      moving: [socket(`${id} mcast`, 45_564, { shareable: true })],
    });
    expect(solve(host([auto('a'), auto('b')])).offsets).toEqual([0, 0]);
  });

  it('lets shareable sockets share and accepted clashes be', () => {
    const shared = (id: string) => ({
      ...node(id, 0, []),
      moving: [socket(`${id} mcast`, 45_564, { shareable: true })],
    });
    expect(solve(host([shared('a'), shared('b')])).offsets).toEqual([0, 0]);
    const accepted = new Map([
      ['a 9443', new Set([1])],
      ['b 9443', new Set([1, 2])],
    ]);
    expect(solve(host([node('a', 0, [9443]), node('b', 0, [9443])], { accepted })).offsets).toEqual([0, 0]);
  });

  it('chooses among the multiples of a spacing', () => {
    const plan = host([node('a', 7, CARBON, true), node('b', 7, CARBON, true)], { start: 20, spacing: 10 });
    expect(solve(plan).offsets).toEqual([20, 30]);
  });

  it('names a node that has no room', () => {
    expect(
      solve(host([node('a', 0, [9, 5])], { highest: 10, occupied: [{ from: 1, to: 10, protocol: 'tcp', bind: '*' }] })),
    ).toMatchObject({
      offsets: [0],
      stuck: ['a'],
    });
  });

  it('says that an answer for more than ten nodes is not proved', () => {
    const crowd = Array.from({ length: 11 }, (_, index) => node(`n${index}`, 0, CARBON));
    const { offsets, optimal } = solve(host(crowd));
    expect(optimal).toBe(false);
    expect([...offsets].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('places four times the nodes on one host with no more work than all pairs of them', async () => {
    const ports = Array.from({ length: 25 }, (_, index) => 7000 + 97 * index);
    const crowd = (count: number) =>
      host(Array.from({ length: count }, (_, index) => node(`n${index}`, index % 3, ports)));
    expect(clashesAt(crowd(100), solve(crowd(100)).offsets)).toBe(0);
    expect(await growth((count) => solve(crowd(count)), 250)).toBeLessThan(32);
  });

  it('proves the answer for ten nodes of different products at offsets of their own', () => {
    const crowd = Array.from({ length: 10 }, (_, index) =>
      node(`n${index}`, index % 4, [...CARBON, 5000 + 100 * index, 8000 + 37 * index]),
    );
    const { offsets, optimal } = solve(host(crowd));
    expect(optimal).toBe(true);
    expect(clashesAt(host(crowd), offsets)).toBe(0);
    // Four nodes stay; of the other six two at least have to leave for each number beyond.
    expect(crowd.filter(({ current }, index) => offsets[index] !== current)).toHaveLength(6);
  });

  it('gives a good answer and says so where proving it would take too long', () => {
    const crowd = host(
      Array.from({ length: 10 }, (_, index) =>
        node(`n${index}`, 0, [...CARBON, 9443 + index + 1, 8280 + 2 * index, 5000 + index]),
      ),
    );
    const { offsets, optimal } = solve(crowd);
    expect(optimal).toBe(false);
    expect(clashesAt(crowd, offsets)).toBe(0);
  });
});

const HIGHEST = 9;

const binds = fc.constantFrom('*', '*', '10.0.0.1', '127.0.0.1');
const anySocket = fc.record({
  port: fc.integer({ min: 1, max: 6 }),
  protocol: fc.constantFrom('tcp' as const, 'tcp' as const, 'udp' as const),
  bind: binds,
  shareable: fc.boolean(),
});
const anyNode = fc.record({
  current: fc.integer({ min: 0, max: 6 }),
  auto: fc.boolean(),
  sockets: fc.array(anySocket, { minLength: 1, maxLength: 3 }),
});
const anyHost = fc
  .record({
    nodes: fc.array(anyNode, { minLength: 1, maxLength: 4 }),
    constants: fc.array(anySocket, { maxLength: 2 }),
    occupied: fc.array(
      fc.record({
        from: fc.integer({ min: 1, max: 12 }),
        length: fc.integer({ min: 0, max: 2 }),
        protocol: fc.constant('tcp' as const),
        bind: binds,
      }),
      { maxLength: 1 },
    ),
    start: fc.integer({ min: 0, max: 2 }),
    spacing: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ nodes, constants, occupied, start, spacing }) =>
    host(
      nodes.map(({ current, auto, sockets }, index) => ({
        id: `n${index}`,
        current,
        auto,
        floor: 0,
        moving: sockets.map((each, position) => ({ ...each, id: `n${index} ${position}` })),
      })),
      {
        constants: constants.map((each, index) => ({ ...each, id: `c${index}` })),
        occupied: occupied.map(({ length, ...each }) => ({ ...each, to: each.from + length })),
        start,
        spacing,
        highest: HIGHEST,
      },
    ),
  );

describe('against exhaustive search', () => {
  it('finds the same offsets on random hosts', () => {
    fc.assert(
      fc.property(anyHost, (problem) => {
        const best = exhaustive(problem);
        const solution = solve(problem);
        if (best) expect(solution).toEqual({ offsets: best, optimal: true, stuck: [] });
        else expect(solution.stuck.length > 0 || !solution.optimal).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is never beaten by the greedy answer, which clashes with nothing either', () => {
    fc.assert(
      fc.property(anyHost, (problem) => {
        const greedy = solveGreedily(problem);
        if (greedy.stuck.length > 0) return;
        expect(isAllowed(problem, greedy.offsets)).toBe(true);
        expect(compare(costOf(problem, solve(problem).offsets), costOf(problem, greedy.offsets))).toBeLessThanOrEqual(
          0,
        );
      }),
    );
  });

  it('knows the cheapest assignment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (costs) => {
          expect(cheapestAssignment(costs, 4)).toBe(cheapestByTrying(costs));
        },
      ),
    );
  });
});

/** Every combination of offsets, the best one kept. */
function exhaustive(problem: HostProblem): readonly number[] | undefined {
  let best: readonly number[] | undefined;
  const extend = (offsets: readonly number[]): void => {
    if (offsets.length === problem.nodes.length) {
      if (isAllowed(problem, offsets) && (!best || compare(costOf(problem, offsets), costOf(problem, best)) < 0))
        best = offsets;
      return;
    }
    for (let offset = 0; offset <= HIGHEST; offset++) extend([...offsets, offset]);
  };
  extend([]);
  return best;
}

/** The objective, spelled out: nodes changed, sum of changes, then in order each as it is, else higher, else lower. */
function costOf({ nodes }: HostProblem, offsets: readonly number[]): readonly number[] {
  const changes = nodes.map(({ current, auto }, index) => (auto ? 0 : Math.abs((offsets[index] ?? 0) - current)));
  const ranks = nodes.map(({ current, auto }, index) => {
    const offset = offsets[index] ?? 0;
    if (auto) return offset;
    return offset === current ? -1 : offset + (offset < current ? 100 : 0);
  });
  return [changes.filter((change) => change > 0).length, changes.reduce((sum, change) => sum + change, 0), ...ranks];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function socketsAt({ nodes }: HostProblem, offsets: readonly number[]): (readonly [number, PortSocket])[] {
  return nodes.flatMap(({ moving }, index) =>
    moving.map((each) => [index, { ...each, port: each.port + (offsets[index] ?? 0) }] as const),
  );
}

/** Clashes between nodes, and of nodes with what stays; a node's own moving sockets move together and are not looked at. */
function clashesAt(problem: HostProblem, offsets: readonly number[]): number {
  const sockets = socketsAt(problem, offsets);
  const between = sockets.flatMap(([a, one], index) =>
    sockets
      .slice(index + 1)
      .filter(([b, other]) => a !== b && one.port === other.port && clash(one, other, problem.accepted)),
  );
  const fixed = sockets.filter(([, one]) =>
    problem.constants.some((other) => one.port === other.port && clash(one, other, problem.accepted)),
  );
  return between.length + fixed.length;
}

function isAllowed(problem: HostProblem, offsets: readonly number[]): boolean {
  const inRange = socketsAt(problem, offsets).every(([, { port }]) => port >= 1 && port <= problem.highest);
  const free = socketsAt(problem, offsets).every(
    ([, { port, protocol, bind }]) =>
      !problem.occupied.some(
        (taken) =>
          taken.from <= port &&
          port <= taken.to &&
          taken.protocol === protocol &&
          (taken.bind === '*' || bind === '*' || taken.bind === bind),
      ),
  );
  const onGrid = problem.nodes.every(
    ({ auto }, index) =>
      !auto ||
      ((offsets[index] ?? 0) >= problem.start && ((offsets[index] ?? 0) - problem.start) % problem.spacing === 0),
  );
  return inRange && free && onGrid && clashesAt(problem, offsets) === 0;
}

function cheapestByTrying(costs: readonly (readonly number[])[], used: readonly number[] = []): number {
  const [row, ...rest] = costs;
  if (!row) return 0;
  return Math.min(
    ...row.flatMap((cost, column) => (used.includes(column) ? [] : [cost + cheapestByTrying(rest, [...used, column])])),
  );
}

describe('a socket whose fault is tolerated', () => {
  const tolerated = new Set(['a 10']);
  const occupied = [{ from: 10, to: 10, protocol: 'tcp' as const, bind: '*' }];

  it('does not move its node, by either search', () => {
    const problem = host([node('a', 0, [10])], { occupied, tolerated });
    expect(solve(problem).offsets).toEqual([0]);
    expect(solveGreedily(problem).offsets).toEqual([0]);
  });

  it('still moves a node that it clashes with', () => {
    const problem = host([node('a', 0, [10]), node('b', 0, [10])], { occupied, tolerated });
    expect(solve(problem).offsets).toEqual([0, 1]);
    expect(solveGreedily(problem).offsets).toEqual([0, 1]);
  });
});
