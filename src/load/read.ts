import { closeSync, openSync, readdirSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** Bytes of a file, or why there are none. */
export type ReadFile =
  | { readonly ok: true; readonly file: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly file: string; readonly reason: string };

/** Reads files of this working directory; names in results are relative to it, with `/`. */
export interface Files {
  /** The files that arguments name: files as they are, directories with every topology below them. */
  topologies(paths: readonly string[]): readonly ReadFile[];
  exists(path: string): boolean;
}

const TOPOLOGY_NAME = /\.(ya?ml|json)$/i;

/** Both top-level keys, in YAML or JSON. Enough to tell a topology from a compose file without parsing either. */
const LOOKS_LIKE_TOPOLOGY = [
  /^\s*["']?hosts["']?\s*:|[{,]\s*"hosts"\s*:/m,
  /^\s*["']?nodes["']?\s*:|[{,]\s*"nodes"\s*:/m,
];

/** Files below a directory, read synchronously: a run reads few, and each of them at once. */
export function filesOf(directory: string, maxBytes: number): Files {
  const name = (path: string) => relative(directory, path).split(sep).join('/') || '.';
  const readOne = (path: string): ReadFile => {
    try {
      if (statSync(path).size > maxBytes) return { ok: true, file: name(path), bytes: readStart(path, maxBytes) };
      return { ok: true, file: name(path), bytes: readFileSync(path) };
    } catch (error) {
      return { ok: false, file: name(path), reason: reasonOf(error) };
    }
  };
  return {
    exists: (path) => statOf(resolve(directory, path)) !== undefined,
    topologies: (paths) =>
      paths.flatMap((argument) => {
        const path = resolve(directory, argument);
        if (!statOf(path)?.isDirectory()) return [readOne(path)];
        const listed = candidatesBelow(path, name);
        return listed.flatMap((candidate) => {
          const read = typeof candidate === 'string' ? readOne(candidate) : candidate;
          return !read.ok || looksLikeTopology(read.bytes) ? [read] : [];
        });
      }),
  };
}

/** What stands at a path; undefined where nothing can be reached. The reason is told when it is read. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function candidatesBelow(directory: string, name: (path: string) => string): (string | ReadFile)[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory())
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : candidatesBelow(path, name);
      return TOPOLOGY_NAME.test(entry.name) ? [path] : [];
    });
  } catch (error) {
    return [{ ok: false, file: name(directory), reason: reasonOf(error) }];
  }
}

function looksLikeTopology(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return LOOKS_LIKE_TOPOLOGY.every((pattern) => pattern.test(text));
}

/** One byte more than allowed is enough to say that a file is too long. */
function readStart(path: string, maxBytes: number): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const start = new Uint8Array(maxBytes + 1);
    return start.subarray(0, readSync(descriptor, start));
  } finally {
    closeSync(descriptor);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: 'a part of the path is not a directory',
};

/** The system's reason in words; anything that is no system error is a bug and thrown on. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return REASONS[code] ?? code;
}
