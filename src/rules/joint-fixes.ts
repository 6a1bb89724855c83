import { groupBy } from '../deployment/lookup.js';
import type { Edit } from '../model/finding.js';
import { isSameData } from '../values/same-data.js';
import { replaceWord } from '../values/words.js';
import { type FixCandidate, listed } from './rule.js';

/** The changes worth trying for one of the nodes that have a value. */
export interface FixesOfNode {
  readonly node: string;
  readonly candidates: readonly FixCandidate[];
}

/**
 * Yields changes of a value that several nodes have: the first ones of all of them, then the second ones. Where these contradict each other, one that
 * leaves the value as it is may do for all nodes: a forward of a host.
 */
export function* jointFixes(nodes: readonly FixesOfNode[]): Iterable<FixCandidate> {
  const [first = [], ...others] = nodes.map(({ node, candidates }) =>
    candidates.map((candidate) => ({ node, ...candidate })),
  );
  for (const [index, one] of first.entries()) {
    const parts = [one, ...others.flatMap((candidates) => candidates[index] ?? [])];
    const edits = withoutRepetition(parts.flatMap((part) => part.edits));
    if (parts.length < nodes.length) continue;
    if (!edits) yield* parts.filter((part) => part.edits.every(({ path: [root] }) => root === 'hosts'));
    else yield { ...titled(parts), edits, configuration: parts.flatMap(({ configuration }) => configuration) };
  }
}

/** Each edit once; undefined if two of them give one place different values. */
function withoutRepetition(edits: readonly Edit[]): readonly Edit[] | undefined {
  const places = groupBy(edits, ({ file, path }) => JSON.stringify([file, path]));
  const isOne = [...places.values()].every(([{ to }, ...others]) => others.every((other) => isSameData(other.to, to)));
  return isOne ? [...places.values()].map(([edit]) => edit) : undefined;
}

/** `set event-hub-rest of gw-1 and gw-2 to https://cp:9443/services/`; what is different is listed. */
function titled(parts: readonly (FixCandidate & { readonly node: string })[]): Pick<FixCandidate, 'title' | 'lines'> {
  const all = listed(parts.map(({ node }) => node));
  const isOne = new Set(parts.map((part) => part.title)).size === 1;
  const [title, ...others] = new Set(
    parts.map((part) => (isOne ? part.title : replaceWord(part.title, part.node, all))),
  );
  if (title !== undefined && others.length === 0) return { title };
  return { title: `set ${parts.length} values`, lines: parts.map((part) => part.title) };
}
