import { readNode } from '../../configuration/reading.js';
import type { Container, Workload } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { debugPorts, isCalledLike, isOfProduct } from '../artifacts.js';
import type { FoundHost } from '../found-host.js';
import { freeId } from '../free-id.js';
import { type IdentifiedNode, profileIn } from '../identified.js';
import { bareHost, MACHINES, published, rangeOf } from './bare-host.js';
import type { Bundle } from './bundles.js';
import { type PodNode, titleOf } from './pods.js';
import { policiesFor } from './policies.js';

/** A node of a cluster and what it is. */
export interface IdentifiedPod extends IdentifiedNode {
  readonly node: PodNode;
}

/** A workload with nodes in it, and its host. */
export interface PodHost {
  readonly workload: Workload;
  readonly own: readonly IdentifiedPod[];
  readonly host: FoundHost;
}

/** Returns the pods of nodes as hosts, with what policies let in and out of them. */
export function podsOf(nodes: readonly IdentifiedPod[], bundle: Bundle): readonly PodHost[] {
  const taken = new Set<string>([MACHINES]);
  const pods = [...new Set(nodes.map(({ node }) => node.runs.workload))].map((workload) => {
    const own = nodes.filter(({ node }) => node.runs.workload === workload);
    const why = workload.onHostNetwork ? 'hostNetwork' : `pod of ${titleOf(workload)}`;
    const { namespace, serviceName, name } = workload;
    const id = workload.onHostNetwork ? MACHINES : freeId(taken, `${name}-pod`);
    const host: FoundHost = {
      ...bareHost(id, why),
      at: { ...rangeOf(workload), why },
      ...(workload.onHostNetwork ? {} : present({ kind: 'pod' as const, namespace })),
      addresses: serviceName === undefined ? [] : podNames(workload, serviceName),
      occupied: [...sidecarPorts(workload, own), ...own.flatMap((node) => otherPorts(node, bundle))],
    };
    return { workload, own, host };
  });
  return withPolicies(pods, bundle);
}

/** Adds the labels of pods, and what policies let in and out of them. */
function withPolicies(pods: readonly PodHost[], { manifests: { policies } }: Bundle): readonly PodHost[] {
  const known = pods.map(({ host, workload }) => ({ id: host.id, workload }));
  return pods.map((pod) => {
    const { workload, host } = pod;
    if (host.kind !== 'pod') return pod;
    const allowed = policiesFor({ id: host.id, workload }, known, policies);
    const labels = Object.keys(workload.labels).length === 0 ? undefined : workload.labels;
    return {
      ...pod,
      host: { ...host, ...present({ labels }), ...(allowed.length === 0 ? {} : { policies: allowed }) },
    };
  });
}

const MAX_PODS = 16;

/** The names that each pod of a StatefulSet has in its headless Service. */
function podNames({ name, namespace, replicas }: Workload, service: string): string[] {
  return Array.from({ length: Math.min(replicas.value, MAX_PODS) }, (_, index) => {
    const short = `${name}-${index}.${service}`;
    return namespace === undefined
      ? [short]
      : [short, `${short}.${namespace}`, `${short}.${namespace}.svc`, `${short}.${namespace}.svc.cluster.local`];
  }).flat();
}

/** The ports of the pod's containers that are not nodes, as far as the containers declare them. */
function sidecarPorts({ containers }: Workload, own: readonly IdentifiedPod[]): FoundHost['occupied'] {
  const nodes = new Set(own.map(({ node }) => node.runs.container));
  return containers
    .filter((container) => !nodes.has(container))
    .flatMap(({ name, ports }) => ports.map(({ port }) => ({ text: published(port), by: `container ${name}` })));
}

/**
 * Declared ports of a node's container that are none of its product, nor one of them with another offset: agents and artifacts open them, unless
 * their names or those of Services say that they are the product's.
 */
function otherPorts({ node, identity }: IdentifiedPod, { manifests }: Bundle): FoundHost['occupied'] {
  const { release } = identity;
  const reading = readNode(node.fragments, release, profileIn(identity));
  const forwarded = manifests.services.flatMap(({ ports }) => ports);
  const namesOf = ({ name, port }: Container['ports'][number]) => [
    ...(name === undefined ? [] : [name]),
    ...forwarded.flatMap((entry) => (entry.target.value === port.value ? (entry.name ?? []) : [])),
  ];
  const foreign = node.runs.container.ports.filter(
    (declared) => !isOfProduct(declared.port.value, release, reading) && !isCalledLike(namesOf(declared), release),
  );
  return [
    ...foreign.map(({ port }) => ({ text: published(port), by: 'what else its container opens' })),
    ...debugPorts(node.service).map((text) => ({ text, by: 'its debugger' })),
  ];
}
