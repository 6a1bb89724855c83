import { describe, expect, it } from 'vitest';
import { lowerBound } from '../../../src/fix/solve/bound.js';
import { Conflicts } from '../../../src/fix/solve/conflicts.js';
import { Domain, forbiddenDifferences } from '../../../src/fix/solve/domain.js';
import { solveExactly } from '../../../src/fix/solve/exact.js';
import { solveGreedily } from '../../../src/fix/solve/greedy.js';
import {
  CHANGE,
  clash,
  type FreeNode,
  type HostProblem,
  offsetsByCost,
  type PortSocket,
} from '../../../src/fix/solve/problem.js';
import { solve, solveAroundChosen } from '../../../src/fix/solve/solve.js';
import { sweep } from '../../../src/fix/solve/sweep.js';

const socket = (id: string, port: number, more: Partial<PortSocket> = {}): PortSocket => ({
  ...{ id, port, protocol: 'tcp', bind: '*', shareable: false },
  ...more,
});

const node = (id: string, current: number, ports: readonly number[], more: Partial<FreeNode> = {}): FreeNode => ({
  ...{ id, current, auto: false, floor: 0, moving: ports.map((port) => socket(`${id} ${port}`, port)) },
  ...more,
});

/** A host whose highest port is 20, so that every offset can be listed. */
const host = (nodes: readonly FreeNode[], more: Partial<HostProblem> = {}): HostProblem => ({
  ...{ nodes, constants: [], occupied: [], accepted: new Map(), tolerated: new Set(), start: 0, spacing: 1 },
  highest: 20,
  ...more,
});

const occupied = (from: number, to = from, more: object = {}) => ({
  ...{ from, to, protocol: 'tcp' as const, bind: '*' },
  ...more,
});

/** The ranked offsets of a node, and how many there are. */
function domainOf(free: FreeNode, more: Partial<HostProblem> = {}) {
  const domain = new Domain(free, host([free], more));
  const ranked: number[] = [];
  for (let rank = 0; ; rank++) {
    const offset = domain.at(rank);
    if (offset === undefined) break;
    ranked.push(offset);
  }
  return { ranked: ranked.join(' '), size: domain.size };
}

