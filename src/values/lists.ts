/** Compares two texts by UTF-16 code units: the same order on every platform and in every locale. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Nodes that an answer lists for one link. Where thousands could be meant, thousands of links would list them all. */
const LISTED = 100;

/** The first entries of a long list. */
export interface Shortened<T> {
  readonly first: readonly T[];
  /** How many entries are left out; absent where none is. */
  readonly more?: number;
}

/** Returns a list up to its hundredth entry, and the number of the others. */
export function shortened<T>(list: readonly T[]): Shortened<T> {
  return list.length > LISTED ? { first: list.slice(0, LISTED), more: list.length - LISTED } : { first: list };
}

/** Returns the last entry that starts at an offset or before it, else the first, by binary search. Entries are in the order of their starts; there is one at least. */
export function lastUpTo<T extends { readonly start: number }>(entries: readonly T[], offset: number): T {
  return at(entries, lastIndexUpTo(entries, offset));
}

/** Returns the 0-based index of what {@link lastUpTo} returns; 0 where there are no entries. */
export function lastIndexUpTo(entries: readonly { readonly start: number }[], offset: number): number {
  let [low, high] = [0, Math.max(0, entries.length - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(entries, middle).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Returns the entry of a list at a 0-based index that is known to be in it. Throws a RangeError for any other index, which is a bug. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`there is no entry ${index} among ${list.length}`);
  return entry;
}
