import Table from 'cli-table3';
import { visible } from '../../values/visible.js';
import { type Paint, paintFor } from '../paint.js';
import { type Layout, layoutOf } from './columns.js';
import type { Column, Grid, Note, PageReporter, PageStyle, Section } from './page.js';
import { wrapped } from './width.js';

/** For people at a terminal: fits its width by wrapping cells; a pipe (width 0) gets one line per row. */
export const table: PageReporter = ({ sections }, style) => {
  const paint = paintFor(style.color);
  return sections
    .map((section) => sectionLines(section, style, paint).join('\n'))
    .join('\n\n')
    .concat('\n');
};

function sectionLines(
  { title, text = [], grid, notes = [] }: Section,
  style: PageStyle,
  paint: Paint,
): readonly string[] {
  return [
    ...(title === undefined ? [] : lines(title, style).map(paint.strong)),
    ...text.flatMap((line) => lines(line, style)),
    ...(grid === undefined ? [] : gridLines(grid, style, paint)),
    ...notes.flatMap((note) => noteLines(note, style, paint)),
  ];
}

function lines(text: string, { width }: PageStyle, indent = ''): readonly string[] {
  const shown = visible(text);
  const broken = width === 0 ? [shown] : wrapped(shown, Math.max(20, width - indent.length));
  return broken.map((line) => `${indent}${line}`);
}

function noteLines({ about, lines: texts, sources }: Note, style: PageStyle, paint: Paint): readonly string[] {
  return [
    visible(about),
    ...texts.flatMap((text) => lines(text, style, '  ')),
    ...sources.flatMap((source) => lines(`source: ${source}`, style, '  ').map(paint.faint)),
  ];
}

/** The table library takes quadratic time, so it gets few rows at once; the widths are the same in all parts. */
const ROWS_AT_ONCE = 100;

function gridLines({ columns, rows }: Grid, { width }: PageStyle, paint: Paint): readonly string[] {
  const body = rows.map(({ cells, alarm = false }) => ({ cells: cells.map(visible), alarm }));
  const layout = layoutOf(
    columns,
    body.map(({ cells }) => cells),
    width,
  );
  const cell = (text: string, index: number, tint: (line: string) => string) =>
    wrapped(text, layout.widths[index] ?? 0)
      .map((line) => (line === '' ? line : tint(line)))
      .join('\n');
  const painted = body.map(({ cells, alarm }) =>
    cells.map((text, index) => cell(text, index, alarm ? paint.error : plain)),
  );
  const heading = columns.map(({ title }, index) => cell(title, index, paint.strong));
  const parts = [drawn([heading], columns, layout), paint.faint('─'.repeat(total(layout)))];
  for (let start = 0; start < painted.length; start += ROWS_AT_ONCE)
    parts.push(drawn(painted.slice(start, start + ROWS_AT_ONCE), columns, layout));
  return parts;
}

function plain(line: string): string {
  return line;
}

function total({ widths, gap }: Layout): number {
  return widths.reduce((sum, width) => sum + width, gap * (widths.length - 1));
}

const NO_FRAME = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

function drawn(rows: readonly (readonly string[])[], columns: readonly Column[], { widths, gap }: Layout): string {
  const drawing = new Table({
    chars: { ...NO_FRAME, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths],
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  drawing.push(...rows.map((row) => [...row]));
  return drawing
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
