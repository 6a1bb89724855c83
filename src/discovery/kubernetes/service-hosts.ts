import type { Backend, Labels, RouteManifest, ServiceManifest, Workload } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import type { FoundForward, FoundHost } from '../found-host.js';
import { freeId } from '../free-id.js';
import { bareHost, MACHINES, published, rangeOf } from './bare-host.js';
import { type Bundle, inOneNamespace, nameInNamespace } from './bundles.js';
import type { IdentifiedPod, PodHost } from './pod-hosts.js';
import { titleOf } from './pods.js';

/** A Service that matters, with what is behind it. */
export interface ServiceHost {
  readonly service: ServiceManifest;
  readonly host: FoundHost;
  /** Nodes are behind it. */
  readonly leadsToNodes: boolean;
}

/** Returns the Services that lead to nodes or that nodes dial, and those that are meant for nodes and select no pods. */
export function servicesOf(
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

/** Returns whether a way leads to a Service. */
export function isBackend(backend: Backend, route: RouteManifest, service: ServiceManifest): boolean {
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
    ...bareHost(id, why),
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

/** The ports that Services open on every machine. */
export function nodePortsOf(services: readonly ServiceHost[]): readonly FoundHost[] {
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
  return forwards.length === 0 ? [] : [{ ...bareHost(MACHINES, 'every machine of the cluster'), forwards }];
}
