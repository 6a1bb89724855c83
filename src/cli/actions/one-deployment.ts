import type { Evaluation } from '../../model/evaluation.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { checkFiles } from './checked-files.js';

/** The deployment of the files of a command line, for commands that can only work with one. */
export interface OneDeployment {
  /** Absent where no file could be read. */
  readonly evaluation?: Evaluation;
  /** How the command ends as far as the files are concerned. */
  readonly code: number;
}

/**
 * Reads the files of a command line as one deployment. Several are a usage error.
 * @param harm what would go wrong with several, as words of the message
 */
export async function oneDeployment(
  files: readonly string[],
  options: InputOptions,
  io: Io,
  harm = '',
): Promise<OneDeployment> {
  const checked = await checkFiles(files, options, io, { suggestions: false });
  const broken = reportBrokenFiles(checked, io);
  const [evaluation, ...others] = checked.evaluations;
  if (others.length > 0)
    throw new UsageError(
      `${checked.evaluations.length} deployments are there${harm}: name one of them, or --together if they are one`,
    );
  return { ...(evaluation ? { evaluation } : {}), code: exitCodeOf(checked, broken) };
}
