import { visible } from '../../values/visible.js';
import type { Page, PageReporter } from './page.js';

/** RFC 4180: the first grid of a page, for spreadsheets and scripts. */
export const csv: PageReporter = ({ sections }: Page) => {
  const grid = sections.find((section) => section.grid)?.grid;
  if (!grid) return '';
  const lines = [grid.columns.map(({ title }) => title), ...grid.rows.map(({ cells }) => cells)];
  return lines.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
};

/** A cell that begins like this is calculated by a spreadsheet; the full-width signs as well. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+$/;

function field(text: string): string {
  const shown = visible(text);
  const safe = FORMULA.test(shown) && !NUMBER.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
