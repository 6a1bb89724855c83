import { groupBy } from '../../deployment/lookup.js';
import type { Finding } from '../../model/report.js';
import { visible } from '../../values/visible.js';
import { excerptOf, type LinesOfFile, MAX_LINE } from '../excerpt.js';
import { widthOf, wrappedAtSpaces } from '../page/width.js';
import type { Paint } from '../paint.js';

/** How frames look. */
export interface Drawing {
  readonly paint: Paint;
  readonly linesOfFile: LinesOfFile;
  /** Columns of the terminal; 0 for one of any width. */
  readonly width: number;
}

/** The source lines that a finding is about, with its labels, and the comments that are too long to be shown behind them. */
export interface Frame {
  /** As many spaces as the longest line number has digits. */
  readonly gutter: string;
  readonly lines: readonly string[];
  readonly remarks: readonly string[];
}

/** One labelled place of a frame, already on its line. */
interface Mark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly label: string;
  readonly primary: boolean;
}

/** Draws the lines of a finding, file by file, the one it points at first. */
export function frameOf(finding: Finding, drawing: Drawing): Frame {
  const { paint, linesOfFile } = drawing;
  const marks = [
    // A label that repeats the message would only be read twice.
    markOf(finding.label === finding.message ? { ...finding, label: '' } : finding, true, linesOfFile),
    ...finding.related.slice(0, SHOWN_PLACES).map((place) => markOf(place, false, linesOfFile)),
  ];
  const left = finding.related.length - SHOWN_PLACES;
  const gutter = ' '.repeat(Math.max(...marks.map(({ line }) => String(line).length)));
  const bar = paint.faint(`${gutter} |`);
  const groups = byFile(marks).map((group) => ({
    file: group[0]?.file ?? '',
    lines: sourceLines(group, gutter, finding, drawing),
  }));
  return {
    gutter,
    lines: groups.flatMap(({ file, lines }, index) => [
      ...(index === 0 ? [] : [paint.faint(`${gutter} ::: `) + visible(file)]),
      bar,
      ...lines.flatMap(({ shown }, position) => [...(position > 0 ? [bar] : []), ...shown]),
    ]),
    remarks: [
      ...groups.flatMap(({ file, lines }) =>
        lines.flatMap(({ line, remark }) =>
          remark === undefined ? [] : [`${file === finding.file ? 'line ' : `${file}:`}${line}: ${remark}`],
        ),
      ),
      ...(left > 0 ? [`and ${left} more ${left === 1 ? 'place' : 'places'}; --format json has all of them`] : []),
    ],
  };
}

/** Places of a finding that are drawn beside the one it points at. Thousands of lines would hide the findings that follow. */
const SHOWN_PLACES = 40;

function markOf(
  { file, range, label }: Pick<Finding, 'file' | 'range' | 'label'>,
  primary: boolean,
  linesOfFile: LinesOfFile,
): Mark {
  const { start, end } = range;
  const lineLength = linesOfFile(file)[start.line - 1]?.length ?? 0;
  const stop = end.line === start.line ? end.column : lineLength + 1;
  return { file, line: start.line, column: start.column, length: Math.max(1, stop - start.column), label, primary };
}

function byFile(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  return [...groupBy(marks, ({ file }) => file).values()];
}

interface SourceLine {
  readonly line: number;
  /** The source and the labels below it. */
  readonly shown: readonly string[];
  readonly remark?: string;
}

function sourceLines(
  marks: readonly Mark[],
  gutter: string,
  { severity }: Finding,
  { paint, linesOfFile, width }: Drawing,
): SourceLine[] {
  const lines = [...groupBy(marks, ({ line }) => String(line)).values()].sort(([a], [b]) => a.line - b.line);
  const room = width === 0 ? 0 : Math.max(MIN_ROOM, width - gutter.length - 3);
  const limit = room === 0 ? MAX_LINE : Math.min(MAX_LINE, room - 8);
  return lines.map((own) => {
    const [{ line, file }] = own;
    const excerpt = excerptOf(linesOfFile(file)[line - 1] ?? '', Math.min(...own.map(({ column }) => column)), limit);
    const { text, shift, remark } = excerpt;
    // Of the files of products not every line is shown, and nothing can be underlined there.
    const isBlank = text.trim() === '';
    const source = `${paint.faint(`${String(line).padStart(gutter.length)} |`)} ${visible(text)}`.trimEnd();
    const labels = own.flatMap((mark) => {
      const tint = mark.primary ? paint[severity] : (words: string) => words;
      const labelled = isBlank ? textLines(mark, room) : labelLines(mark, widthBefore(text, mark.column - shift), room);
      return labelled.map(([indent, words]) => `${paint.faint(`${gutter} |`)} ${' '.repeat(indent)}${tint(words)}`);
    });
    return { line, shown: isBlank ? labels : [source, ...labels], ...(remark === undefined ? {} : { remark }) };
  });
}

/** The label with its line's number, where there is no text to put it below. */
function textLines({ line, label }: Mark, room: number): (readonly [number, string])[] {
  const words = visible(label === '' ? `line ${line}` : `line ${line}: ${label}`);
  return (room === 0 ? [words] : wrappedAtSpaces(words, room)).map((part) => [0, part] as const);
}

const MAX_UNDERLINE = 80;
/** Lines are not cut to fewer columns than this, even on a narrower terminal. */
const MIN_ROOM = 40;

/** The underline with its label behind it, or below it where a terminal of `room` columns has no space for that. */
function labelLines({ length, label, primary }: Mark, indent: number, room: number): (readonly [number, string])[] {
  const underline = (primary ? '^' : '-').repeat(
    Math.min(length, MAX_UNDERLINE, room === 0 ? length : Math.max(1, room - indent)),
  );
  const words = visible(label);
  const whole = `${underline} ${words}`.trimEnd();
  if (room === 0 || indent + widthOf(whole) <= room) return [[indent, whole]];
  const lines = wrappedAtSpaces(words, room);
  const widest = Math.max(...lines.map(widthOf));
  return [[indent, underline], ...lines.map((line) => [Math.max(0, Math.min(indent, room - widest)), line] as const)];
}

/** Returns the width of the text to the left of a column, as it is shown. */
function widthBefore(line: string, column: number): number {
  return visible(line.slice(0, column - 1)).length;
}
