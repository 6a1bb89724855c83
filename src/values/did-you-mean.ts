import { distance } from 'fastest-levenshtein';

/** Returns the legal name that a misspelt one most likely means; undefined if none is near. */
export function nearest(name: string, legal: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A third of the letters may be wrong: `gateway-wrker` is a slip, `foo` for `wso2am` is not.
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of legal) {
    const cost = slips(wanted, candidate.toLowerCase());
    if (cost < bestDistance) [best, bestDistance] = [candidate, cost];
  }
  return best;
}

/** Counts wrong letters; two letters that changed places count once. */
export function slips(wanted: string, candidate: string): number {
  const cost = distance(wanted, candidate);
  const swapped =
    cost === 2 && wanted.length === candidate.length && [...wanted].sort().join('') === [...candidate].sort().join('');
  return swapped ? 1 : cost;
}

/** `; did you mean "x"?`, or nothing. `meant` are legal names that the name is known to mean; they win over the nearest spelling. */
export function didYouMean(name: string, legal: Iterable<string>, meant: readonly string[] = []): string {
  if (meant.length > 1) return `; did you mean one of ${meant.join(', ')}?`;
  const hit = meant[0] ?? nearest(name, legal);
  return hit === undefined ? '' : `; did you mean "${hit}"?`;
}

/** Returns the legal names of which a name is a part: `servlet-https` and `passthrough-https` for `https`, `traffic-manager` for `tm`. */
export function abbreviated(name: string, legal: Iterable<string>): readonly string[] {
  const wanted = name.toLowerCase();
  const words = wanted.split(SEPARATOR);
  return [...legal].filter((candidate) => {
    const parts = candidate.toLowerCase().split(SEPARATOR);
    const initials = parts.map(([first]) => first).join('');
    return words.every((word) => parts.includes(word)) || (wanted.length > 1 && initials.endsWith(wanted));
  });
}

const SEPARATOR = /[-_. ]/;
