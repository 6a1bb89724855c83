import { embedded, type Picture } from '../picture/drawing.js';
import { html, type Markup, NOTHING } from './markup.js';

/** Returns drawings as a part of a page that a reader can close; the tables beside it say the same in words. */
export function pictureSection(title: string, drawings: readonly Picture[]): Markup {
  if (drawings.length === 0) return NOTHING;
  return html`<details open>\n<summary>${title}</summary>\n${drawings.map(embedded)}</details>\n`;
}
