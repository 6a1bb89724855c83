import { visible } from '../../values/visible.js';
import type { Grid, Note, PageReporter, Section } from './page.js';

/** GitHub flavoured Markdown. */
export const markdown: PageReporter = ({ sections }) =>
  sections
    .map((section) => blocks(section).join('\n\n'))
    .join('\n\n')
    .concat('\n');

function blocks({ title, text = [], grid, notes = [] }: Section): readonly string[] {
  return [
    ...(title === undefined ? [] : [`### ${markdownText(title)}`]),
    ...text.map(markdownText),
    ...(grid === undefined ? [] : [gridText(grid)]),
    ...(notes.length === 0 ? [] : [notes.map(noteText).join('\n')]),
  ];
}

function gridText({ columns, rows }: Grid): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => markdownText(title))),
    line(columns.map(({ right }) => (right ? '---:' : '---'))),
    ...rows.map(({ cells, alarm }) =>
      line(cells.map((cell) => (alarm && cell !== '' ? `**${markdownText(cell)}**` : markdownText(cell)))),
    ),
  ].join('\n');
}

function noteText({ about, lines, sources }: Note): string {
  return [
    `- **${markdownText(about)}**`,
    ...lines.map((line) => `  - ${markdownText(line)}`),
    ...sources.map((source) => `  - source: ${markdownText(source)}`),
  ].join('\n');
}

/** Escapes text, so that it contains no markup, HTML, cell end or link. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^\s*[-+=]/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}
