import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { compareTexts } from '../values/lists.js';
import { decode } from './decode.js';
import { IgnoreRules, type Steps } from './ignore-rules.js';
import { NOT_REGULAR, readRegular } from './regular.js';
import { isWithin, LEADS_OUT } from './root.js';
import { systemReason } from './system-error.js';

/** Limits of names and folders that are examined in one tree; the rest is reported as left out. */
const MAX_ENTRIES = 500_000;
const MAX_DEPTH = 40;

/** Longest .gitignore that is obeyed, in bytes, and comparisons of characters for all of them: some seconds. */
const MAX_RULES = 256 * 1024;
const MAX_STEPS = 500_000_000;

/** Folders of tools, builds and installed packages, which contain no configuration of an installation. */
const NOT_WALKED = new Set(['.git', '.svn', '.hg', 'node_modules', 'target', '.terraform', '.vagrant']);

/** A file of a tree, by its path and by its name from the working directory, with `/`. */
export interface WalkedFile {
  readonly path: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** The command line or another file names it. */
  readonly named: boolean;
}

/** Something of a tree that was not looked at, and why. */
export interface Refused {
  readonly file: string;
  readonly reason: string;
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly refused: readonly Refused[];
  /** Wanted files below folders that a .gitignore names. */
  readonly ignored: readonly string[];
}

export interface WalkOptions {
  /** Names of files start here. */
  readonly directory: string;
  /** Nothing outside of it is read; the folder of each path where it is absent. */
  readonly root?: string;
  /** Whether a name is worth a look; files that are none are counted and forgotten. */
  readonly wanted: (file: string) => boolean;
  /** Whether what a .gitignore names is left out; default true. */
  readonly ignores?: boolean;
  /** At most this many names are looked at; default 500,000. */
  readonly maxEntries?: number;
  /** At most so many comparisons of characters with patterns of a .gitignore; default 500,000,000. */
  readonly maxSteps?: number;
}

/**
 * Lists the files of trees in the order of their names. Paths that a .gitignore names are left out unless they are asked for by name;
 * a link is followed once and never out of the root. A refusal of the system is reported, and the rest is still listed.
 */
export class Walk {
  private readonly found = new Map<string, WalkedFile>();
  private readonly refusedAt = new Map<string, Refused>();
  private readonly ignoredFiles = new Set<string>();
  private readonly visited = new Set<string>();
  private readonly options: WalkOptions;
  private readonly steps: Steps;
  private entries = 0;
  private root = '';

  constructor(options: WalkOptions) {
    this.options = options;
    this.steps = { left: options.maxSteps ?? MAX_STEPS };
  }

  /** Adds what a path holds. A path that is not there is refused, or passed over where `optional`. */
  add(path: string, how: { readonly optional?: boolean } = {}): void {
    this.guarded(path, () => {
      const stats = statSync(path, { throwIfNoEntry: how.optional !== true });
      if (!stats) return;
      this.root = realpathSync(this.options.root ?? (stats.isDirectory() ? path : dirname(path)));
      this.visit(path, stats, [], 0, true);
    });
  }

  result(): Walked {
    const byName = <T extends { readonly file: string }>(entries: Iterable<T>) =>
      [...entries].sort((a, b) => compareTexts(a.file, b.file));
    return {
      files: byName(this.found.values()),
      refused: byName(this.refusedAt.values()),
      ignored: [...this.ignoredFiles].filter((file) => !this.found.has(file)).sort(),
    };
  }

  private visit(path: string, stats: Stats, rules: readonly Rules[], depth: number, named: boolean): void {
    const real = realpathSync(path);
    if (!isWithin(real, this.root)) {
      this.refuse(path, LEADS_OUT);
      return;
    }
    if (stats.isDirectory()) {
      if (this.visited.has(real)) return;
      this.visited.add(real);
      this.visitFolder(path, rules, depth);
    } else if (stats.isFile()) this.take(path, real, stats, named);
    else this.refuse(path, NOT_REGULAR);
  }

  private take(path: string, real: string, { size }: Stats, named: boolean): void {
    const file = this.nameOf(path);
    if (this.visited.has(real) || (!named && !this.options.wanted(file))) return;
    this.visited.add(real);
    this.found.set(file, { path, file, size, named });
  }

