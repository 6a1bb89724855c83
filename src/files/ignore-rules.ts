import { linesOf } from '../values/lines.js';

/** A pattern of a .gitignore. */
interface Pattern {
  /** Names of folders and files as globs, `**` for any number of folders. */
  readonly segments: readonly string[];
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/** Comparisons of characters that are left to all rules of a walk. */
export interface Steps {
  left: number;
}

/**
 * The patterns of one .gitignore, as gitignore(5) has them but for classes by name (`[[:alpha:]]`). Upper and lower case are alike. A comparison
 * takes at most the product of both lengths; regular expressions, which libraries make of patterns, take exponentially many steps.
 */
export class IgnoreRules {
  private readonly patterns: readonly Pattern[];

  constructor(text: string) {
    this.patterns = linesOf(text)
      .flatMap((line) => patternOf(line) ?? [])
      .reverse();
  }

  /**
   * Returns whether a path below the folder of the rules is ignored, or not to be ignored; undefined where they do not say, or no steps are left.
   * @param path with `/`
   */
  verdictOn(path: string, isFolder: boolean, steps: Steps): boolean | undefined {
    const names = path.toLowerCase().split('/');
    for (const { segments, negated, foldersOnly } of this.patterns) {
      if (steps.left <= 0) return undefined;
      if ((isFolder || !foldersOnly) && matchesPath(segments, names, steps)) return !negated;
    }
    return undefined;
  }
}

function patternOf(line: string): Pattern | undefined {
  const text = withoutBlanks(line);
  const negated = text.startsWith('!');
  const body = negated ? text.slice(1) : text;
  const foldersOnly = body.endsWith('/');
  const glob = foldersOnly ? body.slice(0, -1) : body;
  if (glob === '' || text.startsWith('#')) return undefined;
  const segments = glob
    .toLowerCase()
    .replace(/^\//, '')
    .split('/')
    .map((segment) => (/^\*{2,}$/.test(segment) ? '**' : segment));
  return { segments: glob.includes('/') ? segments : ['**', ...segments], negated, foldersOnly };
}

/** Without the blanks at the end that no backslash precedes. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && line.charAt(end - 1) === ' ' && line.charAt(end - 2) !== '\\') end--;
  return line.slice(0, end);
}

/** Goes back to the last `**` alone: what an earlier one may take besides, the last one may take as well. */
function matchesPath(segments: readonly string[], names: readonly string[], steps: Steps): boolean {
  let [at, next, star, mark] = [0, 0, -1, 0];
  while (next < names.length) {
    steps.left--;
    const segment = segments[at];
    if (segment === '**') {
      // At the end it is everything inside of the folder.
      if (at === segments.length - 1) return true;
      star = at++;
      mark = next;
    } else if (segment !== undefined && matchesName(segment, names[next] ?? '', steps)) {
      at++;
      next++;
    } else if (star < 0) return false;
    else {
      at = star + 1;
      next = ++mark;
    }
  }
  return at === segments.length;
}

/** Goes back to the last `*` alone, as above. */
function matchesName(glob: string, name: string, steps: Steps): boolean {
  let [at, next, star, mark] = [0, 0, -1, 0];
  while (next < name.length) {
    steps.left--;
    if (glob.charAt(at) === '*') {
      star = at++;
      mark = next;
      continue;
    }
    const behind = behindOne(glob, at, name.charAt(next), steps);
    if (behind !== undefined) {
      at = behind;
      next++;
    } else if (star < 0) return false;
    else {
      at = star + 1;
      next = ++mark;
    }
  }
  while (glob.charAt(at) === '*') at++;
  return at === glob.length;
}

/** Matches one character; returns the position in the glob after the part that matched, undefined where the character does not match. */
function behindOne(glob: string, at: number, character: string, steps: Steps): number | undefined {
  const first = glob.charAt(at);
  if (first === '?') return at + 1;
  if (first === '\\') return glob.charAt(at + 1) === character ? at + 2 : undefined;
  if (first === '[') return behindClass(glob, at + 1, character, steps);
  return first === character ? at + 1 : undefined;
}

/** Matches a class such as `[a-z0-9]` or `[!a]`, as above. A `]` directly after the opening is a character; a class that is not closed matches nothing. */
function behindClass(glob: string, start: number, character: string, steps: Steps): number | undefined {
  const isNegated = /[!^]/.test(glob.charAt(start));
  const from = isNegated ? start + 1 : start;
  const end = glob.indexOf(']', from + 1);
  steps.left -= (end < 0 ? glob.length : end) - from;
  if (end < 0) return undefined;
  let isIn = false;
  for (let at = from; at < end; at++) {
    const isRange = glob.charAt(at + 1) === '-' && at + 2 < end;
    const last = isRange ? glob.charAt(at + 2) : glob.charAt(at);
    isIn ||= glob.charAt(at) <= character && character <= last;
    if (isRange) at += 2;
  }
  return isIn === isNegated ? undefined : end + 1;
}
