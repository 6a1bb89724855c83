import { distance } from 'fastest-levenshtein';
import { isNumeric } from '../values/addresses.js';

/** A name of the plan that an unknown one looks like. */
export interface NearName {
  readonly name: string;
  /** `slip`: some letters differ. `domain`: the same name in another domain. `node`: it is a node, and this its host. */
  readonly kind: 'slip' | 'domain' | 'node';
}

/** Looks for the name of the plan that may be meant; made once for all unknown names. `hostOf` returns the host of a node by the node's id. */
export function nearNamesOf(
  names: ReadonlySet<string>,
  hostOf: (node: string) => string | undefined,
): (unknown: string) => NearName | undefined {
  const words = [...names].filter((name) => !isNumeric(name));
  const byFirstLabel = new Map<string, string>();
  for (const name of words) {
    const first = firstLabelOf(name);
    byFirstLabel.set(first, byFirstLabel.has(first) ? '' : name);
  }
  return (unknown) => {
    if (isNumeric(unknown)) return undefined;
    const host = hostOf(unknown);
    if (host !== undefined) return { name: host, kind: 'node' };
    const slip = words.find((name) => isSlip(unknown, name));
    if (slip !== undefined) return { name: slip, kind: 'slip' };
    const same = byFirstLabel.get(firstLabelOf(unknown));
    return same === undefined || same === '' || same === unknown ? undefined : { name: same, kind: 'domain' };
  };
}

/** Letters that may differ in a word, by its length: short words are other words and not misspelt. */
const LONG_WORD = 8;
const SHORTEST_WORD = 4;

/**
 * Whether one word of a name is misspelt and all others agree. Numbers never are: `tm3` beside `tm1` and `tm2` is a third one,
 * and `am` beside `is` is another product.
 */
function isSlip(unknown: string, name: string): boolean {
  if (Math.abs(unknown.length - name.length) > 2) return false;
  const [left, right] = [wordsOf(unknown), wordsOf(name)];
  if (left.length !== right.length) return false;
  const [word, ...others] = left.filter((each, index) => each !== right[index]);
  const [meant] = right.filter((each, index) => each !== left[index]);
  if (word === undefined || meant === undefined || others.length > 0) return false;
  const length = Math.min(word.length, meant.length);
  if (length < SHORTEST_WORD || digitsOf(word) !== digitsOf(meant)) return false;
  return distance(word, meant) <= (length < LONG_WORD ? 1 : 2);
}

/** `gateway` of `gateway.example.com`. */
function firstLabelOf(name: string): string {
  return name.replace(/\..*/s, '');
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[._-]/);
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
}
