import { type Command, Option } from 'commander';
import type { ExplainFormat, ExplainOptions } from '../actions/explain.js';
import type { Context } from '../context.js';

const EXPLAIN_FORMATS: readonly ExplainFormat[] = ['text', 'markdown', 'json'];

const EXAMPLES = `
Examples:
  wso2-topology explain                      every rule in one line
  wso2-topology explain thrift-mismatch      what it means, why it matters, examples, the fix
  wso2-topology explain port-collision --format markdown`;

/** `explain`: what a finding means. */
export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .summary('what a finding means, with examples')
    .description('Explain what a rule finds, why it matters, a bad and a good example, the fix and the sources.')
    .argument('[rule]', 'rule id as it stands in brackets behind the severity; without it all rules are listed')
    .addOption(new Option('--format <name>', 'how to show it').choices(EXPLAIN_FORMATS).default('text'))
    .addOption(new Option('--color <when>', 'when to use colours').choices(['auto', 'always', 'never']).default('auto'))
    .addHelpText('after', EXAMPLES)
    .action(async (rule: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('../actions/explain.js');
      context.exit(explain(rule, options, context.io));
    });
}
