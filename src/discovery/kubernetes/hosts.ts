import { standardProfile } from '../../catalogue/release.js';
import { idOf } from '../../configuration/home.js';
import { readNode } from '../../configuration/reading.js';
import { groupBy } from '../../deployment/lookup.js';
import type { Found } from '../../model/fragment.js';
import type {
  Backend,
  Labels,
  ManifestObject,
  RouteManifest,
  ServiceManifest,
  Workload,
} from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { debugPorts, isOfProduct } from '../artifacts.js';
import type { FoundForward, FoundHost } from '../found-host.js';
import { freeId } from '../free-id.js';
import type { Hosting } from '../hosts.js';
import type { IdentifiedNode } from '../identified.js';
import { type Bundle, inOneNamespace, nameInNamespace } from './bundles.js';
import { type PodNode, titleOf } from './pods.js';
import { policiesFor } from './policies.js';

/** A node of a cluster and what it is. */
export interface IdentifiedPod extends IdentifiedNode {
  readonly node: PodNode;
}

/** The machine of pods on the host's network, and of the ports that Services open on every machine. */
const MACHINES = 'cluster-machine';

/** Returns the pods of nodes, the Services that lead to them or that they dial, and the routes that lead to those. */
export function podHosting(nodes: readonly IdentifiedPod[], bundle: Bundle): Hosting {
  const pods = withPolicies(podsOf(nodes), bundle);
  const services = servicesOf(nodes, pods, bundle);
  const hosts = [
    ...pods.map(({ host }) => host),
    ...services.map(({ host }) => host),
    ...routesOf(services, bundle),
    ...nodePortsOf(services),
  ];
  const of = new Map(
    pods.flatMap(({ host, own }) => own.map(({ node }) => [node.id, { host: host.id, why: host.why }] as const)),
  );
  return { hosts: merged(hosts), of };
}

/** A workload with nodes in it, and its host. */
interface PodHost {
  readonly workload: Workload;
  readonly own: readonly IdentifiedPod[];
  readonly host: FoundHost;
}

