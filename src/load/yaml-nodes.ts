import { isAlias, isCollection, isScalar, type Node, type Pair } from 'yaml';

/** Returns whether something is a node of a document that was read from a text. */
export function hasRange(node: unknown): node is Node {
  return (isScalar(node) || isAlias(node) || isCollection(node)) && Array.isArray(node.range);
}

/** Returns whether a pair is a merge key (`<<`); in quotes it is a key like any other. */
export function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && (pair.key.source === '<<' || pair.key.value === '<<') && pair.key.type === 'PLAIN';
}

export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}
