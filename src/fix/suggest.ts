import type { Diagnosis, Edit, Fix, Severity } from '../model/finding.js';
import type { Evaluation } from '../evaluate.js';
import type { FixCandidate } from '../rules/rule.js';
import { applyEdits } from './apply.js';
import { candidatesFor } from './candidates.js';

/** Analyses changed documents anew. */
export type Reevaluate = (documents: Evaluation['documents']) => Evaluation;

/**
 * Listeners that may be derived anew for suggestions in one deployment. The bound is a number and not a time, so that equal
 * input gives equal output; a plan so large that it is used up is what `fix` is for.
 */
const WORK = 250_000;

/** Fixes shown for one finding. */
const SHOWN = 2;

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** Adds to each finding the changes that were tried and clear it without a new finding of the same or higher severity. */
export function suggest(evaluation: Evaluation, reevaluate: Reevaluate): Evaluation {
  let work = WORK;
  const cost = Math.max(1, evaluation.deployment.listeners.length);
  const known = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  const tried = (diagnosis: Diagnosis): Diagnosis => {
    const fixes: Fix[] = [];
    for (const candidate of candidatesFor(diagnosis, evaluation.deployment)) {
      if (work < cost || fixes.length === limitFor(diagnosis)) break;
      work -= cost;
      if (cures(candidate, diagnosis, known, reevaluate(edited(evaluation, candidate.edits)))) fixes.push(candidate);
    }
    return { ...diagnosis, fixes };
  };
  return { ...evaluation, diagnoses: evaluation.diagnoses.map(tried) };
}

/** Both ends of a Thrift connection can be changed, and the choice is the operator's; of offsets the smallest change is enough. */
function limitFor({ rule }: Diagnosis): number {
  return rule === 'thrift-mismatch' ? SHOWN : 1;
}

function cures(candidate: FixCandidate, diagnosis: Diagnosis, known: ReadonlySet<string>, after: Evaluation): boolean {
  return (
    candidate.edits.length > 0 &&
    after.diagnoses.every(
      ({ fingerprint, severity }) =>
        fingerprint !== diagnosis.fingerprint && (known.has(fingerprint) || WEIGHT[severity] < WEIGHT[diagnosis.severity]),
    )
  );
}

function edited({ documents }: Evaluation, edits: readonly Edit[]): Evaluation['documents'] {
  return documents.map(({ file, document }) => {
    const own = edits.filter((edit) => edit.file === file);
    return { file, document: own.length === 0 ? document : applyEdits(document, own) };
  });
}
