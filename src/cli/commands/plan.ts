import { type Command, InvalidArgumentError } from 'commander';
import type { PlanOptions } from '../actions/plan.js';
import type { Context } from '../context.js';
import { count } from '../options.js';
import { addCorrectionOptions } from './fix.js';

const EXAMPLES = `
Examples:
  wso2-topology plan                            the lowest offsets at which nothing collides, as a diff
  wso2-topology plan plan.yaml --spacing 10     offsets 0, 10, 20 and so on
  wso2-topology plan --start 100 --write        offsets from 100 up, written into the file

Nodes with \`pinned: true\` keep what they have.
Exit codes: 0 nothing to change (with --write: nothing left), 1 something to change or unresolved, 2 could not run.`;

/** `plan`: offsets for all nodes, as if each said `offset: auto`. */
export function addPlan(program: Command, context: Context): void {
  addCorrectionOptions(
    program.command('plan').summary('give offsets to all nodes of a topology; --write changes the files'),
  )
    .description('Choose offsets for every node that is not pinned: the lowest ones, in the order of the file.')
    .option('--spacing <n>', 'distance between offsets', positive, 1)
    .option('--start <n>', 'lowest offset', count, 0)
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: PlanOptions) => {
      const { planFiles } = await import('../actions/plan.js');
      context.exit(await planFiles(files, options, context.io));
    });
}

function positive(text: string): number {
  const value = count(text);
  if (value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}
