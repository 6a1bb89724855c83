import type { ProblemOf } from './finding.js';

/** A text that cannot be read: a topology, or a configuration file of a node. */
export type SyntaxMessages = {
  readonly invalid: { readonly reason: string };
  readonly malformed: { readonly node: string; readonly file: string; readonly reason: string };
};
export type SyntaxProblem = ProblemOf<SyntaxMessages>;

/** A document that breaks the schema; `path` as people write it. */
export type SchemaMessages = {
  readonly invalid: { readonly path: string; readonly reason: string };
};
export type SchemaProblem = ProblemOf<SchemaMessages>;

/** The things that a name in a topology can mean. */
export type ReferenceKind =
  | 'host'
  | 'node'
  | 'product'
  | 'version'
  | 'profile'
  | 'listener'
  | 'link'
  | 'rule'
  | 'address';

/** A name that does not exist, files that cannot be read, or a value that only the running system knows. */
export type ReferenceMessages = {
  readonly unknown: {
    readonly kind: ReferenceKind;
    readonly name: string;
    /** Who uses the name, as the message starts: `node gateway`. */
    readonly by: string;
    readonly hint: string;
    /** The legal name that is most alike, where one is near. */
    readonly nearest?: string;
  };
  readonly unread: {
    readonly kind: 'configuration';
    readonly name: string;
    readonly by: string;
    readonly reason: string;
  };
  /** An address of a link that is not a host of the plan, but looks like one. */
  readonly address: {
    readonly kind: 'host';
    readonly name: string;
    readonly by: string;
    readonly nearest: string;
    readonly likeness: 'slip' | 'domain' | 'node';
  };
  /** An address that several hosts of one network have. */
  readonly claimed: { readonly kind: 'host'; readonly name: string; readonly hosts: readonly string[] };
  readonly unresolved: {
    readonly kind: 'value';
    readonly name: string;
    readonly by: string;
    readonly what: string;
    /** The value that is taken instead, as the product ships it: `offset 3`. */
    readonly assumed?: string;
  };
  /** Configuration that is not among the files. */
  readonly absent: {
    readonly kind: 'configuration';
    readonly name: string;
    readonly by: string;
    readonly assumed: string;
  };
};
export type ReferenceProblem = ProblemOf<ReferenceMessages>;
