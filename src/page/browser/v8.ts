/** In place of Node's: a browser has no limit that a page could know. */
export function getHeapStatistics() {
  return { heap_size_limit: Number.POSITIVE_INFINITY };
}
