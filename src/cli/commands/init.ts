import type { Command } from 'commander';
import type { InitOptions } from '../actions/init.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  wso2-topology init > topology.yaml
  wso2-topology init --write plan.yaml      refuses to overwrite a file
  wso2-topology init | wso2-topology ports -`;

/** `init`: a first topology to edit. */
export function addInit(program: Command, context: Context): void {
  program
    .command('init')
    .summary('write a commented starter topology')
    .description('Print a commented topology to start from. It is valid and checks without errors.')
    .option('--write <file>', 'write it to a new file')
    .addHelpText('after', EXAMPLES)
    .action(async (options: InitOptions) => {
      const { init } = await import('../actions/init.js');
      context.exit(init(options, context.io));
    });
}
