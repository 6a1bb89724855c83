import type { Node } from '../model/deployment.js';

/** Returns whether a node may mean nodes of some groups: another group is another deployment, and nodes without one ('') serve all. */
export function mayMean({ group = '' }: Pick<Node, 'group'>, groups: ReadonlySet<string> = new Set()): boolean {
  return group === '' ? groups.size > 0 : groups.has(group) || groups.has('');
}
