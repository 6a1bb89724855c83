import type { Command } from 'commander';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  wso2-topology lsp       what an editor starts; docs/editor.md has settings for VS Code,
                          Neovim, Helix, Zed and IntelliJ`;

/** `lsp`: a language server for topologies. */
export function addLsp(program: Command, context: Context): void {
  program
    .command('lsp')
    .summary('serve an editor: findings, fixes, completion and hover while you type')
    .description('Serve an editor over standard input and output by the Language Server Protocol.')
    .option('--stdio', 'talk over standard input and output, which is all there is; editors add it')
    .option('--clientProcessId <pid>', 'the process of the editor; the protocol has editors add it')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { lsp } = await import('../actions/lsp.js');
      context.exit(await lsp(context.io));
    });
}
