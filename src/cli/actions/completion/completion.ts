import type { Command } from 'commander';
import { packagedCatalogue } from '../../../catalogue/files.js';
import { ALL_RULES } from '../../../rules/index.js';
import { bash } from './bash.js';
import { fish } from './fish.js';
import { commandsOf, type ShellScript } from './words.js';
import { zsh } from './zsh.js';

export type Shell = 'bash' | 'zsh' | 'fish';

const SCRIPTS: Readonly<Record<Shell, ShellScript>> = { bash, zsh, fish };

/** Returns the completion script of a shell, made from the commands that the program has. */
export function completion(shell: Shell, program: Command): string {
  const rules = ALL_RULES.map(({ id }) => id);
  const products = packagedCatalogue().products.map(({ id }) => id);
  return SCRIPTS[shell](program.name(), commandsOf(program, { rules, products }));
}
