import { isUnknown } from '../configuration/format.js';
import { idOf } from '../configuration/home.js';
import type { Found, Unknown } from '../model/fragment.js';
import { isLoopback } from '../values/addresses.js';
import { debugPorts } from './artifacts.js';
import { chartServices } from './chart-services.js';
import { containerHost, containersShared, hostsBeside, type SharedContainer } from './containers.js';
import { type FoundHost, plain } from './found-host.js';
import type { FoundFrontEnd } from './front-ends.js';
import type { FoundNode, FoundNodes } from './nodes.js';

/** Where nodes whose server name is localhost run. */
const MACHINE = 'localhost';

export interface HostOptions {
  /** Puts every node that is not a container on one host. */
  readonly host?: string;
  /** Gives every node that is not a container a host of its own. */
  readonly separate?: boolean;
}

/** A node, and the name its files give its host. */
export interface HostedNode {
  readonly node: FoundNode;
  readonly hostName?: Found<string | Unknown>;
  /** Published ports of what is deployed in the node's container. */
  readonly artifacts?: readonly Found<string>[];
}

export interface Hosting {
  readonly hosts: readonly FoundHost[];
  /** Host ids by node id, with the reason. */
  readonly of: ReadonlyMap<string, { readonly host: string; readonly why: string; readonly from?: Found<unknown> }>;
}

/** Decides which nodes share a machine. Containers and pods have ports of their own; everything named localhost is one machine. */
export function hostingOf(
  nodes: readonly HostedNode[],
  { neighbours }: FoundNodes,
  options: HostOptions,
  frontEnds: readonly FoundFrontEnd[] = [],
): Hosting {
  const hosts = new Map<string, FoundHost>();
  const of = new Map<string, { host: string; why: string; from?: Found<unknown> }>();
  const projects = new Set([
    ...nodes.flatMap(({ node }) => node.project ?? []),
    ...neighbours.map(({ project }) => project),
  ]);
  const machineOf = (project: string) =>
    options.host ?? (projects.size < 2 ? MACHINE : idOf(`machine-${project.replace(/^.*\//, '')}`));
  const add = (host: FoundHost) => {
    const known = hosts.get(host.id);
    hosts.set(
      host.id,
      known
        ? {
            ...known,
            addresses: [...new Set([...known.addresses, ...host.addresses])],
            occupied: [...known.occupied, ...host.occupied],
          }
        : host,
    );
  };
  const automated = nodes.filter(({ node }) => isApart(node)).map(({ hostName }) => hostName?.value);
  const sharedNames = new Set(
    automated.filter((name, index) => automated.indexOf(name) !== index).filter((name) => typeof name === 'string'),
  );
  for (const project of projects) add(plain(machineOf(project), 'the machine that runs the containers'));
  const containers = containersShared(
    nodes.map(({ node }) => node),
    neighbours,
  );
  const placeholders = new Set(nodes.flatMap(({ hostName }) => placeholderOf(hostName) ?? []));
  const scene: Scene = { options, machineOf, sharedNames, placeholders, containers };
  for (const hosted of nodes) {
    const { hosts: made, place } = placed(hosted, scene);
    for (const host of made) add(host);
    of.set(hosted.node.id, place);
  }
  for (const [id, addresses] of furtherNames(hosts, nodes)) add({ ...plain(id, ''), addresses });
  for (const [id, addresses] of chartServices(nodes.map(({ node }) => node))) {
    const host = of.get(id)?.host;
    if (host !== undefined) add({ ...plain(host, ''), addresses });
  }
  for (const project of projects)
    add({ ...plain(machineOf(project), ''), addresses: machineNames(project, nodes, neighbours) });
  const sharing = new Set([...containers.values()].map(({ neighbour }) => neighbour));
  const beside = neighbours.filter((neighbour) => !sharing.has(neighbour));
  for (const host of hostsBeside(beside, frontEnds, [...hosts.values()], { machine: MACHINE, machineOf })) add(host);
  return { hosts: [...hosts.values()], of };
}

