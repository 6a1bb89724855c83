import { csv as csvPage } from '../page/csv.js';
import type { Grid } from '../page/page.js';
import { portGrid } from './grid.js';
import type { PortReporter } from './reporter.js';
import type { PortRow } from './rows.js';

/** One record per port. Where several deployments are listed, a last column contains the file of each. */
export const csv: PortReporter = ({ deployments, brief }, style) => {
  if (deployments.length < 2)
    return csvPage(
      {
        sections: [
          {
            grid: plainGrid(
              deployments.flatMap(({ rows }) => rows),
              brief,
            ),
          },
        ],
      },
      style,
    );
  const grid: Grid = {
    columns: [...portGrid([], brief).columns, { title: 'file' }],
    rows: deployments.flatMap(({ file, rows }) =>
      plainGrid(rows, brief).rows.map((row) => ({ ...row, cells: [...row.cells, file] })),
    ),
  };
  return csvPage({ sections: [{ grid }] }, style);
};

/** The status stays one of its closed set of words: scripts filter by it. */
function plainGrid(rows: readonly PortRow[], isBrief: boolean): Grid {
  return portGrid(
    rows.map((row) => ({ ...row, rivals: [] })),
    isBrief,
  );
}
