import type { Command } from 'commander';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  wso2-topology mcp       an entry for the settings of an assistant:
                          { "command": "wso2-topology", "args": ["mcp"] }`;

/** `mcp`: tools for assistants. */
export function addMcp(program: Command, context: Context): void {
  program
    .command('mcp')
    .summary('serve check, fix, flows, import, catalog and explain to an assistant')
    .description(
      'Serve read-only tools over standard input and output by the Model Context Protocol: check, fix, flows, import, catalog, explain.',
    )
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { mcp } = await import('../actions/mcp.js');
      context.exit(await mcp(context));
    });
}
