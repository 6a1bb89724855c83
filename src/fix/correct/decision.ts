import type { Configuration, Diagnosis, Edit } from '../../model/finding.js';

/** One decision of a correction: what is edited, and why. */
export interface Decision {
  /** The node or host whose values are edited. */
  readonly subject: string;
  /** `offset 0 -> 1`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What a person changes in the product to the same effect. */
  readonly configuration: readonly Configuration[];
  /** Findings that it clears, alone or with others. */
  readonly cures: readonly Pick<Diagnosis, 'rule' | 'text' | 'fingerprint'>[];
  /** Why it is made, for where it clears nothing by itself. */
  readonly reason?: string;
}

/** `2 -> 3`, or `3` where nothing was written before. */
export function fromTo(from: unknown, to: unknown): string {
  return from === undefined ? `${to}` : `${from} -> ${to}`;
}

/** Which end of a Thrift connection gives way. */
export type Preference = 'client' | 'server';

/** What may change: values of the topology, or on trial those of the nodes' own files too. */
export type Reach = 'topology' | 'files';

/** How a correction is made. */
export interface Manner {
  readonly prefer: Preference;
  readonly reach: Reach;
}
