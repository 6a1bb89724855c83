import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBelow } from './root.js';

/** The files of a revision in a folder of their own, until they are removed. */
interface Revision {
  /** The folder that replaces that of the repository. */
  readonly root: string;
  /** The folder that replaces the working directory. */
  readonly directory: string;
  /** The files that were left out, for stderr. */
  readonly left: readonly string[];
  readonly remove: () => void;
}

type Extracted = { readonly ok: true; readonly revision: Revision } | { readonly ok: false; readonly reason: string };

/** Longest file, and most bytes of all files, that are taken from a revision. */
const MAX_FILE = 16 * 1024 * 1024;
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Writes the files of a revision of the repository around `directory` to a temporary folder. Only objects that are there are read: no
 * filter, hook, pager or remote of the repository takes part. Symbolic links and submodules are left out.
 * @param env environment of the process; git finds its own programs with it
 */
export function extractRevision(
  revision: string,
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Extracted {
  const git = gitIn(directory, env);
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`]);
  if (!commit.ok) {
    const inside = git(['rev-parse', '--show-prefix']);
    return { ok: false, reason: inside.ok ? `there is no revision ${revision}` : inside.reason };
  }
  const prefix = git(['rev-parse', '--show-prefix']);
  const listed = git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit.output.toString().trim()]);
  if (!prefix.ok) return prefix;
  if (!listed.ok) return listed;
  const { files, left } = wantedOf(entriesIn(listed.output.toString()));
  const contents = git(['cat-file', '--batch'], files.map(({ object }) => `${object}\n`).join(''));
  if (!contents.ok) return contents;
  const root = mkdtempSync(join(tmpdir(), 'wso2-topology-revision-'));
  const target = join(root, prefix.output.toString().replace(/\r?\n$/, ''));
  mkdirSync(target, { recursive: true });
  const missing = writeFiles(root, files, contents.output);
  const absent = missing === 0 ? [] : [`files of the revision that this clone does not have: ${missing}`];
  return {
    ok: true,
    revision: {
      root,
      directory: target,
      left: [...left, ...absent],
      remove: () => rmSync(root, { recursive: true, force: true }),
    },
  };
}

type Answer = { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly reason: string };

function gitIn(directory: string, env: Readonly<Record<string, string | undefined>>) {
  return (args: readonly string[], input = ''): Answer => {
    const { error, status, stdout, stderr } = spawnSync('git', [...args], {
      cwd: directory,
      input,
      env: { ...env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      maxBuffer: 2 * MAX_BYTES,
    });
    if (error) return { ok: false, reason: 'git cannot be started' };
    const [line = ''] = stderr.toString().split('\n');
    return status === 0
      ? { ok: true, output: stdout }
      : { ok: false, reason: line.replace(/^fatal: /, '').replace(/ \(or any .*/, '') };
  };
}

/** A line of `git ls-tree -l -z`: mode, type, object, size and path. */
interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
  readonly path: string;
}

function entriesIn(text: string): readonly TreeEntry[] {
  return text.split('\0').flatMap((line) => {
    const match = /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.+)$/s.exec(line);
    const [, mode = '', object = '', size = '', path = ''] = match ?? [];
    return match ? [{ mode, object, size: Number(size) || 0, path }] : [];
  });
}

function wantedOf(entries: readonly TreeEntry[]): {
  readonly files: readonly TreeEntry[];
  readonly left: readonly string[];
} {
  const regular = entries.filter(({ mode }) => mode.startsWith('100'));
  let bytes = 0;
  const files = regular.filter(({ size }) => {
    if (size > MAX_FILE || bytes + size > MAX_BYTES) return false;
    bytes += size;
    return true;
  });
  const [links, long] = [entries.length - regular.length, regular.length - files.length];
  return {
    files,
    left: [
      ...(links === 0 ? [] : [`symbolic links and submodules of the revision: ${links}`]),
      ...(long === 0 ? [] : [`files of the revision beyond 16 MiB each or 256 MiB in all: ${long}`]),
    ],
  };
}

/**
 * Writes what `git cat-file --batch` prints: for each object a line with its length, its bytes and a line end. Returns how many
 * objects the clone does not have.
 */
function writeFiles(root: string, files: readonly TreeEntry[], contents: Buffer): number {
  let [at, missing] = [0, 0];
  for (const { path } of files) {
    const line = contents.indexOf(10, at);
    const length = Number(/ blob (\d+)$/.exec(contents.toString('latin1', at, line))?.[1]);
    // An object that the clone does not have is answered by `missing`, without bytes.
    if (Number.isNaN(length)) {
      at = line + 1;
      missing += 1;
      continue;
    }
    const target = join(root, path);
    if (isBelow(target, root)) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, contents.subarray(line + 1, line + 1 + length));
    }
    at = line + 1 + length + 1;
  }
  return missing;
}
