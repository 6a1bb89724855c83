import type { PlanOptions } from '../commands/plan.js';
import type { Io } from '../io.js';
import { correctFiles } from './fix.js';

/** Runs `plan`; resolves to the exit code. */
export async function planFiles(files: readonly string[], options: PlanOptions, io: Io): Promise<number> {
  const { start, spacing } = options;
  return correctFiles(files, options, io, { plan: { start, spacing } });
}
