import { linesOf } from '../values/lines.js';
import { blankedUrlSecrets } from '../values/url-secrets.js';
import type { Style } from './reporter.js';

export type LinesOfFile = (file: string) => readonly string[];

/** Returns the lines of every file that was read, split once each; a file that was not read has none. */
export function linesOfFiles({ textOf }: Pick<Style, 'textOf'>): LinesOfFile {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const lines = known.get(file) ?? linesOf(textOf(file) ?? '');
    known.set(file, lines);
    return lines;
  };
}

/** A source line as a frame shows it. */
export interface Excerpt {
  readonly text: string;
  /** How many columns further left a character is than in the line; below 0 where an ellipsis is longer than what it replaces. */
  readonly shift: number;
  /** The comment behind the value where the line is too long to show it: `import` writes there where the value came from. */
  readonly remark?: string;
}

/** Lines up to this length are shown whole. */
export const MAX_LINE = 160;
const ELLIPSIS = '...';

/**
 * Returns a line without the secrets of its URLs, shortened around a 1-based column: first its comment moves to a place of its own, then
 * the rest is cut.
 */
export function excerptOf(written: string, column: number, limit = MAX_LINE): Excerpt {
  const line = blankedUrlSecrets(written);
  if (line.length <= limit) return { text: line, shift: 0 };
  const start = commentStart(line, column);
  const code = line.slice(0, start).trimEnd();
  const remark = line
    .slice(start)
    .replace(/^#+\s*/, '')
    .trimEnd();
  return { ...cut(code, column, limit), ...(remark === '' ? {} : { remark }) };
}

function cut(code: string, column: number, limit: number): Excerpt {
  if (code.length <= limit) return { text: code, shift: 0 };
  const start = Math.max(0, column - 1 - limit / 4);
  const head = start > 0 ? `${ELLIPSIS} ` : '';
  const tail = start + limit < code.length ? ` ${ELLIPSIS}` : '';
  return { text: `${head}${code.slice(start, start + limit)}${tail}`, shift: start - head.length };
}

/** The index of the `#` that starts a comment behind a 1-based column, or the length of the line: a `#` behind a space and not in quotes. */
function commentStart(line: string, column: number): number {
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (opensQuote(line, index)) quote = character;
    else if (character === '#' && index >= column && /\s/.test(line.charAt(index - 1))) return index;
  }
  return line.length;
}

/** A quote within a word, as in `it's`, is text. */
function opensQuote(line: string, index: number): boolean {
  return /["']/.test(line.charAt(index)) && /[\s:,[{(-]/.test(line.charAt(index - 1) || ' ');
}
