import { type Command, Option } from 'commander';
import { PORT_FORMATS } from '../../report/ports/registry.js';
import type { PortsOptions } from '../actions/ports.js';
import type { Context } from '../context.js';
import { addInputOptions, collect } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology ports                              who listens where, why, and who dials it
  wso2-topology ports plan.yaml --by node --node gateway
                                                   what one node opens, and which links to configure on it
  wso2-topology ports plan.yaml --host gw.internal --format csv > openings.csv
                                                   for a change request
  wso2-topology ports plan.yaml --brief --inject README.md
                                                   keep a list in a document, between <!-- wso2-topology ports -->
                                                   and <!-- /wso2-topology ports -->; --check for a pipeline
  wso2-topology ports plan.yaml --format svg > ports.svg
                                                   a picture: nodes as lanes, ports on an axis
  wso2-topology ports plan.yaml --format json      the same document as check --format json

Findings are the business of check. Files that are broken or name what does not exist are said on stderr.
Exit codes: 0 listed, 1 a file is broken or the list of --check is stale, 2 could not run.`;

/** `ports`: the port report. */
export function addPorts(program: Command, context: Context): void {
  addInputOptions(program.command('ports').summary('who listens where, why, and who dials it'))
    .description(
      'List every port of every host: who listens there, how the number comes about, who dials it, and what is wrong with it.',
    )
    .addOption(new Option('--format <name>', 'how to list').choices(PORT_FORMATS).default('table'))
    .addOption(new Option('--by <what>', 'what to sort and group by').choices(['host', 'node', 'port']).default('host'))
    .addOption(new Option('--host <id>', 'only ports of this host; repeatable').argParser(collect).default([], 'all'))
    .addOption(new Option('--node <id>', 'only ports of this node; repeatable').argParser(collect).default([], 'all'))
    .option('--group <id>', 'only ports of nodes of this group')
    .option('--unique', 'one row for each host, port and protocol, with all its owners')
    .option('--brief', 'fewer columns: host, port, protocol, node, listener, status')
    .option('--inject <file>', 'write the list in Markdown between the markers of this file')
    .option('--check', 'with --inject: write nothing, and end in 1 where the file is stale')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: PortsOptions) => {
      const { ports } = await import('../actions/ports.js');
      context.exit(await ports(files, options, context.io));
    });
}
