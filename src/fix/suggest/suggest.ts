import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Edit, Fix } from '../../model/finding.js';
import { alternativesOf } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { isPort } from '../../values/ports.js';
import { WEIGHT } from '../../values/severities.js';
import { asOffered, withEdits } from '../file-edits.js';
import { candidatesFor } from './candidates.js';
import type { Effort } from './free-offsets.js';
import { planFixesOf } from './plan-fixes.js';

/** The work that suggestions for one deployment may cost. */
const EFFORT = 120_000;

/**
 * Adds to each finding the changes that clear it and bring no new finding of the same or higher severity. Each of them was tried. The
 * first one is what the correction of the whole plan does about the finding.
 */
export function suggest(evaluation: Evaluation, reevaluate: Reevaluate): Evaluation {
  const { moves, whole, correctable } = planFixesOf(evaluation, reevaluate, EFFORT);
  const effort: Effort = { left: EFFORT };
  const cost = Math.max(1, evaluation.deployment.listeners.length);
  const known = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  const tried = (diagnosis: Diagnosis): Diagnosis => {
    const fixes: Fix[] = [];
    const move = moves.get(diagnosis.fingerprint);
    const isCorrectable = correctable.has(diagnosis.fingerprint);
    const candidates = function* (): Iterable<FixCandidate> {
      if (move) yield move;
      if (move && whole && isCorrectable && fixes.length === 0) yield whole;
      yield* candidatesFor(diagnosis, evaluation.deployment, effort);
      if (whole && isCorrectable && fixes.length === 0) yield whole;
    };
    for (const candidate of effort.left < cost ? [] : candidates()) {
      if (effort.left < cost || fixes.length === alternativesOf(diagnosis)) break;
      effort.left -= cost;
      if (clears(candidate, diagnosis, known, reevaluate(withEdits(evaluation, candidate.edits))))
        fixes.push(asOffered(candidate, evaluation.deployment));
    }
    return { ...diagnosis, fixes, ...(isCorrectable ? { correctable: true } : {}) };
  };
  return { ...evaluation, diagnoses: evaluation.diagnoses.map(tried) };
}

function clears(candidate: FixCandidate, diagnosis: Diagnosis, known: ReadonlySet<string>, after: Evaluation): boolean {
  return (
    candidate.edits.length > 0 &&
    candidate.edits.every(isLegal) &&
    after.diagnoses.every(
      ({ fingerprint, severity }) =>
        fingerprint !== diagnosis.fingerprint &&
        (known.has(fingerprint) || WEIGHT[severity] < WEIGHT[diagnosis.severity]),
    )
  );
}

/** A port must be a number from 1 to 65535; an offset may be any number. */
function isLegal({ path, to }: Edit): boolean {
  return typeof to !== 'number' || path.at(-1) === 'offset' || isPort(to);
}
