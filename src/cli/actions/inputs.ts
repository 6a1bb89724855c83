import { decode } from '../../files/decode.js';
import { type Files, filesOf, type ReadFile } from '../../files/read.js';
import type { Limits } from '../../load/limits.js';
import type { Input } from '../../model/input.js';
import { visible } from '../../values/visible.js';
import { type Io, UsageError } from '../io.js';

/** What was read, and whether something could not be. */
export interface Inputs {
  readonly inputs: readonly Input[];
  readonly failed: boolean;
}

/** Looked for, in this order, where no file is named. */
const STANDARD = ['topology.yaml', 'topologies'] as const;

/**
 * Reads the files of the command line. What cannot be read is one line on stderr each and does not stop the others.
 * A file that is named twice is read once.
 */
export async function readInputs(args: readonly string[], stdinName: string, limits: Limits, io: Io): Promise<Inputs> {
  const files = filesOf(io.cwd, limits.characters);
  const paths = args.length > 0 ? args : [standardPath(files)];
  const read = await readPaths(paths, files, stdinName, io);
  const unique = [...new Map(read.map((entry) => [entry.file, entry])).values()];
  const unreadable = unique.filter((entry) => !entry.ok);
  for (const { file, reason } of unreadable) io.stderr(`wso2-topology: cannot read ${visible(file)}: ${reason}\n`);
  const inputs = unique.filter((entry) => entry.ok).map(inputOf);
  if (inputs.length === 0 && unreadable.length === 0)
    throw new UsageError(
      `no topology found in ${paths.join(', ')}: looked for .yaml, .yml and .json files with hosts and nodes`,
    );
  return { inputs, failed: unreadable.length > 0 };
}

/** In the order of the command line, `-` included: it is read once, and later ones are the same. */
async function readPaths(paths: readonly string[], files: Files, stdinName: string, io: Io): Promise<ReadFile[]> {
  const place = paths.indexOf('-');
  if (place < 0) return [...(await files.topologies(paths))];
  return [
    ...(await files.topologies(paths.slice(0, place))),
    { ok: true, file: stdinName, bytes: await io.stdin() },
    ...(await files.topologies(paths.slice(place).filter((path) => path !== '-'))),
  ];
}

function standardPath(files: Files): string {
  const found = STANDARD.find((path) => files.exists(path));
  if (found === undefined)
    throw new UsageError(
      'no file named, and neither topology.yaml nor topologies/ is here; `wso2-topology init` writes a first topology',
    );
  return found;
}

function inputOf({ file, bytes }: Extract<ReadFile, { ok: true }>): Input {
  const decoded = decode(bytes);
  return decoded.ok ? { file, text: decoded.text } : { file, text: '', fault: decoded.reason };
}
