import type { ReleaseLink } from '../catalogue/release.js';
import type { Endpoint, Host, Link, LinkOutcome, Listener } from '../model/deployment.js';
import type { Path, Place, Problem } from '../model/finding.js';
import type { LinkEndPlan } from '../model/topology.js';
import { signed } from '../ports.js';
import { isLoopback } from '../address.js';
import { OWN_HOST, PLACEHOLDERS, parseEndpoints, speaks } from './endpoints.js';
import { hostsByAddress } from './hosts.js';
import { type PlacedNode, portOf } from './listeners.js';
import { placeOfSetting } from './nodes.js';
import { unknownReference } from './reference.js';

/** Everything a link may lead to. */
export interface Surroundings {
  readonly hosts: readonly Host[];
  readonly nodes: readonly PlacedNode[];
  readonly listeners: readonly Listener[];
}

/** Resolves the links of every node: who is meant, what is dialled, what is open there. */
export function linksOf(surroundings: Surroundings, problems: Problem[]): Link[] {
  const resolver = new LinkResolver(surroundings, problems);
  return surroundings.nodes.flatMap((node) =>
    node.release.links.filter((entry) => node.roles.includes(entry.from)).flatMap((entry) => resolver.resolve(node, entry)),
  );
}

/** One connection before it is judged. */
interface Dial {
  readonly node: PlacedNode;
  readonly entry: ReleaseLink;
  readonly place: Place;
  readonly endPath: Path;
  readonly endpoint?: Endpoint;
  readonly port?: number;
  readonly derivation?: string;
}

class LinkResolver {
  private readonly nodes: ReadonlyMap<string, PlacedNode>;
  private readonly hosts: ReadonlyMap<string, Host>;
  private readonly hostById: ReadonlyMap<string, Host>;
  private readonly listenersByNode = new Map<string, Map<string, Listener>>();
  private readonly byHost = new Map<string, PlacedNode[]>();
  private readonly byRole = new Map<string, PlacedNode[]>();
  private readonly groups = new Map<string, readonly PlacedNode[]>();
  private readonly problems: Problem[];

  constructor({ hosts, nodes, listeners }: Surroundings, problems: Problem[]) {
    this.problems = problems;
    this.nodes = new Map(nodes.map((node) => [node.plan.id, node]));
    this.hosts = hostsByAddress(hosts);
    this.hostById = new Map(hosts.map((host) => [host.id, host]));
    for (const listener of listeners) {
      const known = this.listenersByNode.get(listener.node);
      if (known) known.set(listener.id, listener);
      else this.listenersByNode.set(listener.node, new Map([[listener.id, listener]]));
    }
    for (const node of nodes) {
      push(this.byHost, node.plan.host.id, node);
      for (const role of node.roles) push(this.byRole, role, node);
    }
  }

  resolve(node: PlacedNode, entry: ReleaseLink): Link[] {
    const written = node.plan.links.find(({ id }) => node.names.links.get(id)?.id === entry.id);
    const place = written?.place ?? node.plan.place;
    const used = !node.disabled.has(entry.id) && (entry.enabled === true || node.enabled.has(entry.id) || written !== undefined);
    const endPath = [...node.plan.place.path, 'links', written?.id ?? entry.id];
    if (!used) return [this.link({ node, entry, place, endPath }, 'off')];
    if (written) return written.ends.flatMap((end) => this.writtenLinks(node, entry, end, [...endPath, ...(end.index === undefined ? [] : [end.index])]));
    const dial = { node, entry, place, endPath, ...derivedPort(node, entry) };
    if (node.roles.includes(entry.to)) return [this.ownLink(dial)];
    return [this.byRoleLink(dial)];
  }

  /** A link that the topology writes out: the port is the written one, else the one the product computes. */
  private writtenLinks(node: PlacedNode, entry: ReleaseLink, end: LinkEndPlan, endPath: Path): Link[] {
    const target = end.to === undefined ? undefined : this.nodes.get(end.to);
    if (end.to !== undefined && !target) {
      const place = { file: end.place.file, path: [...end.place.path, 'to'] };
      const by = `link ${entry.id} of node ${node.plan.id}`;
      this.problems.push(unknownReference({ kind: 'node', name: end.to, place, by, legal: [...this.nodes.keys()], node: node.plan.id }));
      return [];
    }
    const endpoints = end.url === undefined ? [undefined] : parseEndpoints(end.url);
    return endpoints.map((endpoint) => {
      const written = writtenPort(node, end, endpoint);
      const place = { file: end.place.file, path: [...end.place.path, ...(end.port !== undefined ? ['port'] : end.url !== undefined ? ['url'] : [])] };
      const dial: Dial = {
        node,
        entry,
        place,
        endPath,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(end.port === undefined && end.url === undefined ? derivedPort(node, entry) : written),
      };
      if (target) return this.judged(dial, target, [target]);
      return endpoint?.host === undefined ? this.byRoleLink(dial) : this.byHostLink(dial, endpoint.host);
    });
  }

  /** The node plays the other end itself, as the all-in-one profile does. */
  private ownLink(dial: Dial): Link {
    const listener = this.rightListener(dial.node, dial);
    const { entry } = dial;
    const follows = entry.takesOwnOffset === true || (listener !== undefined && entry.defaultPort === listener.port);
    return this.link(dial, follows ? 'match' : 'derived', dial.node, [], listener);
  }

