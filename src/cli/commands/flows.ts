import { type Command, Option } from 'commander';
import { FLOW_FORMATS } from '../../report/flows/registry.js';
import type { FlowsOptions } from '../actions/flows.js';
import type { Context } from '../context.js';
import { addInputOptions } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology flows                              who connects to whom, on which port
  wso2-topology flows plan.yaml --cross-host --format csv > openings.csv
                                                   what a firewall has to let through
  wso2-topology flows plan.yaml --format mermaid   a diagram of hosts, nodes and connections
  wso2-topology flows plan.yaml --format svg > flows.svg
                                                   the same as a picture, with the verdicts

The port is the one to open: the effective port of the listener at the other end. Where something else is dialled, the remark says so.
Exit codes: 0 listed, 1 a file is broken, 2 could not run.`;

/** `flows`: the matrix of connections. */
export function addFlows(program: Command, context: Context): void {
  addInputOptions(program.command('flows').summary('who connects to whom, on which port'))
    .description(
      'List every connection of a plan: source, destination, port, protocol, purpose, and whether it leaves its host.',
    )
    .addOption(new Option('--format <name>', 'how to list').choices(FLOW_FORMATS).default('table'))
    .option('--cross-host', 'only connections that leave their machine')
    .option('--certain', 'only connections that are written or named, not those that roles suggest')
    .option('--unique', 'one row for each source, destination, port and protocol')
    .option('--group <id>', 'only connections of nodes of this group')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: FlowsOptions) => {
      const { flows } = await import('../actions/flows.js');
      context.exit(await flows(files, options, context.io));
    });
}
