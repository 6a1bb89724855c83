import { describe, expect, it } from 'vitest';
import { entryOf, known, memo } from '../../src/values/memo.js';

describe('a remembered function', () => {
  it('is asked once for each object', () => {
    const asked: string[] = [];
    const lengthOf = memo(({ name }: { readonly name: string }) => {
      asked.push(name);
      return name.length;
    });
    const [one, other] = [{ name: 'node' }, { name: 'host1' }];
    expect([lengthOf(one), lengthOf(other), lengthOf(one)]).toEqual([4, 5, 4]);
    expect(asked).toEqual(['node', 'host1']);
  });

  it('remembers 0 and an empty text as well', () => {
    const asked: string[] = [];
    const emptied = memo(({ name }: { readonly name: string }) => {
      asked.push(name);
      return '';
    });
    const node = { name: 'node' };
    expect([emptied(node), emptied(node)]).toEqual(['', '']);
    expect(asked).toEqual(['node']);
  });
});

it('an entry of a map is made once', () => {
  const entries = new Map([['a', [1]]]);
  entryOf(entries, 'b', () => [2]).push(3);
  expect([entryOf(entries, 'a', () => [0]), entryOf(entries, 'b', () => [0])]).toEqual([[1], [2, 3]]);
});

it('a key that is not in a map is a bug where it has to be', () => {
  const entries = new Map([['a', 0]]);
  expect(known(entries, 'a')).toBe(0);
  expect(() => known(entries, 'b')).toThrow(RangeError);
});
