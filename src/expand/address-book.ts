import type { Host } from '../model/deployment.js';
import { isLoopback } from '../values/addresses.js';
import { entryOf } from '../values/memo.js';

/** Which host an address means to whom. */
export interface AddressBook {
  /**
   * The host that an address means to a node on `from`, or to clients outside; undefined where the plan has none of that name. A Service and an
   * Ingress may have one name: inside of the cluster it means the Service.
   */
  hostAt(address: string, from: Host, asked?: 'inside' | 'outside'): Host | undefined;
  /** Whether only a cluster knows a name, and the plan has the Services of that cluster: it leads nowhere if it leads to none of them. */
  isOfCluster(address: string, from: Host): boolean;
  /** Every name of the plan, ids and addresses. */
  readonly names: ReadonlySet<string>;
  /** Addresses that several hosts of one network have, which therefore lead to none of them for certain. */
  readonly claims: readonly Claim[];
}

export interface Claim {
  readonly address: string;
  readonly hosts: readonly [Host, Host, ...Host[]];
}

/** Makes the address book of a plan. Names of containers are known on their machine first: two machines may both run a `db`. */
export function addressBookOf(hosts: readonly Host[]): AddressBook {
  const owners = new Map<string, Host[]>();
  const services = new Map<string, Host[]>();
  for (const host of hosts)
    for (const name of namesOf(host)) {
      add(owners, name, host);
      const meant = serviceOf(name);
      for (const alias of meant ? namesOfService(meant) : []) add(services, alias, host);
    }
  return {
    names: new Set(owners.keys()),
    claims: claimsIn(owners),
    hostAt(address, from, asked) {
      const name = address.toLowerCase();
      const found = meantBy(name, from, owners.get(name) ?? services.get(name) ?? []);
      const known = found.filter(({ kind }) => (kind === 'ingress') === (asked === 'outside'));
      if (found.length > 0) return nearestTo(from, name, known.length > 0 ? known : found);
      const meant = serviceOf(name);
      if (!meant) return undefined;
      for (const alias of namesOfService(meant)) {
        const behind = (owners.get(alias) ?? services.get(alias))?.filter((host) => mayBe(meant, host)) ?? [];
        if (behind.length > 0) return nearestTo(from, alias, behind);
      }
      return undefined;
    },
    isOfCluster(address, from) {
      const name = address.toLowerCase();
      if (from.kind !== 'pod' || !hosts.some(({ kind }) => kind === 'service')) return false;
      if (!name.includes('.')) return !name.includes(':');
      const meant = serviceOf(name);
      if (!meant) return false;
      const isKnown = hosts.some((host) => host.kind === 'service' && host.namespace === meant.namespace);
      return isKnown || owners.has(meant.service);
    },
  };
}

function namesOf({ id, addresses, kind, namespace }: Host): ReadonlySet<string> {
  const names = [id, ...addresses].map((name) => name.toLowerCase()).filter((name) => !isLoopback(name));
  const full = kind === 'service' && namespace !== undefined ? names.filter((name) => !name.includes('.')) : [];
  return new Set([
    ...names,
    ...full.map((name) => `${name}.${namespace}`),
    ...full.map((name) => `${name}.${namespace}.svc`),
  ]);
}

/** Short names mean Services of the own namespace. */
function meantBy(name: string, from: Host, hosts: readonly Host[]): readonly Host[] {
  if (name.includes('.') || from.namespace === undefined) return hosts;
  return hosts.filter(({ namespace }) => namespace === undefined || namespace === from.namespace);
}

function add(map: Map<string, Host[]>, name: string, host: Host): void {
  entryOf(map, name, () => []).push(host);
}

const SERVICE = /^(?<service>[a-z0-9-]+)\.(?<namespace>[a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?$/;

interface ServiceName {
  readonly service: string;
  readonly namespace: string;
}

/** The parts of the full name of a Kubernetes Service; undefined for another name. */
function serviceOf(name: string): ServiceName | undefined {
  // Nearly no name is one, and the pattern would be compiled at every start. Both groups are in every match.
  return name.includes('.svc') ? (SERVICE.exec(name)?.groups as ServiceName | undefined) : undefined;
}

/** The shorter names of a Kubernetes Service: `svc.ns.svc.cluster.local` is `svc.ns.svc`, `svc.ns` and, in its namespace, `svc`. */
function namesOfService({ service, namespace }: ServiceName): readonly string[] {
  return [`${service}.${namespace}.svc`, `${service}.${namespace}`, service];
}

/** Whether a host may be a Service: none that says of itself that its namespace is another one. */
function mayBe({ namespace }: ServiceName, host: Host): boolean {
  const own = namespacesOf(host);
  return own.length === 0 || own.includes(namespace);
}

function namespacesOf(host: Host): readonly string[] {
  if (host.namespace !== undefined) return [host.namespace];
  return [...namesOf(host)].flatMap((name) => serviceOf(name)?.namespace ?? []);
}

/** Of several hosts of one name the own one, then one of the own namespace, of the same machine, the one whose id it is, the first. */
function nearestTo(from: Host, name: string, hosts: readonly Host[]): Host | undefined {
  if (hosts.length === 1) return hosts[0];
  return (
    hosts.find((host) => host.id === from.id) ??
    hosts.find((host) => namespacesOf(host).some((namespace) => namespacesOf(from).includes(namespace))) ??
    hosts.find((host) => host.on !== undefined && (host.on === from.on || host.on === from.id)) ??
    hosts.find((host) => host.id.toLowerCase() === name) ??
    hosts[0]
  );
}

function claimsIn(owners: ReadonlyMap<string, readonly Host[]>): readonly Claim[] {
  const claims: Claim[] = [];
  for (const [address, hosts] of owners) {
    if (hosts.length < 2) continue;
    const networks = new Map<string | undefined, Host[]>();
    for (const host of hosts) entryOf(networks, networkOf(host), () => []).push(host);
    for (const [first, second, ...more] of networks.values())
      if (first && second) claims.push({ address, hosts: [first, second, ...more] });
  }
  return claims;
}

/** Names of an Ingress are those of clients outside. */
function networkOf({ on, namespace, kind }: Host): string | undefined {
  return kind === 'ingress' ? 'outside' : (on ?? namespace);
}
