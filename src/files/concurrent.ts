/**
 * Works on all items, at most `limit` at a time; results stand in the order of the items, whichever was done first. The first
 * rejection rejects the whole.
 */
export async function eachInOrder<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  // All workers take from one iterator, so that none waits while another still has items before it.
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
