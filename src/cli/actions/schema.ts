import { packagedCatalogue } from '../../catalogue/files.js';
import { jsonText } from '../../report/json.js';
import { type JsonSchema, selfContained } from '../../report/schema/self-contained.js';
import { EXIT, type Io } from '../io.js';

export type SchemaName = 'topology' | 'report' | 'product';

/** A schema is loaded when it is asked for. */
const SCHEMAS: Readonly<Record<SchemaName, () => Promise<JsonSchema>>> = {
  topology: async () => selfContained(await published.topology(), await published.product(), packagedCatalogue()),
  report: () => published.report(),
  product: () => published.product(),
};

const published = {
  topology: async () => (await import('../../../schemas/topology.schema.json', { with: { type: 'json' } })).default,
  report: async () => (await import('../../../schemas/report.schema.json', { with: { type: 'json' } })).default,
  product: async () => (await import('../../../schemas/product.schema.json', { with: { type: 'json' } })).default,
};

/** Runs `schema`; resolves to the exit code. */
export async function schema(name: SchemaName, io: Io): Promise<number> {
  io.stdout(jsonText(await SCHEMAS[name]()));
  return EXIT.clean;
}
