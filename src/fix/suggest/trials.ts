import { groupBy } from '../../deployment/lookup.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis, Edit } from '../../model/finding.js';
import type { FixCandidate } from '../../rules/rule.js';
import { entryOf } from '../../values/memo.js';
import { isPort } from '../../values/ports.js';
import { WEIGHT } from '../../values/severities.js';
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
 * @param judge returns nothing once there is no effort left; what was not tried then has failed
 */
export function succeeding(
  trials: readonly Trial[],
  evaluation: Evaluation,
  judge: (edits: readonly Edit[]) => readonly Diagnosis[] | undefined,
): ReadonlySet<Trial> {
  const succeeded = new Set<Trial>();
  const known = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  const run = (changes: readonly Change[]): void => {
    const diagnoses = judge(changes.flatMap(({ candidate }) => candidate.edits));
    if (!diagnoses) return;
    const left = new Set(diagnoses.map(({ fingerprint }) => fingerprint));
    const added = diagnoses.filter(({ fingerprint }) => !known.has(fingerprint));
    const causes = causesOf(added, changes, evaluation);
    if (!causes) {
      const half = changes.length >> 1;
      run(changes.slice(0, half));
      run(changes.slice(half));
      return;
    }
    for (const change of changes) {
      const own = causes.get(change) ?? [];
      for (const trial of change.trials)
        if (!left.has(trial.diagnosis.fingerprint) && own.every((each) => isLighter(each, trial.diagnosis)))
          succeeded.add(trial);
    }
  };
  for (const batch of batchesOf(changesIn(trials, evaluation))) run(batch);
  return succeeded;
}

/**
 * Returns the change that brings each new finding, by what the finding names; undefined where it names what several changes touch, or none:
 * then it says nothing about one of them.
 */
function causesOf(
  added: readonly Diagnosis[],
  changes: readonly Change[],
  { deployment }: Evaluation,
): ReadonlyMap<Change, readonly Diagnosis[]> | undefined {
  const [only, ...others] = changes;
  if (only && others.length === 0) return new Map([[only, added]]);
  const changeOf = new Map(
    changes.flatMap((change) =>
      change.footprint === 'everything' ? [] : [...change.footprint.changed].map((key) => [key, change] as const),
    ),
  );
  const causes = new Map<Change, Diagnosis[]>();
  for (const diagnosis of added) {
    const [change, other] = new Set(keysOf(diagnosis.subject, deployment).flatMap((key) => changeOf.get(key) ?? []));
    if (!change || other) return undefined;
    entryOf(causes, change, (): Diagnosis[] => []).push(diagnosis);
  }
  return causes;
}

function isLighter(added: Diagnosis, cleared: Diagnosis): boolean {
  return WEIGHT[added.severity] < WEIGHT[cleared.severity];
}

/** Groups trials by what they change; what changes nothing, or to a value that cannot be, is not a trial. */
function changesIn(trials: readonly Trial[], evaluation: Evaluation): readonly Change[] {
  const legal = trials.filter(({ candidate: { edits } }) => edits.length > 0 && edits.every(isLegal));
  const groups = groupBy(legal, ({ candidate: { edits } }) =>
    JSON.stringify(edits.map(({ file, path, to }) => [file, path, to])),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    // A change that is tried alone needs not be told apart from others.
    const footprint = groups.size === 1 ? 'everything' : wholeFootprint(first, group, evaluation);
    return { candidate: first.candidate, trials: group, footprint };
  });
}

/** What a change affects; the verdict depends on what the findings name that it is tried against. */
function wholeFootprint({ candidate }: Trial, group: readonly Trial[], evaluation: Evaluation): Footprint {
  const affected = footprintOf(candidate.edits, evaluation);
  if (affected === 'everything') return affected;
  const named = group.flatMap(({ diagnosis }) => keysOf(diagnosis.subject, evaluation.deployment));
  return { changed: affected.changed, read: new Set([...affected.read, ...named]) };
}

/** Puts each change into the first batch after the last one that changes what it reads or changes, or reads what it changes. */
function batchesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const batches: Change[][] = [];
  /** The first batch in which a key may be read, and changed. */
  const [readable, free] = [new Map<string, number>(), new Map<string, number>()];
  let floor = 0;
  for (const change of changes) {
    const { footprint } = change;
    const { changed, read } = footprint === 'everything' ? NOTHING : footprint;
    let index = footprint === 'everything' ? batches.length : floor;
    for (const key of changed) index = Math.max(index, free.get(key) ?? 0);
    for (const key of read) index = Math.max(index, readable.get(key) ?? 0);
    const batch = batches[index] ?? [];
    batch.push(change);
    batches[index] = batch;
    if (footprint === 'everything') floor = index + 1;
    for (const key of changed) readable.set(key, index + 1);
    for (const key of [...changed, ...read]) free.set(key, Math.max(free.get(key) ?? 0, index + 1));
  }
  return batches;
}

const NOTHING = { changed: new Set<string>(), read: new Set<string>() };

/** A port must be a number from 1 to 65535; an offset may be any number. */
function isLegal({ path, to }: Edit): boolean {
  return typeof to !== 'number' || path.at(-1) === 'offset' || isPort(to);
}
