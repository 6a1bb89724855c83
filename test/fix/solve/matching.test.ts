import { describe, expect, it } from 'vitest';
import { cheapestAssignment } from '../../../src/fix/solve/matching.js';

const NEVER = Number.POSITIVE_INFINITY;

/** Every way to give the rows columns of their own, tried. */
function cheapestOfAll([line, ...others]: readonly (readonly number[])[], taken: readonly number[] = []): number {
  if (line === undefined) return 0;
  const sums = line.map((cost, column) =>
    taken.includes(column) ? NEVER : cost + cheapestOfAll(others, [...taken, column]),
  );
  return Math.min(NEVER, ...sums);
}

describe('the cheapest assignment', () => {
  it('costs nothing without rows', () => {
    expect(cheapestAssignment([], 3)).toBe(0);
  });

  it('moves a row to its second choice where that is cheaper for both', () => {
    const costs = [
      [1, 2],
      [1, 9],
    ];
    expect(cheapestAssignment(costs, 2)).toBe(3);
  });

  it('moves rows along a chain', () => {
    const costs = [
      [1, 2, NEVER],
      [1, 2, 3],
      [1, NEVER, NEVER],
    ];
    expect(cheapestAssignment(costs, 3)).toBe(6);
  });

  it.each([
    ['more rows than columns', [[1], [2]], 1],
    ['a row that cannot get any column', [[NEVER, NEVER]], 2],
    [
      'two rows that can only get the same column',
      [
        [1, NEVER],
        [2, NEVER],
      ],
      2,
    ],
  ])('does not exist for %s', (_, costs, columns) => {
    expect(cheapestAssignment(costs, columns)).toBe(NEVER);
  });

  it('costs as much as the best of all ways tried', () => {
    const numbers = Array.from({ length: 400 }, (_, index) => (index * index * 31 + index * 17) % 23);
    for (let start = 0; start + 20 <= numbers.length; start += 7) {
      const costs = [0, 5, 10, 15].map((row) => numbers.slice(start + row, start + row + 5));
      expect(cheapestAssignment(costs, 5)).toBe(cheapestOfAll(costs));
    }
  });
});
