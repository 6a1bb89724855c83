import { DisjointSets } from '../values/disjoint-sets.js';

/** The side of a plan that a node is on, by node id: all nodes of one side have the same value. */
export type Sites = ReadonlyMap<string, string>;

/** Nodes that belong together because something that is written of one leads to the other; all other nodes are on no side. */
export function sitesOf(connected: Iterable<readonly [string, string]>): Sites {
  const sides = new DisjointSets();
  const nodes = new Set<string>();
  for (const [a, b] of connected) {
    sides.join(a, b);
    nodes.add(a).add(b);
  }
  return new Map([...nodes].map((node) => [node, sides.representative(node)]));
}
