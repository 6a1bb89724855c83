import type { RecognisedBy } from './recognition.js';
import type { Settings } from './settings.js';

/**
 * A product of the catalogue, as its YAML file says it (`schemas/product.schema.json` is the same shape).
 * One file describes all releases of one product: a field that is the same in all of them is a plain value,
 * a field that changed is a {@link PerVersion} map from release ranges to values.
 */

/**
 * `2.6.0`; `2.0.0 - 2.6.0`, both ends included; or `3.0.0 -`, which is 3.0.0 and every later release. Ends are releases that the
 * product lists.
 */
export type VersionRange = string;

/** A value per range of releases. The ranges of a map neither overlap nor leave a release of their entry out. */
export interface PerVersion<T> {
  readonly versions: Readonly<Record<VersionRange, T>>;
}

/** A value for all releases of an entry, or one per range. */
export type Varying<T> = T | PerVersion<T>;

/** `unknown` is a legal answer: the sources did not say, and nothing is invented. */
export type Known<T> = T | 'unknown';

export type Protocol = 'tcp' | 'udp';

/**
 * The effect of the port offset on a listener: `follows` adds it, `fixed` never moves, `manual` never moves by itself and has
 * to be edited by hand where the node has an offset.
 */
export type Shift = 'follows' | 'fixed' | 'manual';

/** Where a fact was read: a place valid for all releases of the entry, or one with the tags it was read at. */
export type Source = string | SourceByVersion;

export interface SourceByVersion {
  readonly at: string;
  /** The releases this source is about, where it is not all of them. */
  readonly versions?: VersionRange | readonly VersionRange[];
  /** A tag or revision, by release range. */
  readonly tags?: Readonly<Record<VersionRange, string>>;
  /** The facts that it proves besides the number, where its place does not show them. */
  readonly proves?: readonly ('shift' | 'reaches')[];
}

export type Confidence = 'both' | 'documented' | 'source-code' | 'inferred';

/** The fields that every entry of a product has. */
export interface Entry {
  readonly id: string;
  /** Further names of the same thing, resolved wherever an id is. */
  readonly aliases?: readonly string[];
  /** The releases that have it; all of the product's when absent. */
  readonly versions?: VersionRange | readonly VersionRange[];
  readonly notes?: Varying<string>;
  readonly sources: readonly Source[];
  readonly confidence?: Varying<Confidence>;
}

/** A server socket that the product opens. */
export interface ListenerEntry extends Entry {
  /** The number the offset is added to, 1-65535; null where a deployed artifact chooses it. */
  readonly basePort: Varying<number | null>;
  readonly protocol: Varying<Protocol>;
  readonly transport: Varying<string>;
  readonly purpose: Varying<string>;
  readonly shift: Varying<Shift>;
  /** Whether a value written by hand still gets the offset. */
  readonly explicitTakesOffset: Varying<Known<boolean>>;
  /** The numbers that the product adds besides the offset, to the shipped port and to one written by hand; 0 when absent. */
  readonly increment?: Varying<number>;
  /** Whether it is open in a default installation. */
  readonly enabled: Varying<Known<boolean>>;
  /** Profiles that open it; `all` for every one, empty for none. */
  readonly profiles: Varying<readonly string[]>;
  readonly bind: Varying<'any' | 'loopback' | 'unknown'>;
  /** Several sockets of one host may share the port (multicast with SO_REUSEADDR). */
  readonly shareable?: boolean;
  /** The scheme of URLs that lead to it, where the transport does not say it. */
  readonly scheme?: string;
  /** URLs that the server gives clients of itself have this port, where no proxy port is set. */
  readonly inOwnUrls?: boolean;
  /** Nearly every server opens it, whatever its role. */
  readonly onEveryServer?: true;
  /** The name under which the server itself publishes the effective port for its configuration: `mgt.transport.https.port`. */
  readonly placeholder?: string;
  /** A correction may change its port although no offset moves it: every client takes it from a list or a link. */
  readonly settable?: true;
  /** Its server runs artifacts that open ports of their own, as Siddhi applications do. */
  readonly runsArtifacts?: true;
  readonly settings?: Varying<Settings>;
  /** The switch that opens or closes it. */
  readonly enableSettings?: Varying<Settings>;
  /** The address that it binds. */
  readonly bindSettings?: Varying<Settings>;
  readonly proxySettings?: Varying<Settings>;
  /** The edit that has to be made by hand, and when. */
  readonly manualEdit?: Varying<string>;
}