/** The facts that decide on which host a node is. */
interface Scene {
  readonly options: HostOptions;
  readonly machineOf: (project: string) => string;
  /** Host names that several nodes of automation have. */
  readonly sharedNames: ReadonlySet<string>;
  /** Host names that are put in at installation. */
  readonly placeholders: ReadonlySet<string>;
  readonly containers: ReadonlyMap<string, SharedContainer>;
}

interface Placed {
  readonly hosts: readonly FoundHost[];
  readonly place: { readonly host: string; readonly why: string; readonly from?: Found<unknown> };
}

/** The host of a node, and the hosts that have to be there for it. */
function placed({ node, hostName, artifacts = [] }: HostedNode, scene: Scene): Placed {
  const { machineOf, containers } = scene;
  const { service, project, id } = node;
  const debuggers = service ? debugPorts(service) : [];
  const shared = containers.get(id);
  if (shared) {
    const { host, neighbour } = shared;
    const hosts = neighbour ? [containerHost(neighbour.service, host, machineOf(neighbour.project))] : [];
    return { hosts, place: { host, why: `the network of compose service ${service?.shares}` } };
  }
  if (service && project !== undefined && !service.onHostNetwork) {
    const occupied = [
      ...artifacts.map((text) => ({ text, by: 'what is deployed in it' })),
      ...debuggers.map((text) => ({ text, by: 'its debugger' })),
    ];
    const host = { ...containerHost(service, id, machineOf(project)), occupied };
    return { hosts: [host], place: { host: id, why: 'its container' } };
  }
  const place =
    project === undefined
      ? placeOf({ node, ...(hostName ? { hostName } : {}) }, scene)
      : { host: machineOf(project), why: 'network_mode host' };
  const isMachine = place.host === MACHINE;
  const why = isMachine ? 'the machine of every node whose server name is localhost or unset' : place.why;
  const occupied = debuggers.map((text) => ({ text, by: `the debugger of ${service?.name}` }));
  return { hosts: [{ ...plain(place.host, why), occupied }], place };
}

/** The address of a host that is known by its name, and the names of one that is known by its address. */
function furtherNames(hosts: ReadonlyMap<string, FoundHost>, nodes: readonly HostedNode[]): Map<string, string[]> {
  const named = nodes.flatMap((hosted) => [...(hosted.node.names ?? []), ...namesOfMachine(hosted)]);
  const addresses = new Map<string, Set<string>>();
  for (const { name, address } of named) addresses.set(name, (addresses.get(name) ?? new Set()).add(address));
  const known = [...hosts.values()].map(({ id, addresses: own }) => ({ id, own: new Set([id, ...own]) }));
  const further = new Map<string, string[]>();
  // A name leads to an address, and that to the other names of it.
  for (const [name, found] of [...addresses, ...addresses]) {
    const [address, ...others] = found;
    // A name with two addresses is a different machine for each of those who know it.
    if (address === undefined || others.length > 0) continue;
    for (const { id, own } of known) {
      if (own.has(name) === own.has(address)) continue;
      const added = own.has(name) ? address : name;
      own.add(added);
      further.set(id, [...(further.get(id) ?? []), added]);
    }
  }
  return further;
}

/** The names that an inventory and the variables of a node have for the machine at its address. */
function namesOfMachine({ node: { placement, kind }, hostName }: HostedNode): { name: string; address: string }[] {
  if (!placement || isUnknown(placement.address)) return [];
  const { address } = placement;
  const own = kind === 'machine' && typeof hostName?.value === 'string' ? [hostName.value] : [];
  return [placement.node, ...own].filter((name) => !isLoopback(name)).map((name) => ({ name, address }));
}

