import { describe, expect, it } from 'vitest';
import { at, compareTexts } from '../../src/values/lists.js';

describe('an entry of a list', () => {
  it('is found by its index', () => {
    expect(at(new Int32Array([4, 0]), 1)).toBe(0);
  });

  it.each([-1, 2])('at an index that is none is a bug: %d', (index) => {
    expect(() => at(['a', 'b'], index)).toThrow(RangeError);
  });
});

describe('texts', () => {
  it('are compared by code units, whatever the language of the machine', () => {
    expect(['b', 'ä', 'a', 'B', 'a'].sort(compareTexts)).toEqual(['B', 'a', 'a', 'b', 'ä']);
  });
});
