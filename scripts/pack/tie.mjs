// Compares a published pack with the vendor's sources of one release.

/**
 * The keys of defaults that a complete pack lacks or has with another value than the vendor's sources of the release. What the
 * build fills in is compared filled in.
 *
 * @param sources the pack read from the sources at the release's tag
 * @param complete the pack that was published
 */
export function otherDefaults(sources, complete, release) {
  const text = (value) => JSON.stringify([...new Set([value].flat())]).replaceAll('${product.version}', release);
  return Object.entries(sources.defaults)
    .filter(([key, value]) => !(key in complete.defaults) || text(value) !== text(complete.defaults[key]))
    .map(([key]) => key);
}
