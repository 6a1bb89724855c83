import type { ReleaseLink } from '../catalogue/release.js';
import { groupBy } from '../deployment/lookup.js';
import type { Host } from '../model/deployment.js';
import { compareTexts } from '../values/lists.js';
import { entryOf, known, memo } from '../values/memo.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';
import type { Sites } from './sites.js';

/** Who is at the other end of a link, as long as nothing is written of it. */
export interface Ends {
  readonly nodes: readonly PlacedNode[];
  readonly ids: readonly string[];
  /** One of the nodes is meant, and the plan does not say which. */
  readonly isChoice: boolean;
  /** A front end that leads to exactly these nodes, where the link may name one. */
  readonly front?: Front;
  /** The nodes of the own kind, this one included, where the plan leaves open whether they are paired. */
  readonly peers?: readonly string[];
}

/** A port of a load balancer or reverse proxy. */
export interface Front {
  readonly host: Host;
  /** 1-65535. */
  readonly port: number;
}

/** Nodes that play one role in one group. */
interface RoleNodes {
  readonly all: PlacedNode[];
  readonly bySite: Map<string | undefined, PlacedNode[]>;
}

/**
 * Nodes of a kind that may be copies of each other. Copies work between two of them; more than this are a list of servers and no
 * cluster, and to compare each of them with all others would cost the square of their number.
 */
const MOST_COPIES = 100;

/** Every node of the plan, whatever its group. */
const ANY_GROUP = '*';

/**
 * Who plays which role for whom. A link stays in the group of its node, and in a plan that connects nodes by what it writes, on
 * that side of it; where no node there plays the role, others are meant.
 */
export class Roles {
  private readonly nodesByRole = new Map<string, RoleNodes>();
  private readonly kinds = new Map<string, readonly PlacedNode[]>();
  private readonly candidatesByKey = new Map<string, readonly PlacedNode[]>();
  private readonly endsByKey = memo((_: ReleaseLink) => new Map<string, Ends>());
  private readonly bySite = memo((nodes: readonly PlacedNode[]) =>
    groupBy(nodes, ({ plan }) => this.sites.get(plan.id) ?? ''),
  );
  private readonly fronts: ReadonlyMap<string, Front>;
  private readonly sites: Sites;
  private readonly network: Network;

  /** Nodes are in the order of their ids. */
  constructor(nodes: readonly PlacedNode[], network: Network, sites: Sites) {
    this.sites = sites;
    this.network = network;
    this.fronts = frontsOf(network);
    for (const node of nodes)
      for (const role of node.roles) {
        this.enlist(node, `${role} ${ANY_GROUP}`);
        if (groupOf(node) !== ANY_GROUP) this.enlist(node, `${role} ${groupOf(node)}`);
      }
  }

  private enlist(node: PlacedNode, key: string): void {
    const inRole: RoleNodes = entryOf(this.nodesByRole, key, () => ({ all: [], bySite: new Map() }));
    inRole.all.push(node);
    entryOf(inRole.bySite, this.sites.get(node.plan.id), () => []).push(node);
  }

  /** The group of a node and the side of the plan that it is on: nodes on one side mean the same others. */
  sideOf(node: PlacedNode): string {
    return `${groupOf(node)} ${this.sites.get(node.plan.id)}`;
  }

  /** The other end of a link of a node, as its reach has it. */
  endsOf(node: PlacedNode, entry: ReleaseLink): Ends {
    const plays = this.playsFor(node, entry);
    const isOwn = plays && (entry.reach.reaches === 'others' || entry.reach.own !== 'listed');
    const key = isOwn ? node.plan.id : `${plays ? node.profile : ''} ${this.sideOf(node)}`;
    const make = () => (plays ? this.ownEnds(node, entry) : this.othersEnds(node, entry));
    const shared = entryOf(this.endsByKey(entry), key, make);
    if (isOwn || !plays || shared.nodes.length === 1 || this.isPaired(node, shared)) return shared;
    return { ...endsAt([node]), peers: shared.ids };
  }

