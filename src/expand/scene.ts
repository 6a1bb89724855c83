import type { LinkPlan } from '../model/topology.js';
import { parseEndpoints } from '../values/endpoints.js';
import { compareTexts } from '../values/lists.js';
import type { PlacedNode } from './listeners.js';
import { Network, type Surroundings } from './network.js';
import { Roles } from './roles.js';
import { sitesOf } from './sites.js';

/** The surroundings in which links are resolved: the place of each node, and the role that it plays for others. */
export interface Scene {
  readonly nodes: readonly PlacedNode[];
  readonly network: Network;
  readonly roles: Roles;
}

export function sceneOf(surroundings: Surroundings): Scene {
  const { nodes } = surroundings;
  const byId = [...nodes].sort((a, b) => compareTexts(a.plan.id, b.plan.id));
  const network = new Network({ ...surroundings, nodes: byId });
  const written = nodes.flatMap((node) => node.plan.links.flatMap((link) => connections(node, link, network)));
  return { nodes, network, roles: new Roles(byId, network, sitesOf(written)) };
}

/** The nodes that a written link names, or that its addresses lead to. */
function connections(node: PlacedNode, link: LinkPlan, network: Network): [string, string][] {
  const entry = node.names.links.get(link.id);
  if (!entry) return [];
  const ids = link.ends.flatMap(({ to, url }) => {
    if (to !== undefined) return network.node(to) ? [to] : [];
    return parseEndpoints(url ?? '').flatMap(({ host: address, port }) => {
      const host = address === undefined ? undefined : network.hostAt(node, address);
      if (!host) return [];
      const reached = port === undefined ? [] : network.reach(host, port).map(({ listener }) => listener.node);
      const [only, second] = network.nodesInRole(host, entry.to);
      return reached.length > 0 || !only || second ? reached : [only.plan.id];
    });
  });
  return ids.map((id) => [node.plan.id, id]);
}
