import type { FixedFile } from '../../model/correction.js';
import { withoutUrlSecrets } from '../../values/url-secrets.js';
import { visible } from '../../values/visible.js';
import { paintFor } from '../paint.js';
import { hunksOf } from './hunks.js';

/** Returns a unified diff of the files that change, which `patch -p0` applies unless it shows marks in place of secrets. Nothing where none does. */
export function diff(files: readonly FixedFile[], color: boolean): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map((file) => fileDiff(file, color))
    .join('');
}

function fileDiff({ file, before, after, product }: FixedFile, color: boolean): string {
  const { strong, info, error, faint } = paintFor(color);
  const hunks = hunksOf(before, after, product ? 0 : 3);
  const paint = (line: string) =>
    line.startsWith('+') ? info(line) : line.startsWith('-') ? error(line) : line.startsWith('\\') ? faint(line) : line;
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    faint(`@@ -${span(oldStart, oldLines)} +${span(newStart, newLines)} @@`),
    ...lines.map((line) => paint(shown(withoutUrlSecrets(product ? withoutSecrets(line) : line)))),
  ]);
  return [strong(`--- ${visible(file)}`), strong(`+++ ${visible(file)}`), ...lines].map((line) => `${line}\n`).join('');
}

/** Words of settings whose values are never shown, whatever is changed beside them. */
const SECRET = /pass(word|wd|phrase)?\b|secret|token|credential|key_?store|trust_?store|private|api_?key/i;

/** A line of a product's file: one that contains the word of a secret is not shown. */
function withoutSecrets(line: string): string {
  return SECRET.test(line) ? `${line.slice(0, 1)}(a line with a secret)` : line;
}

/** Lines of one side of a hunk. Where there are none, the line before them is named, as `patch` reads it. */
function span(start: number, count: number): string {
  return count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
}

/** Tabs and the end of a CRLF line stay, so that the diff applies; what a terminal could obey does not. */
function shown(line: string): string {
  const [, text = '', end = ''] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return text.split('\t').map(visible).join('\t') + end;
}
