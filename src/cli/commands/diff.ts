import { type Command, Option } from 'commander';
import { CHANGE_FORMATS } from '../../report/changes/registry.js';
import type { DiffOptions } from '../actions/diff.js';
import type { Context } from '../context.js';
import { addReadingOptions } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology diff git:main:topology.yaml topology.yaml
                                         what a branch changes
  wso2-topology diff old.yaml new.yaml --format markdown
                                         for a change request or a pull request
  wso2-topology diff git:HEAD~1:deploy deploy --exit-code
                                         two states of a folder of configuration; ends in 1 where they differ

A path of a revision is relative to the working directory. Findings that both plans have are the business of check.
Exit codes: 0 compared, 1 different with --exit-code, or a file is broken, 2 could not run.`;

/** `diff`: what another plan changes. */
export function addDiff(program: Command, context: Context): void {
  const command = program
    .command('diff')
    .summary('what another plan changes: ports, links, firewall rows, files to edit')
    .argument('<old>', 'topology, folder of topologies or of configuration, -, or git:<revision>:<path>')
    .argument('<new>', 'the plan to compare it with, named in the same ways');
  addReadingOptions(command)
    .description(
      'Compare two plans: ports that are opened, closed or moved, links that are broken or cured, firewall rows to add and to remove, files to edit by hand, stored values that name a wrong port from now on, and findings.',
    )
    .addOption(new Option('--format <name>', 'how to list').choices(CHANGE_FORMATS).default('text'))
    .option('--exit-code', 'end in 1 where the plans differ')
    .addHelpText('after', EXAMPLES)
    .action(async (old: string, now: string, options: DiffOptions) => {
      const { diff } = await import('../actions/diff.js');
      context.exit(await diff(old, now, options, context.io));
    });
}
