import type { PublishedStatus } from '../../model/report.js';
import { html, type Markup, NOTHING } from '../html/markup.js';

type Wrong = Exclude<PublishedStatus, 'ok'>;

/** A shape around a point, and a sign inside of it: two statuses differ in both. */
const SHAPES: Readonly<Record<Wrong, { readonly shape: string; readonly sign: string; readonly means: string }>> = {
  collision: { shape: 'M-6-6H6V6H-6Z', sign: 'M-3.5-3.5 3.5 3.5M-3.5 3.5 3.5-3.5', means: 'collision' },
  occupied: { shape: 'M0-8 8 0 0 8-8 0Z', sign: 'M0-4V4', means: 'taken by other software' },
  'out-of-range': { shape: 'M0-7 8 6H-8Z', sign: 'M0-3V4', means: 'not a port' },
  unanswered: {
    shape: 'M-3-6H3L6-3V3L3 6H-3L-6 3V-3Z',
    sign: 'M-4 0H4',
    means: 'published, and nothing listens behind it',
  },
};

/** The statuses that have a mark, in the order of the legend. */
export const STATUSES: readonly PublishedStatus[] = ['ok', 'collision', 'occupied', 'out-of-range', 'unanswered'];

/** Draws the mark of a status around the point 0, 0. */
export function markOf(status: PublishedStatus): Markup {
  if (status === 'ok') return html`<circle class="port" r="4"/>`;
  const { shape, sign } = SHAPES[status];
  return html`<path class="port wrong" d="${shape}"/><path class="sign" d="${sign}"/>`;
}

/** Says what a mark means. */
export function meaningOf(status: PublishedStatus): string {
  return status === 'ok' ? 'listens' : SHAPES[status].means;
}

/** Puts a piece of a drawing somewhere. */
export function at(x: number, y: number, content: Markup, title = ''): Markup {
  return html`<g transform="translate(${x} ${y})">${title === '' ? NOTHING : html`<title>${title}</title>`}${content}</g>\n`;
}
