import { resolve } from 'node:path';
import { decode } from '../../files/decode.js';
import { type Bounds, exists, looksLikeTopology, type ReadFile, readTopologies } from '../../files/read.js';
import { realFolder } from '../../files/root.js';
import { type Limits, limitProblem } from '../../load/limits.js';
import type { Input } from '../../model/input.js';
import { visible } from '../../values/visible.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';

/** The files that were read, and whether one could not be. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** Arguments that hold no topology, which are read as configuration. */
  readonly configurations: readonly string[];
  /** Standard input, where it is configuration. */
  readonly given: readonly { readonly file: string; readonly bytes: Uint8Array }[];
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
  const paths = args.length > 0 ? args : [STANDARD.find((path) => exists(resolve(io.cwd, path))) ?? '.'];
  const read: ReadFile[] = [];
  const configurations: string[] = [];
  const given: Inputs['given'][number][] = [];
  for (const path of new Set(paths)) {
    const found = path === '-' ? [await stdinAs(stdinFilename, bounds, io)] : readTopologies([path], io.cwd, bounds);
    const stream = path === '-' ? await configurationIn(found) : undefined;
    if (stream) given.push(stream);
    else if (path !== '-' && (await isConfiguration(path, found, io))) configurations.push(path);
    else read.push(...found);
  }
  const unique = [...new Map(read.map((entry) => [entry.file, entry])).values()];
  const unreadable = unique.filter((entry) => !entry.ok);
  for (const { file, reason } of unreadable) io.stderr(`wso2-topology: cannot read ${visible(file)}: ${reason}\n`);
  return {
    inputs: unique.filter((entry) => entry.ok).map((entry) => inputOf(entry, limits)),
    configurations,
    given,
    failed: unreadable.length > 0,
  };
}

/** Returns the folder of `--root` with symbolic links followed; one that is not there is a usage error. */
export function rootNamed(root: string, { cwd }: Pick<Io, 'cwd'>): string {
  const real = realFolder(resolve(cwd, root));
  if (real === undefined) throw new UsageError(`--root ${root}: there is no such folder`);
  return real;
}

async function stdinAs(file: string, { maxBytes }: Bounds, io: Io): Promise<ReadFile> {
  return { ok: true, file, bytes: await io.stdin(maxBytes) };
}

/** Standard input that is not a topology and has a format. */
async function configurationIn([found]: readonly ReadFile[]): Promise<Inputs['given'][number] | undefined> {
  if (!found?.ok || looksLikeTopology(found.bytes)) return undefined;
  const { isProductStream } = await import('./product-file.js');
  return isProductStream(found.bytes) ? found : undefined;
}

/** A folder without topologies, a file of a product, or such a path with the name of its node in front. */
async function isConfiguration(path: string, found: readonly ReadFile[], { cwd }: Io): Promise<boolean> {
  const [first] = found;
  if (!first) return true;
  if (!first.ok) return !exists(resolve(cwd, path)) && /^[A-Za-z0-9._-]{1,128}=./.test(path);
  if (found.length > 1 || looksLikeTopology(first.bytes)) return false;
  const { isProductFile } = await import('./product-file.js');
  return isProductFile(first.file, first.bytes);
}

function inputOf({ file, bytes }: Extract<ReadFile, { ok: true }>, { characters }: Limits): Input {
  if (bytes.length > characters) return { file, text: '', fault: limitProblem.characters(characters) };
  const decoded = decode(bytes);
  return decoded.ok ? { file, text: decoded.text } : { file, text: '', fault: decoded.reason };
}