  /** Whether a node is in the role of the other end itself, and does not merely replace a node that does little besides. */
  private playsFor(node: PlacedNode, { to, reach }: ReleaseLink): boolean {
    if (!node.roles.includes(to)) return false;
    return reach.own !== 'stand-in' || this.candidates(node, to).includes(node);
  }

  /** The node plays the other end itself. */
  private ownEnds(node: PlacedNode, entry: ReleaseLink): Ends {
    const { reaches, own, complete } = entry.reach;
    if (own === 'never' && reaches !== 'others') return endsAt(this.elsewhere(node, entry.to));
    if (reaches !== 'others' && own !== 'listed') return this.fronted(node, entry);
    const kind = this.kindOf(node, entry.to);
    if (reaches !== 'others') return endsAt(kind);
    if (kind.length > MOST_COPIES) return endsAt([]);
    const others = kind.filter((other) => other !== node);
    const found = { ...endsAt(others), isChoice: complete === 'required' && others.length > 1 };
    return others.length === 0 || this.isPaired(node, found) ? found : { ...found, peers: found.ids };
  }

  /** The node itself, or the front end before it where the value is shown to clients. */
  private fronted(node: PlacedNode, entry: ReleaseLink): Ends {
    const front = entry.reach.front === 'client' ? this.frontOf(this.kindOf(node, entry.to), entry) : undefined;
    return { ...endsAt([node]), ...(front ? { front } : {}) };
  }

  private othersEnds(node: PlacedNode, entry: ReleaseLink): Ends {
    const candidates = this.candidates(node, entry.to);
    const { reaches, front } = entry.reach;
    const isOne = reaches === 'one' || (reaches === 'unknown' && this.portsDiffer(candidates, entry));
    const mayBeFront = isOne && front !== 'false' && (front === 'client' || candidates.length > 1);
    const found = mayBeFront ? this.frontOf(candidates, entry) : undefined;
    return {
      ...endsAt(candidates),
      isChoice: isOne && candidates.length > 1 && found === undefined,
      ...(found ? { front: found } : {}),
    };
  }

  /** Nodes of the own kind in other groups. */
  private elsewhere(node: PlacedNode, role: string): readonly PlacedNode[] {
    const { product, version } = node.release;
    const key = JSON.stringify(['elsewhere', role, product, version, node.profile, groupOf(node)]);
    // The node itself plays the role.
    const everywhere = known(this.nodesByRole, `${role} ${ANY_GROUP}`).all;
    return entryOf(this.kinds, key, () =>
      everywhere.filter((other) => groupOf(other) !== groupOf(node) && isOfKind(other, node)),
    );
  }

  private portsDiffer(nodes: readonly PlacedNode[], { listeners }: ReleaseLink): boolean {
    const ports = nodes.map((node) => listeners.flatMap((id) => this.network.open(node, id)?.port ?? [])[0]);
    return new Set(ports).size > 1;
  }

  /** The front end whose forward leads to exactly these nodes. */
  private frontOf(nodes: readonly PlacedNode[], { listeners }: ReleaseLink): Front | undefined {
    if (this.fronts.size === 0) return undefined;
    const ids = nodes.map(({ plan }) => plan.id);
    for (const listener of listeners) {
      const front = this.fronts.get(frontKey(ids, listener));
      if (front) return front;
    }
    return undefined;
  }

  /** Nodes of the own product, release and profile on the own side. */
  private kindOf(node: PlacedNode, role: string): readonly PlacedNode[] {
    const { product, version } = node.release;
    const key = JSON.stringify([role, product, version, node.profile, groupOf(node), this.sites.get(node.plan.id)]);
    return entryOf(this.kinds, key, () => this.nearby(node, role).filter((other) => isOfKind(other, node)));
  }

