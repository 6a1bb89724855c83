import { type Content, html, type Markup, NOTHING } from './markup.js';

/** A column of a table; its kind decides how narrow it may become. */
export interface TableColumn {
  readonly title: string;
  readonly kind?: 'port' | 'name' | 'sum' | 'bind';
}

export interface TableCell {
  readonly content: Content;
  /** The title of the value on a narrow screen, where columns have no titles. */
  readonly label?: string;
  /** States what is usual, and is left out on a narrow screen. */
  readonly quiet?: boolean;
}

export interface TableRow {
  /** One per column. */
  readonly cells: readonly TableCell[];
  /** Something is wrong with what the row states. */
  readonly alarm: boolean;
}

/** Returns a table whose wrong rows come first. Columns without any value are left out. */
export function table(columns: readonly TableColumn[], rows: readonly TableRow[]): Markup {
  const used = columns.map((_, index) => rows.some(({ cells }) => cells[index]?.content !== ''));
  const shown = <T>(list: readonly T[]) => list.filter((_, index) => used[index]);
  const head = shown(columns).map(({ title }) => html`<th scope="col">${title}</th>`);
  const lines = errorsFirst(rows, ({ alarm }) => alarm).map(({ cells, alarm }) => {
    const data = shown(cells.map((cell, index) => cellMarkup(cell, columns[index]?.kind)));
    return html`<tr${alarm ? html` class="alarm"` : NOTHING}>${data}</tr>\n`;
  });
  const plain = columns[0]?.kind === 'port' ? NOTHING : html` class="plain"`;
  return html`<table${plain}><thead><tr>${head}</tr></thead>\n<tbody>\n${lines}</tbody></table>\n`;
}

/** Something with a heading that is hidden with it when a reader filters. */
export function group(heading: Markup, content: Markup): Markup {
  return html`<div class="group">\n${heading}${content}</div>\n`;
}

function cellMarkup({ content, label, quiet = content === '' }: TableCell, kind: TableColumn['kind']): Markup {
  const classes = [kind ?? [], quiet ? 'quiet' : []].flat().join(' ');
  const named = classes === '' ? NOTHING : html` class="${classes}"`;
  return html`<td${named}${label === undefined ? NOTHING : html` data-title="${label}"`}>${content}</td>`;
}

/** Puts wrong rows before right ones, each in their former order. */
export function errorsFirst<T>(list: readonly T[], isWrong: (entry: T) => boolean): readonly T[] {
  return [...list.filter(isWrong), ...list.filter((entry) => !isWrong(entry))];
}
