import type { Catalogue } from '../catalogue/catalogue.js';
import type { Deployment, Node, UnusedLink } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { Plan } from '../model/topology.js';
import { at } from '../values/lists.js';
import { bindsOn, withBinds } from './binds.js';
import { dialsOf } from './dials.js';
import { withForwards, withTargets } from './forwards.js';
import { hostsOf } from './hosts.js';
import { linksOf } from './links.js';
import { closedPortsOf, listenersOf, offsetPlace, type PlacedNode } from './listeners.js';
import { placeOfSetting, resolveNode } from './nodes.js';
import { placeNodes } from './offsets.js';
import { claimProblems, nearMisses } from './outside.js';
import { ownUrlsOf } from './own-urls.js';
import { probesOf } from './probes.js';
import { unknownReference } from './reference.js';
import { type Scene, sceneOf } from './scene.js';
import { selfReferencesOf } from './self-references.js';

export interface Expanded {
  readonly deployment: Deployment;
  readonly problems: readonly ReferenceProblem[];
}

/**
 * Derives what a plan opens and dials. Names that do not exist are problems; what they name is left out, so that the rest is still
 * analysed. Pure: the catalogue is the only other input.
 */
export function expandPlan(plan: Plan, catalogue: Catalogue): Expanded {
  const problems: ReferenceProblem[] = [];
  const known = catalogue.with(plan.products);
  const hostList = hostsOf(plan.hosts, problems);
  const hostIds = new Set(hostList.map(({ id }) => id));
  const vague = new Set<string>();
  const unresolved = new Set<string>();
  const binds = new Map(plan.hosts.map((host) => [host.id, bindsOn(host, problems)]));
  const resolved = plan.nodes.flatMap((node) => {
    const onHost = binds.get(node.host.id);
    const found = resolveNode(onHost ? withBinds(node, onHost) : node, known, problems);
    if (!found || node.hasUnknownPort) vague.add(node.host.id);
    if (!found) unresolved.add(node.id);
    if (onHost) return found ? [found] : [];
    const { id: name, place } = node.host;
    // A missing host has been reported already.
    if (name === '') return [];
    problems.push(
      unknownReference({ kind: 'host', name, place, by: `node ${node.id}`, legal: [...hostIds], node: node.id }),
    );
    return [];
  });
  const fronts = withForwards(hostList, resolved, unresolved, problems);
  for (const { id, forwards } of hostList)
    if (forwards.some(({ to }) => to.some(({ node }) => unresolved.has(node)))) vague.add(id);
  const nodes = placeNodes(resolved, fronts);
  const listeners = nodes.flatMap(listenersOf);
  const hosts = withTargets(fronts, nodes, listeners);
  const scene = sceneOf({ hosts, nodes, listeners, vague, unresolved });
  const { links, unused } = linksOf(scene, problems);
  problems.push(...claimProblems(scene.network.addresses.claims), ...nearMisses(links, scene.network));
  const deployment: Deployment = {
    ...(plan.name === undefined ? {} : { name: plan.name }),
    files: plan.files,
    hosts,
    nodes: nodes.map((node, index) => nodeOf(node, scene, at(unused, index))),
    listeners,
    links,
    dials: dialsOf(nodes, scene.network),
    probes: probesOf(nodes, listeners, hosts),
    ownUrls: ownUrlsOf(nodes, scene.network),
  };
  return { deployment, problems };
}

function nodeOf(node: PlacedNode, scene: Scene, unusedLinks: readonly UnusedLink[]): Node {
  const { plan, release } = node;
  const offsetSetting = placeOfSetting(release, release.offsetSettings);
  return {
    id: plan.id,
    place: plan.place,
    host: plan.host.id,
    product: release.product,
    version: plan.version.id,
    versionPlace: plan.version.place,
    release: release.version,
    sameReleaseAs: release.sameReleaseAs,
    ...(node.assumed === undefined ? {} : { assumed: node.assumed }),
    profile: node.profile,
    roles: node.roles,
    ...(plan.group === undefined || plan.group.implied ? {} : { group: plan.group.id }),
    offset: node.offset,
    offsetPlace: offsetPlace(node),
    offsetOrigin: node.offsetOrigin,
    shippedOffset: release.defaultOffset,
    pinned: plan.pinned,
    replicas: plan.replicas,
    ...(offsetSetting === undefined ? {} : { offsetSetting }),
    selfReferences: selfReferencesOf(node, scene),
    closedPorts: closedPortsOf(node),
    unusedLinks,
    ...(plan.configured === undefined ? {} : { configured: plan.configured }),
    ...(plan.drifts === undefined ? {} : { drifts: plan.drifts }),
    ...(plan.unknownKeys === undefined ? {} : { unknownKeys: plan.unknownKeys }),
    ...(plan.hasUnknownPort === undefined ? {} : { hasUnknownPort: plan.hasUnknownPort }),
    ...(plan.evidence === undefined ? {} : { evidence: plan.evidence }),
  };
}
