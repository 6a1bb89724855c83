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

/** A node while it is put together: many keys of most nodes are absent. */
type Draft = { -readonly [K in keyof Node]: Node[K] };

function nodeOf(placed: PlacedNode, scene: Scene, unusedLinks: readonly UnusedLink[]): Node {
  const { plan, release } = placed;
  const node: Draft = {
    id: plan.id,
    place: plan.place,
    host: plan.host.id,
    product: release.product,
    version: plan.version.id,
    versionPlace: plan.version.place,
    release: release.version,
    sameReleaseAs: release.sameReleaseAs,
    profile: placed.profile,
    roles: placed.roles,
    offset: placed.offset,
    offsetPlace: offsetPlace(placed),
    offsetOrigin: placed.offsetOrigin,
    shippedOffset: release.defaultOffset,
    pinned: plan.pinned,
    replicas: plan.replicas,
    selfReferences: selfReferencesOf(placed, scene),
    closedPorts: closedPortsOf(placed),
    unusedLinks,
  };
  const offsetSetting = placeOfSetting(release, release.offsetSettings);
  if (offsetSetting !== undefined) node.offsetSetting = offsetSetting;
  if (placed.assumed !== undefined) node.assumed = placed.assumed;
  if (plan.group !== undefined && !plan.group.implied) node.group = plan.group.id;
  if (plan.configured !== undefined) node.configured = plan.configured;
  if (plan.drifts !== undefined) node.drifts = plan.drifts;
  if (plan.unknownKeys !== undefined) node.unknownKeys = plan.unknownKeys;
  if (plan.hasUnknownPort !== undefined) node.hasUnknownPort = plan.hasUnknownPort;
  if (plan.evidence !== undefined) node.evidence = plan.evidence;
  return node;
}
