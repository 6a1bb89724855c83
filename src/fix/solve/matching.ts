import { at } from '../../values/lists.js';

/**
 * Returns the cost of the cheapest way to give every row its own column (the assignment problem, solved by shortest augmenting paths
 * with potentials). Infinity where a row cannot get one.
 */
export function cheapestAssignment(costs: readonly (readonly number[])[], columns: number): number {
  const all = Array.from({ length: columns }, (_, index): Column => ({ index, potential: 0, row: undefined }));
  for (const line of costs) if (!assign({ costs: line, potential: 0 }, all)) return Number.POSITIVE_INFINITY;
  return all.reduce((total, { row, index }) => (row ? total + at(row.costs, index) : total), 0);
}

interface Row {
  /** By column; Infinity where it cannot get that one. */
  readonly costs: readonly number[];
  potential: number;
}

interface Column {
  readonly index: number;
  potential: number;
  /** The row that has it. */
  row: Row | undefined;
}

/** A column in one search: the cost of the path to it, and the column before it on that path. */
interface Reach {
  readonly column: Column;
  slack: number;
  before: Reach | undefined;
}

/** Gives a row a column, if necessary by moving other rows; returns false where that is not possible. */
function assign(row: Row, columns: readonly Column[]): boolean {
  const open = new Set(
    columns.map((column): Reach => ({ column, slack: Number.POSITIVE_INFINITY, before: undefined })),
  );
  const visited: Reach[] = [];
  const rows = [row];
  for (let [current, from]: [Row, Reach | undefined] = [row, undefined]; ; ) {
    const next = nearest(open, current, from);
    if (!next) return false;
    shiftPotentials(next.slack, rows, visited, open);
    open.delete(next);
    visited.push(next);
    if (!next.column.row) {
      handOver(next, row);
      return true;
    }
    [current, from] = [next.column.row, next];
    rows.push(current);
  }
}

/** Returns the cheapest column to continue with, its cost updated; undefined where no column is left. */
function nearest(open: ReadonlySet<Reach>, { costs, potential }: Row, from: Reach | undefined): Reach | undefined {
  let [least, next]: [number, Reach | undefined] = [Number.POSITIVE_INFINITY, undefined];
  for (const reach of open) {
    const reduced = at(costs, reach.column.index) - potential - reach.column.potential;
    if (reduced < reach.slack) [reach.slack, reach.before] = [reduced, from];
    if (reach.slack < least) [least, next] = [reach.slack, reach];
  }
  return next;
}

function shiftPotentials(
  delta: number,
  rows: readonly Row[],
  visited: readonly Reach[],
  open: ReadonlySet<Reach>,
): void {
  for (const row of rows) row.potential += delta;
  for (const { column } of visited) column.potential -= delta;
  for (const reach of open) reach.slack -= delta;
}

/** Gives each column of a path the row of the column before it, and the first one the new row. */
function handOver(last: Reach, row: Row): void {
  let reach = last;
  for (; reach.before; reach = reach.before) reach.column.row = reach.before.column.row;
  reach.column.row = row;
}
