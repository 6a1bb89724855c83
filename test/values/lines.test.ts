import { describe, expect, it } from 'vitest';
import { lineStarts, linesOf, positionsOf, rangesOf, withLineFeeds } from '../../src/values/lines.js';

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

it('a line starts behind every kind of line end', () => {
  expect(lineStarts('a\nb\r\nc\rd')).toEqual([0, 2, 5, 7]);
});

describe('a range has at least one character that can be seen', () => {
  it.each([
    ['abc', 0, undefined, [1, 1, 1, 2]],
    ['abc', 3, undefined, [1, 3, 1, 4]],
    ['abc', 9, 12, [1, 3, 1, 4]],
    ['ab\r\ncd', 2, undefined, [1, 2, 1, 3]],
    ['ab\r\ncd', 3, 4, [1, 2, 1, 3]],
    ['ab\r\ncd', 1, 6, [1, 2, 2, 3]],
    ['ab\n\ncd', 3, undefined, [2, 1, 2, 2]],
    ['', 0, undefined, [1, 1, 1, 2]],
    ['a: |\n b\n', 3, 9, [1, 4, 3, 1]],
  ])('%j from %i to %s', (text, from, to, [startLine, startColumn, endLine, endColumn]) =>
    expect(rangesOf(text)(from, to)).toEqual({
      start: { line: startLine, column: startColumn },
      end: { line: endLine, column: endColumn },
    }),
  );
});

it('a carriage return alone becomes a line feed, and no other character changes', () => {
  expect(withLineFeeds('a\rb\r\nc\r')).toBe('a\nb\r\nc\n');
});
