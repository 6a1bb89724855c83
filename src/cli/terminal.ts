import type { PageStyle } from '../report/page/page.js';
import { type ColorChoice, wantsColor } from './color.js';
import type { Io } from './io.js';

/** The width of a terminal that does not report one. */
const USUAL_WIDTH = 80;

/** Returns how lists look on standard output: a pipe gets whole lines. */
export function pageStyleOf(color: ColorChoice, io: Io): PageStyle {
  return { color: wantsColor(color, io), width: io.terminal.stdout ? (io.terminal.columns ?? USUAL_WIDTH) : 0 };
}
