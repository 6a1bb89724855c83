import type { Configured } from './configured.js';
import type { ListPlace } from './endpoint-list.js';
import type { Path, Place } from './finding.js';
import type { Known, Protocol, Shift } from './product.js';
import type { ForwardTarget, Hop, HostPlan, ProbePlan } from './topology.js';

/** A plan with every name resolved and every port derived: all that a rule may see. Plain data, no YAML, no catalogue. */
export interface Deployment {
  readonly name?: string;
  readonly files: readonly string[];
  readonly hosts: readonly Host[];
  readonly nodes: readonly Node[];
  readonly listeners: readonly Listener[];
  /** The links that nodes use, or of which the plan says something; the others are with their nodes. */
  readonly links: readonly Link[];
  /** Connections of nodes beside their links: databases, directories, mail. */
  readonly dials: readonly Outgoing[];
  readonly probes: readonly Probe[];
  readonly ownUrls: readonly OwnUrl[];
}

/** A port of a node's host that something asks to find out whether the node is well. */
export interface Probe extends ProbePlan {
  readonly node: string;
  readonly host: string;
  /** The listener that answers; absent where none does. */
  readonly listener?: string;
  readonly verdict: 'right' | 'wrong' | 'undecided';
}

/** The address that a node gives clients of itself, and the front end that leads clients of that name to it. */
export interface OwnUrl {
  readonly node: string;
  readonly hostname: string;
  /** In the URLs, 1-65535. */
  readonly port: number;
  /** The port is written, and not that of the listener. */
  readonly isWritten: boolean;
  readonly place: Place;
  /** The listener that clients are meant to reach. */
  readonly listener: string;
  /** The id of a host. */
  readonly front: string;
  /** Ports on which the front end leads to the node, 1-65535. */
  readonly served: readonly number[];
  /** The object that says so: `Ingress/is`. */
  readonly by?: string;
  readonly forward: Place;
  readonly verdict: 'right' | 'wrong' | 'undecided';
}

/** A machine, container or pod: the space in which ports compete. */
export interface Host extends Omit<HostPlan, 'on'> {
  /** The host this one runs on, when it is a container. */
  readonly on?: string;
  /** The Services that lead to listeners in a pod, those that lead to no other node first. */
  readonly servedBy?: readonly ServedListener[];
}

/** A port of a Service that leads to a listener. */
export interface ServedListener extends ForwardTarget {
  readonly by: Hop;
}

/** One running product process. */
export interface Node extends Configured {
  readonly id: string;
  readonly place: Place;
  readonly host: string;
  readonly product: string;
  /** As written; `release` is the catalogue's release that is used for it. */
  readonly version: string;
  readonly versionPlace: Place;
  readonly release: string;
  /** Why the release is not the version as written: the catalogue does not list it, or it means several. */
  readonly assumed?: 'nearest' | 'newest';
  /** Products whose nodes have to be of the same release where this one works with them. */
  readonly sameReleaseAs: readonly string[];
  readonly profile: string;
  /** Empty where the profile is unknown: the node plays none. */
  readonly roles: readonly string[];
  /** The site, tenant or colour it belongs to: links lead to nodes of the own group first. */
  readonly group?: string;
  readonly offset: number;
  /** Where the offset is or would be written. */
  readonly offsetPlace: Place;
  /** `written`: in the file; `shipped`: the product's own; `chosen`: `auto`, decided by the tool. */
  readonly offsetOrigin: 'written' | 'shipped' | 'chosen';
  readonly shippedOffset: number;
  readonly pinned: boolean;
  /** How many of it run. */
  readonly replicas: number;
  /** Where the product keeps its offset, for people. */
  readonly offsetSetting?: SettingPlace;
  readonly selfReferences: readonly SelfReference[];
  /** Ports that are written for listeners which are closed. */
  readonly closedPorts: readonly ClosedPort[];
  readonly unusedLinks: readonly UnusedLink[];
}

/** A link that a node does not use and of which the plan says nothing; nodes of a kind share it, since most links of large plans are such. */
export interface UnusedLink {
  /** With the node and the place of one of these nodes. */
  readonly link: Link;
  /** The one of the node's other links that it comes after in the catalogue; absent where it comes before all. */
  readonly after?: string;
  /** The node plays the other end itself. */
  readonly isOwn: boolean;
}

