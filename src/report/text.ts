import type { Finding, Report } from '../model/report.js';
import { linesOf } from '../values/lines.js';
import { visible } from '../values/visible.js';
import { placesOf } from './describe.js';
import { type Paint, paintFor } from './paint.js';
import type { Reporter, Style } from './reporter.js';

/** Findings with the lines they speak of, for people at a terminal. */
export const text: Reporter = (report, style) => {
  const paint = paintFor(style.color);
  const linesOfFile = cachedLines(style);
  const findings = report.findings.map((finding) => `${findingText(finding, paint, linesOfFile)}\n\n`);
  return `${findings.join('')}${summaryLine(report, paint)}\n`;
};

type LinesOfFile = (file: string) => readonly string[];

function cachedLines({ textOf }: Style): LinesOfFile {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const known = cache.get(file) ?? linesOf(textOf(file) ?? '');
    cache.set(file, known);
    return known;
  };
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

function findingText(finding: Finding, paint: Paint, linesOfFile: LinesOfFile): string {
  const tint = paint[finding.severity];
  const { file, range } = finding;
  const marks = [
    markOf(finding, true, linesOfFile),
    ...finding.related.map((place) => markOf(place, false, linesOfFile)),
  ];
  const gutter = ' '.repeat(Math.max(...marks.map(({ line }) => String(line).length)));
  const bar = paint.faint(`${gutter} |`);
  const frames = byFile(marks).flatMap((group, index) => [
    ...(index === 0 ? [] : [paint.faint(`${gutter} ::: `) + visible(group[0]?.file ?? '')]),
    bar,
    ...frameLines(group, gutter, tint, paint, linesOfFile),
  ]);
  return [
    `${tint(paint.strong(finding.severity))}${paint.strong(`[${finding.rule}]: ${visible(finding.message)}`)}`,
    `${gutter}${paint.faint('-->')} ${visible(file)}:${range.start.line}:${range.start.column}`,
    ...frames,
    bar,
    ...finding.notes.map((note) => `${gutter} ${paint.faint('=')} ${visible(note)}`),
    ...fixLines(finding, gutter, paint),
  ].join('\n');
}

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

function byFile(marks: readonly Mark[]): Mark[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) groups.set(mark.file, [...(groups.get(mark.file) ?? []), mark]);
  return [...groups.values()];
}

function frameLines(
  marks: readonly Mark[],
  gutter: string,
  tint: Paint['error'],
  paint: Paint,
  linesOfFile: LinesOfFile,
): string[] {
  const lines = [...new Set(marks.map(({ line }) => line))].sort((a, b) => a - b);
  return lines.flatMap((line, index) => {
    const [excerpt, shift] = excerptOf(
      linesOfFile(marks[0]?.file ?? '')[line - 1] ?? '',
      Math.min(...marks.filter((mark) => mark.line === line).map(({ column }) => column)),
    );
    const source = `${paint.faint(`${String(line).padStart(gutter.length)} |`)} ${visible(excerpt)}`;
    const labels = marks
      .filter((mark) => mark.line === line)
      .map(({ column, length, label, primary }) => {
        const indent = ' '.repeat(widthBefore(excerpt, column - shift));
        const underline = (primary ? '^' : '-').repeat(Math.min(length, MAX_UNDERLINE));
        const words = `${underline} ${visible(label)}`;
        return `${paint.faint(`${gutter} |`)} ${indent}${primary ? tint(words) : words}`;
      });
    return [...(index > 0 ? [paint.faint(`${gutter} |`)] : []), source.trimEnd(), ...labels];
  });
}

/** Long lines, JSON on one line for example, are cut around the place. */
const MAX_LINE = 160;
const MAX_UNDERLINE = 80;

function excerptOf(line: string, column: number): readonly [string, number] {
  if (line.length <= MAX_LINE) return [line, 0];
  const start = Math.max(0, column - 1 - MAX_LINE / 4);
  const cut = line.slice(start, start + MAX_LINE);
  const head = start > 0 ? '... ' : '';
  return [`${head}${cut}${start + MAX_LINE < line.length ? ' ...' : ''}`, start - head.length];
}

/** What stands left of a column, as wide as it is shown. */
function widthBefore(line: string, column: number): number {
  return visible(line.slice(0, column - 1)).length;
}

function fixLines({ fixes }: Finding, gutter: string, paint: Paint): string[] {
  const width = Math.max(0, ...fixes.map(({ title }) => title.length));
  return fixes.map(({ title, configuration }, index) => {
    const places = placesOf(configuration);
    const name = fixes.length > 1 ? `fix ${index + 1}` : 'fix';
    const where = places === '' ? '' : `${' '.repeat(width - title.length + 8)}${paint.faint(`(${visible(places)})`)}`;
    return `${gutter} ${paint.faint('=')} ${paint.strong(`${name}:`)} ${visible(title)}${where}`;
  });
}

/** `2 errors, 1 warning in 3 files (12 nodes on 4 hosts)`. */
export function summaryLine({ summary }: Report, paint: Paint): string {
  const found = [
    count(summary.errors, 'error', paint.error),
    count(summary.warnings, 'warning', paint.warning),
    count(summary.infos, 'info', paint.info),
  ].filter((part) => part !== '');
  const scope = `${number(summary.files, 'file')} (${number(summary.nodes, 'node')} on ${number(summary.hosts, 'host')}, ${number(summary.listeners, 'listener')}, ${number(summary.links, 'link')})`;
  const ignored = summary.ignored === 0 ? '' : `, ${summary.ignored} ignored`;
  const baselined = summary.baselined === 0 ? '' : `, ${summary.baselined} in the baseline`;
  return `${found.length === 0 ? 'no findings' : found.join(', ')}${ignored}${baselined} in ${scope}`;
}

function count(value: number, noun: string, tint: Paint['error']): string {
  return value === 0 ? '' : tint(number(value, noun));
}

function number(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
