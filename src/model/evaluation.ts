import type { Deployment } from './deployment.js';
import type { NamedDocument } from './document.js';
import type { Diagnosis, Problem } from './finding.js';

/** A problem that was found before the rules ran. */
export interface EarlyProblem {
  /** The id of the rule that reports it. */
  readonly rule: string;
  readonly problem: Problem;
}

export interface Diagnosed {
  readonly diagnoses: readonly Diagnosis[];
  /** Findings that an `ignore` entry accepts, with its reason. */
  readonly ignored: readonly (Diagnosis & { readonly reason: string })[];
}

/** Documents that were checked as one deployment. */
export interface Evaluation extends Diagnosed {
  readonly documents: readonly NamedDocument[];
  readonly deployment: Deployment;
  /** Problems with names and values, found before the rules ran. */
  readonly early: readonly EarlyProblem[];
}

/** Checks changed documents again. */
export type Reevaluate = (documents: Evaluation['documents']) => Evaluation;
