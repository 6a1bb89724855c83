import { Argument, type Command } from 'commander';
import type { Shell } from '../actions/completion/completion.js';
import type { Context } from '../context.js';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

const EXAMPLES = `
Examples:
  source <(wso2-topology completion bash)        in ~/.bashrc
  source <(wso2-topology completion zsh)         in ~/.zshrc, behind compinit
  wso2-topology completion fish > ~/.config/fish/completions/wso2-topology.fish`;

/** `completion`: a script that teaches a shell the commands, options and values. */
export function addCompletion(program: Command, context: Context): void {
  program
    .command('completion')
    .summary('print a completion script for a shell')
    .description('Print a script that completes commands, options, formats, rules and products.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { completion } = await import('../actions/completion/completion.js');
      context.io.stdout(completion(shell, program));
    });
}
