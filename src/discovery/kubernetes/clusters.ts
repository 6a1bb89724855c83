import type { Catalogue } from '../../catalogue/catalogue.js';
import { homeOf } from '../../configuration/home.js';
import type { DiscoveredDeployment } from '../../model/discovered.js';
import type { Fragment } from '../../model/fragment.js';
import { present } from '../../values/present.js';
import { documentOf } from '../document.js';
import type { Answers } from '../hints.js';
import { identifyNodes } from '../identity.js';
import type { FoundNode } from '../nodes.js';
import { withUnseenOffset } from '../own-images.js';
import { bundlesIn } from './bundles.js';
import { treeFiles } from './file-maps.js';
import { podHosting } from './hosts.js';
import type { IdentifiedPod } from './pod-hosts.js';
import { podNodesIn } from './pods.js';
import { regionsOf } from './regions.js';

interface ClusterOptions {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  readonly folder: string;
}

/** The nodes that run in pods. */
interface Clusters {
  readonly deployments: readonly DiscoveredDeployment[];
  /** The other files of the tree: those that configure no pod. */
  readonly others: readonly Fragment[];
  /** The nodes of all of them. */
  readonly nodes: readonly IdentifiedPod[];
  /** Pods of which nothing says the product. */
  readonly open: readonly FoundNode[];
}

/** Finds the nodes that run in pods, each bundle of manifests a deployment of its own. Pure. */
export function clustersIn(all: readonly Fragment[], { catalogue, answers, folder }: ClusterOptions): Clusters {
  const files = all.filter(({ manifests }) => manifests === undefined);
  const tree = treeFiles(files);
  const mounted = new Set<string>();
  const open: FoundNode[] = [];
  const identified: IdentifiedPod[] = [];
  const deployments = bundlesIn(all).flatMap((bundle): DiscoveredDeployment[] => {
    const found = podNodesIn(bundle, tree);
    for (const file of found.flatMap((node) => node.files)) mounted.add(homeOf(file).key);
    const named = identifyNodes(found, catalogue, answers);
    open.push(...named.open);
    const identities = new Map(named.identified.map(({ node, identity }) => [node.id, identity]));
    const nodes = found.flatMap((pod): IdentifiedPod[] => {
      const identity = identities.get(pod.id);
      if (!identity) return [];
      const declared = pod.runs.container.ports.map(({ port }) => port.value);
      return [{ node: withUnseenOffset(pod, identity.release, declared), identity }];
    });
    if (nodes.length === 0) return [];
    identified.push(...nodes);
    const { name } = bundle;
    const deployment = documentOf(nodes, podHosting(nodes, bundle), { folder, ...present({ name }) });
    return [{ ...deployment, regions: regionsOf(bundle, found) }];
  });
  return { deployments, others: files.filter((file) => !mounted.has(homeOf(file).key)), open, nodes: identified };
}
