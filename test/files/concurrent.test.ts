import { describe, expect, it } from 'vitest';
import { eachInOrder } from '../../src/files/concurrent.js';

const later = (turns: number) => new Promise<void>((resolve) => setTimeout(resolve, turns));

describe('concurrent work', () => {
  it('has its results in the order of the items, whichever is done first', async () => {
    const work = async (item: number) => {
      await later(10 - item);
      return item * 2;
    };
    expect(await eachInOrder([1, 5, 9, 3], 4, work)).toEqual([2, 10, 18, 6]);
  });

  it('never does more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    await eachInOrder(
      Array.from({ length: 20 }, (_, index) => index),
      3,
      async (item) => {
        most = Math.max(most, ++running);
        await later(item % 3);
        running--;
      },
    );
    expect(most).toBe(3);
  });

  it('fails as the first that fails', async () => {
    await expect(eachInOrder([1, 2], 2, (item) => Promise.reject(new Error(`${item}`)))).rejects.toThrow('1');
  });

  it('of nothing is done at once', async () => expect(await eachInOrder([], 3, later)).toEqual([]));
});
