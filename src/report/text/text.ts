import type { Finding, Report } from '../../model/report.js';
import { visible } from '../../values/visible.js';
import { placesOf } from '../describe.js';
import { endpointLine } from '../endpoints.js';
import { linesOfFiles } from '../excerpt.js';
import { wrappedAtSpaces } from '../page/width.js';
import { type Paint, paintFor } from '../paint.js';
import type { Reporter } from '../reporter.js';
import { type Drawing, frameOf } from './frame.js';

/** Findings with the lines they are about, for people at a terminal. */
export const text: Reporter = (report, style) => {
  const drawing = { paint: paintFor(style.color), linesOfFile: linesOfFiles(style), width: style.width };
  const findings = report.findings.map((finding) => `${findingText(finding, drawing)}\n\n`);
  return `${findings.join('')}${summaryLines(report, drawing.paint).join('\n')}\n`;
};

function findingText(finding: Finding, drawing: Drawing): string {
  const { paint, width } = drawing;
  const { severity, rule, message, file, range, notes } = finding;
  const { gutter, lines, remarks } = frameOf(finding, drawing);
  const [headline = '', ...rest] = broken(`${severity}[${rule}]: ${visible(message)}`, 0, 2, width);
  return [
    `${paint[severity](paint.strong(severity))}${paint.strong(headline.slice(severity.length))}`,
    ...rest.map(paint.strong),
    `${gutter}${paint.faint('-->')} ${visible(file)}:${range.start.line}:${range.start.column}`,
    ...lines,
    paint.faint(`${gutter} |`),
    ...[...remarks, ...notes].flatMap((note) => noted(visible(note), gutter, drawing)),
    ...fixLines(finding, gutter, drawing),
  ].join('\n');
}

/** A text behind a `=`, further lines of it below its first word. */
function noted(text: string, gutter: string, { paint, width }: Drawing): string[] {
  const indent = gutter.length + 3;
  return broken(text, indent, indent, width).map((line, index) =>
    index === 0 ? `${gutter} ${paint.faint('=')} ${line}` : line,
  );
}

/** The lines of a text whose first line begins at column `first`; further ones are indented by `next`. A width of 0 is any. */
function broken(text: string, first: number, next: number, width: number): readonly string[] {
  if (width === 0) return [text];
  const lines = wrappedAtSpaces(text, Math.max(20, width - Math.max(first, next)));
  return lines.map((line, index) => (index === 0 ? line : ' '.repeat(next) + line));
}

function fixLines({ fixes }: Finding, gutter: string, drawing: Drawing): string[] {
  const { paint, width } = drawing;
  const longest = Math.max(0, ...fixes.map(({ title }) => title.length));
  return fixes.flatMap(({ title, lines: changes = [], configuration }, index) => {
    const places = placesOf(configuration);
    const name = fixes.length > 1 ? `fix ${index + 1}:` : 'fix:';
    const where = places === '' ? '' : `(${visible(places)})`;
    const gap = ' '.repeat(longest - title.length + 8);
    const fix = `${name} ${visible(title)}`;
    const fits = width === 0 || gutter.length + 3 + fix.length + gap.length + where.length <= width;
    const lines = fits ? [`${gutter} ${paint.faint('=')} ${fix}`] : noted(fix, gutter, drawing);
    const each = changes.map((change) => `${' '.repeat(gutter.length + 5)}${visible(change)}`);
    const named = [...lines.map((line, row) => (row === 0 ? line.replace(name, paint.strong(name)) : line)), ...each];
    if (where === '') return named;
    if (fits && each.length === 0) return [`${named.join('')}${gap}${paint.faint(where)}`];
    const indent = gutter.length + 3;
    const [first = '', ...more] = broken(where, indent, indent, width);
    return [...named, ' '.repeat(indent) + paint.faint(first), ...more.map(paint.faint)];
  });
}

/** Returns what was found, what was not judged, and how much of it `fix` clears. */
export function summaryLines(report: Report, paint: Paint): readonly string[] {
  const endpoints = endpointLine(report.summary.endpoints);
  const correctable = report.findings.filter((finding) => finding.correctable).length;
  return [
    summaryLine(report, paint),
    ...(endpoints === undefined ? [] : [visible(endpoints)]),
    ...(correctable === 0
      ? []
      : [`${correctable} of ${number(report.findings.length, 'finding')} can be corrected: wso2-topology fix`]),
  ];
}

/** `2 errors, 1 warning in 3 files (12 nodes on 4 hosts)`. */
function summaryLine({ summary }: Report, paint: Paint): string {
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