  /** Nobody said who is meant: the only other node that can be. */
  private byRoleLink(dial: Dial): Link {
    const candidates = this.candidates(dial.node, dial.entry.to);
    const [first] = candidates;
    if (!first) return this.link(dial, 'external');
    return this.judged(dial, first, candidates);
  }

  /** Only a URL is written: what its host runs. */
  private byHostLink(dial: Dial, address: string): Link {
    const own = isLoopback(address) || OWN_HOST.test(address);
    const host = own ? this.hostById.get(dial.node.plan.host.id) : this.hosts.get(address);
    const there = host ? (this.byHost.get(host.id) ?? []) : [];
    const fitting = there.filter((node) => node.roles.includes(dial.entry.to));
    const [first] = fitting;
    if (!first) return this.link(dial, 'external');
    const exact = fitting.find((node) => this.rightListener(node, dial)?.port === dial.port);
    return exact ? this.judged(dial, exact, [exact]) : this.judged(dial, first, fitting);
  }

  private judged(dial: Dial, target: PlacedNode, candidates: readonly PlacedNode[]): Link {
    if (candidates.length > 1 && this.portsDiffer(dial, candidates)) return this.link(dial, 'ambiguous', undefined, candidates);
    const listener = this.rightListener(target, dial);
    if (!listener) return this.link(dial, 'target-off', target, candidates);
    if (dial.port === undefined) return this.link(dial, 'derived', target, candidates, listener);
    if (dial.port !== listener.port) return this.link(dial, isFront(dial) ? 'external' : 'port-mismatch', target, candidates, listener);
    const understood = speaks(listener.transport, dial.endpoint?.scheme);
    return this.link(dial, understood ? 'match' : 'scheme-mismatch', target, candidates, listener);
  }

  private portsDiffer(dial: Dial, candidates: readonly PlacedNode[]): boolean {
    const first = candidates[0] && this.rightListener(candidates[0], dial)?.port;
    return candidates.some((node) => this.rightListener(node, dial)?.port !== first);
  }

  /** The open listener of a node that is right for a connection; the scheme decides where several are. */
  private rightListener(target: PlacedNode, { entry, endpoint }: Dial): Listener | undefined {
    const open = this.listenersByNode.get(target.plan.id);
    const listeners = entry.listeners.flatMap((id) => open?.get(id) ?? []);
    return listeners.find(({ transport }) => endpoint?.scheme !== undefined && speaks(transport, endpoint.scheme)) ?? listeners[0];
  }

  /**
   * Other nodes that play a role. A distributed installation is of one release, so nodes of the same product and release
   * come first; others count only where there are none.
   */
  private candidates(node: PlacedNode, role: string): readonly PlacedNode[] {
    const { product, version } = node.release;
    const key = `${role} ${product} ${version}`;
    const known = this.groups.get(key);
    if (known) return known;
    const players = this.byRole.get(role) ?? [];
    const alike = players.filter(({ release }) => release.product === product && release.version === version);
    const group = alike.length > 0 ? alike : players;
    this.groups.set(key, group);
    return group;
  }

  private link(dial: Dial, outcome: LinkOutcome, target?: PlacedNode, candidates: readonly PlacedNode[] = [], listener?: Listener): Link {
    const { node, entry, place, endPath, endpoint, port, derivation } = dial;
    const setting = placeOfSetting(node.release, entry.settings);
    return {
      node: node.plan.id,
      id: entry.id,
      kind: entry.kind,
      role: entry.to,
      place,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(derivation === undefined ? {} : { derivation }),
      ...(port === undefined ? {} : { dialled: port }),
      ...(target === undefined ? {} : { target: target.plan.id }),
      candidates: outcome === 'ambiguous' ? candidates.map(({ plan }) => plan.id) : [],
      listeners: entry.listeners,
      listener: listener?.id ?? entry.listeners[0] ?? '',
      ...(listener === undefined ? {} : { expectedPort: listener.port }),
      outcome,
      endPath,
      ...(setting === undefined ? {} : { setting }),
    };
  }
}

/** The port a product computes by itself, from its own offset where it does so. */
function derivedPort(node: PlacedNode, entry: ReleaseLink): { port: number; derivation: string } | undefined {
  if (entry.kind !== 'port' || entry.defaultPort === null) return undefined;
  if (entry.takesOwnOffset !== true || node.offset === 0) return { port: entry.defaultPort, derivation: `${entry.defaultPort}` };
  return { port: entry.defaultPort + node.offset, derivation: `${entry.defaultPort}${signed(node.offset)}` };
}

/** The port that stands in the topology; a placeholder means the own node's effective port. */
function writtenPort(node: PlacedNode, end: LinkEndPlan, endpoint: Endpoint | undefined): { port: number; derivation: string } | undefined {
  const literal = end.port ?? endpoint?.port;
  if (literal !== undefined) return { port: literal, derivation: `${literal} (set by hand)` };
  const listener = endpoint?.placeholder === undefined ? undefined : PLACEHOLDERS[endpoint.placeholder];
  const port = listener === undefined ? undefined : portOf(node, listener);
  return port === undefined ? undefined : { port, derivation: `\${${endpoint?.placeholder}} of ${node.plan.id}` };
}

/** A URL without a port of its own, or on 443 or 80, names a reverse proxy in front of the node. */
function isFront({ port }: Dial): boolean {
  return port === 443 || port === 80;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
