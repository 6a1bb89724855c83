import type { ChartValue } from './chart-value.js';
import type { Aspect, Found } from './fragment.js';

/** A fact that the files of a node do not say, and how it was chosen. */
export interface Assumption {
  readonly aspect: Aspect;
  readonly value: string;
  /** The choices that fit equally well, the chosen one included; in the order of the catalogue. */
  readonly candidates: readonly string[];
  /** The values that another choice would change: `passthrough-https`, `offset`. Empty where nothing changes. */
  readonly depending: readonly string[];
  /** The option that answers: `--version gw=4.2.0`. */
  readonly answer: string;
}

/** Two places that say different things of one node; the first one is taken. */
export interface Contradiction {
  readonly aspect: Aspect;
  readonly taken: Found<string>;
  readonly other: Found<string>;
}

/** The sources of a node that was discovered, or that points at its files. */
export interface Evidence {
  /** Files that say something of the node, the most telling first. */
  readonly sources: readonly string[];
  /** Objects of a cluster that do, `Deployment/gateway`, where the node runs in one. */
  readonly objects?: readonly string[];
  /** It is a release of a chart: other releases may have Services that nothing here names. */
  readonly ofChart?: true;
  /** Ports among the values of that chart which do not decide what they should. */
  readonly chartValues?: readonly ChartValue[];
  readonly assumed: readonly Assumption[];
  readonly contradictions: readonly Contradiction[];
}
