import type { Io } from './io.js';

/** The context that commands share. */
export interface Context {
  readonly io: Io;
  /** Says how the process ends; the last command that runs decides. */
  readonly exit: (code: number) => void;
  /** Runs another command line of this program; resolves to its exit code. */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
