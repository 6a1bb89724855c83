import type { Position, Range } from '../model/finding.js';
import { lastUpTo } from './lists.js';

/** The first character of a text: where to point when no better place is known. */
export const START: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

/** Turns 0-based offsets of a text into 1-based lines and columns. */
export type PositionOf = (offset: number) => Position;

/**
 * Finds the lines of a text once; every look-up is a binary search. `\n`, `\r\n` and `\r` end a line. An offset in a line end, or
 * behind the text, is the end of what can be seen: the column behind the last character.
 */
export function positionsOf(text: string): PositionOf {
  const lineAt = linesByOffset(text);
  return (offset) => {
    const { line, start, end } = lineAt(offset);
    return { line, column: Math.min(offset, end) - start + 1 };
  };
}

/** Turns 0-based offsets of a text into a range of at least one character, which is one that can be seen unless the line is empty. */
export type RangeOf = (start: number, end?: number) => Range;

export function rangesOf(text: string): RangeOf {
  const [lineAt, positionOf] = [linesByOffset(text), positionsOf(text)];
  return (from, to = from + 1) => {
    const { line, start, end } = lineAt(from);
    const first = positionOf(Math.max(start, Math.min(from, end - 1)));
    const last = positionOf(Math.max(to, from + 1));
    const isVisible = last.line > line ? to > from + 1 : last.column > first.column;
    return { start: first, end: isVisible ? last : { line, column: first.column + 1 } };
  };
}

/** Finds the line of an offset: its number from 1, and the offsets of its content. */
function linesByOffset(text: string): (offset: number) => TextLine {
  let lines: readonly TextLine[] | undefined;
  return (offset) => {
    lines ??= textLines(text);
    return lastUpTo(lines, offset);
  };
}

interface TextLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Writes `\n` for each `\r` that ends a line by itself, as YAML allows and its reader does not; no offset changes. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

/** Whether a position comes before another one. */
export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** Returns the 0-based offsets at which the lines of a text start. */
export function lineStarts(text: string): readonly number[] {
  return textLines(text).map(({ start }) => start);
}

/** Splits a text at its line ends, which are dropped. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ line: lines.length + 1, start, end: index });
    start = index + lineEnd.length;
  }
  lines.push({ line: lines.length + 1, start, end: text.length });
  return lines;
}
