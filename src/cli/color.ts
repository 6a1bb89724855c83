import type { Io } from './io.js';

export type ColorChoice = 'auto' | 'always' | 'never';

/** Returns whether output is coloured: the flag decides, then NO_COLOR and FORCE_COLOR (https://no-color.org, https://force-color.org), then whether a terminal listens. */
export function wantsColor(choice: ColorChoice, { env, terminal }: Pick<Io, 'env' | 'terminal'>): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return terminal.stdout && env.TERM !== 'dumb';
}
