import type { Range } from '../../model/finding.js';
import { positionsOf } from '../../values/lines.js';
import { MAX_DEPTH, MAX_LEAVES } from '../leaf.js';

/** A word of a directive, without its quotes. */
export interface Word {
  readonly value: string;
  readonly range: Range;
}

/** A directive, `listen 443 ssl;`, or one with a block, `server { ... }`. */
export interface Directive {
  readonly name: string;
  readonly words: readonly Word[];
  readonly block: readonly Directive[];
}

/** Strings, words and the marks between them; comments match nothing that is kept. */
const TOKENS =
  /#[^\n]*|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|[{};]|(?:\\.|\$\{[^}]*\}|[^\s{};"'#])(?:\\.|\$\{[^}]*\}|[^\s{};])*/gs;

/** Reads directives as nginx has them: words up to `;`, or a block in braces. Text after the last of them is left out. */
export function directivesIn(text: string): readonly Directive[] {
  const positionOf = positionsOf(text);
  const top: Directive[] = [];
  const open: Directive[][] = [top];
  let words: Word[] = [];
  let count = 0;
  for (const { 0: token, 1: double, 2: single, index } of text.matchAll(TOKENS)) {
    if (token.startsWith('#')) continue;
    if (++count > MAX_LEAVES) break;
    const end = index + token.length;
    if (token === ';') {
      add(open, words);
      words = [];
    } else if (token === '{' && open.length < MAX_DEPTH) {
      open.push(add(open, words));
      words = [];
    } else if (token === '}') {
      words = [];
      if (open.length > 1) open.pop();
    } else if (token !== '{')
      words.push({ value: double ?? single ?? token, range: { start: positionOf(index), end: positionOf(end) } });
  }
  return top;
}

function add(open: readonly Directive[][], [name, ...words]: readonly Word[]): Directive[] {
  const block: Directive[] = [];
  if (name) open.at(-1)?.push({ name: name.value, words, block });
  return block;
}
