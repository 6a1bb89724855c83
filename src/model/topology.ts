import type { Configured } from './configured.js';
import type { ListPlace } from './endpoint-list.js';
import type { Place } from './finding.js';
import type { ProductFile, Protocol } from './product.js';

/**
 * The topology file as its schema allows it (`schemas/topology.schema.json`), before anything is derived.
 * Records hold own properties only: `__proto__` and `constructor` are legal ids.
 */
export interface TopologyDocument {
  readonly version: 1;
  readonly name?: string;
  readonly defaults?: Partial<NodeFields>;
  readonly hosts: Readonly<Record<string, HostFields | null>>;
  readonly nodes: Readonly<Record<string, NodeFields>>;
  /** The files of the folder are one plan. */
  readonly together?: true;
  readonly ignore?: readonly IgnoreFields[];
  readonly rules?: Readonly<Record<string, SeverityName>>;
  readonly products?: Readonly<Record<string, Omit<ProductFile, 'id'>>>;
}

export type SeverityName = 'error' | 'warning' | 'info' | 'off';

export interface HostFields {
  readonly kind?: HostKind;
  /** The namespace of a pod or a Service: short names lead to Services of the own one. */
  readonly namespace?: string;
  /** Labels of the pods, by which policies choose them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Connections that policies of the cluster allow. A pod that one of them names in a direction has no other connection there. */
  readonly policies?: readonly PolicyFields[];
  /** The group of the nodes on it. */
  readonly group?: string;
  readonly addresses?: readonly string[];
  readonly occupied?: readonly OccupiedFields[];
  readonly ephemeral?: string;
  readonly on?: string;
  readonly publish?: readonly string[];
  readonly forwards?: readonly ForwardFields[];
}

/** Connections that a policy allows. */
export interface PolicyFields {
  readonly direction: 'in' | 'out';
  /** Hosts at the other end; absent for every one. */
  readonly peers?: readonly string[];
  readonly protocol?: Protocol;
  /** Numbers, 1-65535, and ranges, `9000-9100`; absent for every one. */
  readonly ports?: readonly (number | string)[];
  /** The object that says so, for people: `NetworkPolicy/gateway`. */
  readonly by?: string;
}

/** A machine without one; what it is in a cluster. The ports of a Service and of an Ingress take none of a machine. */
export type HostKind = 'pod' | 'service' | 'ingress';

export interface ForwardFields {
  readonly port: number;
  /** The path that it is for, where one port serves several. */
  readonly path?: string;
  /** Its protocol towards the nodes behind it. */
  readonly scheme?: 'http' | 'https';
  /** The object that says so, for people: `Ingress/am`. */
  readonly by?: string;
  readonly protocol?: Protocol;
  readonly bind?: string;
  /** `node:listener`, `node:port` or `host:port` each. */
  readonly to: readonly string[];
}

export interface OccupiedFields {
  readonly port?: number;
  readonly ports?: string;
  readonly protocol?: Protocol;
  readonly by?: string;
  readonly bind?: string;
}

export interface NodeFields {
  readonly host: string;
  /** Folder or file of the node's own configuration, relative to the topology. */
  readonly config?: string;
  readonly product?: string;
  readonly version?: string;
  readonly profile?: string;
  /** The site, tenant or colour it belongs to. */
  readonly group?: string;
  readonly offset?: number | 'auto';
  readonly pinned?: boolean;
  readonly bind?: string;
  readonly ports?: Readonly<Record<string, number | { readonly port?: number; readonly bind?: string }>>;
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly links?: Readonly<Record<string, LinkFields | readonly LinkFields[]>>;
  readonly dials?: readonly DialFields[];
  /** The name under which it gives clients URLs of itself. */
  readonly hostname?: string;
  /** The port in these URLs, 1-65535; default that of its own listener. */
  readonly proxyPort?: number;
  /** How many of it run, each in a pod of its own; default 1. */
  readonly replicas?: number;
  readonly probes?: readonly ProbeFields[];
}

/** A port that something outside asks to find out whether the node is well. */
export interface ProbeFields {
  readonly port: number | string;
  /** Absent where only a connection is made. */
  readonly scheme?: 'http' | 'https';
  /** Who asks: `livenessProbe`. */
  readonly by?: string;
}

/** A connection of a node beside its links. */
interface DialFields {
  /** `host:port`, or a URL. */
  readonly to: string;
  readonly purpose?: string;
  readonly protocol?: Protocol;
}

/** A node id, or the long form. */
export type LinkFields = string | LinkEnd;

export interface LinkEnd {
  readonly to?: string;
  readonly url?: string;
  /** The client port as written in the configuration, 1-65535. */
  readonly port?: number;
}

export interface IgnoreFields {
  readonly rule: string;
  readonly host?: string;
  readonly node?: string;
  readonly listener?: string;
  readonly reason: string;
  /** The last day on which the finding is accepted, as `2027-03-31`. */
  readonly until?: string;
}

/**
 * One or several topology files read as one plan: `defaults` applied, short forms written out, every value with its place.
 * Names are not resolved yet.
 */
