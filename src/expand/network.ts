import { type Address, addressOf } from '../deployment/listener-address.js';
import { groupBy, listenersByNode } from '../deployment/lookup.js';
import type { Host, Listener } from '../model/deployment.js';
import type { Protocol } from '../model/product.js';
import type { Occupied } from '../model/topology.js';
import { isLoopback, overlaps } from '../values/addresses.js';
import { OWN_HOST } from '../values/endpoints.js';
import { compareTexts } from '../values/lists.js';
import { contains } from '../values/ports.js';
import { type AddressBook, addressBookOf } from './address-book.js';
import type { PlacedNode } from './listeners.js';

/** Everything a link may lead to. */
export interface Surroundings {
  readonly hosts: readonly Host[];
  readonly nodes: readonly PlacedNode[];
  readonly listeners: readonly Listener[];
  /** Hosts of nodes whose product or release is not known: what they open is not known either. */
  readonly vague: ReadonlySet<string>;
  /** Nodes of the plan of which the product or the release is not known. */
  readonly unresolved: ReadonlySet<string>;
}

/** A listener that a port of a host leads to; `through` says what is in between. */
export interface Reached {
  readonly listener: Listener;
  readonly through: 'directly' | 'publish' | 'forward';
  /** A forward has several targets. */
  readonly shared?: boolean;
}

/** Where an address and a port lead: into containers by what they publish, through front ends by what they forward. */
export class Network {
  readonly addresses: AddressBook;
  private readonly nodes: ReadonlyMap<string, PlacedNode>;
  private readonly hosts: ReadonlyMap<string, Host>;
  private readonly containers: ReadonlyMap<string, readonly Host[]>;
  private readonly listenersByNode: ReadonlyMap<string, readonly Listener[]>;
  private readonly vague: ReadonlySet<string>;
  private readonly unresolved: ReadonlySet<string>;
  private readonly portsByHost = new Map<string, ReadonlyMap<number, readonly Listener[]>>();
  private readonly nodesByHost: ReadonlyMap<string, readonly PlacedNode[]>;
  private readonly behind = new Map<string, readonly PlacedNode[]>();
  private readonly inRoleBehind = new Map<string, readonly PlacedNode[]>();

  constructor(surroundings: Surroundings) {
    // By ids and not in the order of the file: where several would do, moving one of them must not change the answer.
    const nodes = sortedBy(surroundings.nodes, ({ plan }) => plan.id);
    const hosts = sortedBy(surroundings.hosts, ({ id }) => id);
    this.addresses = addressBookOf(hosts);
    this.nodes = new Map(nodes.map((node) => [node.plan.id, node]));
    this.hosts = new Map(hosts.map((host) => [host.id, host]));
    this.containers = groupBy(
      hosts.filter(({ on }) => on !== undefined),
      ({ on }) => on ?? '',
    );
    this.listenersByNode = listenersByNode(surroundings.listeners);
    this.nodesByHost = groupBy(nodes, ({ plan }) => plan.host.id);
    this.vague = surroundings.vague;
    this.unresolved = surroundings.unresolved;
  }

  node(id: string): PlacedNode | undefined {
    return this.nodes.get(id);
  }

  nodeIds(): readonly string[] {
    return [...this.nodes.keys(), ...this.unresolved];
  }

  /** Whether the plan has a node of which the product or the release is not known. */
  isUnresolved(id: string): boolean {
    return this.unresolved.has(id);
  }

  host(id: string): Host | undefined {
    return this.hosts.get(id);
  }

  hostOf(node: PlacedNode): Host | undefined {
    return this.hosts.get(node.plan.host.id);
  }

  /** Front ends, by their ids. */
  fronts(): readonly Host[] {
    return [...this.hosts.values()].filter(({ forwards }) => forwards.length > 0);
  }

  /** An open listener of a node. */
  open(node: PlacedNode, id: string): Listener | undefined {
    return this.listenersByNode.get(node.plan.id)?.find((listener) => listener.id === id);
  }

  /** The listener that a node has on a port of its own. */
  openOn(node: PlacedNode, port: number): Listener | undefined {
    return this.listenersByNode.get(node.plan.id)?.find((listener) => listener.port === port);
  }

  /** The host that an address means to a node; undefined where the topology does not know it. */
  hostAt(node: PlacedNode, address: string): Host | undefined {
    const own = this.hostOf(node);
    if (!own || isLoopback(address) || OWN_HOST.test(address)) return own;
    return this.addresses.hostAt(address, own);
  }

  /** Returns what answers on a port of a host. */
  reach(host: Host, port: number, protocol: Protocol = 'tcp'): readonly Reached[] {
    return this.leadsTo(host, port).filter(({ listener }) => listener.protocol === protocol);
  }

