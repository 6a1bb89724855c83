import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { compareTexts } from '../values/lists.js';
import { utf8 } from './decode.js';
import { type ReadBytes, readHandedOver, readRegular } from './regular.js';
import { isWithin, LEADS_OUT, realFolder, rootAround } from './root.js';
import { systemCode, systemReason } from './system-error.js';

/** Bytes of a file, or why there are none. Names are relative to the working directory, with `/`. */
export type ReadFile = ReadBytes & { readonly file: string };

/** Limits of reading. */
export interface Bounds {
  /** Of a longer file one byte more than this is read. */
  readonly maxBytes: number;
  /** A real folder that symbolic links may lead into, beside the repository around each file. */
  readonly root?: string;
}

const TOPOLOGY_NAME = /\.(ya?ml|json)$/i;

/** Both top-level keys, in YAML or JSON. They distinguish a topology from a compose file without parsing either. */
const LOOKS_LIKE_TOPOLOGY = [
  /^[ \t]*["']?hosts["']?[ \t]*:|[{,]\s{0,200}"hosts"\s{0,200}:/m,
  /^[ \t]*["']?nodes["']?[ \t]*:|[{,]\s{0,200}"nodes"\s{0,200}:/m,
];

/** Objects of a cluster have both; an Ingress may hold the words of a topology as well. */
const MANIFEST = [/^apiVersion[ \t]*:[ \t]*\S/m, /^kind[ \t]*:[ \t]*[A-Z]/m];

/** A pipe that the shell gives to a process, as in `check <(envsubst < plan.yaml)`. */
const HANDED_OVER = /^\/(?:dev|proc\/self)\/fd\/\d{1,9}$|^\/dev\/stdin$/;

/**
 * Reads the files that arguments name: files as they are, and of directories every topology below them. Results are in the order of the
 * arguments, and below a directory by name. Symbolic links that lead out of the repository are refused.
 */
export function readTopologies(paths: readonly string[], directory: string, bounds: Bounds): readonly ReadFile[] {
  return paths.flatMap((argument) => {
    const path = resolve(directory, argument);
    if (HANDED_OVER.test(argument)) return [{ file: argument, ...readHandedOver(argument, bounds.maxBytes) }];
    const given = bounds.root === undefined ? [] : [bounds.root];
    const reading: Reading = { ...bounds, directory, roots: [rootAround(path, directory), ...given] };
    return realFolder(path) === undefined ? [readOne(path, reading)] : readBelow(path, reading);
  });
}

interface Reading {
  readonly directory: string;
  readonly maxBytes: number;
  /** Real folders; a file below one of them is read. */
  readonly roots: readonly string[];
}

function readOne(path: string, reading: Reading): ReadFile {
  const refused = refusalOf(path, reading);
  return { file: nameOf(path, reading), ...(refused ?? readRegular(path, reading.maxBytes)) };
}

function refusalOf(path: string, { roots }: Reading): ReadBytes | undefined {
  try {
    const real = realpathSync(path);
    return roots.some((root) => isWithin(real, root)) ? undefined : { ok: false, reason: LEADS_OUT };
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

function readBelow(folder: string, reading: Reading): readonly ReadFile[] {
  const refused = refusalOf(folder, reading);
  if (refused && !refused.ok) return [{ file: nameOf(folder, reading), ...refused }];
  return entriesOf(folder, reading).flatMap((entry): readonly ReadFile[] => {
    if ('reason' in entry) return [entry];
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : readBelow(path, reading);
    if (!TOPOLOGY_NAME.test(entry.name) || (entry.isSymbolicLink() && realFolder(path) !== undefined)) return [];
    const read = readOne(path, reading);
    return !read.ok || looksLikeTopology(read.bytes) ? [read] : [];
  });
}

function entriesOf(folder: string, reading: Reading) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareTexts(a.name, b.name));
  } catch (error) {
    return [{ ok: false as const, file: nameOf(folder, reading), reason: systemReason(error) }];
  }
}

function nameOf(path: string, { directory }: Reading): string {
  return relative(directory, path).split(sep).join('/') || '.';
}

/** Returns whether anything is at a path; false for a path that cannot be reached. */
export function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    systemCode(error);
    return false;
  }
}

/** Returns whether a text contains both keys of a topology; the schema decides whether it is one. */
export function looksLikeTopology(bytes: Uint8Array): boolean {
  const text = utf8(bytes);
  if (MANIFEST.every((pattern) => pattern.test(text))) return false;
  return LOOKS_LIKE_TOPOLOGY.every((pattern) => pattern.test(text));
}
