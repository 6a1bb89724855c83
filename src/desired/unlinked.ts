import { allLinks } from '../deployment/all-links.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { NodeConfig } from '../model/desired.js';
import { entryOf, memo } from '../values/memo.js';

/**
 * Returns the links by which a node could be connected that is connected to nothing, though the plan has other nodes; undefined for
 * any other node. Links that are off say whom they would lead to.
 */
export function unlinked(id: string, deployment: Deployment): NodeConfig['unlinked'] {
  if (deployment.nodes.length < 2 || connectedIn(deployment).has(id)) return undefined;
  const off = allLinks(deployment).filter(
    ({ outcome, node, targets }) => outcome === 'off' && isBetween(node, targets, id),
  );
  return off.map((link) => ({
    ...{ node: link.node, link: link.id },
    to: link.node === id ? link.targets.filter((target) => target !== id) : [id],
  }));
}

function isBetween(node: string, targets: readonly string[], id: string): boolean {
  return node === id ? targets.some((target) => target !== id) : targets.includes(id);
}

/** Nodes that dial something else than themselves, or are dialled. */
const connectedIn = memo((deployment: Deployment): ReadonlySet<string> => {
  const used = deployment.links.filter(({ outcome }) => outcome !== 'off');
  const ends = endsOf(used);
  const outside = [...used.filter(leadsOut).map(({ node }) => node), ...deployment.dials.map(({ node }) => node)];
  return new Set([...ends, ...outside, ...forwarded(deployment)]);
});

/** The nodes at both ends of links that do not lead back. Links of one kind share their lists, each of which is walked once. */
function endsOf(links: readonly Link[]): readonly string[] {
  const dialledBy = new Map<readonly string[], Set<string>>();
  for (const { node, basis, target, targets, candidates } of links)
    for (const list of [basis === 'assumed' || target === undefined ? targets : [target], candidates])
      entryOf(dialledBy, list, () => new Set()).add(node);
  return [...dialledBy].flatMap(([list, nodes]) => [
    ...[...nodes].filter((node) => list.some((id) => id !== node)),
    ...list.filter((id) => nodes.size > 1 || !nodes.has(id)),
  ]);
}

function leadsOut({ basis, outcome }: Link): boolean {
  return basis === 'literal' && (outcome === 'external' || outcome === 'undecided');
}

function forwarded({ hosts }: Deployment): readonly string[] {
  return hosts.flatMap(({ forwards }) => forwards.flatMap(({ to }) => to.map(({ node }) => node)));
}
