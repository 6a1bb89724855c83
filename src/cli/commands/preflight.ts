import { type Command, Option } from 'commander';
import type { PreflightOptions } from '../actions/preflight.js';
import type { Context } from '../context.js';
import { addInputOptions } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology preflight plan.yaml      on the machine itself, before its nodes are started
  wso2-topology preflight plan.yaml --connect
                                         also: do the servers that the nodes dial accept a connection?
  ss -tulpn | wso2-topology preflight plan.yaml --host app1 --listing -
                                         ports from a listing, with the names of who has them

It binds each port for a moment and gives it back. It needs no privileges, sends nothing, and dials nobody without --connect.
Exit codes: 0 no errors, 1 errors, or a file is broken, 2 could not run.`;

/** `preflight`: a machine before its nodes are started. */
export function addPreflight(program: Command, context: Context): void {
  addInputOptions(program.command('preflight').summary('check this machine before its nodes are started'))
    .description(
      'Check the machine that this runs on: are the ports of its nodes free and outside of the range of outgoing ports, and do the names resolve that its nodes dial?',
    )
    .option('--host <id>', 'the host of the plan that this machine is (default: by its name or addresses)')
    .option('--listing <file>', 'take the ports from a listing of this machine, - for standard input')
    .option('--connect', 'open a connection to each server that the nodes dial, and close it')
    .addOption(new Option('--format <name>', 'how to report').choices(['text', 'json']).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: PreflightOptions) => {
      const { preflight } = await import('../actions/preflight.js');
      context.exit(await preflight(files, options, context.io));
    });
}
