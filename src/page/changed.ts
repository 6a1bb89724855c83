import { groupBy } from '../deployment/lookup.js';
import type { Position } from '../model/finding.js';
import type { TextChange } from '../model/report.js';

/** Returns files with changes in them, which do not overlap. */
export function changed(
  files: ReadonlyMap<string, string>,
  changes: readonly TextChange[],
): ReadonlyMap<string, string> {
  const result = new Map(files);
  for (const [file, own] of groupBy(changes, (change) => change.file)) {
    const text = files.get(file) ?? '';
    const offsetOf = offsetsIn(text);
    const placed = own
      .map(({ range, text: after }) => ({ from: offsetOf(range.start), to: offsetOf(range.end), after }))
      .sort((a, b) => b.from - a.from);
    result.set(
      file,
      placed.reduce((edited, { from, to, after }) => edited.slice(0, from) + after + edited.slice(to), text),
    );
  }
  return result;
}

/** Turns lines and columns, from 1, into offsets, from 0. */
export function offsetsIn(text: string): (position: Position) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return ({ line, column }) => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
}
