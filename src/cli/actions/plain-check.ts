import type { Io } from '../io.js';
import { orUsage } from '../usage.js';
import { type ChosenOptions, check } from './check.js';

/** The options of `check` where none is given; the table of its options says the same. */
const PLAIN: ChosenOptions = {
  format: 'text',
  formatGiven: false,
  output: [],
  failOn: 'error',
  product: [],
  version: [],
  profile: [],
  stdinFilename: 'stdin',
  rule: [],
  color: 'auto',
  ignores: true,
};

/** Runs `check` without options; resolves to the exit code. */
export function plainCheck(files: readonly string[], io: Io): Promise<number> {
  return orUsage(io, () => check(files, PLAIN, io));
}
