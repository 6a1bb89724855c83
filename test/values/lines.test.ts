import { describe, expect, it } from 'vitest';
import { linesOf, positionsOf } from '../../src/values/lines.js';

describe('an offset of a text has a line and a column, both from 1', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\n\nb', 2, 2, 1],
    ['a\n', 2, 2, 1],
    ['😀x', 2, 1, 3],
  ])('%j at %i', (text, offset, line, column) => expect(positionsOf(text)(offset)).toEqual({ line, column }));
});

it('a text is split at every kind of line end', () => {
  expect(linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
});
