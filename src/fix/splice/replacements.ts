import { diffLines } from 'diff';
import type { Range } from '../../model/finding.js';
import { positionsOf } from '../../values/lines.js';

/** A part of a text and what comes in its place; an insertion has a range of length zero. */
export interface TextReplacement {
  readonly range: Range;
  readonly text: string;
}

/** Returns the smallest replacements, line by line, that turn one text into another. */
export function replacementsBetween(before: string, after: string): readonly TextReplacement[] {
  const positionOf = positionsOf(before);
  const replacements: TextReplacement[] = [];
  let offset = 0;
  let removed: string | undefined;
  const replace = (old: string, text: string): void => {
    const head = commonLength(old, text);
    const tail = commonEnd(old.slice(head), text.slice(head));
    const range = { start: positionOf(offset + head), end: positionOf(offset + old.length - tail) };
    replacements.push({ range, text: text.slice(head, text.length - tail) });
    offset += old.length;
  };
  for (const part of diffLines(before, after)) {
    if (part.removed) removed = part.value;
    else if (part.added) {
      replace(removed ?? '', part.value);
      removed = undefined;
    } else {
      if (removed !== undefined) replace(removed, '');
      removed = undefined;
      offset += part.value.length;
    }
  }
  if (removed !== undefined) replace(removed, '');
  return replacements;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charAt(length) === b.charAt(length)) length += 1;
  // Half a character is none.
  return length > 0 && /[\ud800-\udbff]/.test(a.charAt(length - 1)) ? length - 1 : length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charAt(a.length - 1 - length) === b.charAt(b.length - 1 - length))
    length += 1;
  return length > 0 && /[\udc00-\udfff]/.test(a.charAt(a.length - length)) ? length - 1 : length;
}
