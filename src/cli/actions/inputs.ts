import { resolve } from 'node:path';
import { decode } from '../../files/decode.js';
import { type Bounds, exists, type ReadFile, readTopologies } from '../../files/read.js';
import { realFolder } from '../../files/root.js';
import { type Limits, limitProblem } from '../../load/limits.js';
import type { Input } from '../../model/input.js';
import { visible } from '../../values/visible.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';

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
export async function readInputs(
  args: readonly string[],
  { stdinFilename, root }: Pick<InputOptions, 'stdinFilename' | 'root'>,
  limits: Limits,
  io: Io,
): Promise<Inputs> {
  const bounds: Bounds = { maxBytes: limits.characters, ...(root === undefined ? {} : { root: rootNamed(root, io) }) };
  const paths = args.length > 0 ? args : [standardPath(io)];
  const read = await readPaths(paths, bounds, stdinFilename, io);
  const unique = [...new Map(read.map((entry) => [entry.file, entry])).values()];
  const unreadable = unique.filter((entry) => !entry.ok);
  for (const { file, reason } of unreadable) io.stderr(`wso2-topology: cannot read ${visible(file)}: ${reason}\n`);
  const inputs = unique.filter((entry) => entry.ok).map((entry) => inputOf(entry, limits));
  if (inputs.length === 0 && unreadable.length === 0)
    throw new UsageError(
      `no topology found in ${paths.join(', ')}: looked for .yaml, .yml and .json files with hosts and nodes`,
    );
  return { inputs, failed: unreadable.length > 0 };
}

/** The folder of `--root` with symbolic links followed; one that is not there is a usage error. */
export function rootNamed(root: string, { cwd }: Pick<Io, 'cwd'>): string {
  const real = realFolder(resolve(cwd, root));
  if (real === undefined) throw new UsageError(`--root ${root}: there is no such folder`);
  return real;
}

/** In the order of the command line, `-` included: it is read once, and later ones are the same. */
async function readPaths(paths: readonly string[], bounds: Bounds, stdinName: string, io: Io): Promise<ReadFile[]> {
  const place = paths.indexOf('-');
  const filesOf = (named: readonly string[]) => readTopologies(named, io.cwd, bounds);
  if (place < 0) return [...filesOf(paths)];
  return [
    ...filesOf(paths.slice(0, place)),
    { ok: true, file: stdinName, bytes: await io.stdin(bounds.maxBytes) },
    ...filesOf(paths.slice(place).filter((path) => path !== '-')),
  ];
}

function standardPath({ cwd }: Io): string {
  const found = STANDARD.find((path) => exists(resolve(cwd, path)));
  if (found === undefined)
    throw new UsageError(
      'no file named, and neither topology.yaml nor topologies/ is here; `wso2-topology init` writes a first topology',
    );
  return found;
}

function inputOf({ file, bytes }: Extract<ReadFile, { ok: true }>, { characters }: Limits): Input {
  if (bytes.length > characters) return { file, text: '', fault: limitProblem.characters(characters) };
  const decoded = decode(bytes);
  return decoded.ok ? { file, text: decoded.text } : { file, text: '', fault: decoded.reason };
}
