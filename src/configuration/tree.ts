import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { decode } from '../files/decode.js';
import { readRegular } from '../files/regular.js';
import { isWithin, LEADS_OUT } from '../files/root.js';
import { systemReason } from '../files/system-error.js';
import type { Format, Fragment } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { compareTexts } from '../values/lists.js';
import { emptyFragment } from './format.js';
import { FORMATS, formatOf } from './formats/index.js';

/** Longest configuration file that is read, in bytes. */
export const MAX_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 40;
const MAX_FILES = 20_000;

const SKIPPED = new Set(['node_modules', '.git', '.svn']);

/** A path that cannot be read, for one line on stderr. */
interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

export interface ReadTree {
  readonly fragments: readonly Fragment[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Reads what the paths hold: folders with everything below, in the order of their names. Files are named relative to
 * `directory`. Links that lead out of `root` are refused.
 */
export function readTree(
  paths: readonly string[],
  directory: string,
  root?: string,
  formats: readonly Format[] = FORMATS,
): ReadTree {
  const walk = new Walk(directory, root === undefined ? undefined : realpathSync(resolve(directory, root)), formats);
  for (const path of paths) walk.start(resolve(directory, path));
  return { fragments: walk.fragments, unreadable: walk.unreadable };
}

/** What a file says; undefined for one that says nothing about ports. */
export function fragmentOf(
  file: string,
  bytes: Uint8Array,
  formats: readonly Format[] = FORMATS,
): Fragment | undefined {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const decoded = decode(bytes);
  if (!decoded.ok) {
    // Enough of the text to tell whether the file would have been of interest.
    const format = formatOf(file, new TextDecoder('latin1').decode(bytes), formats);
    return format && { ...emptyFragment(file, format), fault: { reason: decoded.reason, range: START } };
  }
  if (decoded.text.includes('\0')) {
    const format = formatOf(file, decoded.text, formats);
    return format && { ...emptyFragment(file, format), fault: { reason: 'the file is binary', range: START } };
  }
  const format = formatOf(file, decoded.text, formats);
  const fragment = format?.read(file, decoded.text);
  if (!fragment || !marked || fragment.fault || !file.endsWith('.toml')) return fragment;
  return {
    ...fragment,
    fault: { reason: 'a byte order mark precedes the first table; it was read without it', range: START },
  };
}

class Walk {
  readonly fragments: Fragment[] = [];
  readonly unreadable: Unreadable[] = [];
  private readonly directory: string;
  private readonly seen = new Set<string>();
  private root: string | undefined;
  private readonly fixedRoot: string | undefined;
  private readonly formats: readonly Format[];

  constructor(directory: string, root: string | undefined, formats: readonly Format[]) {
    this.directory = directory;
    this.fixedRoot = root;
    this.formats = formats;
  }

  start(path: string): void {
    const stats = this.guarded(path, () => statSync(path));
    if (!stats) return;
    this.root = this.fixedRoot ?? realpathSync(stats.isDirectory() ? path : dirname(path));
    this.visit(path, 0, true);
  }

  private visit(path: string, depth: number, named: boolean): void {
    const stats = this.guarded(
      path,
      () => statSync(path, { throwIfNoEntry: false }),
      !named && !this.isCandidate(path),
    );
    // A dangling link below a folder, and a file that is gone by now, are no part of the tree.
    if (!stats || !(stats.isDirectory() || named || this.isCandidate(path))) return;
    const real = this.guarded(path, () => realpathSync(path));
    if (real === undefined) return;
    if (this.root !== undefined && !isWithin(real, this.root)) {
      this.refuse(path, LEADS_OUT);
      return;
    }
    if (this.seen.has(real)) return;
    this.seen.add(real);
    if (stats.isDirectory()) this.visitFolder(path, depth);
    else this.visitFile(path);
  }

  private visitFolder(path: string, depth: number): void {
    if (depth > MAX_DEPTH) {
      this.refuse(path, `folders are nested more than ${MAX_DEPTH} levels deep`);
      return;
    }
    const names = this.guarded(path, () => {
      // Without this right the names can be listed, and nothing behind them be reached.
      accessSync(path, constants.X_OK);
      return readdirSync(path).sort(compareTexts);
    });
    for (const name of names ?? []) if (!SKIPPED.has(name)) this.visit(join(path, name), depth + 1, false);
  }

  private visitFile(path: string): void {
    if (this.fragments.length >= MAX_FILES) {
      this.refuse(path, `more than ${MAX_FILES} configuration files`);
      return;
    }
    const read = readRegular(path, MAX_BYTES);
    if (!read.ok) this.refuse(path, read.reason);
    else if (read.bytes.length > MAX_BYTES) this.refuse(path, `it is longer than ${MAX_BYTES} bytes`);
    else {
      const fragment = fragmentOf(this.nameOf(path), read.bytes, this.formats);
      if (fragment) this.fragments.push(fragment);
    }
  }

  /** A name that no format has is not opened. */
  private isCandidate(path: string): boolean {
    const file = this.nameOf(path);
    return this.formats.some(({ files }) => files.test(file));
  }

  private nameOf(path: string): string {
    return relative(this.directory, path).split(sep).join('/') || '.';
  }

  private refuse(path: string, reason: string): void {
    this.unreadable.push({ file: this.nameOf(path), reason });
  }

  /**
   * The system's refusal is said, unless it is of no interest, and the other files are still read; anything else is a bug and thrown on.
   */
  private guarded<T>(path: string, action: () => T, silent = false): T | undefined {
    try {
      return action();
    } catch (error) {
      const reason = systemReason(error);
      if (!silent) this.refuse(path, reason);
      return undefined;
    }
  }
}
