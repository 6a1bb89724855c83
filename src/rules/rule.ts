import type { Deployment } from '../model/deployment.js';
import type { Configuration, Edit, Problem, Severity } from '../model/finding.js';

/** What every rule says of itself. The README's table, `explain` and machine formats are made from it. */
export interface RuleInfo {
  /** Words joined by hyphens; never reused for another meaning. */
  readonly id: string;
  /** The default severity. */
  readonly severity: Severity;
  /** When it fires, in one line. */
  readonly summary: string;
  /** Why that matters to an operator. */
  readonly why: string;
  /** How to get rid of the finding. */
  readonly remedy: string;
  readonly example: Example;
  /** Where the facts behind it were read. */
  readonly sources: readonly string[];
  readonly messages: Readonly<Record<string, (data: Data) => string>>;
}

/** Two whole topologies: the bad one yields exactly this rule's finding, the good one none. */
interface Example {
  readonly bad: string;
  readonly good: string;
  /** Configuration files that both point at, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The typed numbers and names of a problem, as its rule put them together. */
// biome-ignore lint/suspicious/noExplicitAny: every rule reads back what it wrote itself; the shape is its own.
export type Data = Readonly<Record<string, any>>;

/** A check of a deployment: pure, over plain data. */
export interface Rule extends RuleInfo {
  /** Every root cause once. */
  check(deployment: Deployment): Iterable<Problem>;
  /** Changes worth trying, the best one first. What is not cured by them is dropped by the caller. */
  fixes?(problem: Problem, deployment: Deployment): Iterable<FixCandidate>;
}

/** A fix that was not tried yet. */
export interface FixCandidate {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly configuration: readonly Configuration[];
}

/** Joins names as people do: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A number with its noun: `1 port`, `12 ports`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How much a severity weighs against another. */
export const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };
