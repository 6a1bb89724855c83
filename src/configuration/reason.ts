import type { Found } from '../model/fragment.js';

/** A value and what it was taken from; without a file, a name or an option. */
export type Reason = { readonly value: string; readonly why: string } & Partial<Pick<Found<string>, 'file' | 'range'>>;

/** A candidate; the higher rank wins. */
export type Ranked = Reason & { readonly rank: number };

export function byRank(a: Ranked, b: Ranked): number {
  return b.rank - a.rank;
}
