import type { Io } from '../io.js';
import type { FixCommandOptions } from './fix.js';
import { correctFiles } from './fix.js';

export interface PlanOptions extends FixCommandOptions {
  readonly start: number;
  readonly spacing: number;
}

/** Runs `plan`; resolves to the exit code. */
export async function planFiles(files: readonly string[], options: PlanOptions, io: Io): Promise<number> {
  const { start, spacing } = options;
  return correctFiles(files, options, io, { plan: { start, spacing } });
}
