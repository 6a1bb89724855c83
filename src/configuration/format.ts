import type { Fragment, Rank, Unknown } from '../model/fragment.js';

/** How much evidence counts: the higher one wins. */
export const RANKS = { option: 6, image: 5, layout: 4, file: 3, path: 2, section: 1 } as const satisfies Record<
  Rank,
  number
>;

/** Reads one kind of file. Pure: a text in, what it says out; a malformed text is a fragment with a fault. */
export interface Format {
  readonly id: string;
  /** One line for `--help` and the documentation. */
  readonly summary: string;
  /** `path` is relative, with `/`. A cheap test: the text is only looked at where the name does not decide. */
  accepts(path: string, text: string): boolean;
  read(file: string, text: string): Fragment;
}

export function emptyFragment(file: string, format: string): Fragment {
  return { file, format, hints: [], settings: [], services: [], placements: [] };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}