  private visitFolder(folder: string, above: readonly Rules[], depth: number): void {
    if (depth > MAX_DEPTH) {
      this.refuse(folder, `folders are nested more than ${MAX_DEPTH} levels deep`);
      return;
    }
    const entries = this.guarded(folder, () => readdirSync(folder, { withFileTypes: true })) ?? [];
    const ignores = this.options.ignores !== false && entries.some(({ name }) => name === '.gitignore');
    const own = ignores ? this.rulesOf(folder) : undefined;
    const rules = own ? [...above, own] : above;
    for (const entry of entries.sort((a, b) => compareTexts(a.name, b.name)))
      this.visitEntry(folder, entry, rules, depth);
  }

  private visitEntry(folder: string, entry: Dirent, rules: readonly Rules[], depth: number): void {
    if (this.entries >= (this.options.maxEntries ?? MAX_ENTRIES)) {
      this.refuse(folder, `the tree has more than ${this.options.maxEntries ?? MAX_ENTRIES} files`);
      return;
    }
    this.entries++;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && NOT_WALKED.has(entry.name)) return;
    if (this.isIgnored(path, entry.isDirectory(), rules)) {
      this.peek(path, entry);
      return;
    }
    // Most names belong to files that are not read; the system is asked only about the others.
    const isWanted = this.options.wanted(this.nameOf(path));
    if (!isWanted && !entry.isDirectory() && !(entry.isSymbolicLink() && leadsToFolder(path))) return;
    this.guarded(path, () => {
      // A dangling link below a folder does no harm.
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats) this.visit(path, stats, rules, depth + 1, false);
    });
  }

  /** Notes wanted files that are left out, so that they can be reported. */
  private peek(path: string, entry: Dirent): void {
    if (entry.isFile()) {
      if (this.options.wanted(this.nameOf(path))) this.ignoredFiles.add(this.nameOf(path));
      return;
    }
    if (!entry.isDirectory() || this.entries >= (this.options.maxEntries ?? MAX_ENTRIES)) return;
    const entries = this.guarded(path, () => readdirSync(path, { withFileTypes: true })) ?? [];
    this.entries += entries.length;
    for (const child of entries) if (!NOT_WALKED.has(child.name)) this.peek(join(path, child.name), child);
  }

  private rulesOf(folder: string): Rules | undefined {
    const path = join(folder, '.gitignore');
    const refused = (reason: string) => {
      this.refuse(path, `${reason}; what it names is read`);
      return undefined;
    };
    return this.guarded(path, () => {
      if (!isWithin(realpathSync(path), this.root)) return refused(LEADS_OUT);
      const read = readRegular(path, MAX_RULES);
      if (!read.ok) return refused(read.reason);
      if (read.bytes.length > MAX_RULES) return refused(`it is longer than ${MAX_RULES} bytes`);
      const decoded = decode(read.bytes);
      return decoded.ok ? { folder, patterns: new IgnoreRules(decoded.text) } : undefined;
    });
  }

  /** The nearest .gitignore that says anything of a path decides. */
  private isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
    for (const { folder, patterns } of rules.toReversed()) {
      const verdict = patterns.verdictOn(relative(folder, path).split(sep).join('/'), isFolder, this.steps);
      if (verdict !== undefined) return verdict;
      if (this.steps.left <= 0) this.refuse(folder, 'its .gitignore files take too long; what they name is read');
    }
    return false;
  }

  private nameOf(path: string): string {
    return relative(this.options.directory, path).split(sep).join('/') || '.';
  }

  private refuse(path: string, reason: string): void {
    const file = this.nameOf(path);
    if (!this.refusedAt.has(file)) this.refusedAt.set(file, { file, reason });
  }

  /** A refusal of the system is reported and the walk continues; any other error is a bug and thrown. */
  private guarded<T>(path: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.refuse(path, systemReason(error));
      return undefined;
    }
  }
}

/** A link of another name is of interest only as a folder; one that the system refuses to follow does no harm. */
function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    systemReason(error);
    return false;
  }
}

/** The patterns of one .gitignore; they hold below its folder. */
interface Rules {
  readonly folder: string;
  readonly patterns: IgnoreRules;
}
