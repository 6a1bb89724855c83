import { structuredPatch } from 'diff';
import type { FixedFile } from '../../model/correction.js';
import { visible } from '../../values/visible.js';
import { paintFor } from '../paint.js';

/** A unified diff of the files that change, which `patch -p0` applies. Nothing where none does. */
export function diff(files: readonly FixedFile[], color: boolean): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map((file) => fileDiff(file, color))
    .join('');
}

function fileDiff({ file, before, after }: FixedFile, color: boolean): string {
  const { strong, info, error, faint } = paintFor(color);
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  const paint = (line: string) =>
    line.startsWith('+') ? info(line) : line.startsWith('-') ? error(line) : line.startsWith('\\') ? faint(line) : line;
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    faint(`@@ -${span(oldStart, oldLines)} +${span(newStart, newLines)} @@`),
    ...lines.map((line) => paint(shown(line))),
  ]);
  return [strong(`--- ${visible(file)}`), strong(`+++ ${visible(file)}`), ...lines].map((line) => `${line}\n`).join('');
}

function span(start: number, count: number): string {
  return count === 1 ? `${start}` : `${start},${count}`;
}

/** Tabs and the end of a CRLF line stay, so that the diff applies; what a terminal could obey does not. */
function shown(line: string): string {
  const [, text = '', end = ''] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return text.split('\t').map(visible).join('\t') + end;
}
