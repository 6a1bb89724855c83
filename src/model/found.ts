import type { Range } from './finding.js';

/** One level of a structured file: an element, a table, a key. Items of a list carry the list's name and their number. */
export interface Step {
  readonly name: string;
  /** 0-based, among siblings of the same name. */
  readonly index: number;
  /** XML attributes; in YAML the plain values of a list item that distinguish it. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A plain value of a structured file and where it is. Attributes are leaves whose last step starts with `@`. */
export interface Leaf {
  readonly steps: readonly Step[];
  readonly value: string;
  readonly range: Range;
  /** The file that a tool writes the value into, or the command line; absent where the leaf's own file is what the product reads. */
  readonly meantFor?: string;
}

/** A mistake in a text. */
export interface Fault {
  readonly reason: string;
  readonly range: Range;
}

/** A place in a configuration file; positions are 1-based, the end is exclusive. */
export interface SourceRange {
  readonly file: string;
  readonly range: Range;
}

/** A value that was read, where it is, and what it was taken from, for people: `Server/Ports/Offset`. */
export interface Found<T> extends SourceRange {
  readonly value: T;
  readonly why: string;
}

/** A value that only the running system knows, by the name it is referred to: `$env{PORT_OFFSET}`. */
export interface Unknown {
  readonly unknown: string;
  /** `unknown` names missing configuration that holds the value: `ConfigMap/gateway-conf`. */
  readonly isAbsent?: true;
}
