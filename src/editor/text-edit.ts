import type { Range } from '../model/finding.js';
import { positionsOf } from '../values/lines.js';

/** A range of a text and what takes its place. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** The one edit that makes a text of another; undefined where they are equal. What both begin and end with stays. */
export function editBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const positionOf = positionsOf(before);
  return {
    range: { start: positionOf(start), end: positionOf(before.length - end) },
    text: after.slice(start, after.length - end),
  };
}
