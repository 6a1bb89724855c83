import type { LinkOutcome, Unjudged, Verdict } from './deployment.js';
import type { Unread } from './discovered.js';
import type { Assumption } from './evidence.js';
import type { Configuration, Range, Severity } from './finding.js';

/** The report, version 1: what `--format json` prints and what every reporter gets. `schemas/report.schema.json` is its contract. */
export interface Report {
  readonly reportVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  /** Findings that are accepted; they have their own count, and do not fail a run. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly deployments: readonly DeploymentReport[];
  /** Files in folders of configuration that were not read, one entry for each kind. */
  readonly unread: readonly UnreadReport[];
}

export interface Summary {
  readonly files: number;
  readonly hosts: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly links: number;
  readonly endpoints: EndpointCounts;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Accepted by `ignore` entries. */
  readonly ignored: number;
  /** Accepted by a baseline. */
  readonly baselined: number;
}

/** How many endpoints there are of each verdict. */
export interface EndpointCounts {
  readonly right: number;
  readonly wrong: number;
  /** The address leads out of the topology. */
  readonly outside: number;
  readonly undecided: number;
  /** The addresses that lead out, each once. */
  readonly outsideHosts: readonly string[];
  /** Why endpoints are not decided, each reason once. */
  readonly reasons: readonly string[];
}

/** One root cause: what is wrong, where, who is involved and what was tried against it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Stable over moved lines and reordered nodes: made of rule, host, nodes and listeners. */
  readonly fingerprint: string;
  readonly file: string;
  readonly range: Range;
  /** The text under the primary place in a source frame. */
  readonly label: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly related: readonly RelatedPlace[];
  readonly notes: readonly string[];
  readonly fixes: readonly ReportedFix[];
  /** The command `fix` clears it; absent where it does not. */
  readonly correctable?: boolean;
  /** Further nodes that have the value from the same place and for which it is wrong; absent where there are none. */
  readonly sharedBy?: readonly string[];
}

/** A finding with the reason for which it is accepted. */
export interface SuppressedFinding extends Finding {
  readonly reason: string;
  /** An `ignore` entry of the file, or the baseline of the command line. */
  readonly by: 'ignore' | 'baseline';
}

export interface RelatedPlace {
  readonly file: string;
  readonly range: Range;
  readonly label: string;
}

export interface ReportedFix {
  readonly title: string;
  /** The changes one by one, where the title sums up several. */
  readonly lines?: readonly string[];
  readonly edits: readonly ReportedEdit[];
  readonly configuration: readonly Configuration[];
}

export interface ReportedEdit {
  readonly file: string;
  /** RFC 6901 pointer. */
  readonly path: string;
  /** The range of the present value; absent where it is not written at that path: missing, merged or behind an alias. */
  readonly range?: Range;
  readonly from?: unknown;
  readonly to: unknown;
}

/** A part of a file and the text that comes in its place; an insertion has a range of length zero. */
export interface TextChange {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

export interface DeploymentReport {
  readonly file: string;
  readonly name?: string;
  readonly hosts: readonly HostReport[];
  readonly nodes: readonly NodeReport[];
  readonly listeners: readonly ListenerReport[];
  /** Ports of machines that containers on them publish. */
  readonly published: readonly PublishedReport[];
  readonly links: readonly LinkReport[];
  readonly endpoints: readonly EndpointReport[];
  /** Values that configuration files leave open, and the choices that were made. */
  readonly assumed: readonly AssumptionReport[];
}

export interface UnreadReport extends Omit<Unread, 'places'> {
  readonly places: readonly { readonly what: string; readonly file: string; readonly range: Range }[];
}

export interface AssumptionReport extends Assumption {
  readonly node: string;
}

/** An endpoint that is written somewhere or in force as it ships, and what is known of it. */
export interface EndpointReport {
  readonly node: string;
  /** The links that are read from it; empty for a connection beside them. */
  readonly links: readonly string[];
  readonly endpoint: string;
  /** In the topology or a file, shipped with the product, or under `dials`. */
  readonly origin: 'written' | 'shipped' | 'dial';
  /** The configuration file that has it, and where; absent for what is in the topology or ships with the product. */
  readonly file?: string;
  readonly range?: Range;
  readonly verdict: Verdict;
  /** Why it is not decided. */
  readonly reason?: Unjudged;
}

/** A machine, container or pod. */
export interface HostReport {
  readonly id: string;
  readonly addresses: readonly string[];
  /** The host it runs on, when it is a container. */
  readonly on?: string;
  /** The ports that its system gives to outgoing connections, 1-65535; absent where there are none. */
  readonly ephemeral?: { readonly from: number; readonly to: number };
}

export interface NodeReport {
  readonly id: string;
  readonly host: string;
  readonly product: string;
  readonly version: string;
  readonly profile: string;
  readonly offset: number;
  /** Files that say something of the node, where it has files of its own. */
  readonly sources?: readonly string[];
}

export type ListenerStatus = 'ok' | 'collision' | 'occupied' | 'out-of-range';

/** A published port may also lead to a port that nothing listens on. */
export type PublishedStatus = ListenerStatus | 'unanswered';

export interface ListenerReport {
  readonly host: string;
  readonly node: string;
  readonly listener: string;
  readonly protocol: 'tcp' | 'udp';
  readonly transport: string;
  readonly bind: string;
  readonly basePort: number | null;
  readonly port: number;
  readonly derivation: string;
  readonly status: ListenerStatus;
  /** Who dials it, as `node (link)`. */
  readonly dialledBy: readonly string[];
}

/** A port that a container publishes on the machine it runs on. */
export interface PublishedReport {
  /** The machine. */
  readonly host: string;
  /** On the machine, 1-65535. */
  readonly port: number;
  /** The last port of a published range that nothing listens behind, 1-65535; absent for a single port. */
  readonly lastPort?: number;
  readonly protocol: 'tcp' | 'udp';
  readonly bind: string;
  readonly container: string;
  /** As written under `publish`. */
  readonly published: string;
  /** The node in the container that listens behind it, and its listener; absent where no known one does. */
  readonly node?: string;
  readonly listener?: string;
  readonly status: PublishedStatus;
}

export interface LinkReport {
  readonly node: string;
  readonly link: string;
  readonly endpoint?: string;
  readonly target?: string;
  readonly listener: string;
  /** The host and the port to dial: those of a front end or a machine where one is in between. */
  readonly expectedHost?: string;
  readonly expectedPort?: number;
  /** The nodes at the other end, where there are several. */
  readonly targets?: readonly string[];
  /** How many further nodes are at the other end, where not all are listed. */
  readonly moreTargets?: number;
  readonly outcome: LinkOutcome;
}
