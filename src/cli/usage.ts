import { TOOL } from '../generated/tool.js';
import { visible } from '../values/visible.js';
import { EXIT, type Io, UsageError } from './io.js';

/** Runs a command line; a mistake on it is one line on stderr and exit code 2. */
export async function orUsage(io: Pick<Io, 'stderr'>, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`${TOOL.name}: ${visible(error.message)}\n`);
    return EXIT.failed;
  }
}
