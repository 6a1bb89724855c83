import type { ReleaseLink } from '../catalogue/release.js';
import { type Address, addressOf } from '../deployment/listener-address.js';
import { groupBy, listenersByNode } from '../deployment/lookup.js';
import type { Host, Listener } from '../model/deployment.js';
import type { Protocol } from '../model/product.js';
import type { Forward, Occupied, Published } from '../model/topology.js';
import { isLoopback, isNumeric } from '../values/addresses.js';
import { OWN_HOST } from '../values/endpoints.js';
import { compareTexts } from '../values/lists.js';
import { entryOf, known, memo } from '../values/memo.js';
import { contains } from '../values/ports.js';
import { type AddressBook, addressBookOf } from './address-book.js';
import type { PlacedNode } from './listeners.js';
import type { RolePorts } from './role-ports.js';

/** Everything a link may lead to. */
export interface Surroundings {
  readonly hosts: readonly Host[];
  /** By their ids. */
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
  readonly through: 'directly' | 'forward';
  /** A forward has several targets, or one of which several pods run. */
  readonly shared?: boolean;
}

/** How a port is asked for. */
export interface Access {
  /** The address as it is written, in its one spelling; absent where only the host is known. */
  readonly address?: string | undefined;
  /** From the host itself, which alone reaches what is bound to its loopback. */
  readonly isLocal: boolean;
}

/** A port, or a range of ports, that a container publishes on its machine. */
interface Publication {
  readonly container: Host;
  readonly published: Published;
}

/** The published ports of one machine: single ports by their number, and the few ranges. */
interface Publications {
  readonly single: ReadonlyMap<string, readonly Publication[]>;
  readonly ranges: readonly Publication[];
}

/** Where an address and a port lead: into containers by what they publish, through front ends by what they forward. */
export class Network {
  readonly addresses: AddressBook;
  private readonly nodes: ReadonlyMap<string | undefined, PlacedNode>;
  private readonly hosts: ReadonlyMap<string | undefined, Host>;
  private readonly forwarding: readonly Host[];
  private readonly containers: ReadonlyMap<string, readonly Host[]>;
  private readonly listenersByNode: ReadonlyMap<string, readonly Listener[]>;
  private readonly vague: ReadonlySet<string>;
  private readonly unresolved: ReadonlySet<string>;
  private readonly portsByHost = new Map<string, ReadonlyMap<string, readonly Listener[]>>();
  private readonly nodesByHost: ReadonlyMap<string, readonly PlacedNode[]>;
  private readonly publications = new Map<string, Publications>();
  private readonly behind = new Map<string, readonly PlacedNode[]>();
  private readonly inRoleBehind = new Map<string, readonly PlacedNode[]>();
  private readonly nodesOfHost = new Map<string, ReadonlySet<PlacedNode>>();
  private readonly rolePorts = new Map<ReleaseLink, Map<string, RolePorts>>();

  constructor(surroundings: Surroundings) {
    // By ids and not in the order of the file: where several would do, moving one of them must not change the answer.
    const { nodes } = surroundings;
    const hosts = sortedBy(surroundings.hosts, ({ id }) => id);
    this.addresses = addressBookOf(hosts);
    this.nodes = new Map(nodes.map((node) => [node.plan.id, node]));
    this.hosts = new Map(hosts.map((host) => [host.id, host]));
    this.forwarding = hosts.filter(({ forwards }) => forwards.length > 0);
    // Hosts that run on no other one are under a name that no host has.
    this.containers = groupBy(hosts, ({ on }) => on ?? '');
    this.listenersByNode = listenersByNode(surroundings.listeners);
    this.nodesByHost = groupBy(nodes, ({ plan }) => plan.host.id);
    this.vague = surroundings.vague;
    this.unresolved = surroundings.unresolved;
  }

  node(id: string | undefined): PlacedNode | undefined {
    return this.nodes.get(id);
  }

