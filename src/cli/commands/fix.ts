import { type Command, Option } from 'commander';
import type { FixCommandOptions } from '../actions/fix.js';
import type { Context } from '../context.js';
import { addInputOptions } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology fix                       show the corrected topology as a diff
  wso2-topology fix plan.yaml --write     change the file; comments and layout stay as they are
  wso2-topology fix --check               for CI: exit code 1 when there is something to change
  wso2-topology fix --prefer server       change the Thrift server's port instead of the client's
  cat plan.yaml | wso2-topology fix - --write > fixed.yaml

Exit codes: 0 nothing to change (with --write: nothing left), 1 something to change or unresolved, 2 could not run.`;

/** `fix`: a correction as a diff, or written. */
export function addFix(program: Command, context: Context): void {
  addCorrectionOptions(
    program.command('fix').summary('show the corrected topology as a diff; --write changes the files'),
  )
    .description(
      'Correct topologies: the fewest nodes changed, then the smallest changes, and everything that has to follow.',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: FixCommandOptions) => {
      const { fixFiles } = await import('../actions/fix.js');
      context.exit(await fixFiles(files, options, context.io));
    });
}

/** Options of every command that corrects topologies. */
export function addCorrectionOptions(command: Command): Command {
  return addInputOptions(command)
    .addOption(new Option('--format <name>', 'how to show the correction').choices(['diff', 'json']).default('diff'))
    .addOption(
      new Option('--prefer <end>', 'which end of a Thrift connection gets another port')
        .choices(['client', 'server'])
        .default('client'),
    )
    .option('--write', 'change the files; standard input is corrected to standard output')
    .option('--check', 'list what would change, and change nothing');
}
