import type { Page } from '../page/page.js';

/** Something of the catalogue that is shown: as data for programs, and as pages for people. */
export interface CatalogView {
  readonly data: unknown;
  /** Short columns first, details below. */
  readonly page: Page;
  /** Where there is room for every column; the same page when absent. */
  readonly fullPage?: Page;
}

/** Returns whether there is room for prose in a row; on a terminal of fewer columns it would be broken into slivers. */
export function isRoomy(width: number): boolean {
  return width === 0 || width >= 110;
}

/** `on`, `off` or `unknown`, as `enabled` says. */
export function switchText(enabled: boolean | 'unknown'): string {
  if (enabled === 'unknown') return 'unknown';
  return enabled ? 'on' : 'off';
}

/** Returns a port, or the text for one that an artifact chooses. */
export function portText(port: number | null): string {
  return port === null ? 'any' : `${port}`;
}
