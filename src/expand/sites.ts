/** The side of a plan that a node is on, by node id: all nodes of one side have the same value. */
export type Sites = ReadonlyMap<string, string>;

/** Nodes that belong together because something that is written of one leads to the other; all other nodes are on no side. */
export function sitesOf(connected: Iterable<readonly [string, string]>): Sites {
  const parents = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(node, root);
    return root;
  };
  for (const [a, b] of connected) {
    const [left, right] = [rootOf(a), rootOf(b)];
    // The smaller name is the root, so that the order of the file decides nothing.
    parents.set(left < right ? right : left, left < right ? left : right);
  }
  return new Map([...parents.keys()].map((node) => [node, rootOf(node)]));
}
