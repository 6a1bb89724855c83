/** The entry of a list at an index that is known to be in it, 0-based. Any other index is a bug, and thrown as one. */
export function entryAt<T>(list: ArrayLike<T>, index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`there is no entry ${index} among ${list.length}`);
  return entry;
}
