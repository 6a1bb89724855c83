import type { LinkOutcome } from './deployment.js';
import type { Place } from './finding.js';
import type { Protocol } from './product.js';

/** A connection that a plan makes: a row of the matrix from which a firewall is opened. */
export interface Flow {
  readonly sourceHost: string;
  /** The node that dials; `forward` for a front end, about which nothing else is known; `clients` for those outside. */
  readonly sourceNode: string;
  /** IP addresses of both hosts, as far as the plan has them. */
  readonly sourceAddresses: readonly string[];
  readonly destinationAddresses: readonly string[];
  /** A host of the topology, or an address outside of it as it is written. */
  readonly destinationHost: string;
  /** Absent outside of the topology, and where a front end is in between, whose forwards contain the rest. */
  readonly destinationNode?: string;
  /** The port to open, 1-65535: the right one, even if another one is dialled now. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The front ends on the way that take no part in the connection, `tm-service:9611`: Services of a cluster. */
  readonly through?: string;
  /** The purpose of the listener at the other end. */
  readonly purpose: string;
  /** The link that makes the connection; `forward` for that of a front end. */
  readonly link: string;
  /** The listener at the other end; absent outside of the topology. */
  readonly listener?: string;
  /** Whether it leaves the machine; a connection between containers of one machine does not. */
  readonly crossesHosts: boolean;
  readonly outcome: LinkOutcome | 'forward' | 'dial';
  /** `literal`: it is written somewhere. `named`: the topology names the node. `assumed`: concluded from role, profile and group. */
  readonly basis: FlowBasis;
  /** Where it is written. */
  readonly place?: Place;
  /** `host:port` to write into the configuration, where nothing is written yet. */
  readonly configure?: string;
  /** The endpoint that is dialled now, where that is wrong. */
  readonly dialled?: string;
}

export type FlowBasis = 'literal' | 'named' | 'assumed';

/** A link whose port is not known. */
export interface OpenLink {
  readonly node: string;
  readonly link: string;
  readonly outcome: LinkOutcome;
  /** The nodes that could be meant, or the one that does not open the listener. */
  readonly nodes: readonly string[];
  /** How many further nodes could be meant, where not all are listed. */
  readonly more?: number;
}

/** The connections of one deployment. */
export interface FlowMatrix {
  readonly flows: readonly Flow[];
  readonly open: readonly OpenLink[];
}
