import { unbrokenWidth, widthOf } from './width.js';

/** Columns between two cells of a table. */
export const GAP = 2;
/** Narrower than this no cell becomes, whatever the terminal says. */
const MIN_WIDTH = 3;

/**
 * Widths, in terminal columns, in which a table fits a terminal; 0 stands for one of any width. The widest column gives way first, down to
 * its longest unbroken word, and below that only where there is no other way.
 */
export function columnWidths(table: readonly (readonly string[])[], width: number): readonly number[] {
  const natural = widest(table, widthOf);
  if (width === 0) return natural;
  const available = width - GAP * (natural.length - 1);
  const words = widest(table, unbrokenWidth);
  return shrunk(shrunk(natural, words, available), natural.map(() => MIN_WIDTH), available);
}

/** Whether a table fits as it is. */
export function fits(table: readonly (readonly string[])[], width: number): boolean {
  const natural = widest(table, widthOf);
  return width === 0 || natural.reduce((sum, column) => sum + column, GAP * (natural.length - 1)) <= width;
}

function widest(table: readonly (readonly string[])[], measure: (text: string) => number): number[] {
  const widths: number[] = [];
  for (const row of table)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, measure(cell));
    });
  return widths;
}

function shrunk(widths: readonly number[], least: readonly number[], available: number): readonly number[] {
  const result = [...widths];
  let excess = result.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    let best = -1;
    result.forEach((width, index) => {
      if (width > (least[index] ?? 0) && width > (result[best] ?? 0)) best = index;
    });
    if (best < 0) break;
    result[best] = (result[best] ?? 0) - 1;
    excess -= 1;
  }
  return result;
}
