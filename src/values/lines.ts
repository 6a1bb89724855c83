import type { Position, Range } from '../model/finding.js';
import { at } from './lists.js';

/** The first character of a text: where to point when no better place is known. */
export const START: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

/** Turns 0-based offsets of a text into 1-based lines and columns. */
export type PositionOf = (offset: number) => Position;

/** Finds the line starts of a text once; every look-up is a binary search. `\n`, `\r\n` and `\r` end a line. */
export function positionsOf(text: string): PositionOf {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at(starts, middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - at(starts, low) + 1 };
  };
}

/** Splits a text at its line ends, which are dropped. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}
