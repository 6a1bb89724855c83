import type { PageStyle } from '../report/page/page.js';
import { type ColorChoice, wantsColor } from './color.js';
import type { Io } from './io.js';

/** The width of a terminal that does not report one. */
const USUAL_WIDTH = 80;

/** Returns how lists look on standard output. */
export function pageStyleOf(color: ColorChoice, io: Io): PageStyle {
  return { color: wantsColor(color, io), width: widthOf(io) };
}

/**
 * Returns the columns that a line on standard output may take: what COLUMNS says, else the width of the terminal. In a pipe nothing is
 * wrapped, which is 0.
 */
export function widthOf({ env, terminal }: Pick<Io, 'env' | 'terminal'>): number {
  const { COLUMNS = '' } = env;
  if (/^[1-9]\d{0,4}$/.test(COLUMNS)) return Number(COLUMNS);
  return terminal.stdout ? (terminal.columns ?? USUAL_WIDTH) : 0;
}
