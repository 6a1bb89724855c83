import type { ChartValue } from './chart-value.js';
import type { Fault, Found, Leaf, SourceRange, Step, Unknown } from './found.js';
import type { FrontEnd } from './front-end.js';
import type { Manifests } from './manifests.js';
import type { TemplateLanguage } from './template.js';

export type { Fault, Found, Leaf, SourceRange, Step, Unknown };

export type Aspect = 'product' | 'version' | 'profile';

/**
 * A statement of a file about the node's product, version or profile. A higher rank wins: an image tag names what runs, a server
 * key what was shipped, a folder name what a person meant.
 */
export interface Hint extends Found<string> {
  readonly aspect: Aspect;
  readonly rank: Rank;
}

/** Kinds of evidence, by what they are read from. */
export type Rank = 'option' | 'image' | 'chart' | 'layout' | 'file' | 'path' | 'section';

/** A service of a compose file. */
export interface Service extends SourceRange {
  readonly name: string;
  /** Further names that others reach it by. */
  readonly addresses: readonly string[];
  readonly published: readonly Found<string>[];
  /** Folders and files of the machine that it sees, relative to the compose file's folder. */
  readonly sources: readonly string[];
  /** What it mounts as the file that it reads its ports from, where that is not there. */
  readonly absent?: UnreadPlace;
  readonly onHostNetwork: boolean;
  readonly hints: readonly Hint[];
  readonly offset?: Found<number | Unknown>;
  /** Names that other services of its network have as well: no one of them is meant by such a name. */
  readonly shared?: readonly string[];
  /** The program that it runs, for people. */
  readonly image: string;
  /** How its image is built, relative to the compose file's folder. */
  readonly build?: Build;
  /** Names that other services know by `links`: the service that is meant, and the name. */
  readonly linked: readonly { readonly service: string; readonly name: string }[];
  /** Names of `extra_hosts` with the address that each has in the container. */
  readonly extraHosts: readonly (Found<string> & { readonly address: string })[];
  /** Addresses in the networks of the compose file that never change. */
  readonly fixedAddresses: readonly string[];
  /** The service whose network it shares: `network_mode: service:x`. */
  readonly shares?: string;
  /** Ports that a debugger listens on. */
  readonly debug: readonly Found<number>[];
  readonly replicas?: Found<number>;
  /** Variables of its environment, without secrets. */
  readonly environment: readonly Leaf[];
  /** Ports that its health check asks. */
  readonly probes: readonly { readonly port: Found<number>; readonly scheme?: 'http' | 'https'; readonly by: string }[];
  /** It is started only with one of these profiles; always without any. */
  readonly profiles: readonly string[];
  /** The service that it is a variant of; the file is relative to its own. */
  readonly extends?: { readonly service: string; readonly file?: string };
  /** Its impossible parts: numbers that are not ports. */
  readonly unread: readonly UnreadPlace[];
  /** Its values by the keys of the compose file, without secrets; variables are not put in. */
  readonly values: readonly Leaf[];
}

/** An image that a script builds. */
export interface ImageBuild {
  readonly image: string;
  /** Relative to the folder of the script. */
  readonly context: string;
  /** Relative to the folder of the script; the one of the context without it. */
  readonly dockerfile?: string;
  readonly args: ReadonlyMap<string, string>;
  readonly target?: string;
}

/** Where the image of a service comes from. */
export interface Build {
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly args: ReadonlyMap<string, string>;
  /** The stage that is built; the last one without it. */
  readonly target?: string;
}

/** A machine that an inventory names, for the node of that name. */
export interface Placement extends SourceRange {
  readonly node: string;
  readonly address: string | Unknown;
  /** Groups whose variables it has, the nearest first. */
  readonly groups?: readonly string[];
  /** The folder of the node's files, seen from the file; without it, the node is one of host_vars. */
  readonly folder?: string;
  /** Where it was read, for people; an inventory's variable without it. */
  readonly why?: string;
}

/** A name of a machine, and its address. */
export interface NamedAddress extends SourceRange {
  readonly name: string;
  readonly address: string;
}

/** The places into which templates of automation write its variables. */
export interface Rendering {
  /** The variable, or the list or map in it; `*` is every key. Each container or value there is written once. */
  readonly each: string;
  /**
   * By place, `api-manager.xml: APIManager/APIStore/URL`; `#2` numbers a step like the second one of `each`, `[name]` is an attribute.
   * `{key}` of a template is a value of the container, `{}` the value itself, `{9611+key}` a number plus a variable, which may be absent.
   */
  readonly writes: Readonly<Record<string, string>>;
}

/** A database, directory, broker or mail server that a file names, without credentials and queries. */
export interface DialledAddress extends SourceRange {
  /** `host:port` as written, with `https://` where the protocol counts; IPv6 in brackets. */
  readonly to: string;
  /** Its purpose: a name that the file gives it, or its kind. */
  readonly purpose: string;
  /** Whether products of the catalogue serve such a thing: directories and brokers, unlike databases and mail servers. */
  readonly byProducts: boolean;
  /** Whether an address of the own machine is judged, everywhere or where nothing else runs; without it, it says nothing. */
  readonly onLoopback?: 'judged' | 'in-container';
}

/** Something of a file that looks relevant and is not understood. */
export interface UnreadPlace extends SourceRange {
  /** Equal for what is said once, with a count: `encrypted vault`. */
  readonly kind: string;
  /** Which one it is, for people; never a value that could be secret. */
  readonly what: string;
}