  private leadsTo(host: Host, port: number): readonly Reached[] {
    const direct = this.listenersOn(host.id, port).map((listener): Reached => ({ listener, through: 'directly' }));
    const containers = this.containers.get(host.id);
    if (!containers && host.forwards.length === 0) return direct;
    const published = (containers ?? []).flatMap((container) =>
      container.published
        .filter(({ hostPorts }) => contains(hostPorts, port))
        .flatMap(({ hostPorts, ports }) => this.listenersOn(container.id, ports.from + port - hostPorts.from))
        .map((listener): Reached => ({ listener, through: 'publish' })),
    );
    const forwarded = host.forwards
      .filter((forward) => forward.port === port)
      .flatMap(({ to }) =>
        to.flatMap(({ node, listener: id }) => {
          const listener = this.listenersByNode.get(node)?.find((candidate) => candidate.id === id);
          // A Service hands on what clients speak.
          const through = host.kind === 'service' ? ('directly' as const) : ('forward' as const);
          return listener ? [{ listener, through, shared: to.length > 1 }] : [];
        }),
      );
    return [...direct, ...published, ...forwarded];
  }

  /** Returns the listeners of a host on a port; computed only for hosts that are asked for. */
  private listenersOn(host: string, port: number): readonly Listener[] {
    const known =
      this.portsByHost.get(host) ??
      byPort((this.nodesByHost.get(host) ?? []).flatMap(({ plan }) => this.listenersByNode.get(plan.id) ?? []));
    this.portsByHost.set(host, known);
    return known.get(port) ?? [];
  }

  /** Nodes on a host, in containers on it, and behind its forwards. */
  nodesBehind(host: Host): readonly PlacedNode[] {
    const known = this.behind.get(host.id);
    if (known) return known;
    const here = [host, ...(this.containers.get(host.id) ?? [])].flatMap(({ id }) => this.nodesByHost.get(id) ?? []);
    const forwarded = host.forwards.flatMap(({ to }) => to.flatMap(({ node }) => this.nodes.get(node) ?? []));
    const behind = [...new Set([...here, ...forwarded])];
    this.behind.set(host.id, behind);
    return behind;
  }

  /** Of these nodes the ones that play a role. */
  nodesInRole(host: Host, role: string): readonly PlacedNode[] {
    const key = `${role} ${host.id}`;
    const nodes = this.inRoleBehind.get(key) ?? this.nodesBehind(host).filter(({ roles }) => roles.includes(role));
    this.inRoleBehind.set(key, nodes);
    return nodes;
  }

  /** Whether the plan says of a host what answers there: its nodes, published ports, forwards or occupied ports. */
  isDescribed(host: Host): boolean {
    return (
      host.occupied.length > 0 ||
      host.forwards.length > 0 ||
      this.nodesBehind(host).length > 0 ||
      (this.containers.get(host.id) ?? []).some(({ published }) => published.length > 0)
    );
  }

  /** Returns whether a host has a node whose listeners are not known. */
  isVague(host: Host): boolean {
    return this.vague.has(host.id) || (this.containers.get(host.id) ?? []).some(({ id }) => this.vague.has(id));
  }

  /** The entry that says another program holds a port of a host. */
  occupant(host: Host, port: number): Occupied | undefined {
    return host.occupied.find((entry) => contains(entry, port) && overlaps(entry.bind, '*'));
  }

  /**
   * Where to dial for a listener: at the front end that is named, at the machine that publishes the port where the dialling
   * node is outside the container, else at the listener itself.
   */
  route(node: PlacedNode, listener: Listener, named: Host | undefined): Address {
    const forward = named?.forwards.find(({ to }) =>
      to.some((target) => target.node === listener.node && target.listener === listener.id),
    );
    if (named && forward && named.id !== listener.host) return { host: named.id, port: forward.port };
    const from = this.hostOf(node);
    return this.serviceOf(listener, from) ?? addressOf(listener, named ?? from, (id) => this.hosts.get(id));
  }

  /** The Service by which other pods reach a listener, one that leads to no other node if there is one. */
  private serviceOf(listener: Listener, from: Host | undefined): Address | undefined {
    const pod = this.hosts.get(listener.host);
    if (pod?.kind !== 'pod' || from?.id === pod.id) return undefined;
    const ways = this.fronts()
      .filter(({ kind }) => kind === 'service')
      .flatMap(({ id, forwards }) =>
        forwards
          .filter(({ to }) => to.some((target) => target.node === listener.node && target.listener === listener.id))
          .map(({ port, to }) => ({ host: id, port, to })),
      );
    const way = ways.find(({ to }) => to.length === 1) ?? ways[0];
    return way && { host: way.host, port: way.port };
  }
}

function sortedBy<T>(values: readonly T[], idOf: (value: T) => string): readonly T[] {
  return [...values].sort((a, b) => compareTexts(idOf(a), idOf(b)));
}

function byPort(listeners: readonly Listener[]): ReadonlyMap<number, readonly Listener[]> {
  const ports = new Map<number, Listener[]>();
  for (const listener of listeners) {
    const sharing = ports.get(listener.port);
    if (sharing) sharing.push(listener);
    else ports.set(listener.port, [listener]);
  }
  return ports;
}