  /** The node that opens a listener, or has a link. */
  nodeOf({ node }: Pick<Listener, 'node'>): PlacedNode {
    return known(this.nodes, node);
  }

  nodeIds(): readonly string[] {
    return [...[...this.nodes.values()].map(({ plan }) => plan.id), ...this.unresolved];
  }

  /** Whether the plan has a node of which the product or the release is not known. */
  isUnresolved(id: string): boolean {
    return this.unresolved.has(id);
  }

  host(id: string | undefined): Host | undefined {
    return this.hosts.get(id);
  }

  /** The host of a node; a node whose host is not in the plan is not placed. */
  hostOf(node: PlacedNode): Host {
    return known(this.hosts, node.plan.host.id);
  }

  /** Front ends, by their ids. */
  fronts(): readonly Host[] {
    return this.forwarding;
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
  hostAt(node: PlacedNode, address: string, asked?: 'inside' | 'outside'): Host | undefined {
    const own = this.hostOf(node);
    if (isLoopback(address) || OWN_HOST.test(address)) return own;
    return this.addresses.hostAt(address, own, asked);
  }

  /** Returns what answers on a port of a host, on the address that is asked for. */
  reach(host: Host, port: number, access: Access = ANYHOW, protocol: Protocol = 'tcp'): readonly Reached[] {
    return this.leadsTo(host, port, access, protocol).filter(({ listener }) => listener.protocol === protocol);
  }

  private leadsTo(host: Host, port: number, access: Access, protocol: Protocol): readonly Reached[] {
    const direct = this.listenersOn(host.id, port)
      .filter((listener) => listener.loopback || listensFor(listener, access))
      .map((listener): Reached => ({ listener, through: 'directly' }));
    if (!this.containers.has(host.id) && host.forwards.length === 0) return direct;
    const published = this.publishedAt(host, port)
      .filter(({ published: each }) => each.protocol === protocol && listensFor(each, access))
      .flatMap(({ container, published: { hostPorts, ports } }) => {
        const inside = ports.from + port - hostPorts.from;
        const own = this.listenersOn(container.id, inside).map(
          (listener): Reached => ({ listener, through: 'directly' }),
        );
        return [...own, ...this.forwardedAt(container, inside, ANYHOW)];
      });
    return [...direct, ...published, ...this.forwardedAt(host, port, access)];
  }

  private forwardedAt(host: Host, port: number, access: Access): readonly Reached[] {
    const forwards = forwardsOf(host).byPort.get(String(port)) ?? [];
    return forwards
      .filter((forward) => listensFor(forward, access))
      .flatMap(({ to }) =>
        to.flatMap(({ node, listener: id }) => {
          const listener = this.listenersByNode.get(node)?.find((candidate) => candidate.id === id);
          if (!listener) return [];
          // A Service hands on what clients speak.
          const through = host.kind === 'service' ? ('directly' as const) : ('forward' as const);
          return [{ listener, through, shared: to.length > 1 || this.nodeOf(listener).plan.replicas > 1 }];
        }),
      );
  }

  /** The containers' ports that are published at a port of their machine, in the order of the containers. */
  private publishedAt(host: Host, port: number): readonly Publication[] {
    const { single, ranges } = entryOf(this.publications, host.id, () => {
      const all = (this.containers.get(host.id) ?? []).flatMap((container) =>
        container.published.map((published): Publication => ({ container, published })),
      );
      const isSingle = ({ published: { hostPorts } }: Publication) => hostPorts.from === hostPorts.to;
      return {
        single: groupBy(all.filter(isSingle), ({ published }) => String(published.hostPorts.from)),
        ranges: all.filter((each) => !isSingle(each)),
      };
    });
    const around = ranges.filter(({ published }) => contains(published.hostPorts, port));
    return sortedBy([...(single.get(String(port)) ?? []), ...around], ({ container }) => container.id);
  }

  /** Returns the listeners of a host on a port; computed only for hosts that are asked for. */
  private listenersOn(host: string, port: number): readonly Listener[] {
    const byPort = entryOf(this.portsByHost, host, () => {
      const nodes = this.nodesByHost.get(host) ?? [];
      const listeners = nodes.flatMap(({ plan }) => this.listenersByNode.get(plan.id) ?? []);
      return groupBy(listeners, (listener) => String(listener.port));
    });
    return byPort.get(String(port)) ?? [];
  }

  /** Nodes on a host, in containers on it, and behind its forwards. */
  nodesBehind(host: Host): readonly PlacedNode[] {
    return entryOf(this.behind, host.id, () => {
      const here = [host, ...(this.containers.get(host.id) ?? [])].flatMap(({ id }) => this.nodesByHost.get(id) ?? []);
      const forwarded = host.forwards.flatMap(({ to }) => to.map((target) => this.nodeOf(target)));
      return [...new Set([...here, ...forwarded])];
    });
  }

  /** Of these nodes the ones that play a role. */
  nodesInRole(host: Host, role: string): readonly PlacedNode[] {
    return entryOf(this.inRoleBehind, `${role} ${host.id}`, () =>
      this.nodesBehind(host).filter(({ roles }) => roles.includes(role)),
    );
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

  /** Whether a node is on a host, in a container on it, or behind its forwards. */
  isBehind(host: Host, node: PlacedNode): boolean {
    return entryOf(this.nodesOfHost, host.id, () => new Set(this.nodesBehind(host))).has(node);
  }

  /** Results about the nodes in the role that a link dials, by scheme and host. */
  portsInRole(entry: ReleaseLink): Map<string, RolePorts> {
    return entryOf(this.rolePorts, entry, () => new Map());
  }

  /** Returns whether a host has a node whose listeners, or the port of one, are not known. */
  isVague(host: Host): boolean {
    return this.vague.has(host.id) || (this.containers.get(host.id) ?? []).some(({ id }) => this.vague.has(id));
  }

  /** The entry that says another program answers on a port of a host. */
  occupant(host: Host, port: number, access: Access, protocol: Protocol = 'tcp'): Occupied | undefined {
    return host.occupied.find(
      (entry) => contains(entry, port) && entry.protocol === protocol && listensFor(entry, access),
    );
  }

  /**
   * Where to dial for a listener: at the front end that is named, at the machine that publishes the port where the dialling
   * node is outside the container, else at the listener itself.
   */
  route(node: PlacedNode, listener: Listener, named: Host | undefined): Address {
    const forward = named && forwardsOf(named).byTarget.get(`${listener.node} ${listener.id}`);
    if (named && forward && named.id !== listener.host) return { host: named.id, port: forward.port };
    const from = named?.kind === undefined ? named : undefined;
    const own = this.hostOf(node);
    return addressOf(listener, from ?? own, (id) => this.hosts.get(id), own);
  }
}

/** Wherever it is bound. */
const ANYHOW: Access = { isLocal: true };

/** Whether something that binds an address answers on the one that is asked for; a name may mean any address of its host. */
export function listensFor({ bind }: { readonly bind: string }, { address, isLocal }: Access): boolean {
  if (bind === '*' || address === bind) return true;
  if (isLoopback(bind)) return isLocal;
  return address === undefined || !(isNumeric(address) || isLoopback(address));
}

function sortedBy<T>(values: readonly T[], idOf: (value: T) => string): readonly T[] {
  return [...values].sort((a, b) => compareTexts(idOf(a), idOf(b)));
}

/** The forwards of a front end by their ports, and the first one that leads to each listener. */
const forwardsOf = memo(({ forwards }: Host) => {
  const byTarget = new Map<string, Forward>();
  for (const forward of [...forwards].reverse())
    for (const { node, listener } of forward.to) byTarget.set(`${node} ${listener}`, forward);
  return { byPort: groupBy(forwards, ({ port }) => String(port)), byTarget };
});
