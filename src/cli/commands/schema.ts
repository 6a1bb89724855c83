import { Argument, type Command } from 'commander';
import type { SchemaName } from '../actions/schema.js';
import type { Context } from '../context.js';

const SCHEMA_NAMES: readonly SchemaName[] = ['topology', 'report', 'product'];

const EXAMPLES = `
Examples:
  wso2-topology schema > topology.schema.json             for completion in an editor
  wso2-topology schema product > product.schema.json      for product files of the catalogue
  wso2-topology schema report                             what --format json prints`;

/** `schema`: print a JSON Schema. */
export function addSchema(program: Command, context: Context): void {
  program
    .command('schema')
    .summary('print a JSON Schema')
    .description('Print the JSON Schema (draft 2020-12) of topology files, of the JSON report, or of product files.')
    .addArgument(new Argument('[name]', 'which schema').choices(SCHEMA_NAMES).default('topology'))
    .addHelpText('after', EXAMPLES)
    .action(async (name: SchemaName) => {
      const { schema } = await import('../actions/schema.js');
      context.exit(await schema(name, context.io));
    });
}
