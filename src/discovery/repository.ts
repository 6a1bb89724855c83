import { posix, resolve } from 'node:path';
import { isCandidate, readingOfFile } from '../configuration/file-reading.js';
import { FORMATS } from '../configuration/formats/index.js';
import { MAX_BYTES } from '../configuration/tree.js';
import { readRegular } from '../files/regular.js';
import { isBelow, rootAround } from '../files/root.js';
import { type Refused, Walk, type WalkedFile } from '../files/walk.js';
import type { Format, Fragment, UnreadPlace } from '../model/fragment.js';
import { compareTexts } from '../values/lists.js';

const MAX_FILES = 20_000;

/** What was read of a tree. */
export interface Repository {
  readonly fragments: readonly Fragment[];
  /** Files that look relevant and are not understood: templates, encrypted vaults. */
  readonly unread: readonly UnreadPlace[];
  /** What the system or a limit did not let be read. */
  readonly refused: readonly Refused[];
  /** Files that a .gitignore leaves out. */
  readonly ignored: readonly string[];
}

/**
 * Reads every configuration file below paths, and those that these files name: a folder that a compose file mounts or a Dockerfile copies
 * is read even where a .gitignore leaves it out. Names are relative to `directory`, with `/`.
 */
export function readRepository(
  paths: readonly string[],
  directory: string,
  root?: string,
  formats: readonly Format[] = FORMATS,
): Repository {
  const walk = new Walk({
    directory,
    ...(root === undefined ? {} : { root: resolve(directory, root) }),
    wanted: (file) => isCandidate(file, formats),
  });
  for (const path of paths) walk.add(resolve(directory, path));
  const reader = new Reader(formats);
  reader.read(walk.result().files);
  const bounds = paths.map((path) => rootAround(resolve(directory, path), directory));
  const mentioned = new Set<string>();
  for (let before = -1; before < mentioned.size; ) {
    before = mentioned.size;
    for (const path of [...reader.fragments.flatMap(mentionedPaths), ...reader.copied]) {
      const absolute = resolve(directory, path);
      if (mentioned.has(path) || !bounds.some((bound) => isBelow(absolute, bound))) continue;
      mentioned.add(path);
      walk.add(absolute, { optional: true });
    }
    reader.read(walk.result().files);
  }
  const { refused, ignored } = walk.result();
  return { fragments: reader.inOrder(), unread: reader.unread, refused: [...refused, ...reader.refused], ignored };
}

/** Paths that a file says a node is made of, from where files are named. */
function mentionedPaths({ file, services }: Fragment): string[] {
  return services.flatMap(({ sources }) => sources.map((source) => posix.join(posix.dirname(file), source)));
}

const DOCKERFILE = /(^|\/)Dockerfile[^/]*$/;

/** The sources of COPY and ADD that are neither of another stage nor fetched. */
function copiedPaths(file: string, text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+((?:--\S+[ \t]+)*)([^\n\\]+)$/gim)].flatMap(
    ([, flags = '', words = '']) => {
      const sources = words.trim().split(/\s+/).slice(0, -1);
      if (flags.includes('--from=')) return [];
      return sources
        .filter((source) => /^[\w./-]+$/.test(source))
        .map((source) => posix.join(posix.dirname(file), source));
    },
  );
}

class Reader {
  readonly fragments: Fragment[] = [];
  readonly unread: UnreadPlace[] = [];
  readonly refused: Refused[] = [];
  /** What Dockerfiles copy, seen from their folder. */
  readonly copied: string[] = [];
  private readonly done = new Set<string>();
  private readonly formats: readonly Format[];

  constructor(formats: readonly Format[]) {
    this.formats = formats;
  }

  read(files: readonly WalkedFile[]): void {
    for (const walked of files) {
      if (this.done.has(walked.file)) continue;
      this.done.add(walked.file);
      this.readOne(walked);
    }
  }

  inOrder(): readonly Fragment[] {
    return [...this.fragments].sort((a, b) => compareTexts(a.file, b.file));
  }

  private readOne({ path, file }: WalkedFile): void {
    if (this.fragments.length >= MAX_FILES) {
      this.refuse(file, `there are more than ${MAX_FILES} configuration files`);
      return;
    }
    const read = readRegular(path, MAX_BYTES);
    if (!read.ok) this.refuse(file, read.reason);
    else if (read.bytes.length > MAX_BYTES) this.refuse(file, `it is longer than ${MAX_BYTES} bytes`);
    else {
      const { fragment, unread } = readingOfFile(file, read.bytes, this.formats);
      if (fragment) this.fragments.push(fragment);
      if (DOCKERFILE.test(file)) this.copied.push(...copiedPaths(file, new TextDecoder().decode(read.bytes)));
      if (unread) this.unread.push(unread);
    }
  }

  private refuse(file: string, reason: string): void {
    this.refused.push({ file, reason });
  }
}
