import { csv as csvPage } from '../page/csv.js';
import type { Grid } from '../page/page.js';
import { flowGrid } from './grid.js';
import type { FlowReporter } from './reporter.js';

/** One record per connection. Where several deployments are listed, a last column contains the file of each. */
export const csv: FlowReporter = (deployments, style) => {
  if (deployments.length < 2)
    return csvPage({ sections: [{ grid: flowGrid(deployments.flatMap(({ flows }) => flows)) }] }, style);
  const grid: Grid = {
    columns: [...flowGrid([]).columns, { title: 'file' }],
    rows: deployments.flatMap(({ file, flows }) =>
      flowGrid(flows).rows.map((row) => ({ ...row, cells: [...row.cells, file] })),
    ),
  };
  return csvPage({ sections: [{ grid }] }, style);
};
