import type { Column } from './page.js';
import { unbrokenWidth, widthOf } from './width.js';

/** Columns between two cells of a table, and between those of a crowded one. */
const GAP = 2;
const CROWDED_GAP = 1;
/** Minimum width of a cell, even on a narrower terminal. */
const MIN_WIDTH = 3;

export interface Layout {
  /** Columns of the terminal, per column of the table. */
  readonly widths: readonly number[];
  /** Columns of the terminal between two of them. */
  readonly gap: number;
}

/**
 * Returns the layout with which a table fits a terminal; 0 means any width. The widest column shrinks first, down to its longest
 * unbroken word, and below that only if nothing else is possible.
 */
export function layoutOf(columns: readonly Column[], body: readonly (readonly string[])[], width: number): Layout {
  const table = [columns.map(({ title }) => title), ...body];
  const natural = widest(table, widthOf);
  if (width === 0) return { widths: natural, gap: GAP };
  const words = widest(table, unbrokenWidth).map((word, index) =>
    columns[index]?.solid ? (natural[index] ?? word) : word,
  );
  const gap = sum(words) + GAP * (natural.length - 1) <= width ? GAP : CROWDED_GAP;
  const available = width - gap * (natural.length - 1);
  return {
    gap,
    widths: shrunk(
      shrunk(natural, words, available),
      natural.map(() => MIN_WIDTH),
      available,
    ),
  };
}

/** Returns whether a table fits as it is. */
export function fits(table: readonly (readonly string[])[], width: number): boolean {
  const natural = widest(table, widthOf);
  return width === 0 || sum(natural) + GAP * (natural.length - 1) <= width;
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
  let excess = sum(result) - available;
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

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