describe('the offsets of a node', () => {
  it.each([
    ['by their distance, the higher first', node('a', 2, [15]), {}, '2 3 1 4 0 5', 6],
    ['up to the highest port', node('a', 0, [18, 3]), {}, '0 1 2', 3],
    ['down to port 1', node('a', 3, [-1]), {}, '3 4 2 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20', 19],
    ['not below the floor', node('a', 2, [16], { floor: 1 }), {}, '2 3 1 4', 4],
    ['from the legal one next to one that is too high', node('a', 30, [16]), {}, '4 3 2 1 0', 5],
    ['the present one though it is negative, then from 0', node('a', -2, [16]), {}, '-2 0 1 2 3 4', 5],
    ['not a negative one that is below port 1', node('a', -2, [2, 16]), {}, '0 1 2 3 4', 5],
    ['not a negative one where other software is', node('a', -2, [16]), { occupied: [occupied(14)] }, '0 1 2 3 4', 5],
    [
      'none that other software has, from its first to its last port',
      node('a', 0, [10]),
      { occupied: [occupied(11, 18)] },
      '0 9 10',
      3,
    ],
    ['those of other protocols', node('a', 0, [18]), { occupied: [occupied(18, 20, { protocol: 'udp' })] }, '0 1 2', 3],
    [
      'those of other addresses',
      node('a', 0, [], { moving: [socket('x', 18, { bind: '10.0.0.1' })] }),
      { occupied: [occupied(18, 20, { bind: '10.0.0.2' })] },
      '0 1 2',
      3,
    ],
    [
      'none that stays, of a range every one',
      node('a', 0, [12]),
      { constants: [socket('b', 13), socket('c', 15, { lastPort: 18 })] },
      '0 2 7 8',
      4,
    ],
    [
      'all where what stays may be shared',
      node('a', 0, [], { moving: [socket('x', 19, { shareable: true })] }),
      { constants: [socket('b', 19, { shareable: true })] },
      '0 1',
      2,
    ],
    [
      'all where the clash is accepted',
      node('a', 0, [19]),
      {
        constants: [socket('b', 19)],
        accepted: new Map([
          ['a 19', new Set([1])],
          ['b', new Set([1])],
        ]),
      },
      '0 1',
      2,
    ],
    [
      'those out of range that are tolerated',
      node('a', 3, [19]),
      { tolerated: new Set(['a 19']) },
      '3 4 2 5 1 6 0 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
      21,
    ],
    ['for auto from the start, in steps', node('a', 7, [2], { auto: true }), { start: 3, spacing: 5 }, '3 8 13 18', 4],
    [
      'for auto without what is taken',
      node('a', 7, [2], { auto: true }),
      { start: 3, spacing: 5, occupied: [occupied(10)] },
      '3 13 18',
      3,
    ],
    ['for auto below its floor too', node('a', 7, [15], { auto: true, floor: 3 }), { start: 1 }, '1 2 3 4 5', 5],
    ['none', node('a', 0, [1]), { occupied: [occupied(1, 20)] }, '', 0],
  ] as const)('%s', (_, free, more, ranked, size) => {
    expect(domainOf(free, more)).toEqual({ ranked, size });
  });

  it.each([
    [node('a', 18, []), '18 19 17 20 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0'],
    [node('a', 18, [], { floor: 18 }), '18 19 20'],
    [node('a', 25, [], { floor: 19 }), '25 20 19'],
    [node('a', 25, [], { floor: 21 }), '25'],
    [node('a', -3, [], { floor: 18 }), '-3 18 19 20'],
    [node('a', 5, [], { auto: true }), '2 9 16'],
  ])('are tried in this order: %j', (free, expected) => {
    const problem = host([free], { start: 2, spacing: 7 });
    expect([...offsetsByCost(free, problem)].join(' ')).toBe(expected);
  });
});

describe('two sockets', () => {
  const accepted = (...entries: readonly (readonly [string, readonly number[]])[]) =>
    new Map(entries.map(([id, numbers]) => [id, new Set(numbers)]));

  it.each([
    ['clash on one port', {}, {}, accepted(), true],
    ['do not with other protocols', { protocol: 'udp' }, {}, accepted(), false],
    ['do not on other addresses', { bind: '10.0.0.1' }, { bind: '10.0.0.2' }, accepted(), false],
    ['do where one has every address', { bind: '10.0.0.1' }, {}, accepted(), true],
    ['do where one may be shared', { shareable: true }, {}, accepted(), true],
    ['do not where both may', { shareable: true }, { shareable: true }, accepted(), false],
    ['do not where it is accepted', {}, {}, accepted(['a', [1, 2]], ['b', [2]]), false],
    ['do where another clash is accepted', {}, {}, accepted(['a', [1]], ['b', [2]]), true],
    ['do where that of one of them is accepted', {}, {}, accepted(['a', [1]]), true],
    ['do where that of the other is accepted', {}, {}, accepted(['b', [1]]), true],
  ] as const)('%s', (_, one, other, known, expected) => {
    expect(clash(socket('a', 5, one), socket('b', 5, other), known)).toBe(expected);
  });
});