/** The port of a listener that a node does not open. */
export interface ClosedPort {
  readonly listener: string;
  /** The number that is written. */
  readonly written: number;
  /** The port that it would open with that number. */
  readonly port: number;
  readonly derivation: string;
  readonly place: Place;
}

/** A file of the product and the element or key in it. */
export interface SettingPlace {
  readonly file: string;
  readonly setting: string;
}

/** A server socket that a node opens. */
export interface Listener {
  readonly node: string;
  readonly host: string;
  readonly id: string;
  readonly protocol: Protocol;
  readonly transport: string;
  /** The use that clients make of it. */
  readonly purpose: string;
  /** `*` for every address, else an address. */
  readonly bind: string;
  /** The catalogue's number, 1-65535; null where a deployed artifact chooses it. */
  readonly basePort: number | null;
  /** The value written under `ports`, if any. */
  readonly configured?: number;
  readonly shift: Shift;
  readonly explicitTakesOffset: Known<boolean>;
  /** The number that the product adds besides the offset; 0 when absent. */
  readonly increment?: number;
  /** The effective port; may lie outside 1-65535, which is a finding. */
  readonly port: number;
  /** One line a person can follow: `9443 + 2`. */
  readonly derivation: string;
  readonly shareable: boolean;
  /** The scheme of URLs that lead to it, where the transport does not say it. */
  readonly scheme?: string;
  /** A correction may change its port although no offset moves it. */
  readonly settable?: true;
  /** It ships bound to loopback, and nothing in the topology opened it. */
  readonly loopback: boolean;
  readonly setting?: SettingPlace;
  /** Where to point: the configured value, else the offset, else the node. */
  readonly place: Place;
  /** Where its port is or would be written, where the node says something of it under `ports`. */
  readonly portPath?: Path;
}

/** Scheme, host and port written in a link; parts are absent where the text does not have them. */
export interface Endpoint {
  readonly text: string;
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  /** The text names a port by a placeholder such as `${mgt.transport.https.port}`, which means the own node's effective port. */
  readonly placeholder?: string;
}

export type LinkOutcome =
  | 'match'
  | 'port-mismatch'
  | 'scheme-mismatch'
  | 'target-off'
  | 'wrong-role'
  | 'malformed'
  /** No Service of the cluster has the name. */
  | 'unknown-host'
  | 'self'
  | 'ambiguous'
  | 'external'
  | 'undecided'
  | 'derived'
  | 'off';

/** The judgement of an endpoint. `outside`: its host is not in the plan. `undecided`: the plan does not say enough. */
export type Verdict = 'right' | 'wrong' | 'outside' | 'undecided';

/** Why an endpoint is not judged. */
export type Unjudged =
  /** A variable or a template that only the running system fills in. */
  | 'variable'
  /** A host of the deployment templates of the vendor, left as shipped. */
  | 'template'
  /** Port 443 or 80 of a host that does not say what it forwards. */
  | 'front'
  /** Software of which the plan knows only that it holds the port. */
  | 'occupied'
  /** The node there has a product, release, profile or port that is not known. */
  | 'unknown-node'
  /** No node of the plan plays the other end. */
  | 'nobody'
  /** No port is written, and several could be meant. */
  | 'no-port';

/**
 * Where the other end of a link is taken from. `literal`: an endpoint is in the topology or in a file. `named`: the topology
 * names the node. `assumed`: role, profile and group alone say who it is. `shipped`: no node plays the role, and the shipped value is in force.
 */
export type Basis = 'literal' | 'named' | 'assumed' | 'shipped';

/** How many ends a link has, and what may be in its list; see the catalogue. */
export interface LinkReach {
  /**
   * `any`: one connection that fails over. `all`: every node of the role gets everything. `others`: the other nodes of the own
   * role. `unknown`: any will do where all of them have the same port.
   */
  readonly reaches: Known<'one' | 'any' | 'all' | 'others'>;
  /** The cost of a node that is left out of the list: function, availability, nothing. */
  readonly complete: 'required' | 'advised' | 'no';
  /** The value that a node which plays the target role writes for itself; `stand-in`: itself where no dedicated node does. */
  readonly own?: 'role-player' | 'stand-in' | 'listed' | 'never' | 'allowed';
  /** Whether a front end may be named instead of the nodes; `client`: the value is shown to clients. */
  readonly front: 'true' | 'false' | 'either' | 'client';
  /** Its list has groups of endpoints; `apart`: each node has to be in one of its own, or it gets a part of the events. */
  readonly groups?: 'apart' | 'joined';
  /** Links whose lists have the same number of groups, and as many endpoints in each. */
  readonly pairedWith: readonly string[];
}

