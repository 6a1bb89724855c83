import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/report/page/columns.js';
import { widthOf, wrapped } from '../../../src/report/page/width.js';

describe('wrapped', () => {
  it.each([
    ['at spaces', 'one two three', 8, ['one two', 'three']],
    ['behind what joins the words of a name', 'thrift-key-validation', 12, ['thrift-key-', 'validation']],
    ['anywhere, when a word has no end', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['between wide characters', '漢字漢字', 4, ['漢字', '漢字']],
    ['not at all, where there is room', 'a b', 3, ['a b']],
    ['not at all, where there is nothing', '', 3, ['']],
  ])('breaks %s', (_, text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  it('loses nothing and keeps the width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', ' ', '漢', '😀', ':') }),
        fc.integer({ min: 2, max: 20 }),
        (text, width) => {
          const lines = wrapped(text, width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('widthOf', () => {
  it.each([
    ['abc', 3],
    ['漢字', 4],
    ['😀', 2],
    ['e\u0301', 1],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('layoutOf', () => {
  const columns = [{ title: 'a', solid: true }, { title: 'b' }];

  it('takes the room that cells need where nothing limits it', () => {
    expect(layoutOf(columns, [['12345', 'x y z']], 0)).toEqual({ widths: [5, 5], gap: 2 });
  });

  it('narrows the widest column first', () => {
    expect(layoutOf(columns, [['12345', 'some words in a row']], 17)).toEqual({ widths: [5, 10], gap: 2 });
  });

  it('breaks solid cells only where there is no other way', () => {
    expect(layoutOf(columns, [['1-2-3-4-5', 'a-b-c-d-e-f-g']], 14).widths[0]).toBe(9);
    expect(layoutOf(columns, [['1-2-3-4-5', 'abcdefghij']], 12).widths).toEqual([5, 6]);
  });
});
