import { type StructuredPatchHunk as Hunk, structuredPatch } from 'diff';

/** Lines that are compared at once. What the library needs grows with the square of the number of changes. */
const BLOCK = 500;

/**
 * Returns the hunks of a unified diff; `context` is the number of equal lines around each change. Long texts are compared in blocks that start
 * with a line which both have once: a correction moves no line.
 */
export function hunksOf(before: string, after: string, context: number): readonly Hunk[] {
  const old = linesOf(before);
  const hunks: Hunk[] = [];
  let [last, end] = [undefined as Hunk | undefined, 1];
  const close = () => {
    if (last) append(last, same(old, end, end + context));
  };
  for (const change of blocksOf(old, linesOf(after)).flatMap(changesOf)) {
    // Two changes with no other line between what is around them are one hunk.
    if (last && change.oldStart - end <= 2 * context) append(last, same(old, end, change.oldStart));
    else {
      close();
      const leading = same(old, Math.max(end, change.oldStart - context), change.oldStart);
      const { length } = leading;
      last = {
        oldStart: change.oldStart - length,
        newStart: change.newStart - length,
        oldLines: 0,
        newLines: 0,
        lines: [],
      };
      append(last, leading);
      hunks.push(last);
    }
    last.lines.push(...change.lines);
    last.oldLines += change.oldLines;
    last.newLines += change.newLines;
    end = change.oldStart + change.oldLines;
  }
  close();
  return hunks;
}

/** A part of both texts, and the number of lines before it in each. */
interface Block {
  readonly before: string;
  readonly after: string;
  readonly oldLines: number;
  readonly newLines: number;
}

/** The changed lines of a block and nothing around them, with the 1-based numbers of the lines where they start. */
function changesOf({ before, after, oldLines, newLines }: Block): readonly Hunk[] {
  if (before === after) return [];
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return hunks.map((hunk) => ({ ...hunk, oldStart: hunk.oldStart + oldLines, newStart: hunk.newStart + newLines }));
}

function blocksOf(before: readonly string[], after: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const places = onlyPlaces(after);
  let [oldLines, newLines] = [0, 0];
  const end = (oldEnd: number, newEnd: number) => {
    const [own, other] = [before.slice(oldLines, oldEnd).join(''), after.slice(newLines, newEnd).join('')];
    blocks.push({ before: own, after: other, oldLines, newLines });
    [oldLines, newLines] = [oldEnd, newEnd];
  };
  for (const [line, place] of onlyPlaces(before)) {
    const other = places.get(line);
    if (other !== undefined && other >= newLines && place - oldLines >= BLOCK) end(place, other);
  }
  end(before.length, after.length);
  return blocks;
}

/** The lines that a text has once, with their 0-based numbers, in the order of the text. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const repeated = new Set<string>();
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries())
    if (places.has(line)) repeated.add(line);
    else places.set(line, index);
  for (const line of repeated) places.delete(line);
  return places;
}

/** The lines of a text with their ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Equal lines from a 1-based number up to another one, as a hunk has them. */
function same(lines: readonly string[], from: number, to: number): readonly string[] {
  return lines.slice(from - 1, to - 1);
}

function append(hunk: Hunk, lines: readonly string[]): void {
  hunk.oldLines += lines.length;
  hunk.newLines += lines.length;
  for (const line of lines) {
    hunk.lines.push(` ${line.replace(/\n$/, '')}`);
    if (!line.endsWith('\n')) hunk.lines.push('\\ No newline at end of file');
  }
}