/** A client setting that names another node's listener. */
export interface LinkEntry extends Entry {
  /** The role a node plays to have this link, and the role of the node at the other end. */
  readonly from: Varying<string>;
  readonly to: Varying<string>;
  /** The profiles that have it, of those that play the role; all where it is absent. */
  readonly profiles?: Varying<readonly string[]>;
  /** Canonical id of the listener at the other end; several where the endpoint's scheme decides. */
  readonly listener: Varying<string | readonly string[]>;
  /** Listeners of the same service that may be named instead, as the encrypted port of a broker. */
  readonly acceptsAlso?: Varying<readonly string[]>;
  /** The port the shipped configuration dials; null where nothing is shipped. */
  readonly defaultPort: Varying<number | null>;
  /** The shipped value, with its placeholders; `{host}` and `{port}` where another setting gives them, null where nothing is shipped. */
  readonly defaultValue?: Varying<string | null>;
  /** Whether the shipped value moves with the offset of the node that dials. */
  readonly takesOwnOffset: Varying<Known<boolean>>;
  /** Whether a value written by hand still gets the own offset. */
  readonly explicitTakesOwnOffset?: Varying<Known<boolean>>;
  readonly enabled: Varying<Known<boolean>>;
  /**
   * `port`: the product computes the port from its own offset and needs no host of its own (Thrift key validation).
   * `endpoint`: the configuration carries a literal endpoint. `advertised`: an endpoint published to clients.
   * `members`: a list of cluster members.
   */
  readonly kind: Varying<'port' | 'endpoint' | 'advertised' | 'members'>;
  readonly settings?: Varying<Settings>;
  /** The switch that decides whether the product dials. */
  readonly enableSettings?: Varying<Settings>;
  /** How many ends it has; not known when absent. */
  readonly reaches?: Varying<'one' | 'any' | 'all' | 'others'>;
  /** The consequence of leaving one out of the list; none when absent. */
  readonly complete?: Varying<'required' | 'advised' | 'no'>;
  /** The value that a node which plays the target role writes for itself. */
  readonly own?: Varying<'role-player' | 'stand-in' | 'listed' | 'never' | 'allowed'>;
  /** A node that does not play the target role keeps the shipped own address, and does not use it. */
  readonly leftAsShipped?: true;
  /** Whether a front end may be named; `either` when absent. */
  readonly front?: Varying<'true' | 'false' | 'either' | 'client'>;
  /** Links whose lists have the same groups, group sizes and order. */
  readonly pairedWith?: Varying<readonly string[]>;
  readonly writtenAs?: Varying<string>;
  /** The link of the same node whose value holds where this one is not written. */
  readonly fallback?: Varying<string>;
  /** Listeners of the same node that the client dials besides, as the secure port of a data bridge. */
  readonly alsoDials?: Varying<readonly string[]>;
  /** Links of any node that say that this connection is made: to the nodes of the target role at their ends. */
  readonly impliedBy?: Varying<readonly string[]>;
}

/** An own port of the node, written into a file that the offset does not reach. */
export interface SelfReferenceEntry extends Entry {
  readonly settings: Varying<Settings>;
  /** The shipped text. */
  readonly default: Varying<string>;
  /** The listeners whose ports are in the shipped text; empty where it names none. */
  readonly listeners: Varying<readonly string[]>;
  /** The role of the node that is meant, where that may be another one than the node with the file. */
  readonly to?: Varying<string>;
  readonly movesWithOffset: Varying<Known<boolean>>;
  /**
   * `always`: wrong as soon as the node has an offset. `once`: the same, in a database that the nodes share. `optional`: matters only
   * with a feature that is off, or not at all.
   */
  readonly edit: Varying<'always' | 'once' | 'optional'>;
  /** Profiles that carry it; all when absent. */
  readonly profiles?: Varying<readonly string[]>;
}

/** A remark about the product as a whole. */
export interface ProductNote {
  /** Its topic in a word or two: offset, profiles, what was read. */
  readonly about: string;
  readonly text: string;
  /** The releases that it holds for; all when absent. */
  readonly versions?: VersionRange | readonly VersionRange[];
}

/** A port drawn anew at every start. */
export interface RandomPort {
  readonly protocol: Protocol;
  readonly cause: string;
  readonly versions?: VersionRange | readonly VersionRange[];
  readonly sources?: readonly string[];
  readonly confidence?: Confidence;
}

/** The facts of a product that are known without reading its releases. */
export type ProductHead = Pick<ProductFile, 'id' | 'name' | 'nicknames' | 'family' | 'generic' | 'recognisedBy'>;

/**
 * Keys of the TOML file that releases read, by table and key, with the releases. Only tables that have a port, the offset or an end of
 * a link are there. `*` is any key: the table is written into a file as it is, or components read it whose keys are not known.
 */
export type TomlKeys = Readonly<Record<string, Readonly<Record<string, VersionRange | readonly VersionRange[]>>>>;

/** One product file. */
export interface ProductFile {
  readonly id: string;
  readonly name: string;
  /** Other names that people use, in lower case with hyphens; a name may mean several products. */
  readonly nicknames?: readonly string[];
  /** The pack of which it is one runtime. */
  readonly family?: string;
  /** Means any server of its platform: never proposed as the product of a node. */
  readonly generic?: true;
  readonly recognisedBy?: RecognisedBy;
  /** Ascending. */
  readonly releases: readonly string[];
  /** Releases listed with the values of the one before, not yet compared with their shipped files; only shown. */
  readonly carriedOver?: readonly string[];
  readonly configModel: Varying<'xml' | 'toml' | 'yaml'>;
  readonly defaultOffset: Varying<number>;
  readonly offsetSettings: Varying<Settings>;
  /** The TOML file that its settings are in; `repository/conf/deployment.toml` when absent. */
  readonly tomlFile?: string;
  /** Keys that releases read; no product file has them, they come from the packs of the vendor. */
  readonly tomlKeys?: TomlKeys;
  /** The first one is the default profile. Never empty: `default` where the product knows no profiles. */
  readonly profiles: Varying<readonly string[]>;
  /** Roles by profile: which profiles play the role; `all` for every one. */
  readonly roles: Varying<Readonly<Record<string, readonly string[]>>>;
  readonly notes?: readonly ProductNote[];
  /** Where it was read which profiles play which roles, where profiles decide that. */
  readonly roleSources?: readonly Source[];
  /** Products whose nodes have to be of the same release where they work with nodes of this one. */
  readonly sameRelease?: { readonly products: readonly string[]; readonly sources: readonly Source[] };
  readonly randomPorts: readonly RandomPort[];
  readonly listeners: readonly ListenerEntry[];
  readonly links: readonly LinkEntry[];
  readonly selfReferences: readonly SelfReferenceEntry[];
}
