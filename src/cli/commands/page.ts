import type { Command } from 'commander';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  wso2-topology page > plan.html     open it in a browser: paste a plan, drop a folder of configuration

One file for people without Node: it works from the disk, loads nothing and sends nothing. It gives the answers of this version.`;

/** `page`: the tool as one file for a browser. */
export function addPage(program: Command, context: Context): void {
  program
    .command('page')
    .summary('a page that checks plans in a browser, without an installation')
    .description('Print one HTML file that checks topologies and folders of configuration in a browser.')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { page } = await import('../actions/page.js');
      context.exit(page(context.io));
    });
}
