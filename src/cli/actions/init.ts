import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemReason } from '../../files/write.js';
import { visible } from '../../values/visible.js';
import type { InitOptions } from '../commands/init.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { STARTER } from './starter.js';

/** Runs `init`; returns the exit code. */
export function init({ write }: InitOptions, io: Io): number {
  if (write === undefined) io.stdout(STARTER);
  else writeNew(write, io);
  return EXIT.clean;
}

/** Creates the file; never touches one that is there. */
function writeNew(file: string, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, file), STARTER, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`);
  }
  io.stderr(`wso2-topology: wrote ${visible(file)}; next: wso2-topology check ${visible(file)}\n`);
}

/** The system's reason in words, where it is the one a person runs into; anything that is no system error is thrown on. */
function reasonOf(error: unknown): string {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return exists ? 'it exists already, and is not overwritten' : systemReason(error);
}
