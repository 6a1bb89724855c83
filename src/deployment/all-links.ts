import type { Deployment, Link, Node } from '../model/deployment.js';
import { memo } from '../values/memo.js';
import { groupBy, linksByNode } from './lookup.js';
import { SharedLink } from './shared-link.js';

/** Returns every link of a deployment, used or not, in the order of the nodes and of the catalogue. Made only for those who list them. */
export const allLinks = memo((deployment: Deployment): readonly Link[] => {
  const used = linksByNode(deployment);
  return deployment.nodes.flatMap((node) => linksOfNode(node, used.get(node.id) ?? []));
});

/** Returns how many links a deployment has, used or not. */
export function linkCount({ links, nodes }: Deployment): number {
  return nodes.reduce((count, { unusedLinks }) => count + unusedLinks.length, links.length);
}

function linksOfNode({ id, place, unusedLinks }: Node, used: readonly Link[]): readonly Link[] {
  if (unusedLinks.length === 0) return used;
  const unusedAfter = groupBy(unusedLinks, ({ after = '' }) => after);
  const behind = (after: string) =>
    (unusedAfter.get(after) ?? []).map(({ link, isOwn }) => {
      const targets = isOwn ? [id] : link.targets;
      return new SharedLink(link, { node: id, place, targets, target: undefined, expectedHost: undefined }) as Link;
    });
  const ofLinks = groupBy(used, (link) => link.id);
  return [...behind(''), ...[...ofLinks].flatMap(([link, ends]) => [...ends, ...behind(link)])];
}
