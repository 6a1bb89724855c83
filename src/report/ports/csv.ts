import { csv as csvPage } from '../page/csv.js';
import type { Grid } from '../page/page.js';
import { portGrid } from './grid.js';
import type { PortReporter } from './reporter.js';
import { type PortRow, portRows } from './rows.js';

/** One record per port. Where several deployments are reported, a last column tells them apart by their file. */
export const csv: PortReporter = ({ deployments }, style) => {
  const grids = deployments.map((deployment) => ({ file: deployment.file, grid: plainGrid(portRows(deployment, style.by)) }));
  const [first = { file: '', grid: portGrid([]) }] = grids;
  if (grids.length < 2) return csvPage({ sections: [first] }, style);
  const grid: Grid = {
    columns: [...first.grid.columns, { title: 'file' }],
    rows: grids.flatMap(({ file, grid: { rows } }) => rows.map((row) => ({ ...row, cells: [...row.cells, file] }))),
  };
  return csvPage({ sections: [{ grid }] }, style);
};

/** The status stays one of its closed set of words: scripts filter by it. */
function plainGrid(rows: readonly PortRow[]): Grid {
  return portGrid(rows.map((row) => ({ ...row, rivals: [] })));
}
