import type { Range } from '../model/finding.js';
import type { Fault, Leaf } from './leaf.js';

/** A place in a configuration file; positions are 1-based, the end is exclusive. */
export interface Spot {
  readonly file: string;
  readonly range: Range;
}

/** A value that was read, where it stands, and what it was taken from, for people: `Server/Ports/Offset`. */
export interface Found<T> extends Spot {
  readonly value: T;
  readonly why: string;
}

/** A value that only the running system knows, by the name it is referred to: `$env{PORT_OFFSET}`. */
export interface Unknown {
  readonly unknown: string;
}

export type Aspect = 'product' | 'version' | 'profile';

/**
 * What a file says of the node's product, version or profile. A higher rank wins: an image tag names what runs, a server
 * key what was shipped, a folder name what somebody meant.
 */
export interface Hint extends Found<string> {
  readonly aspect: Aspect;
  readonly rank: Rank;
}

type Rank = keyof typeof RANKS;

export const RANKS = { option: 6, image: 5, layout: 4, file: 3, path: 2, section: 1 } as const;

/** A service of a compose file. */
export interface Service extends Spot {
  readonly name: string;
  /** Further names that others reach it by. */
  readonly addresses: readonly string[];
  readonly published: readonly Found<string>[];
  /** Folders and files of the machine that it sees, relative to the compose file's folder. */
  readonly sources: readonly string[];
  readonly onHostNetwork: boolean;
  readonly hints: readonly Hint[];
  readonly offset?: Found<number | Unknown>;
  /** What it runs, for people. */
  readonly image: string;
}

/** A machine that an inventory names, for the node of that name. */
export interface Placement extends Spot {
  readonly node: string;
  readonly address: string | Unknown;
}

/**
 * What one file says, with the place of each value. Nothing is derived yet, and nothing is kept that a topology cannot
 * use: passwords, keystores and user names are left behind by the readers.
 */
export interface Fragment {
  readonly file: string;
  readonly format: string;
  readonly hints: readonly Hint[];
  readonly offset?: Found<number | Unknown>;
  /** The node's own name: what it calls itself, or the address it binds in its cluster. */
  readonly hostName?: Found<string | Unknown>;
  /** Ports, endpoints and switches by the file's own keys; `readNode` gives them the catalogue's ids. */
  readonly settings: readonly Leaf[];
  readonly services: readonly Service[];
  readonly placements: readonly Placement[];
  readonly fault?: Fault;
}

/** Reads one kind of file. Pure: a text in, what it says out; a malformed text is a fragment with a fault. */
export interface Format {
  readonly id: string;
  /** One line for `--help` and the documentation. */
  readonly summary: string;
  /** `path` is relative, with `/`. A cheap test: the text is only looked at where the name does not decide. */
  accepts(path: string, text: string): boolean;
  read(file: string, text: string): Fragment;
}

export function emptyFragment(file: string, format: string): Fragment {
  return { file, format, hints: [], settings: [], services: [], placements: [] };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}
