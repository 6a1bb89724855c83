import type { Range } from '../../model/finding.js';
import { linesOf } from '../../values/lines.js';
import { MAX_LEAVES } from '../leaf.js';
import type { Word } from './blocks.js';

const WORDS = /"((?:\\.|[^"\\])*)"|'([^']*)'|[^\s"']+/g;

/** Reads the words of each line, without comments; a line that ends with a backslash goes on in the next one. */
export function wordsOfLines(text: string): readonly (readonly Word[])[] {
  const lines: Word[][] = [];
  let open: Word[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    if (lines.length > MAX_LEAVES) break;
    const continued = /\\\s*$/.test(line);
    const plain = line.replace(/\\\s*$/, '');
    if (/^\s*#/.test(plain)) continue;
    for (const { 0: word, 1: double, 2: single, index: at } of plain.matchAll(WORDS)) {
      if (word.startsWith('#')) break;
      open.push({ value: double ?? single ?? word, range: rangeAt(index + 1, at + 1, word.length) });
    }
    if (continued) continue;
    if (open.length > 0) lines.push(open);
    open = [];
  }
  return open.length > 0 ? [...lines, open] : lines;
}

function rangeAt(line: number, column: number, length: number): Range {
  return { start: { line, column }, end: { line, column: column + length } };
}