/** Names of `extra_hosts` that lead to the machine: its gateway, or the name that a node of the project has for itself. */
function machineNames(project: string, nodes: readonly HostedNode[], neighbours: FoundNodes['neighbours']): string[] {
  const own = nodes.filter(({ node }) => node.project === project);
  const services = [
    ...own.flatMap(({ node }) => node.service ?? []),
    ...neighbours.filter((neighbour) => neighbour.project === project).map(({ service }) => service),
  ];
  const called = new Set(own.map(({ hostName }) => hostName?.value));
  const taken = new Set(services.flatMap(({ name, addresses }) => [name, ...addresses]));
  const fixed = new Set(services.flatMap(({ fixedAddresses }) => fixedAddresses));
  const names = services.flatMap(({ extraHosts, onHostNetwork }) =>
    extraHosts
      .filter(
        ({ value, address }) =>
          address === 'host-gateway' ||
          (onHostNetwork && isLoopback(address)) ||
          (called.has(value) && !fixed.has(address)),
      )
      .map(({ value }) => value),
  );
  return [...new Set(names)].filter((name) => !taken.has(name) && !isLoopback(name));
}

function placeOf(
  { node, hostName }: HostedNode,
  { options, sharedNames: shared, placeholders }: Scene,
): { host: string; why: string; from?: Found<unknown> } {
  const { placement, kind } = node;
  if (options.host !== undefined) return { host: options.host, why: '--host' };
  if (options.separate) return { host: ownHost(node), why: '--separate' };
  if (placement && !isUnknown(placement.address)) {
    return {
      host: idOf(placement.address),
      why: placement.why ?? 'ansible_host',
      from: { ...placement, value: placement.address, why: placement.why ?? 'ansible_host' },
    };
  }
  const named =
    hostName && !isUnknown(hostName.value) && !isLoopback(hostName.value) && !/^(0\.0\.0\.0|::)$/.test(hostName.value)
      ? hostName.value
      : undefined;
  if (kind === 'pod') return { host: ownHost(node), why: 'a pod of its own' };
  if (kind === 'image') return { host: ownHost(node), why: 'a container of its image' };
  // Automation configures one machine a node; a name that several share is the load balancer's.
  const isShared = isApart(node) && named !== undefined && shared.has(named);
  if (named !== undefined && hostName && !isShared) return { host: idOf(named), why: hostName.why, from: hostName };
  const listed = listedAs(node);
  if (listed) return { host: idOf(listed.name), why: 'the machine of its name', from: listed };
  if (kind === 'machine') return { host: ownHost(node), why: 'its automation has a machine for each node' };
  if (isShared) return { host: ownHost(node), why: 'a container of its image' };
  return hostName ? unnamed(hostName, placeholders) : { host: MACHINE, why: 'no server name is set' };
}

/** Whether a node shares no machine with those that have its host name. */
function isApart({ kind, isBuilt }: FoundNode): boolean {
  return kind === 'machine' || isBuilt === true;
}

/** The machine with the name of a node, where hosts files or the like have it with one address. */
function listedAs({ id, name, names = [] }: FoundNode): (Found<string> & { readonly name: string }) | undefined {
  const own = names.filter((entry) => [id, name].includes(entry.name));
  const [first] = own;
  if (!first || own.some(({ address }) => address !== first.address)) return undefined;
  return { ...first, value: first.address, why: `the address of ${first.name}` };
}

/** The host of a node whose name says nothing of its machine, or that is not known yet. */
function unnamed(hostName: NonNullable<HostedNode['hostName']>, placeholders: ReadonlySet<string>): Placed['place'] {
  const placeholder = placeholderOf(hostName);
  if (placeholder !== undefined && placeholders.size > 1)
    return { host: idOf(placeholder), why: 'its name is put in at installation', from: hostName };
  const { value, why } = hostName;
  const assumed = isUnknown(value) ? `${why} is ${value.unknown}, taken as this machine` : why;
  return { host: MACHINE, why: assumed, from: hostName };
}

/** `IS_HOSTNAME`, which a script replaces: nodes with different ones are on different machines. */
function placeholderOf(hostName: HostedNode['hostName']): string | undefined {
  const name = hostName && isUnknown(hostName.value) ? hostName.value.unknown : undefined;
  return name !== undefined && /^[A-Z][A-Z0-9_]*$/.test(name) ? name : undefined;
}

function ownHost({ id }: FoundNode): string {
  return idOf(`${id.slice(0, 120)}-host`);
}