function podsOf(nodes: readonly IdentifiedPod[]): readonly PodHost[] {
  const taken = new Set<string>([MACHINES]);
  return [...new Set(nodes.map(({ node }) => node.runs.workload))].map((workload) => {
    const own = nodes.filter(({ node }) => node.runs.workload === workload);
    const why = workload.onHostNetwork ? 'hostNetwork' : `pod of ${titleOf(workload)}`;
    const { namespace, serviceName, name } = workload;
    const id = workload.onHostNetwork ? MACHINES : freeId(taken, `${name}-pod`);
    const host: FoundHost = {
      ...plain(id, why),
      at: { ...rangeOf(workload), why },
      ...(workload.onHostNetwork ? {} : present({ kind: 'pod' as const, namespace })),
      addresses: serviceName === undefined ? [] : podNames(workload, serviceName),
      occupied: [...sidecarPorts(workload, own), ...own.flatMap((node) => otherPorts(node))],
    };
    return { workload, own, host };
  });
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

/** Declared ports of a node's container that are none of its product, nor one of them with another offset: agents and artifacts open them. */
function otherPorts({ node, identity: { release, profile } }: IdentifiedPod): FoundHost['occupied'] {
  const reading = readNode(node.fragments, release, profile?.value ?? standardProfile(release));
  const foreign = node.runs.container.ports.filter(({ port }) => !isOfProduct(port.value, release, reading));
  return [
    ...foreign.map(({ port }) => ({ text: published(port), by: 'what else its container opens' })),
    ...debugPorts(node.service).map((text) => ({ text, by: 'its debugger' })),
  ];
}

function published(port: Found<number>): Found<string> {
  return { ...port, value: `${port.value}:${port.value}` };
}

/** A Service that matters, with what is behind it. */
interface ServiceHost {
  readonly service: ServiceManifest;
  readonly host: FoundHost;
  /** Nodes are behind it. */
  readonly leadsToNodes: boolean;
}

function servicesOf(
  nodes: readonly IdentifiedPod[],
  pods: readonly PodHost[],
  { manifests: { services, workloads, routes } }: Bundle,
): readonly ServiceHost[] {
  const taken = new Set<string>([MACHINES, ...pods.map(({ host }) => host.id)]);
  const mentioned = textsOf(nodes);
  return services.flatMap((service) => {
    const { selector } = service;
    if (!selector) return [];
    const selected = workloads.filter(
      (workload) => inOneNamespace(workload, service) && selects(selector, workload.labels),
    );
    const own = pods.filter(({ workload }) => selected.includes(workload));
    const others = selected.filter((workload) => !own.some((pod) => pod.workload === workload));
    const matters =
      own.length > 0 ||
      mentioned.some((text) => text.includes(service.name)) ||
      (selected.length === 0 && isMeantForNodes(service, pods, routes));
    if (!matters) return [];
    return [{ service, host: serviceHost(service, own, others, taken), leadsToNodes: own.length > 0 }];
  });
}

/** Everything that nodes have written down of endpoints. */
function textsOf(nodes: readonly IdentifiedPod[]): readonly string[] {
  return nodes.flatMap(({ node: { fragments } }) =>
    fragments.flatMap(({ settings, dials }) => [...settings.map(({ value }) => value), ...dials.map(({ to }) => to)]),
  );
}

function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** A Service that selects nothing, and shares a label with the pods of a node. */
function isMeantForNodes(
  service: ServiceManifest,
  pods: readonly PodHost[],
  routes: readonly RouteManifest[],
): boolean {
  const near = pods.some(
    ({ workload }) =>
      inOneNamespace(workload, service) &&
      Object.entries(service.selector ?? {}).some(([key, value]) => workload.labels[key] === value),
  );
  const routed = routes.some((route) => route.backends.some((backend) => isBackend(backend, route, service)));
  return near || (routed && pods.some(({ workload }) => workload.namespace === service.namespace));
}

function isBackend(backend: Backend, route: RouteManifest, service: ServiceManifest): boolean {
  return (
    backend.service.value === service.name &&
    inOneNamespace(service, backend.namespace === undefined ? route : { namespace: backend.namespace })
  );
}

function serviceHost(
  service: ServiceManifest,
  own: readonly PodHost[],
  others: readonly Workload[],
  taken: Set<string>,
): FoundHost {
  const { name, namespace, headless } = service;
  const id = freeId(taken, name, nameInNamespace(name, service));
  const why = titleOf(service);
  // A headless Service is a name for the pods: what clients dial is a port of theirs.
  const targetOf = (entry: ServiceManifest['ports'][number]) => (headless ? entry.port : entry.target);
  return {
    ...plain(id, why),
    at: { ...rangeOf(service), why },
    ...present({ kind: 'service' as const, namespace }),
    addresses: id === name ? [] : [name],
    occupied: others
      .slice(0, 1)
      .flatMap((workload) => service.ports.map(({ port }) => ({ text: published(port), by: titleOf(workload) }))),
    forwards:
      others.length > 0 && own.length === 0
        ? []
        : service.ports.map((entry): FoundForward => {
            const target = targetOf(entry);
            return {
              port: entry.port,
              ...(entry.protocol === 'udp' ? { protocol: 'udp' as const } : {}),
              to: own.map(({ host, workload }) => ({
                ...target,
                value: `${host.id}:${numberOf(target.value, workload)}`,
              })),
            };
          }),
  };
}

/** The number of a port that a Service names, in the pods of a workload; the name where they have none of it. */
function numberOf(target: number | string, { containers }: Workload): number | string {
  if (typeof target === 'number') return target;
  return containers.flatMap(({ ports }) => ports).find(({ name }) => name === target)?.port.value ?? target;
}

/** Front ends by the host name that clients dial; a route for every host is one by its own name. */
function routesOf(services: readonly ServiceHost[], { manifests }: Bundle): readonly FoundHost[] {
  const known = manifests.services;
  const entries = manifests.routes.flatMap((route) =>
    route.backends.flatMap((backend) => {
      const found = services.find(({ service }) => isBackend(backend, route, service));
      const isMissing = !known.some((service) => isBackend(backend, route, service)) && isAmong(route, services);
      if (!found && !isMissing) return [];
      const host = backend.host === undefined || backend.host.startsWith('*') ? undefined : backend.host.toLowerCase();
      return [{ key: `${host ?? titleOf(route)} ${route.controller}`, host, route, backend, found }];
    }),
  );
  const taken = new Set<string>([MACHINES, ...services.map(({ host }) => host.id)]);
  const served = new Set<string>();
  return [...groupBy(entries, ({ key }) => key).values()].map((group): FoundHost => {
    const [{ host, route }] = group;
    const id = freeId(taken, host ?? route.name);
    const why = titleOf(route);
    // Of several controllers that serve a name, the first one has it.
    const isFirst = host !== undefined && !served.has(host);
    if (isFirst) served.add(host);
    return {
      ...plain(id, why),
      at: { ...rangeOf(route), why },
      kind: 'ingress',
      addresses: isFirst && host !== id ? [host] : [],
      forwards: group.flatMap((entry) => forwardsOf(entry, manifests.tlsPolicies)),
    };
  });
}

/** Whether Services of the route's namespace are known, so that one that is not there is missing. */
function isAmong(route: RouteManifest, services: readonly ServiceHost[]): boolean {
  return services.some(({ service, leadsToNodes }) => leadsToNodes && service.namespace === route.namespace);
}

interface RouteEntry {
  readonly route: RouteManifest;
  readonly backend: Backend;
  readonly found: ServiceHost | undefined;
}

function forwardsOf(
  { route, backend, found }: RouteEntry,
  policies: Bundle['manifests']['tlsPolicies'],
): FoundForward[] {
  const { service: name, port = name, path } = backend;
  const ports = found?.service.ports ?? [];
  const only = backend.port === undefined && ports.length === 1 ? ports[0] : undefined;
  // A Route of OpenShift names a port by its number in the pods as well.
  const entry =
    only ??
    ports.find((each) => each.name === port.value || each.port.value === port.value) ??
    ports.find(({ target }) => route.kind === 'Route' && target.value === port.value);
  const isSecured = policies.some(
    (policy) => policy.services.includes(name.value) && inOneNamespace(policy, found?.service ?? route),
  );
  const isOpen = entry?.appProtocol?.includes('https') === true && route.kind !== 'Ingress';
  const scheme = backend.scheme === 'http' && isSecured ? 'https' : isOpen && !isSecured ? undefined : backend.scheme;
  const to = { ...port, value: `${found?.host.id ?? idOf(name.value)}:${entry?.port.value ?? port.value}` };
  return backend.ports.map((front) => ({
    port: { ...port, value: front },
    path,
    ...present({ scheme }),
    by: titleOf(route),
    to: [to],
  }));
}

/** The ports that Services open on every machine. */
function nodePortsOf(services: readonly ServiceHost[]): readonly FoundHost[] {
  const forwards = services.flatMap(({ service, host, leadsToNodes }) =>
    service.ports.flatMap(({ port, nodePort, protocol }): FoundForward[] =>
      nodePort === undefined || !leadsToNodes
        ? []
        : [
            {
              port: nodePort,
              ...(protocol === 'udp' ? { protocol } : {}),
              by: titleOf(service),
              to: [{ ...nodePort, value: `${host.id}:${port.value}` }],
            },
          ],
    ),
  );
  return forwards.length === 0 ? [] : [{ ...plain(MACHINES, 'every machine of the cluster'), forwards }];
}

function plain(id: string, why: string): FoundHost {
  return { id, why, publish: [], occupied: [], addresses: [] };
}

function rangeOf({ file, range }: ManifestObject) {
  return { file, range };
}

/** Hosts of one id are one host. */
function merged(hosts: readonly FoundHost[]): readonly FoundHost[] {
  return [...groupBy(hosts, ({ id }) => id).values()].map(
    (group): FoundHost => ({
      ...group[0],
      addresses: [...new Set(group.flatMap(({ addresses }) => addresses))],
      occupied: group.flatMap(({ occupied }) => occupied),
      forwards: group.flatMap(({ forwards = [] }) => forwards),
    }),
  );
}
