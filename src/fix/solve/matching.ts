import { entryAt } from '../../values/lists.js';

/**
 * The cost of the cheapest way to give every row a column of its own (the assignment problem, solved by shortest augmenting
 * paths with potentials). Infinity where a row cannot get one.
 */
export function cheapestAssignment(costs: readonly (readonly number[])[], columns: number): number {
  if (costs.length > columns) return Number.POSITIVE_INFINITY;
  const all = Array.from({ length: columns }, (_, index): Column => ({ index, potential: 0, row: undefined }));
  for (const line of costs) if (!assign({ costs: line, potential: 0 }, all)) return Number.POSITIVE_INFINITY;
  return all.reduce((total, { row, index }) => (row ? total + entryAt(row.costs, index) : total), 0);
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

/** A column in one search: what it costs to get there, and the column before it on the way. */
interface Reach {
  readonly column: Column;
  slack: number;
  before: Reach | undefined;
}

/** Gives a row a column, where need be by moving other rows; false where there is no way. */
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

/** The cheapest column to go on with, its cost brought up to date; undefined where there is none. */
function nearest(open: ReadonlySet<Reach>, { costs, potential }: Row, from: Reach | undefined): Reach | undefined {
  let [least, next]: [number, Reach | undefined] = [Number.POSITIVE_INFINITY, undefined];
  for (const reach of open) {
    const reduced = entryAt(costs, reach.column.index) - potential - reach.column.potential;
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

/** Every column of a path gets the row of the one before it, and the first one the new row. */
function handOver(last: Reach, row: Row): void {
  let reach = last;
  for (; reach.before; reach = reach.before) reach.column.row = reach.before.column.row;
  reach.column.row = row;
}
