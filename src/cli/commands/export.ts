import { type Command, Option } from 'commander';
import { EXPORT_FORMATS } from '../../report/export/registry.js';
import type { ExportOptions } from '../actions/export.js';
import type { Context } from '../context.js';
import { addInputOptions, collect } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology export goss plan.yaml --host gw.internal > goss.yaml
                                         tests for the ports of a host, and for what it has to reach
  wso2-topology export nft plan.yaml --certain --output rules
                                         a file for each machine, of written and named connections alone
  wso2-topology export hosts plan.yaml   lines for /etc/hosts

Firewall formats have what leaves its machine. Where the plan lacks an address, the file says so in a comment, and stderr counts it.
Exit codes: 0 written, 1 a file is broken, 2 could not run.`;

/** `export`: a plan in the words of other tools. */
export function addExport(program: Command, context: Context): void {
  const command = program
    .command('export')
    .summary('the plan for goss, firewalls, Ansible, Prometheus and others')
    .addArgument(program.createArgument('<format>', 'the tool to write for').choices(EXPORT_FORMATS));
  addInputOptions(command)
    .description('Write what a plan says of ports and connections in the words of another tool, a file for each host.')
    .option('--output <folder>', 'write one file for each host into this folder; standard output without it')
    .addOption(new Option('--host <id>', 'only files of this host; repeatable').argParser(collect).default([], 'all'))
    .option('--certain', 'only connections that are written or named, not those that roles suggest')
    .addHelpText('after', EXAMPLES)
    .action(async (format: ExportOptions['format'], files: string[], options: Omit<ExportOptions, 'format'>) => {
      const { exportPlan } = await import('../actions/export.js');
      context.exit(await exportPlan(files, { ...options, format }, context.io));
    });
}
