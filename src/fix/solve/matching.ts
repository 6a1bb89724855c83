/**
 * The cost of the cheapest way to give every row a column of its own (the assignment problem, solved by shortest augmenting
 * paths with potentials). Infinity where a row cannot get one.
 */
export function cheapestAssignment(costs: readonly (readonly number[])[], columns: number): number {
  if (costs.length > columns) return Number.POSITIVE_INFINITY;
  const rowPotential = new Float64Array(costs.length + 1);
  const columnPotential = new Float64Array(columns + 1);
  /** The row of each column, 1-based; 0 where it has none. */
  const owner = new Int32Array(columns + 1);
  for (let row = 1; row <= costs.length; row++)
    if (!assign(row, { costs, columns, rowPotential, columnPotential, owner })) return Number.POSITIVE_INFINITY;
  let total = 0;
  for (let column = 1; column <= columns; column++) {
    const row = owner[column] ?? 0;
    if (row > 0) total += costs[row - 1]?.[column - 1] ?? 0;
  }
  return total;
}

interface Matching {
  readonly costs: readonly (readonly number[])[];
  readonly columns: number;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly owner: Int32Array;
}

function assign(row: number, matching: Matching): boolean {
  const { columns, owner } = matching;
  const path: SearchPath = {
    slack: new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY),
    visited: new Uint8Array(columns + 1),
    previous: new Int32Array(columns + 1),
  };
  owner[0] = row;
  let column = 0;
  do {
    const next = nextColumn(column, path, matching);
    if (next < 0) return false;
    column = next;
  } while ((owner[column] ?? 0) !== 0);
  while (column !== 0) {
    const before = path.previous[column] ?? 0;
    owner[column] = owner[before] ?? 0;
    column = before;
  }
  return true;
}

interface SearchPath {
  readonly slack: Float64Array;
  readonly visited: Uint8Array;
  /** The column before each column on the path. */
  readonly previous: Int32Array;
}

/** The cheapest column to go on with; -1 where there is none. */
function nextColumn(column: number, path: SearchPath, matching: Matching): number {
  const { slack, visited, previous } = path;
  visited[column] = 1;
  let [delta, next] = [Number.POSITIVE_INFINITY, -1];
  for (let other = 1; other <= matching.columns; other++) {
    if (visited[other] === 1) continue;
    const reduced = reducedCost(column, other, matching);
    if (reduced < (slack[other] ?? 0)) {
      slack[other] = reduced;
      previous[other] = column;
    }
    if ((slack[other] ?? 0) < delta) [delta, next] = [slack[other] ?? 0, other];
  }
  if (next >= 0) shiftPotentials(delta, path, matching);
  return next;
}

function reducedCost(column: number, other: number, { costs, owner, rowPotential, columnPotential }: Matching): number {
  const row = owner[column] ?? 0;
  const cost = costs[row - 1]?.[other - 1] ?? Number.POSITIVE_INFINITY;
  return cost - (rowPotential[row] ?? 0) - (columnPotential[other] ?? 0);
}

function shiftPotentials(
  delta: number,
  { slack, visited }: SearchPath,
  { columns, owner, rowPotential, columnPotential }: Matching,
): void {
  for (let column = 0; column <= columns; column++) {
    if (visited[column] !== 1) {
      slack[column] = (slack[column] ?? 0) - delta;
      continue;
    }
    const row = owner[column] ?? 0;
    rowPotential[row] = (rowPotential[row] ?? 0) + delta;
    columnPotential[column] = (columnPotential[column] ?? 0) - delta;
  }
}
