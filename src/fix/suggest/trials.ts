import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Edit } from '../../model/finding.js';
import type { FixCandidate } from '../../rules/rule.js';
import { isPort } from '../../values/ports.js';
import { WEIGHT } from '../../values/severities.js';
import { withEdits } from '../file-edits.js';
import { type Footprint, footprintOf, keysOf } from './footprint.js';

/** A change that is tried against a finding. */
export interface Trial {
  readonly diagnosis: Diagnosis;
  readonly candidate: FixCandidate;
}

/** Trials of one change, with what the change affects. */
interface Change {
  readonly candidate: FixCandidate;
  readonly trials: readonly Trial[];
  readonly footprint: Footprint;
}

/**
 * Returns the trials that succeed: the change clears the finding and brings no new one of the same or higher severity. Changes that
 * cannot notice each other are tried together, so that a plan with many findings is not evaluated once for each.
 * @param mayGoOn asked before each evaluation; once it says no, what was not tried has failed
 */
export function succeeding(
  trials: readonly Trial[],
  evaluation: Evaluation,
  reevaluate: Reevaluate,
  mayGoOn: () => boolean,
): ReadonlySet<Trial> {
  const succeeded = new Set<Trial>();
  const known = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  const run = (changes: readonly Change[]): void => {
    if (!mayGoOn()) return;
    const edits = changes.flatMap(({ candidate }) => candidate.edits);
    const { diagnoses } = reevaluate(withEdits(evaluation, edits));
    const left = new Set(diagnoses.map(({ fingerprint }) => fingerprint));
    const added = diagnoses.filter(({ fingerprint }) => !known.has(fingerprint));
    for (const change of changes) {
      // A new finding that belongs to several changes, or to none, says nothing about one of them.
      const own = changes.length === 1 ? added : added.filter((each) => concerns(each, change, evaluation));
      const isDoubtful =
        changes.length > 1 &&
        added.some((each) => changes.filter((other) => concerns(each, other, evaluation)).length !== 1);
      if (isDoubtful) {
        run([change]);
        continue;
      }
      for (const trial of change.trials)
        if (!left.has(trial.diagnosis.fingerprint) && own.every((each) => isLighter(each, trial.diagnosis)))
          succeeded.add(trial);
    }
  };
  for (const batch of batchesOf(changesIn(trials, evaluation))) run(batch);
  return succeeded;
}

function isLighter(added: Diagnosis, cleared: Diagnosis): boolean {
  return WEIGHT[added.severity] < WEIGHT[cleared.severity];
}

function concerns({ subject }: Diagnosis, { footprint }: Change, { deployment }: Evaluation): boolean {
  return footprint === 'everything' || keysOf(subject, deployment).some((key) => footprint.has(key));
}

/** Groups trials by what they change; what changes nothing, or to a value that cannot be, is not a trial. */
function changesIn(trials: readonly Trial[], { deployment }: Evaluation): readonly Change[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const { edits } = trial.candidate;
    if (edits.length === 0 || !edits.every(isLegal)) continue;
    const key = JSON.stringify(edits.map(({ file, path, to }) => [file, path, to]));
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ candidate: first.candidate, trials: group, footprint: wholeFootprint(group, deployment) }] : [];
  });
}

function wholeFootprint(group: readonly Trial[], deployment: Evaluation['deployment']): Footprint {
  const [first] = group;
  const changed = first ? footprintOf(first.candidate.edits, deployment) : 'everything';
  if (changed === 'everything') return changed;
  return new Set([...changed, ...group.flatMap(({ diagnosis }) => keysOf(diagnosis.subject, deployment))]);
}

/** Puts each change into the first batch after the last one that has something in common with it. */
function batchesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const batches: Change[][] = [];
  const firstFree = new Map<string, number>();
  let floor = 0;
  for (const change of changes) {
    const { footprint } = change;
    const keys = footprint === 'everything' ? [] : [...footprint];
    const index =
      footprint === 'everything'
        ? batches.length
        : keys.reduce((latest, key) => Math.max(latest, firstFree.get(key) ?? 0), floor);
    const batch = batches[index] ?? [];
    batch.push(change);
    batches[index] = batch;
    if (footprint === 'everything') floor = index + 1;
    for (const key of keys) firstFree.set(key, index + 1);
  }
  return batches;
}

/** A port must be a number from 1 to 65535; an offset may be any number. */
function isLegal({ path, to }: Edit): boolean {
  return typeof to !== 'number' || path.at(-1) === 'offset' || isPort(to);
}