describe('two nodes', () => {
  it('clash at the differences of their ports', () => {
    const [a, b] = [node('a', 0, [5, 9]), node('b', 0, [6, 7])];
    expect([...forbiddenDifferences(a, b, new Map())].sort((x, y) => x - y)).toEqual([-3, -2, 1, 2]);
    expect([...forbiddenDifferences(b, a, new Map())].sort((x, y) => x - y)).toEqual([-2, -1, 2, 3]);
  });

  const three = () => new Conflicts(host([node('a', 0, [5, 9]), node('b', 1, [5]), node('c', 4, [5], { auto: true })]));

  it('fit where no difference is forbidden', () => {
    expect([0, 1, 4, 5].map((offset) => three().fits(1, offset, new Map([[0, 1]])))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(three().fits(0, 0, new Map([[1, 4]]))).toBe(false);
    expect(three().fits(0, 0, new Map())).toBe(true);
    expect([...three().between(0, 0)]).toEqual([]);
  });

  it('cost nothing as they are, and one change and its distance where they move', () => {
    expect([three().cost(1, 1), three().cost(1, 4), three().cost(1, 0), three().cost(2, 9)]).toEqual([
      0,
      CHANGE + 3,
      CHANGE + 1,
      0,
    ]);
  });
});

describe('the fewest nodes that have to change', () => {
  it.each([
    ['none that fit', [node('a', 0, [5]), node('b', 1, [5])], {}, 0],
    ['one of two', [node('a', 0, [5]), node('b', 0, [5])], {}, 1],
    ['two of three', [node('a', 0, [5]), node('b', 0, [5]), node('c', 0, [5])], {}, 2],
    ['the one between two', [node('a', 0, [5, 6]), node('b', 0, [5]), node('c', 1, [5])], {}, 1],
    ['one that is out of range', [node('a', 19, [5])], {}, 1],
    ['one where other software is', [node('a', 0, [5]), node('b', 2, [5])], { occupied: [occupied(7)] }, 1],
    ['no auto', [node('a', 0, [5], { auto: true }), node('b', 0, [5])], {}, 0],
  ] as const)('%s', (_, nodes, more, expected) => {
    expect(new Conflicts(host(nodes, more)).fewestChanges([...nodes.keys()])).toBe(expected);
  });
});

describe('an auto node has plenty of offsets', () => {
  const auto = node('a', 0, [18], { auto: true });

  it.each([
    ['alone', [auto], {}, true],
    ['with one more than another one takes', [auto, node('b', 0, [18, 19])], {}, true],
    ['not with as many as another one takes', [auto, node('b', 0, [18, 19, 17])], {}, false],
    ['not if it is none', [node('a', 0, [1]), node('b', 0, [1])], {}, false],
    ['where the other is off its grid', [auto, node('b', 0, [19, 17], { auto: true })], { spacing: 2 }, true],
    ['not where the other is on its grid', [auto, node('b', 0, [20, 18], { auto: true })], { spacing: 2 }, false],
  ] as const)('%s', (_, nodes, more, expected) => {
    expect(new Conflicts(host(nodes, more)).isPlentiful(0)).toBe(expected);
  });
});

describe('the lower bound of the cost', () => {
  it.each([
    ['is nothing where all fit', [node('a', 0, [5]), node('b', 1, [5])], {}, 0],
    ['is one change by one', [node('a', 0, [5]), node('b', 0, [5])], {}, CHANGE + 1],
    ['is two changes by one and two', ['a', 'b', 'c'].map((id) => node(id, 0, [5])), {}, 2 * CHANGE + 3],
    [
      'is the sum of groups that do not clash at one offset',
      [node('a', 0, [5]), node('b', 0, [5]), node('c', 0, [9]), node('d', 0, [9])],
      {},
      2 * CHANGE + 2,
    ],
    [
      'goes round other software',
      [node('a', 0, [5]), node('b', 0, [5])],
      { occupied: [occupied(5, 7)] },
      2 * CHANGE + 7,
    ],
    ['is nothing for auto', [node('a', 0, [5], { auto: true }), node('b', 0, [5])], {}, 0],
    [
      'is infinite where one has no offset',
      [node('a', 0, [5]), node('b', 0, [9])],
      { occupied: [occupied(9, 20)] },
      Number.POSITIVE_INFINITY,
    ],
    ['is infinite where three share two', ['a', 'b', 'c'].map((id) => node(id, 0, [19])), {}, Number.POSITIVE_INFINITY],
  ] as const)('%s', (_, nodes, more, expected) => {
    expect(lowerBound(new Conflicts(host(nodes, more)), [...nodes.keys()])).toBe(expected);
  });
});

describe('the search within a bound', () => {
  const pair = () => new Conflicts(host([node('a', 3, [5]), node('b', 3, [5])]));
  const found = (bound: number, fixed: readonly (readonly [number, number])[] = []) => {
    const best = sweep(pair(), [0, 1], bound, new Map(fixed));
    return best && [best.cost, ...best.offsets.values()];
  };

  it('finds the cheapest placement, which leaves the first node and goes up', () => {
    expect(found(CHANGE + 1)).toEqual([CHANGE + 1, 3, 4]);
    expect(found(2 * CHANGE + 10)).toEqual([CHANGE + 1, 3, 4]);
  });

  it('finds nothing below it', () => {
    expect(found(CHANGE)).toBeUndefined();
    expect(found(0)).toBeUndefined();
  });

  it('keeps what is fixed', () => {
    expect(found(2 * CHANGE + 10, [[0, 4]])).toEqual([CHANGE + 1, 4, 3]);
    expect(found(2 * CHANGE + 10, [[1, 3]])).toEqual([CHANGE + 1, 4, 3]);
    expect(
      found(2 * CHANGE + 10, [
        [0, 4],
        [1, 4],
      ]),
    ).toBeUndefined();
  });
});

describe('the search that examines each node once', () => {
  it.each([
    ['leaves what fits', [node('a', 0, [5]), node('b', 1, [5])], {}, [0, 1], []],
    ['moves what clashes most', [node('a', 0, [5, 6]), node('b', 0, [5]), node('c', 1, [5])], {}, [2, 0, 1], []],
    ['moves the later of two, up', [node('a', 4, [5]), node('b', 4, [5])], {}, [4, 5], []],
    [
      'moves it down where that is nearer',
      [node('a', 4, [5]), node('b', 4, [5])],
      { constants: [socket('c', 10)] },
      [4, 3],
      [],
    ],
    [
      'moves it up where both are as near',
      [node('a', 4, [5]), node('b', 4, [5])],
      { constants: [socket('c', 8), socket('d', 10)] },
      [4, 6],
      [],
    ],
    [
      'moves it no lower than its floor',
      [node('a', 4, [5]), node('b', 4, [5], { floor: 4 })],
      { constants: [socket('c', 10), socket('d', 11)] },
      [4, 7],
      [],
    ],
    ['brings it back into the range', [node('a', 17, [5]), node('b', 30, [5])], {}, [15, 14], []],
    [
      'gives auto the lowest, after all others',
      [node('a', 0, [5], { auto: true }), node('b', 0, [5]), node('c', 0, [5])],
      {},
      [2, 0, 1],
      [],
    ],
    [
      'gives auto what is on its grid',
      [node('a', 0, [5], { auto: true }), node('b', 3, [5])],
      { start: 3, spacing: 4 },
      [7, 3],
      [],
    ],
    [
      'leaves what has no room',
      [node('a', 0, [19]), node('b', 0, [19]), node('c', 0, [19]), node('d', 1, [19], { auto: true })],
      {},
      [0, 1, 0, 1],
      [2, 3],
    ],
    [
      'goes round other software, of its protocol and address',
      [node('a', 0, [5])],
      { occupied: [occupied(5, 7), occupied(8, 8, { protocol: 'udp' })] },
      [3],
      [],
    ],
    [
      'does not take a clash for accepted that is one of an equal node',
      [node('a', 0, [5]), node('b', 0, [5]), node('c', 0, [5])],
      {
        constants: [socket('x', 5), socket('y', 6)],
        accepted: new Map([
          ['x', new Set([1])],
          ['b 5', new Set([1])],
        ]),
      },
      [2, 0, 3],
      [],
    ],
    [
      'does not tolerate what is tolerated of an equal node',
      [node('a', 0, [5]), node('b', 0, [5])],
      { occupied: [occupied(5, 8)], tolerated: new Set(['b 5']) },
      [4, 0],
      [],
    ],
  ] as const)('%s', (_, nodes, more, offsets, stuck) => {
    expect(solveGreedily(host(nodes, more))).toEqual({ offsets, stuck, exhausted: false });
  });

  it.each([
    [7, [0, 1, 2], [], false],
    [4, [0, 1, 2], [], false],
    [3, [0, 1, 0], [2], true],
    [2, [0, 1, 0], [2], true],
    [1, [0, 0, 0], [1, 2], true],
    [0, [0, 0, 0], [1, 2], true],
  ])('tries %s offsets at most', (tries, offsets, stuck, exhausted) => {
    const crowd = host([node('a', 0, [5]), node('b', 0, [5]), node('c', 0, [5])]);
    expect(solveGreedily(crowd, tries)).toEqual({ offsets, stuck, exhausted });
  });
});

describe('the solver', () => {
  const crowd = (count: number, ports: readonly number[] = [5]) =>
    Array.from({ length: count }, (_, index) => node(`n${index}`, 0, ports));

  it.each([
    [10, true],
    [11, false],
  ])('proves its answer for up to ten nodes: %s', (count, optimal) => {
    const offsets = Array.from({ length: count }, (_, index) => index);
    expect(solve(host(crowd(count)))).toEqual({ offsets, optimal, stuck: [] });
  });

  it('keeps a node without room in its place, and places the others around it', () => {
    const full = host([node('a', 0, [5]), node('b', 0, [5, 20]), node('c', 0, [6])], { occupied: [occupied(20)] });
    // The last one would have to move as well if the first one moved by one.
    expect(solve(full)).toEqual({ offsets: [2, 0, 0], optimal: true, stuck: ['b'] });
  });

  it('keeps one node after the other until the rest has room', () => {
    expect(solve(host(crowd(4, [19])))).toEqual({ offsets: [1, 0, 0, 0], optimal: true, stuck: ['n1', 'n2', 'n3'] });
  });

  it('of more than ten nodes keeps all without room at once', () => {
    const { offsets, stuck } = solve(host(crowd(12, [11])));
    // The two that are left over stay at offset 0, where they leave nine offsets for ten others.
    expect([offsets.slice(0, 2), stuck]).toEqual([
      [1, 2],
      ['n9', 'n10', 'n11'],
    ]);
  });

  it('goes below the floors of all only where one of them has no room above', () => {
    const above = (id: string) => node(id, 8, [12], { floor: 8 });
    expect(solve(host([above('a'), above('b')])).offsets).toEqual([8, 7]);
    expect(solve(host([above('a'), node('b', 8, [11], { floor: 8 })])).offsets).toEqual([8, 8]);
  });

  it('says that there is nothing, where more nodes than offsets', () => {
    expect(solveExactly(host(crowd(3, [19])))).toEqual({ found: 'nothing' });
    expect(solveExactly(host([node('a', 0, [5], { auto: true }), node('b', 0, [5])]))).toEqual({
      found: 'optimum',
      offsets: [1, 0],
    });
  });
});

describe('around nodes that leave their offset to the tool', () => {
  const auto = (id: string, current: number) => node(id, current, [5], { auto: true });

  it.each([
    ['the others are placed', [auto('a', 0), node('b', 0, [5])], {}, [0, 1], []],
    ['several of them', [node('b', 0, [5]), auto('a', 0), node('c', 0, [5])], {}, [1, 0, 2], []],
    [
      'they move where the others have no room',
      [auto('a', 15), node('b', 15, [5], { floor: 15 })],
      { constants: [], occupied: [occupied(1, 19)] },
      [15, 15],
      ['a', 'b'],
    ],
    ['nothing is done but for them', [auto('a', 3)], {}, [3], []],
    ['all are placed where there are none', [node('a', 0, [5]), node('b', 0, [5])], {}, [0, 1], []],
  ] as const)('%s', (_, nodes, more, offsets, stuck) => {
    const { offsets: found, stuck: kept } = solveAroundChosen(host(nodes, more));
    expect([found, kept]).toEqual([offsets, stuck]);
  });
});
