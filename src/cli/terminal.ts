import type { PageStyle } from '../report/page/page.js';
import { type ColorChoice, wantsColor } from './color.js';
import type { Io } from './io.js';

/** A terminal that does not tell its width is taken to be this wide. */
const USUAL_WIDTH = 80;

/** How lists look on standard output: a pipe gets whole lines. */
export function pageStyleOf(color: ColorChoice, io: Io): PageStyle {
  return { color: wantsColor(color, io), width: io.terminal.stdout ? (io.terminal.columns ?? USUAL_WIDTH) : 0 };
}
