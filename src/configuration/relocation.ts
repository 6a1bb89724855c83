import type { Position, Range } from '../model/finding.js';
import type { Fragment } from '../model/fragment.js';
import { lineStarts } from '../values/lines.js';

/** A text that was made of a part of a file, or of a template. */
export interface PlacedText {
  readonly text: string;
  /** The place of the whole text. */
  readonly range: Range;
  /** The place of a character, by its 0-based offset, where it is known. */
  readonly positionOf?: (offset: number) => Position;
  /** It is in a Secret: places in it have no extent, so that no report shows a part of it. */
  readonly isHidden?: true;
}

/** Returns what a text says with the places in the file that it comes from. */
export function relocatedFragment(fragment: Fragment, file: string, text: PlacedText): Fragment {
  return relocated(fragment, file, rangesIn(text));
}

/** Turns ranges inside a text into ranges of the file. */
function rangesIn({ text, range, positionOf, isHidden }: PlacedText): (inside: Range) => Range {
  if (!positionOf) return () => range;
  const starts = lineStarts(text);
  const placeOf = ({ line, column }: Range['start']) => positionOf((starts[line - 1] ?? 0) + column - 1);
  return ({ start, end }) => ({ start: placeOf(start), end: placeOf(isHidden ? start : end) });
}

/** A value of plain data with other ranges and another file; the format itself stays as it is. */
function relocated<T>(value: T, file: string, place: (range: Range) => Range): T {
  const moved = (part: unknown, key: string): unknown => {
    if (key === 'format') return part;
    if (key === 'range') return place(part as Range);
    if (key === 'file') return file;
    if (Array.isArray(part)) return part.map((item) => moved(item, ''));
    if (typeof part !== 'object' || part === null || part instanceof Map) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, moved(inner, name)]));
  };
  // The shape stays the same, which the compiler cannot see.
  return moved(value, '') as T;
}
