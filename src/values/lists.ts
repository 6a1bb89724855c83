/** Compares two texts by UTF-16 code units: the same order on every platform and in every locale. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns the entry of a list at a 0-based index that is known to be in it. Throws a RangeError for any other index, which is a bug. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`there is no entry ${index} among ${list.length}`);
  return entry;
}
