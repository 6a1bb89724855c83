import type { Position, Range } from '../model/finding.js';
import { linesOf } from '../values/lines.js';

/** Where a cursor is in a topology. The text may be half written, so it is read by its indentation and not by a parser. */
export interface Cursor {
  /** The keys that lead there; `*` is an entry of a list. With `part` key, the key itself is not among them. */
  readonly path: readonly string[];
  readonly part: 'key' | 'value';
  /** The whole word under the cursor; empty where there is none. */
  readonly word: string;
  readonly range: Range;
}

interface Step {
  /** The column of the key or of the dash, 0-based. */
  readonly indent: number;
  readonly name: string;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s"'#{}[\],:][^#{}[\],:]*?))\s*:(?=\s|$)/;
const WORD = /[^\s"'{}[\],:]/;

/** @param position 1-based */
export function cursorAt(text: string, { line, column }: Position): Cursor {
  const lines = linesOf(text);
  const current = lines[line - 1] ?? '';
  const at = Math.min(column - 1, current.length);
  const { steps, rest } = stepsOf(current);
  const own = steps.filter(({ indent }) => indent < at);
  const first = steps[0]?.indent ?? firstColumn(current) ?? at;
  const path = [...ancestors(lines.slice(0, line - 1), first), ...own.map(({ name }) => name)];
  const last = own.at(-1);
  const word = wordAt(current, line, at);
  // On a key itself: it does not lead to itself.
  if (last && last.name !== ITEM && at <= last.indent + last.name.length + quotes(current, last.indent))
    return { path: path.slice(0, -1), part: 'key', ...word };
  const flow = last && inFlow(current.slice(rest, at), path);
  if (flow && (last.name !== ITEM || flow.path.length > path.length || flow.part === 'key'))
    return { ...flow, ...word };
  return { path, part: startsKey(path) ? 'key' : 'value', ...word };
}

const ITEM = '*';

function quotes(line: string, indent: number): number {
  return /["']/.test(line[indent] ?? '') ? 2 : 0;
}

function firstColumn(line: string): number | undefined {
  const found = line.search(/\S/);
  return found < 0 ? undefined : found;
}

/** The dashes and the key at the start of a line, and the column behind them. */
function stepsOf(line: string): { readonly steps: readonly Step[]; readonly rest: number } {
  const steps: Step[] = [];
  let column = firstColumn(line) ?? line.length;
  while (line.startsWith('- ', column) || line.slice(column) === '-') {
    steps.push({ indent: column, name: ITEM });
    column += 1;
    while (line[column] === ' ') column += 1;
  }
  const key = KEY.exec(line.slice(column));
  if (!key) return { steps, rest: column };
  steps.push({ indent: column, name: key[1] ?? key[2] ?? key[3] ?? '' });
  return { steps, rest: column + key[0].length };
}

/** The keys of the lines above that lead to a column. */
function ancestors(above: readonly string[], column: number): readonly string[] {
  const path: string[] = [];
  let limit = column;
  for (let index = above.length - 1; index >= 0 && limit > 0; index--) {
    const line = above[index] ?? '';
    if (/^\s*(#|$)/.test(line)) continue;
    for (const { indent, name } of [...stepsOf(line).steps].reverse())
      if (indent < limit) {
        path.unshift(name);
        limit = indent;
      }
  }
  return path;
}

/** An open bracket; in braces `key` is the last key whose value has begun. */
interface Open {
  readonly kind: string;
  readonly key?: string;
}

/** The place inside `{ ... }` and `[ ... ]` on one line. */
function inFlow(text: string, path: readonly string[]): Pick<Cursor, 'path' | 'part'> {
  let open: readonly Open[] = [];
  let token = '';
  for (const character of text)
    if ('{[}],:'.includes(character)) {
      open = afterMark(open, character, token.trim().replaceAll(/["']/g, ''));
      token = '';
    } else token += character;
  const inside = open.flatMap(({ kind, key }) => (kind === '[' ? [ITEM] : key === undefined ? [] : [key]));
  const last = open.at(-1);
  return { path: [...path, ...inside], part: last?.kind === '{' && last.key === undefined ? 'key' : 'value' };
}

function afterMark(open: readonly Open[], mark: string, token: string): readonly Open[] {
  const [outer, last] = [open.slice(0, -1), open.at(-1)];
  if (mark === '{' || mark === '[') return [...open, { kind: mark }];
  if (mark === '}' || mark === ']' || !last) return outer;
  if (mark === ',') return [...outer, { kind: last.kind }];
  return last.kind === '{' && last.key === undefined ? [...outer, { ...last, key: token }] : open;
}

/** Whether a line that says nothing yet begins a key: everywhere but in a list of plain values. */
function startsKey(path: readonly string[]): boolean {
  return !(path.at(-1) === ITEM && PLAIN_LISTS.has(path.at(-2) ?? ''));
}

const PLAIN_LISTS: ReadonlySet<string> = new Set(['enable', 'disable', 'addresses', 'publish']);

function wordAt(line: string, number: number, at: number): Pick<Cursor, 'word' | 'range'> {
  let [start, end] = [at, at];
  while (start > 0 && WORD.test(line[start - 1] ?? '')) start -= 1;
  while (end < line.length && WORD.test(line[end] ?? '')) end += 1;
  return {
    word: line.slice(start, end),
    range: { start: { line: number, column: start + 1 }, end: { line: number, column: end + 1 } },
  };
}
