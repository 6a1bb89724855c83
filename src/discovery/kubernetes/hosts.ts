import { groupBy } from '../../deployment/lookup.js';
import type { FoundHost } from '../found-host.js';
import type { Hosting } from '../hosts.js';
import type { Bundle } from './bundles.js';
import { type IdentifiedPod, podsOf } from './pod-hosts.js';
import { routesOf } from './route-hosts.js';
import { nodePortsOf, servicesOf } from './service-hosts.js';

/** Returns the pods of nodes, the Services that lead to them or that they dial, and the routes that lead to those. */
export function podHosting(nodes: readonly IdentifiedPod[], bundle: Bundle): Hosting {
  const pods = podsOf(nodes, bundle);
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
