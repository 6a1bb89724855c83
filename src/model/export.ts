import type { Flow, OpenLink } from './flow.js';
import type { Protocol } from './product.js';

/** A plan as other tools get it: what each host listens on, dials and lets in. */
export interface ExportPlan {
  readonly name?: string;
  readonly hosts: readonly ExportHost[];
  /** Links whose port is not known, which are in no file. */
  readonly open: readonly OpenLink[];
  /** Connections to a variable, or to a text that is not an address. No exported file contains them. */
  readonly unknown: readonly Flow[];
}

/** A host of the plan: a machine, or a container on one. */
export interface ExportHost {
  readonly id: string;
  /** Names and IP addresses, the id first. */
  readonly addresses: readonly string[];
  /** The IP addresses among them; for a container those of its machine. */
  readonly numbers: readonly string[];
  /** The machine that a container runs on. */
  readonly on?: string;
  readonly nodes: readonly ExportNode[];
  readonly ports: readonly ExportPort[];
  /** Connections from it, its own to itself left out. */
  readonly dials: readonly Flow[];
  /** For a machine: the connections that enter it, and those that leave it, with those of its containers. */
  readonly enters: readonly Flow[];
  readonly leaves: readonly Flow[];
}

export interface ExportNode {
  readonly id: string;
  readonly product: string;
  readonly version: string;
  readonly profile: string;
  readonly offset: number;
}

/** A port of a host, 1-65535. */
export interface ExportPort {
  readonly port: number;
  /** The last port of a range; absent for a single port. */
  readonly lastPort?: number;
  readonly protocol: Protocol;
  /** `*` for every address, else an address. */
  readonly bind: string;
  /** The listener, as `gateway servlet-https`, or what holds the port. */
  readonly owner: string;
  /** The node that listens; absent for a published or forwarded port. */
  readonly node?: string;
  readonly listener?: string;
  /** Several sockets of one host may have it, as those of multicast. */
  readonly shareable?: true;
  /** False for a listener that the release opens by default and the plan closes. */
  readonly open: boolean;
}
