import type { Protocol } from './product.js';

/** The comparison of a plan with the listings of its hosts. */
export interface Verification {
  readonly hosts: readonly VerifiedHost[];
  /** Hosts of the plan with ports of which no listing is given. */
  readonly unseen: readonly string[];
}

export interface VerifiedHost {
  readonly id: string;
  /** The formats that were read. */
  readonly formats: readonly string[];
  /** By port and protocol. */
  readonly ports: readonly VerifiedPort[];
  /** The cause that the differences have in common. */
  readonly hints: readonly string[];
}

/**
 * `open`: as planned. `closed`: nothing listens. `held by another`: another process does. `bound elsewhere`: it listens on another
 * address than planned. `not planned`: it listens, and the plan does not have it. `not judged`: the listing does not show it.
 */
export type PortState = 'open' | 'closed' | 'held by another' | 'bound elsewhere' | 'not planned' | 'not judged';

export interface VerifiedPort {
  /** 1-65535. */
  readonly port: number;
  readonly protocol: Protocol;
  readonly state: PortState;
  /** The listener of the plan, as `gateway servlet-https`; absent where the plan has none. */
  readonly owner?: string;
  /** The address of the plan; `*` for every one. */
  readonly bind?: string;
  /** The addresses on which something listens, as far as they are told. */
  readonly addresses: readonly string[];
  /** Who listens, as `java (pid 4711)`, as far as it is told. */
  readonly process?: string;
  /** Plan and host disagree; false for what has to be so, and for what no plan would have. */
  readonly isDifference: boolean;
}
