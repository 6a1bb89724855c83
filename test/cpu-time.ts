/** Milliseconds of processor time that an action takes; what else the machine does at the same time does not count. */
export async function cpuTime(action: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Measurements of which the best counts: other programs and the collection of garbage only add to one. */
const ATTEMPTS = 3;

/**
 * Returns how many times as long an action takes on four times the input: 4 where the work grows with the input, 16 where it grows with
 * its square. A ratio of one run, so that it is the same on slow machines; what takes less than 20 ms is too short to be compared, and
 * counts as 20 ms.
 */
export async function growth(action: (size: number) => unknown, size: number): Promise<number> {
  await action(size);
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && best > 4; attempt++) {
    const once = await cpuTime(() => action(size));
    best = Math.min(best, (await cpuTime(() => action(size * 4))) / Math.max(once, 20));
  }
  return best;
}
