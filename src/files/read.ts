import { type Stats, statSync } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { compareTexts } from '../values/lists.js';
import { eachInOrder } from './concurrent.js';
import { systemCode, systemReason } from './system-error.js';

/** Bytes of a file, or why there are none. */
export type ReadFile =
  | { readonly ok: true; readonly file: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly file: string; readonly reason: string };

/** Reads files of this working directory; names in results are relative to it, with `/`. */
export interface Files {
  /** The files that arguments name: files as they are, directories with every topology below them. */
  topologies(paths: readonly string[]): Promise<readonly ReadFile[]>;
  exists(path: string): boolean;
}

const TOPOLOGY_NAME = /\.(ya?ml|json)$/i;

/** Both top-level keys, in YAML or JSON. Enough to tell a topology from a compose file without parsing either. */
const LOOKS_LIKE_TOPOLOGY = [
  /^\s*["']?hosts["']?\s*:|[{,]\s*"hosts"\s*:/m,
  /^\s*["']?nodes["']?\s*:|[{,]\s*"nodes"\s*:/m,
];

/** Files read at a time: enough to keep a slow disk busy, far from the number a process may have open. */
const AT_ONCE = 32;

/** Files below a directory, read concurrently; results stand in the order of the arguments, and below a directory by name. */
export function filesOf(directory: string, maxBytes: number): Files {
  const name = (path: string) => relative(directory, path).split(sep).join('/') || '.';
  const readOne = async (path: string): Promise<ReadFile> => {
    try {
      const { size } = await stat(path);
      return {
        ok: true,
        file: name(path),
        bytes: size > maxBytes ? await readStart(path, maxBytes) : await readFile(path),
      };
    } catch (error) {
      return { ok: false, file: name(path), reason: systemReason(error) };
    }
  };
  const readCandidate = async (candidate: Candidate): Promise<readonly ReadFile[]> => {
    if (!('path' in candidate)) return [candidate];
    const read = await readOne(candidate.path);
    return candidate.named || !read.ok || looksLikeTopology(read.bytes) ? [read] : [];
  };
  return {
    exists: (path) => statOf(resolve(directory, path)) !== undefined,
    async topologies(paths) {
      const candidates: Candidate[] = [];
      for (const argument of paths) {
        const path = resolve(directory, argument);
        if (statOf(path)?.isDirectory()) candidates.push(...(await candidatesBelow(path, name)));
        else candidates.push({ path, named: true });
      }
      return (await eachInOrder(candidates, AT_ONCE, readCandidate)).flat();
    },
  };
}

/** A file to be read, which an argument named or a directory holds, or a directory that could not be listed. */
type Candidate = { readonly path: string; readonly named: boolean } | Extract<ReadFile, { ok: false }>;

/** What stands at a path; undefined where nothing can be reached. The reason is told when it is read. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    systemCode(error);
    return undefined;
  }
}

async function candidatesBelow(directory: string, name: (path: string) => string): Promise<Candidate[]> {
  try {
    const entries = (await readdir(directory, { withFileTypes: true })).sort((a, b) => compareTexts(a.name, b.name));
    const candidates: Candidate[] = [];
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (!entry.isDirectory() && TOPOLOGY_NAME.test(entry.name)) candidates.push({ path, named: false });
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        candidates.push(...(await candidatesBelow(path, name)));
    }
    return candidates;
  } catch (error) {
    return [{ ok: false, file: name(directory), reason: systemReason(error) }];
  }
}

function looksLikeTopology(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return LOOKS_LIKE_TOPOLOGY.every((pattern) => pattern.test(text));
}

/** One byte more than allowed is enough to say that a file is too long. */
async function readStart(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const start = new Uint8Array(maxBytes + 1);
    const { bytesRead } = await file.read(start);
    return start.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
