import { resolve } from 'node:path';
import { createFile } from '../../files/write.js';
import { visible } from '../../values/visible.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { STARTER } from './starter.js';

export interface InitOptions {
  readonly write?: string;
}

/** Runs `init`; returns the exit code. */
export function init({ write }: InitOptions, io: Io): number {
  if (write === undefined) io.stdout(STARTER);
  else writeNew(write, io);
  return EXIT.clean;
}

/** Creates the file; never touches one that is there. */
function writeNew(file: string, io: Io): void {
  const written = createFile(resolve(io.cwd, file), STARTER, io.cwd);
  if (!written.ok) throw new UsageError(`cannot write ${file}: ${written.reason}`);
  io.stderr(`wso2-topology: wrote ${visible(file)}; next: wso2-topology check ${visible(file)}\n`);
}
