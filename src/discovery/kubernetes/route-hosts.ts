import { idOf } from '../../configuration/home.js';
import { groupBy } from '../../deployment/lookup.js';
import type { Backend, RouteManifest } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import type { FoundForward, FoundHost } from '../found-host.js';
import { freeId } from '../free-id.js';
import { bareHost, MACHINES, rangeOf } from './bare-host.js';
import { type Bundle, inOneNamespace } from './bundles.js';
import { titleOf } from './pods.js';
import { isBackend, type ServiceHost } from './service-hosts.js';

/** Front ends by the host name that clients dial; a route for every host is one by its own name. */
export function routesOf(services: readonly ServiceHost[], { manifests }: Bundle): readonly FoundHost[] {
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
      ...bareHost(id, why),
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
