import type { Link } from '../../model/deployment.js';

/** The name of a node among nodes and hosts. */
export function nodeKey(id: string): string {
  return `node ${id}`;
}

/** The name of a host among nodes and hosts. */
export function hostKey(id: string): string {
  return `host ${id}`;
}

/** Returns the ids of what a link names: nodes, but for the lists of those that could be meant, and hosts. */
export function endsOf({ target, reached, peers = [], front, dialledHost, expectedHost }: Link) {
  const isKnown = (id: string | undefined) => id !== undefined;
  return {
    nodes: [target, reached?.node, ...peers].filter(isKnown),
    hosts: [front, dialledHost, expectedHost].filter(isKnown),
  };
}
