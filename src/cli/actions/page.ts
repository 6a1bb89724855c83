import { packagedCatalogue } from '../../catalogue/files.js';
import { readPackaged, readPageProgram } from '../../files/packaged.js';
import { TOOL } from '../../generated/tool.js';
import { workbench } from '../../report/html/workbench.js';
import { EXIT, type Io } from '../io.js';

/** Runs `page`; returns the exit code. */
export function page(io: Io): number {
  const products = packagedCatalogue().products.map(({ id }) => [id, readPackaged(`values/${id}`)]);
  const catalogue = { index: readPackaged('index'), ...Object.fromEntries(products) };
  io.stdout(workbench({ tool: TOOL, script: readPageProgram(), catalogue }));
  return EXIT.clean;
}
