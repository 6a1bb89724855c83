import type { Protocol } from './product.js';
import type { PortRange } from './topology.js';

/** The questions to a machine before its nodes start. */
export interface PreflightPlan {
  readonly host: string;
  /** Its nodes, as `gateway (wso2am 2.6.0, offset 2)`. */
  readonly nodes: readonly string[];
  readonly ports: readonly NeededPort[];
  readonly names: readonly NeededName[];
  readonly peers: readonly NeededPeer[];
}

/** A port that a node will open. */
export interface NeededPort {
  /** 1-65535. */
  readonly port: number;
  readonly protocol: Protocol;
  /** `*` for every address. */
  readonly bind: string;
  readonly owner: string;
  /** Several sockets may have it, where all of them say so. */
  readonly shareable?: true;
}

/** A name that a node will look up. */
export interface NeededName {
  readonly name: string;
  /** Addresses that the plan has for it. */
  readonly expected: readonly string[];
  /** It is written in a file; what only the plan suggests may be called otherwise there. */
  readonly isWritten: boolean;
  readonly by: string;
}

/** A server that a node will dial. */
export interface NeededPeer {
  readonly host: string;
  /** 1-65535. */
  readonly port: number;
  /** It is a node of the plan, which may not run yet. */
  readonly isPlanned: boolean;
  readonly by: string;
}

/** The answers of a machine. */
export interface MachineAnswers {
  /** Why a port cannot be had; ports that are free are not in it. */
  readonly taken: ReadonlyMap<NeededPort, Obstacle>;
  /** Ports of outgoing connections; absent where the system does not publish them. */
  readonly outgoing?: PortRange;
  /** Ports that are kept out of that range. */
  readonly reserved: readonly PortRange[];
  /** Addresses of each name; empty for one that does not resolve. */
  readonly resolved: ReadonlyMap<NeededName, readonly string[]>;
  /** Why a peer did not accept a connection; absent for one that did, and for all where none was tried. */
  readonly refused: ReadonlyMap<NeededPeer, string>;
  readonly connected: number;
}

/**
 * `taken`: something listens there. `rights`: the port needs some. `address`: the machine does not have the address. `unseen`: a
 * listing cannot show the port.
 */
export interface Obstacle {
  readonly kind: 'taken' | 'rights' | 'address' | 'unseen' | 'other';
  /** Who listens, or what the system says. */
  readonly detail?: string;
}

/** One named check with its result. */
export interface PreflightCheck {
  /** `Port-9445`, `Resolve-km.internal`: the same in every run. */
  readonly name: string;
  readonly level: 'ok' | 'warning' | 'error';
  readonly message: string;
}