/** A client setting of one node that names another node's listener. */
export interface Link {
  readonly node: string;
  readonly id: string;
  readonly kind: 'port' | 'endpoint' | 'advertised' | 'members';
  /** The role of the node at the other end. */
  readonly role: string;
  readonly place: Place;
  /** The whole text of the configuration that the endpoint was read from. */
  readonly url?: string;
  /** The endpoint that the node dials, as far as it is known. */
  readonly endpoint?: Endpoint;
  /** Where the port came from, for people: `10397 + 2`. */
  readonly derivation?: string;
  /** The port dialled, when one is known. */
  readonly dialled?: number;
  /** The host of the topology that the address of the endpoint means; absent where it means none, or where there is no address. */
  readonly dialledHost?: string;
  readonly target?: string;
  /** Nodes that could be the target, where one is meant and none was chosen. */
  readonly candidates: readonly string[];
  /** The nodes at the other end as the plan has it, whatever is written: all of them where the link reaches several. */
  readonly targets: readonly string[];
  /** Further nodes of the own kind, where the plan leaves open whether this one is paired with them. */
  readonly peers?: readonly string[];
  /** The host of the front end that is the end, in place of the targets. */
  readonly front?: string;
  readonly basis: Basis;
  /** The judgement of the literal; absent where none is written. */
  readonly verdict?: Verdict;
  /** Why it is not judged. */
  readonly unjudged?: Unjudged;
  /** Where it is in its list, if that has groups. */
  readonly list?: ListPlace;
  readonly reach: LinkReach;
  /** Canonical ids of the listeners that are right at the other end. */
  readonly listeners: readonly string[];
  /** The listener of the target that is right for this endpoint. */
  readonly listener: string;
  /** Further listeners of the same node that the client dials by itself. */
  readonly alsoDials?: readonly string[];
  /** The host and the port to dial, when the target is known and open: those of a front end or a machine where one is in between. */
  readonly expectedHost?: string;
  readonly expectedPort?: number;
  /** The address to dial instead of the host's name, where the target is bound to one and another one is named. */
  readonly expectedAddress?: string;
  /** The listener that answers on the dialled port, if it is not the right one. */
  readonly reached?: { readonly node: string; readonly listener: string };
  readonly outcome: LinkOutcome;
  /** Where this end of the link is written, where the node says something of it under `links`. */
  readonly endPath?: Path;
  readonly setting?: SettingPlace;
}

/** A connection of a node beside its links. */
export interface Outgoing {
  readonly node: string;
  /** As written: `db.corp:3306`. */
  readonly text: string;
  /** The address as it is written. */
  readonly host: string;
  /** 1-65535; absent where the text names none. */
  readonly port?: number;
  readonly protocol: Protocol;
  readonly purpose: string;
  readonly place: Place;
  /** The host of the topology that the address means. */
  readonly dialledHost?: string;
  readonly verdict: Verdict;
  readonly unjudged?: Unjudged;
  /** The node and the listener that answer there, where it is one of the plan. */
  readonly reached?: { readonly node: string; readonly listener: string };
}

/** A port in a file of a node that the offset does not reach: its own, or that of the node that it means. */
export interface SelfReference {
  readonly id: string;
  readonly file: string;
  readonly element: string;
  /** `once`: in a database that the nodes of a deployment share. */
  readonly edit: 'always' | 'once' | 'optional';
  /**
   * The ports in the shipped text, and the ports that this node needs there; the node that has them as well, where that is another one,
   * and the host, where it is another one than its own.
   */
  readonly ports: readonly {
    readonly listener: string;
    readonly shipped: number;
    readonly effective: number;
    readonly node?: string;
    readonly host?: string;
  }[];
  /** The present port in the file, if the topology contains it; then also its place, and its path in the node. */
  readonly configured?: number;
  readonly place?: Place;
  readonly portPath?: Path;
  /** The topology says that this reference is not used on the node. */
  readonly disabled: boolean;
}
