import { type Command, Option } from 'commander';
import { CONFIG_FORMATS } from '../../report/config/registry.js';
import type { ConfigOptions } from '../actions/config.js';
import type { Context } from '../context.js';
import { addInputOptions, collect } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology config plan.yaml                   what to write into the configuration of every node
  wso2-topology config plan.yaml --node gateway > deployment.fragment.toml
                                                   for one node, to be merged into its deployment.toml
  wso2-topology config plan.yaml --all             also what the product does by itself

Where the plan is wrong, the right value is shown; check says what is wrong.
Exit codes: 0 listed, 1 a file is broken, 2 could not run.`;

/** `config`: the settings that realise a plan. */
export function addConfig(program: Command, context: Context): void {
  addInputOptions(program.command('config').summary('what to write into the configuration of each node'))
    .description(
      'Show the settings that realise a plan: offsets, ports, the endpoints of links, and files to edit by hand.',
    )
    .addOption(new Option('--format <name>', 'how to show them').choices(CONFIG_FORMATS).default('text'))
    .addOption(new Option('--node <id>', 'only this node; repeatable').argParser(collect).default([], 'all'))
    .option('--group <id>', 'only nodes of this group')
    .option('--all', 'also what equals the default of the product')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: ConfigOptions) => {
      const { config } = await import('../actions/config.js');
      context.exit(await config(files, options, context.io));
    });
}
