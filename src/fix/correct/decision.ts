/** Returns `2 -> 3`, or `3` where no value was written before. */
export function fromTo(from: unknown, to: unknown): string {
  return from === undefined ? `${to}` : `${from} -> ${to}`;
}
