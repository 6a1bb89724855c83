import { groupBy, listenersByNode } from '../deployment/lookup.js';
import { type Entrance, entranceOf } from '../deployment/sockets.js';
import type { Host, Listener } from '../model/deployment.js';
import { isLoopback, overlaps } from '../values/addresses.js';
import { OWN_HOST } from '../values/endpoints.js';
import { compareTexts } from '../values/lists.js';
import { memo } from '../values/memo.js';
import { contains } from '../values/ports.js';
import { hostsByAddress } from './hosts.js';
import type { PlacedNode } from './listeners.js';

/** Everything a link may lead to. */
export interface Surroundings {
  readonly hosts: readonly Host[];
  readonly nodes: readonly PlacedNode[];
  readonly listeners: readonly Listener[];
}

/** A listener that a port of a host leads to; `through` tells what stands in between. */
export interface Reached {
  readonly listener: Listener;
  readonly through: 'directly' | 'publish' | 'forward';
}

/** Who is where, and where an address and a port lead: into containers by what they publish, through front ends by what they forward. */
export class Network {
  private readonly nodes: ReadonlyMap<string, PlacedNode>;
  private readonly byAddress: ReadonlyMap<string, Host>;
  private readonly hosts: ReadonlyMap<string, Host>;
  private readonly containers: ReadonlyMap<string, readonly Host[]>;
  private readonly listenersByNode: ReadonlyMap<string, readonly Listener[]>;
  private readonly portsByHost = new Map<string, ReadonlyMap<number, readonly Listener[]>>();
  private readonly nodesByHost: ReadonlyMap<string, readonly PlacedNode[]>;
  private readonly nodesByRole = new Map<string, PlacedNode[]>();
  private readonly ids = memo((nodes: readonly PlacedNode[]): readonly string[] => nodes.map(({ plan }) => plan.id));
  private readonly groups = new Map<string, readonly PlacedNode[]>();

  constructor(surroundings: Surroundings) {
    // By ids and not in the order of the file: where several would do, moving one of them must not change the answer.
    const nodes = sortedBy(surroundings.nodes, ({ plan }) => plan.id);
    const hosts = sortedBy(surroundings.hosts, ({ id }) => id);
    this.nodes = new Map(nodes.map((node) => [node.plan.id, node]));
    this.byAddress = hostsByAddress(hosts);
    this.hosts = new Map(hosts.map((host) => [host.id, host]));
    this.containers = groupBy(
      hosts.filter(({ on }) => on !== undefined),
      ({ on }) => on ?? '',
    );
    this.listenersByNode = listenersByNode(surroundings.listeners);
    this.nodesByHost = groupBy(nodes, ({ plan }) => plan.host.id);
    for (const node of nodes)
      for (const role of node.roles) {
        const players = this.nodesByRole.get(role);
        if (players) players.push(node);
        else this.nodesByRole.set(role, [node]);
      }
  }

  node(id: string): PlacedNode | undefined {
    return this.nodes.get(id);
  }

  nodeIds(): readonly string[] {
    return [...this.nodes.keys()];
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
    if (isLoopback(address) || OWN_HOST.test(address)) return this.hosts.get(node.plan.host.id);
    return this.byAddress.get(address);
  }

  /** What answers on a port of a host. */
  reach(host: Host, port: number): readonly Reached[] {
    const direct = this.listenersOn(host.id, port).map((listener): Reached => ({ listener, through: 'directly' }));
    const published = (this.containers.get(host.id) ?? []).flatMap((container) =>
      container.published
        .filter(({ hostPorts }) => contains(hostPorts, port))
        .flatMap(({ hostPorts, ports }) => this.listenersOn(container.id, ports.from + port - hostPorts.from))
        .map((listener): Reached => ({ listener, through: 'publish' })),
    );
    const forwarded = host.forwards
      .filter((forward) => forward.port === port)
      .flatMap(({ to }) =>
        to.flatMap(({ node, listener }) => this.listenersByNode.get(node)?.find(({ id }) => id === listener) ?? []),
      )
      .map((listener): Reached => ({ listener, through: 'forward' }));
    return [...direct, ...published, ...forwarded];
  }

  /** Listeners of a host on a port; only hosts that somebody asks for are looked through. */
  private listenersOn(host: string, port: number): readonly Listener[] {
    const known =
      this.portsByHost.get(host) ??
      byPort((this.nodesByHost.get(host) ?? []).flatMap(({ plan }) => this.listenersByNode.get(plan.id) ?? []));
    this.portsByHost.set(host, known);
    return known.get(port) ?? [];
  }

  /** Nodes on a host, in containers on it, and behind its forwards. */
  nodesBehind(host: Host): readonly PlacedNode[] {
    const here = [host, ...(this.containers.get(host.id) ?? [])].flatMap(({ id }) => this.nodesByHost.get(id) ?? []);
    const behind = host.forwards.flatMap(({ to }) => to.flatMap(({ node }) => this.nodes.get(node) ?? []));
    return [...new Set([...here, ...behind])];
  }

  /** Whether another program is said to hold a port of a host. */
  occupied(host: Host, port: number): boolean {
    return host.occupied.some((entry) => contains(entry, port) && overlaps(entry.bind, '*'));
  }

  /**
   * Where to dial for a listener: at the front end that is named, at the machine that publishes the port where the dialling
   * node stands outside the container, else at the listener itself.
   */
  route(node: PlacedNode, listener: Listener, named: Host | undefined): Entrance {
    const forward = named?.forwards.find(({ to }) =>
      to.some((target) => target.node === listener.node && target.listener === listener.id),
    );
    if (named && forward && named.id !== listener.host) return { host: named.id, port: forward.port };
    return entranceOf(listener, named ?? this.hosts.get(node.plan.host.id), (id) => this.hosts.get(id));
  }

  /** The ids of nodes, made once for each group of players: a thousand links may have the same. */
  idsOf(nodes: readonly PlacedNode[]): readonly string[] {
    return this.ids(nodes);
  }

  /**
   * Nodes that play a role. A distributed installation is of one release, so nodes of the same product and release come
   * first; others count only where there are none.
   */
  players(node: PlacedNode, role: string): readonly PlacedNode[] {
    const { product, version } = node.release;
    const key = `${role} ${product} ${version}`;
    const known = this.groups.get(key);
    if (known) return known;
    const players = this.nodesByRole.get(role) ?? [];
    const alike = players.filter(({ release }) => release.product === product && release.version === version);
    const group = alike.length > 0 ? alike : players;
    this.groups.set(key, group);
    return group;
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