export interface Plan {
  readonly name?: string;
  readonly files: readonly string[];
  readonly hosts: readonly HostPlan[];
  readonly nodes: readonly NodePlan[];
  readonly ignores: readonly Ignore[];
  readonly severities: readonly SeverityChange[];
  readonly products: readonly ProductFile[];
}

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface Occupied extends PortRange {
  readonly protocol: Protocol;
  readonly bind: string;
  readonly by: string;
  readonly place: Place;
  /** A front end of the host leads there with this very port. */
  readonly isForwarded?: true;
}

/** `[bind:]hostPort:port[/protocol]`, ranges of equal length allowed. */
export interface Published {
  readonly text: string;
  readonly bind: string;
  readonly protocol: Protocol;
  readonly hostPorts: PortRange;
  readonly ports: PortRange;
  readonly place: Place;
}

/** A name written in a file, not resolved yet. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

export interface HostPlan {
  readonly id: string;
  readonly place: Place;
  readonly kind?: HostKind;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly policies?: readonly PolicyFields[];
  readonly group?: string;
  readonly addresses: readonly string[];
  readonly occupied: readonly Occupied[];
  /** The OS's outgoing range; absent when switched off. */
  readonly ephemeral?: PortRange;
  readonly on?: Reference;
  readonly published: readonly Published[];
  readonly forwards: readonly Forward[];
  /** A file that has the host as well and is checked apart. */
  readonly elsewhere?: string;
}

/** A port of a load balancer or reverse proxy, and the listeners it leads to. */
export interface Forward {
  readonly port: number;
  readonly protocol: Protocol;
  readonly bind: string;
  readonly to: readonly ForwardTarget[];
  /** Targets at which nothing answers. */
  readonly dead: readonly DeadTarget[];
  /** It leads to a node of which the sources leave open whether it answers there. */
  readonly isUncertain?: true;
  readonly path?: string;
  readonly scheme?: 'http' | 'https';
  readonly by?: string;
  readonly place: Place;
}

export interface ForwardTarget {
  readonly node: string;
  readonly listener: string;
  readonly place: Place;
  /** Other front ends in between, the first one first. */
  readonly via?: readonly Hop[];
}

/** A port of a front end on the way to a node. */
export interface Hop {
  readonly host: string;
  /** 1-65535 */
  readonly port: number;
}

/** A target of a forward that leads nowhere. */
export interface DeadTarget {
  /** A node, or the host that was asked. */
  readonly name: string;
  /** A number, or the name of a port that nothing has. */
  readonly port: string;
  /** `listener`: nothing listens there. `forward`: the front end behind it has no such port. `host`: the front end does not exist. */
  readonly lacks: 'listener' | 'forward' | 'host';
  readonly place: Place;
}

/** A value under `ports`. */
export interface PortSetting {
  /** As written, which may be an alias. */
  readonly id: string;
  /** Written as a map with `port` and `bind`. */
  readonly long: boolean;
  readonly port?: number;
  readonly bind?: string;
  readonly place: Place;
}

export interface LinkPlan {
  readonly id: string;
  readonly place: Place;
  readonly ends: readonly LinkEndPlan[];
}

export interface LinkEndPlan extends LinkEnd {
  /** Its 0-based number, where the link is a list. */
  readonly index?: number;
  readonly place: Place;
  /** Where `to` is written, when the rest of the end comes from a configuration file. */
  readonly toPlace?: Place;
  /** Where it is in the list of a configuration file. */
  readonly list?: ListPlace;
}

export interface NodePlan extends Configured {
  readonly id: string;
  readonly place: Place;
  /** The path of the node's own configuration. */
  readonly config?: Reference;
  readonly host: Reference;
  readonly product: Reference;
  readonly version: Reference;
  readonly profile?: Reference;
  readonly group?: GroupPlan;
  readonly offset?: number | 'auto';
  /** The place of the offset, if that is a configuration file. */
  readonly offsetPlace?: Place;
  readonly pinned: boolean;
  readonly bind?: string;
  readonly ports: readonly PortSetting[];
  readonly enable: readonly Reference[];
  readonly disable: readonly Reference[];
  readonly links: readonly LinkPlan[];
  readonly dials: readonly DialPlan[];
  readonly ownUrls?: OwnUrls;
  readonly replicas: number;
  readonly probes: readonly ProbePlan[];
}

/** The address in the URLs that a node gives clients of itself. */
interface OwnUrls {
  readonly hostname: Reference;
  /** Absent where it is the port of the listener; 1-65535. */
  readonly proxyPort?: { readonly port: number; readonly place: Place };
}

export interface ProbePlan extends ProbeFields {
  readonly place: Place;
}

/** The group of a node; `implied` by the file it is in, where several are one plan and none is written. */
export interface GroupPlan {
  readonly id: string;
  readonly implied: boolean;
}

export interface DialPlan extends DialFields {
  readonly place: Place;
}

export interface Ignore extends IgnoreFields {
  readonly place: Place;
}

export interface SeverityChange {
  readonly rule: string;
  readonly severity: SeverityName;
  /** Absent for a change made on the command line. */
  readonly place?: Place;
}
