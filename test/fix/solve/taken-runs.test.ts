import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TakenRuns } from '../../../src/fix/solve/taken-runs.js';

const HIGHEST = 30;
const offsets = fc.integer({ min: 0, max: HIGHEST });

it('finds what a search one by one finds, while ever more is taken', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.tuple(offsets, offsets, fc.boolean()), { maxLength: 40 }),
      (step, queries) => {
        const taken = new Set<number>();
        const runs = new TakenRuns((offset) => !taken.has(offset), step, HIGHEST);
        const grid = (from: number, to: number) => Array.from({ length: HIGHEST + 1 }, (_, index) => from + index * to);
        for (const [offset, lowest, isDown] of queries) {
          const expected = isDown
            ? grid(offset, -step).find((each) => each >= lowest && !taken.has(each))
            : grid(offset, step).find((each) => each <= HIGHEST && !taken.has(each));
          const found = isDown ? runs.freeDownFrom(offset, lowest) : runs.freeFrom(offset);
          expect(found).toBe(expected);
          if (found !== undefined) taken.add(found);
        }
      },
    ),
  );
});

it('examines an offset that is taken once', () => {
  const examined: number[] = [];
  const runs = new TakenRuns(
    (offset) => {
      examined.push(offset);
      return offset > 5;
    },
    1,
    HIGHEST,
  );
  expect([runs.freeFrom(0), runs.freeFrom(3), runs.freeFrom(0)]).toEqual([6, 6, 6]);
  expect(examined.filter((offset) => offset <= 5)).toEqual([0, 1, 2, 3, 4, 5]);
});
