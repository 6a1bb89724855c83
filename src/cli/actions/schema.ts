import { jsonText } from '../../report/json.js';
import { EXIT, type Io } from '../io.js';

export type SchemaName = 'topology' | 'report' | 'product';

/** The published files themselves, so that what is printed is what is used; a schema is loaded when it is asked for. */
const SCHEMAS: Readonly<Record<SchemaName, () => Promise<{ readonly default: unknown }>>> = {
  topology: () => import('../../../schemas/topology.schema.json', { with: { type: 'json' } }),
  report: () => import('../../../schemas/report.schema.json', { with: { type: 'json' } }),
  product: () => import('../../../schemas/product.schema.json', { with: { type: 'json' } }),
};

/** Runs `schema`; resolves to the exit code. */
export async function schema(name: SchemaName, io: Io): Promise<number> {
  const { default: document } = await SCHEMAS[name]();
  io.stdout(jsonText(document));
  return EXIT.clean;
}
