import type { TomlSetting } from './settings.js';

/** The values that the configuration of one node needs, so that the node does what the plan says. */
export interface NodeConfig {
  readonly node: string;
  readonly host: string;
  readonly product: string;
  readonly version: string;
  readonly profile: string;
  /** How the release is configured. */
  readonly model: 'xml' | 'toml' | 'yaml';
  readonly settings: readonly ConfigSetting[];
  readonly edits: readonly HandEdit[];
  /** Links by which it could be connected, where no link of the plan touches it. */
  readonly unlinked?: readonly { readonly node: string; readonly link: string; readonly to: readonly string[] }[];
  /** Links whose value is not known, with the nodes that could be meant. */
  readonly undecided: readonly UndecidedLink[];
}

/** A link of which no value is given, because the plan does not say enough. */
interface UndecidedLink {
  readonly link: string;
  /** One of these nodes is meant. */
  readonly nodes: readonly string[];
  /** How many further nodes could be meant, where not all are listed. */
  readonly more?: number;
  /** The role that no node of the plan plays. */
  readonly role?: string;
  /** The node alone is meant, or all of these, itself included. */
  readonly peers?: readonly string[];
}

/** One value of a node's configuration. */
export interface ConfigSetting {
  readonly kind: 'offset' | 'port' | 'link';
  /** `offset`, or the id of the listener or link. */
  readonly id: string;
  /** A port of 1-65535, an offset, or an endpoint. */
  readonly value: number | string;
  /** Where it is written, for people, as far as the catalogue knows. */
  readonly file?: string;
  readonly setting?: string;
  /** The keys it is written to, where `file` is TOML. */
  readonly toml?: readonly TomlSetting[];
  /** The node at the other end of a link; absent where it leads out of the topology. */
  readonly target?: string;
  /** The listener at the other end of a link uses TLS: some settings are pairs of a plain and a secure one. */
  readonly secure?: boolean;
  /** The product has this value by default. */
  readonly isDefault: boolean;
}

/** An own port in a file that the offset does not reach. */
export interface HandEdit {
  readonly reference: string;
  readonly file: string;
  readonly element: string;
  /** Ports in the shipped text, and what they have to be. */
  readonly from: number;
  readonly to: number;
  /** The host of the node that is meant, where it is not the own one. */
  readonly host?: string;
}
