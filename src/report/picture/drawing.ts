import { html, Markup } from '../html/markup.js';
import { DARK, LIGHT } from './palette.js';
import { pictureStyle } from './style.js';
import { stacked } from './text.js';

/** Shapes and texts with the room that they take, in pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The content, in a sentence. */
  readonly label: string;
  /** All that is shown, line by line, for those who do not see it. */
  readonly description: readonly string[];
  readonly content: Markup;
}

/** Returns a drawing as a part of a page, whose style sheet has the rules for pictures. A wide one is moved sideways. */
export function embedded(drawing: Picture): Markup {
  const { width, height, label } = drawing;
  return html`<div class="scene" role="group" aria-label="picture" tabindex="0">
<svg class="picture" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${label}</title>
${contentOf(drawing)}</svg>
</div>
`;
}

const EMPTY: Picture = {
  width: 200,
  height: 20,
  label: 'nothing to draw',
  description: [],
  content: html`<text x="0" y="14">nothing to draw</text>\n`,
};

/** The space around and between the drawings of a file. */
const MARGIN = 16;

/** Returns drawings as one SVG file, one below the other, which follows the reader's light or dark setting. */
export function standalone(found: readonly Picture[]): string {
  const drawings = found.length === 0 ? [EMPTY] : found;
  const width = Math.max(...drawings.map((drawing) => drawing.width)) + 2 * MARGIN;
  const { placed, end: height } = stacked(drawings, MARGIN, MARGIN);
  const parts = placed.map(
    ({ piece, top }) => html`<g transform="translate(${MARGIN} ${top})">\n${contentOf(piece)}</g>\n`,
  );
  const style = `${pictureStyle(LIGHT)}@media (prefers-color-scheme: dark) {${pictureStyle(DARK)}}\n`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${drawings.map(({ label }) => label).join('; ')}</title>
<style>${new Markup(style)}</style>
<rect class="ground" width="${width}" height="${height}"/>
${parts}</svg>
`.text;
}

function contentOf({ description, content }: Picture): Markup {
  return html`<desc>${description.map((line) => html`${line}\n`)}</desc>\n${content}`;
}
