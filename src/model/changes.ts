import type { Protocol } from './product.js';
import type { Finding } from './report.js';

/** The difference between two plans, and what follows from it. */
export interface Changes {
  readonly deployments: readonly DeploymentChanges[];
  /** Findings of the new plan that the old one does not have, and the reverse. */
  readonly found: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** The differences of one deployment. */
export interface DeploymentChanges {
  /** The file of the new plan; of the old plan where the new one does not exist. */
  readonly file: string;
  readonly name?: string;
  /** It is in one of the plans only. */
  readonly only?: 'old' | 'new';
  readonly ports: readonly PortChange[];
  readonly links: readonly LinkChange[];
  readonly openings: readonly OpeningChange[];
  readonly edits: readonly SettingChange[];
  /** Values in databases that name a port which the node no longer has. */
  readonly stored: readonly SettingChange[];
}

/** A port of a host that is opened or closed, or that moves. */
export interface PortChange {
  readonly kind: 'opened' | 'closed' | 'moved';
  /** `gateway servlet-https`, `apim-box (published as 9443:9443)`, `forward to gateway:passthrough-https`. */
  readonly owner: string;
  readonly protocol: Protocol;
  readonly from?: PlannedPort;
  readonly to?: PlannedPort;
}

/** A port of 1-65535, or the first of a range, and the address that it is opened on. */
export interface PlannedPort {
  readonly host: string;
  readonly port: number;
  readonly lastPort?: number;
  readonly bind: string;
}

/**
 * A link that leads elsewhere. `broken`: right or not judged before, wrong now. `cured`: the reverse. `redirected`: it has another
 * endpoint or another end, and is as right as before.
 */
export interface LinkChange {
  readonly kind: 'broken' | 'cured' | 'redirected';
  readonly node: string;
  readonly link: string;
  /** Endpoints with the nodes behind them; absent for a link that the plan did not have. */
  readonly from?: string;
  readonly to: string;
}

/** A row of the firewall's rules. */
export interface OpeningChange {
  readonly kind: 'add' | 'remove';
  readonly sourceHost: string;
  readonly sourceAddresses: readonly string[];
  readonly destinationHost: string;
  readonly destinationAddresses: readonly string[];
  readonly port: number;
  readonly protocol: Protocol;
  /** The links that need it. */
  readonly link: string;
  readonly basis: 'literal' | 'named' | 'assumed';
}

/** A value in a file or in a store of the product that has to be another one. */
export interface SettingChange {
  readonly node: string;
  /** The file, or what holds the value where no file does. */
  readonly file: string;
  /** The element or key; empty where no file holds it. */
  readonly setting: string;
  /** Absent where nothing was written. */
  readonly from?: string;
  readonly to: string;
}
