import type { Configuration, Diagnosis, Edit } from './finding.js';
import type { Finding } from './report.js';

/** One decision of a correction: what is edited, and why. */
export interface Decision {
  /** The node or host whose values are edited. */
  readonly subject: string;
  /** `offset 0 -> 1`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The change of the product's own configuration that has the same effect. */
  readonly configuration: readonly Configuration[];
  /** Findings that it clears, alone or with other decisions. */
  readonly clears: readonly Pick<Diagnosis, 'rule' | 'text' | 'fingerprint'>[];
  /** The node whose listeners get other ports. */
  readonly moves?: string;
  /** Nodes that it follows if their listeners get other ports. */
  readonly follows?: readonly string[];
  /** Why it is made; shown where it clears nothing by itself. */
  readonly reason?: string;
}

/** The end of a Thrift connection that is changed. */
export type Preference = 'client' | 'server';

/** The values that may change: those of the topology alone, or in memory those of the nodes' own files as well. */
export type Reach = 'topology' | 'files';

/** How a correction is made. */
export interface Manner {
  readonly prefer: Preference;
  readonly reach: Reach;
}

/** Files with their corrections. */
export interface Fixed {
  readonly files: readonly FixedFile[];
  /** In the order of the files, and in each file in the order of its values. */
  readonly edits: readonly Edit[];
  readonly decisions: readonly Decision[];
  /** Nodes that get other values; filling in `auto` does not count. */
  readonly changedNodes: readonly string[];
  /** False where a host has too many nodes to look for the best answer. */
  readonly optimal: boolean;
  /** Findings that are left; their places are those in the present text. */
  readonly unresolved: readonly Finding[];
}

export interface FixedFile {
  readonly file: string;
  /** A file of a product: what is around its values may be secret. */
  readonly product?: true;
  readonly before: string;
  readonly after: string;
}
