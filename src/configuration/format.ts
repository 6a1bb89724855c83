import type { Format, Fragment, Rank, Unknown } from '../model/fragment.js';

/** How much evidence counts: the higher one wins. */
export const RANKS = {
  option: 7,
  image: 6,
  chart: 5,
  layout: 4,
  file: 3,
  path: 2,
  section: 1,
} as const satisfies Record<Rank, number>;

export function emptyFragment(file: string, format: Format): Fragment {
  return { file, format, hints: [], settings: [], dials: [], unread: [], services: [], placements: [] };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}
