import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { portsOf } from '../../rules/facts.js';
import { memo } from '../../values/memo.js';

/**
 * Returns errors that were not there before. A collision that became smaller is not new: when one of three nodes moves away, the other
 * two get a finding of their own.
 */
export function newErrors(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): readonly Diagnosis[] {
  const errors = after.diagnoses.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return errors;
  const known = new Set(before.diagnoses.map(({ fingerprint }) => fingerprint));
  const clashes = clashesByOwner(before.diagnoses);
  const isKnown = (diagnosis: Diagnosis): boolean => {
    const ports = ownersOf(diagnosis);
    if (ports.length === 0) return known.has(diagnosis.fingerprint);
    return ports.every((names) => isPartOf(names, clashes));
  };
  return errors.filter((diagnosis) => !isKnown(diagnosis));
}

/** Returns the fingerprints of findings of which no part is left: two of three nodes that still clash are a part. */
export function clearedBy(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): ReadonlySet<string> {
  const left = new Set(after.diagnoses.map(({ fingerprint }) => fingerprint));
  const clashes = clashesByOwner(after.diagnoses);
  const isLeft = (diagnosis: Diagnosis): boolean =>
    left.has(diagnosis.fingerprint) ||
    (clashes.size > 0 && ownersOf(diagnosis).some((names) => isPartLeft(names, clashes)));
  return new Set(before.diagnoses.flatMap((each) => (isLeft(each) ? [] : each.fingerprint)));
}

/** Whether one owner is still wrong by itself, or two of several still clash. */
function isPartLeft(names: readonly string[], clashes: ClashesByOwner): boolean {
  const numbers = names.flatMap((name) => clashes.get(name) ?? NONE);
  return names.length === 1 ? numbers.length > 0 : new Set(numbers).size < numbers.length;
}

/** The numbers of the ports that each owner was reported with, each once. */
type ClashesByOwner = ReadonlyMap<string, readonly number[]>;

const clashesByOwner = memo((diagnoses: readonly Diagnosis[]): ClashesByOwner => {
  const clashes = new Map<string, number[]>();
  let number = 0;
  for (const diagnosis of diagnoses)
    for (const names of ownersOf(diagnosis)) {
      number++;
      for (const name of names) {
        const numbers = clashes.get(name);
        if (numbers === undefined) clashes.set(name, [number]);
        else if (numbers.at(-1) !== number) numbers.push(number);
      }
    }
  return clashes;
});

/** Whether every two of the owners were reported together before. Mostly all of them were at once; only else pairs are looked at. */
function isPartOf(names: readonly string[], clashes: ClashesByOwner): boolean {
  const all = names.map((name) => clashes.get(name) ?? NONE);
  const [first = NONE, ...others] = all;
  if (first.some((number) => others.every((each) => each.includes(number)))) return true;
  if (others.length === 0) return false;
  return all.every((own, index) => all.slice(index + 1).every((other) => other.some((number) => own.includes(number))));
}

const NONE: readonly number[] = [];

/** The owners of each port of a finding, by names that are unique among all hosts and rules; a single owner is wrong by itself. */
const ownersOf = memo((diagnosis: Diagnosis): readonly (readonly string[])[] =>
  portsOf(diagnosis).map(({ host, owners }) => {
    const kind = owners.length > 1 ? 'clash' : diagnosis.rule;
    return owners.map((owner) => `${kind} ${host} ${JSON.stringify(owner)}`);
  }),
);
