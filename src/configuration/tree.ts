import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readRegular } from '../files/regular.js';
import { isWithin, LEADS_OUT } from '../files/root.js';
import { systemReason } from '../files/system-error.js';
import type { Format, Fragment, UnreadPlace } from '../model/fragment.js';
import { compareTexts } from '../values/lists.js';
import { isCandidate, readingOfFile } from './file-reading.js';
import { FORMATS } from './formats/index.js';

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
  /** Files that look relevant and are not understood: templates, encrypted vaults. */
  readonly unread: readonly UnreadPlace[];
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
  return { fragments: walk.fragments, unread: walk.unread, unreadable: walk.unreadable };
}

class Walk {
  readonly fragments: Fragment[] = [];
  readonly unread: UnreadPlace[] = [];
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
    // A dangling link below a folder, and a file that is gone by now, do not belong to the tree.
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
      const { fragment, unread } = readingOfFile(this.nameOf(path), read.bytes, this.formats);
      if (fragment) this.fragments.push(fragment);
      if (unread) this.unread.push(unread);
    }
  }

  private isCandidate(path: string): boolean {
    return isCandidate(this.nameOf(path), this.formats);
  }

  private nameOf(path: string): string {
    return relative(this.directory, path).split(sep).join('/') || '.';
  }

  private refuse(path: string, reason: string): void {
    this.unreadable.push({ file: this.nameOf(path), reason });
  }

  /**
   * A refusal of the system is reported, unless it does not matter, and the other files are still read; any other error is a bug and thrown.
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