/** The node that a file belongs to, as far as its path shows. */
export interface Home {
  /** Equal for files of one node; a path below which they lie, or the file itself. */
  readonly key: string;
  /** A name for the node. */
  readonly name: string;
}

/** Files whose values hold for several nodes, beside the files of each node. Paths are those of one format. */
interface Sharing {
  isShared(file: string, files: readonly string[]): boolean;
  /** Whether a shared file makes a node of its own as well. */
  readonly standsAlone?: (file: string, files: readonly string[]) => boolean;
  /** The shared files that hold for a node, the nearest first. */
  nearest(home: Home, shared: readonly string[], groups?: readonly string[]): readonly string[];
  /** Maps of the files are merged key by key; without it, the nearest file's variable counts as a whole. */
  readonly merges?: true;
}

/** One kind of file: what it is called, what it says of a node beside its values, and how it is read. */
export interface Format {
  readonly id: string;
  /** One line for the documentation. */
  readonly title: string;
  /** Paths, relative and with `/`, of the files that are opened. */
  readonly files: RegExp;
  /** Whether a text is of this format, where the file's name does not decide. */
  readonly recognises?: (text: string, file: string) => boolean;
  /** Whether the product reads the file although a deployment.toml is beside it; it generates all others from there. */
  readonly survivesToml: boolean;
  /** How a product is configured that has such a file. */
  readonly model?: 'toml' | 'xml' | 'yaml';
  /** The product of each node of the format; without it, the node's server name decides. */
  readonly runsAs?: 'machine' | 'pod';
  /** `main`: every node has one. `supporting`: it adds to a node and makes none, unless it has an offset. */
  readonly part?: 'main' | 'supporting';
  /** The values are on the server's command line, which wins over its files. */
  readonly onCommandLine?: true;
  /** Its host name is the address of the machine, and not of a load balancer in front. */
  readonly namesMachine?: true;
  /** The node of a file, where the folders that products and images use do not decide. */
  readonly homeOf?: (file: string) => Home | undefined;
  readonly sharing?: Sharing;
  /** Names of templates that become files of the format, and how they are rendered, for people. */
  readonly unrendered?: string;
  /** Templates that are rendered with the files' variables; of several files the last one wins. */
  readonly fills?: {
    /** The end of their names, behind that of the file that they become. */
    readonly templates: RegExp;
    readonly language: TemplateLanguage;
    /** The files whose variables a template gets; none where it is not known what they are. */
    sources(template: string, all: readonly Fragment[]): readonly Fragment[];
  };
  /** The use of the files' variables, which the nearest file sets. */
  readonly renders?: readonly Rendering[];
  /** The offset that a template writes where no file sets one, for nodes whose variable `list` names the template. */
  readonly offsetUnset?: {
    readonly value: number;
    readonly list: string;
    readonly template: string;
    /** Start scripts of runtimes in a pack, which keep the file in a folder of their own. */
    readonly runtimes: RegExp;
  };
  /** Pure: a text in, what it says out; a malformed text is a fragment with a fault. */
  read(file: string, text: string): Fragment;
}

/**
 * The statements of one file, with the place of each value. Nothing is derived yet, and nothing is kept that a topology cannot
 * use: passwords, keystores and user names are left behind by the readers.
 */
export interface Fragment {
  readonly file: string;
  readonly format: Format;
  readonly hints: readonly Hint[];
  readonly offset?: Found<number | Unknown>;
  /** The node's own name: what it calls itself, or the address it binds in its cluster. */
  readonly hostName?: Found<string | Unknown>;
  /** Ports, endpoints and switches by the file's own keys; `readNode` gives them the catalogue's ids. */
  readonly settings: readonly Leaf[];
  readonly dials: readonly DialledAddress[];
  readonly unread: readonly UnreadPlace[];
  readonly services: readonly Service[];
  /** Compose files that belong to the project of this one, relative to its folder. */
  readonly includes?: readonly string[];
  readonly placements: readonly Placement[];
  /** Instructions of a Dockerfile without secrets, as its reader counts them; variables are not put in. */
  readonly recipe?: readonly Leaf[];
  readonly names?: readonly NamedAddress[];
  readonly builds?: readonly ImageBuild[];
  /** The ports that a load balancer or reverse proxy passes on. */
  readonly frontEnd?: FrontEnd;
  /** The name of the Helm chart that deploys the node. */
  readonly chart?: string;
  /** Variables that templates of automation are rendered with, without secrets. */
  readonly inputs?: readonly Leaf[];
  /** Values as they are written that refer to the environment of the process, `$env{HOST}`; without secrets. */
  readonly referring?: readonly Leaf[];
  /** Variables that a file sets for compose files, without secrets. */
  readonly variables?: readonly Leaf[];
  /** Objects of a cluster. */
  readonly manifests?: Manifests;
  /** What a chart becomes with one choice of values, by the name of that: a deployment of its own. */
  readonly release?: string;
  /** Ports among the values of that chart which do not decide what they should. */
  readonly chartValues?: readonly ChartValue[];
  readonly fault?: Fault;
  /** It is what a template becomes: the file alone does not say it. */
  readonly fromTemplate?: true;
}

/** The content of the configuration files that a node points at. */
export interface ConfigurationTree {
  readonly fragments: readonly Fragment[];
  /** Why something of it was not read, one reason each. */
  readonly unread: readonly string[];
}
