import type { Deployment } from '../../model/deployment.js';
import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Edit, Fix } from '../../model/finding.js';
import { alternativesOf } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { asOffered, withEdits } from '../file-edits.js';
import { candidatesFor } from './candidates.js';
import { CROWD_NOTE, isCrowd } from './crowds.js';
import type { Effort } from './free-offsets.js';
import { type PlanFixes, planFixesOf } from './plan-fixes.js';
import { sliceOf } from './slice.js';
import { succeeding, type Trial } from './trials.js';

/** The work that suggestions for one deployment may cost. */
const EFFORT = 120_000;

/**
 * Adds to each finding the changes that clear it and bring no new finding of the same or higher severity. Each of them was tried. The
 * first one is what the correction of the whole plan does about the finding.
 */
export function suggest(evaluation: Evaluation, reevaluate: Reevaluate): Evaluation {
  const slice = sliceOf(evaluation, reevaluate);
  if (!slice) return suggested(evaluation, reevaluate);
  const found = new Map(suggested(slice, reevaluate).diagnoses.map((each) => [each.fingerprint, each]));
  return { ...evaluation, diagnoses: evaluation.diagnoses.map((each) => found.get(each.fingerprint) ?? each) };
}

function suggested(evaluation: Evaluation, reevaluate: Reevaluate): Evaluation {
  const planFixes = planFixesOf(evaluation, reevaluate, EFFORT);
  const effort: Effort = { left: EFFORT };
  const cost = Math.max(1, evaluation.deployment.listeners.length);
  const judge = (edits: readonly Edit[]): readonly Diagnosis[] | undefined => {
    const known = planFixes.corrected;
    // The whole correction has each value once; fewer edits are not it, which spares comparing them.
    if (known && edits.length >= known.edits.length && areSame(edits, known.edits)) return known.diagnoses;
    effort.left -= cost;
    return effort.left < 0 ? undefined : reevaluate(withEdits(evaluation, edits)).diagnoses;
  };
  const searches = evaluation.diagnoses.map((each) => new Search(each, evaluation.deployment, planFixes, effort));
  for (let isOpen = true; isOpen && effort.left >= cost; ) {
    const next = searches.flatMap((search) => {
      const candidate = search.next();
      return candidate ? [{ search, trial: { diagnosis: search.diagnosis, candidate } satisfies Trial }] : [];
    });
    isOpen = next.length > 0;
    const trials = next.map(({ trial }) => trial);
    const succeeded = succeeding(trials, evaluation, judge);
    for (const { search, trial } of next)
      if (succeeded.has(trial)) search.fixes.push(asOffered(trial.candidate, evaluation.deployment));
  }
  return { ...evaluation, diagnoses: searches.map((search) => search.diagnosed()) };
}

/** Whether edits give the same places the same values, in any order. */
function areSame(some: readonly Edit[], others: readonly Edit[]): boolean {
  const textsOf = (edits: readonly Edit[]) =>
    new Set(edits.map(({ file, path, to }) => JSON.stringify([file, path, to])));
  const [left, right] = [textsOf(some), textsOf(others)];
  return left.size === right.size && [...left].every((text) => right.has(text));
}

/** The search for fixes of one finding: one candidate after the other, until enough of them have succeeded. */
class Search {
  readonly diagnosis: Diagnosis;
  readonly fixes: Fix[] = [];
  private readonly candidates: Iterator<FixCandidate>;
  private readonly isCorrectable: boolean;

  constructor(
    diagnosis: Diagnosis,
    deployment: Deployment,
    { moves, whole, correctable, partial }: PlanFixes,
    effort: Effort,
  ) {
    const part = partial.get(diagnosis.fingerprint);
    const note = isCrowd(diagnosis) ? CROWD_NOTE : part && `wso2-topology fix corrects a part of it: ${part}`;
    this.diagnosis = note === undefined ? diagnosis : { ...diagnosis, notes: [...(diagnosis.notes ?? []), note] };
    this.isCorrectable = correctable.has(diagnosis.fingerprint);
    const move = moves.get(diagnosis.fingerprint);
    const needsWhole = () => whole !== undefined && this.isCorrectable && this.fixes.length === 0;
    const candidates = function* (): Generator<FixCandidate> {
      if (move) yield move;
      if (move && whole && needsWhole()) yield whole;
      if (isCrowd(diagnosis)) return;
      yield* candidatesFor(diagnosis, deployment, effort);
      if (whole && needsWhole()) yield whole;
    };
    this.candidates = candidates();
  }

  /** The next candidate; undefined where there is none, or where it is not needed. */
  next(): FixCandidate | undefined {
    if (this.fixes.length === alternativesOf(this.diagnosis)) return undefined;
    return this.candidates.next().value ?? undefined;
  }

  diagnosed(): Diagnosis {
    return { ...this.diagnosis, fixes: this.fixes, ...(this.isCorrectable ? { correctable: true } : {}) };
  }
}
