import type { Catalogue } from '../catalogue/catalogue.js';
import { fragmentsInForce, hostNameIn, readNode } from '../configuration/reading.js';
import { unreadKinds } from '../configuration/unread.js';
import type { Discovered, DiscoveredDeployment, Faulty, Unread } from '../model/discovered.js';
import type { Fragment, UnreadPlace } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { isAtOrBelow, posix } from '../values/posix.js';
import { alternativesOf } from './alternatives.js';
import { artifactPorts } from './artifacts.js';
import { configOf } from './config-path.js';
import { documentOf } from './document.js';
import { frontEndsIn } from './front-ends.js';
import type { NamedPath } from './groups.js';
import type { Answers } from './hints.js';
import { type HostedNode, type Hosting, type HostOptions, hostingOf } from './hosts.js';
import { type IdentifiedNode, profileIn } from './identified.js';
import { identifyNodes, unreadNodes } from './identity.js';
import { clustersIn } from './kubernetes/clusters.js';
import { type FoundNode, type FoundNodes, nodesIn } from './nodes.js';
import { withUnseenOffset } from './own-images.js';
import { withPackHints } from './packs.js';
import { unreadValues } from './unread-values.js';

export interface DiscoverOptions extends HostOptions {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  /** Nodes that the command line names. */
  readonly names: readonly NamedPath[];
  /** The path that was named, as it was named. */
  readonly folder: string;
}

/** Finds the deployments that fragments of configuration describe: nodes, what they are, where they run. Pure. */
export function discover(
  all: readonly Fragment[],
  { catalogue, answers, names, folder, ...hosts }: DiscoverOptions,
): Discovered {
  const {
    deployments: clusters,
    others: fragments,
    open: pods,
    nodes: identifiedPods,
  } = clustersIn(all, { catalogue, answers, folder });
  const tree = nodesIn(fragments, names, clusters.length === 0);
  const found = inCharts(withPackHints(tree), fragments);
  const alternatives = alternativesOf(found);
  const left = new Set(pods);
  const configured: Pick<IdentifiedNode, 'node' | 'identity'>[] = [...identifiedPods];
  const deployments = alternatives.flatMap((alternative) => {
    const { identified, open } = identifyNodes(alternative.nodes, catalogue, answers);
    for (const node of open) left.add(node);
    const nodes = identified.map(({ node, identity }) => ({
      node: withUnseenOffset(node, identity.release, publishedPorts(node)),
      identity,
      ...configOf(node, fragments),
    }));
    if (nodes.length === 0) return [];
    configured.push(...nodes);
    // What a service runs may be unknown: the ports that it publishes are taken all the same.
    const unknown = open.flatMap(({ service }) => (service ? [{ service, project: posix.dirname(service.file) }] : []));
    const neighbours = [...alternative.neighbours, ...unknown];
    const hosting = hostingOf(
      nodes.map(hosted),
      { ...alternative, neighbours },
      hosts,
      frontEndsIn(fragments, neighbours, found.neighbours),
    );
    return [
      documentOf(nodes, hosting, { folder, ...(alternative.name === undefined ? {} : { name: alternative.name }) }),
    ];
  });
  const used = new Set(found.nodes.flatMap((node) => node.fragments));
  const unusedFolders = found.unused.map((home) => home.replace(/#.*/s, '')).filter((home) => home !== '.');
  const faults = all.flatMap((fragment) => {
    const { file, fault } = fragment;
    if (!fault || used.has(fragment) || unusedFolders.some((folder) => isAtOrBelow(file, folder))) return [];
    return [{ file, range: fault.range, reason: fault.reason }];
  });
  const isNothing = deployments.length === 0 && clusters.length === 0;
  return {
    deployments: withFaults([...deployments, ...clusters], faults, folder),
    unread: [
      ...unusedIn(found.unused),
      ...unreadKinds([
        ...tree.unread,
        ...unreadValues(configured),
        ...unreadNodes([...left]),
        ...(isNothing ? withoutProduct(fragments) : []),
      ]),
    ],
  };
}

/** The ports inside of a container that its compose file publishes. */
function publishedPorts({ service }: FoundNode): readonly number[] {
  return (service?.published ?? []).flatMap(({ value }) => /:(\d+)(?:\/tcp)?$/.exec(value)?.[1] ?? []).map(Number);
}

/** Dockerfiles, where no other file says what is in their images either. */
function withoutProduct(fragments: readonly Fragment[]): UnreadPlace[] {
  const kind = 'Dockerfiles that name no WSO2 product in FROM, ENV, ARG, COPY, WORKDIR or the command';
  return fragments.flatMap(({ file, recipe }) => (recipe ? [{ kind, what: file, file, range: START }] : []));
}

/** Files that belong to no node are said with the first deployment, or alone where there is none. */
function withFaults(
  [first, ...others]: readonly DiscoveredDeployment[],
  faults: readonly Faulty[],
  folder: string,
): readonly DiscoveredDeployment[] {
  if (first) return [{ ...first, faults }, ...others];
  return faults.length === 0 ? [] : [{ ...documentOf([], NOWHERE, { folder }), faults }];
}

const NOWHERE: Hosting = { hosts: [], of: new Map() };

function unusedIn(homes: readonly string[]): readonly Unread[] {
  const kind = 'configuration that nothing uses, although another of its product or beside it is used';
  return unreadKinds(
    homes.map((home) => ({
      kind,
      what: home.replace('#', ', runtime '),
      file: home.replace(/#.*/s, ''),
      range: START,
    })),
  );
}

/** The description of a chart: everything below its folder runs in pods. */
const CHART = /(^|\/)Chart\.ya?ml$/;

function inCharts(found: FoundNodes, fragments: readonly Fragment[]): FoundNodes {
  const folders = fragments.flatMap(({ file }) => (CHART.test(file) ? [posix.dirname(file)] : []));
  const isInChart = ({ origin }: FoundNode) =>
    folders.some((folder) => folder === '.' || origin.startsWith(`${folder}/`));
  const nodes = found.nodes.map(
    (node): FoundNode => (node.kind === 'server' && isInChart(node) ? { ...node, kind: 'pod' } : node),
  );
  return { ...found, nodes };
}

function hosted({ node, identity }: IdentifiedNode): HostedNode {
  const hostName = hostNameIn(fragmentsInForce(node.fragments));
  const reading = () => readNode(node.fragments, identity.release, profileIn(identity));
  return {
    node,
    ...(hostName ? { hostName } : {}),
    ...(node.service ? { artifacts: artifactPorts(node.service, identity.release, reading) } : {}),
  };
}