  /**
   * Two all-in-one servers may be two systems, unless a group or something that is written connects them, or one is said to copy its
   * events.
   */
  private isPaired(node: PlacedNode, { nodes }: Ends): boolean {
    if (!isAllInOne(node) || node.plan.group?.implied === false) return true;
    if (isCopying(node) || hasCopying(nodes)) return true;
    const site = this.sites.get(node.plan.id);
    return site !== undefined && (this.bySite(nodes).get(site) ?? []).some((other) => other !== node);
  }

  /**
   * Nodes that play a role for a node: those of its product and release before others, and the ones that do least besides: a
   * dedicated traffic manager before a control plane, a control plane before an all-in-one server.
   */
  candidates(node: PlacedNode, role: string): readonly PlacedNode[] {
    const { product, version } = node.release;
    const site = this.sites.get(node.plan.id) ?? '';
    const key = JSON.stringify([role, product, version, groupOf(node), site]);
    return entryOf(this.candidatesByKey, key, () => {
      const nearby = this.nearby(node, role);
      const ofRelease = nearby.filter(({ release }) => release.version === version);
      const ofProduct = ofRelease.filter(({ release }) => release.product === product);
      const fitting = [ofProduct, ofRelease, nearby].find(({ length }) => length > 0) ?? [];
      const fewest = Math.min(...fitting.map(({ roles }) => roles.length));
      return fitting.filter(({ roles }) => roles.length === fewest);
    });
  }

  /** Nodes that play a role in the own group, else without a group, else anywhere; of these the ones on the own side. */
  private nearby(node: PlacedNode, role: string): readonly PlacedNode[] {
    for (const group of [groupOf(node), '', ANY_GROUP]) {
      const inRole = this.nodesByRole.get(`${role} ${group}`);
      if (inRole) return this.onSide(inRole, node);
    }
    return [];
  }

  /** Returns the nodes on the side of a node and those on no side; all of them where its side has none. */
  private onSide({ all, bySite }: RoleNodes, node: PlacedNode): readonly PlacedNode[] {
    const site = this.sites.get(node.plan.id);
    const own = site === undefined ? undefined : bySite.get(site);
    if (!own) return all;
    const free = bySite.get(undefined) ?? [];
    return free.length === 0 ? own : [...own, ...free].sort((a, b) => compareTexts(a.plan.id, b.plan.id));
  }
}

function groupOf({ plan }: PlacedNode): string {
  return plan.group?.id ?? '';
}

/** A profile that plays every role of a product which also has profiles for single ones. */
function isAllInOne({ roles, release }: PlacedNode): boolean {
  return release.profiles.length > 2 && roles.length === release.roles.size;
}

/** The plan switches on that the node sends what it gets to the others of its kind. */
const isCopying = memo(({ enabled, names }: PlacedNode): boolean =>
  [...enabled].some((id) => {
    const reach = names.links.get(id)?.reach;
    return reach?.reaches === 'others' && reach.complete === 'required';
  }),
);

/** Lists of nodes are shared by the nodes that they are for, so that each is looked through once. */
const hasCopying = memo((nodes: readonly PlacedNode[]): boolean => nodes.some(isCopying));

/** Of the same product, release and profile. */
function isOfKind(a: PlacedNode, b: PlacedNode): boolean {
  const [left, right] = [a.release, b.release];
  return left.product === right.product && left.version === right.version && a.profile === b.profile;
}

/** All of some nodes. */
export function endsAt(nodes: readonly PlacedNode[]): Ends {
  return { nodes, ids: nodes.map(({ plan }) => plan.id), isChoice: false };
}

function frontsOf(network: Network): ReadonlyMap<string, Front> {
  const fronts = new Map<string, Front>();
  for (const host of network.fronts())
    for (const { port, to } of host.forwards) {
      const [first] = to;
      if (!first || to.some(({ listener }) => listener !== first.listener)) continue;
      const key = frontKey(
        to.map(({ node }) => node),
        first.listener,
      );
      if (!fronts.has(key)) fronts.set(key, { host, port });
    }
  return fronts;
}

function frontKey(nodes: readonly string[], listener: string): string {
  return `${listener} ${[...new Set(nodes)].sort().join(' ')}`;
}
