import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { portsOf } from '../../rules/facts.js';
import { entryOf } from '../../values/memo.js';

/**
 * Returns errors that were not there before. A collision that became smaller is not new: when one of three nodes moves away, the other
 * two get a finding of their own.
 */
export function newErrors(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): readonly Diagnosis[] {
  const known = new Set(before.diagnoses.map(({ fingerprint }) => fingerprint));
  const clashes = clashesByOwner(before.diagnoses);
  const isKnown = (diagnosis: Diagnosis): boolean => {
    const ports = portsOf(diagnosis);
    if (ports.length === 0) return known.has(diagnosis.fingerprint);
    return ports.every((port) => isPartOf(namesOf(diagnosis, port), clashes));
  };
  return after.diagnoses.filter((diagnosis) => diagnosis.severity === 'error' && !isKnown(diagnosis));
}

/** Returns the fingerprints of findings of which no part is left: two of three nodes that still clash are a part. */
export function clearedBy(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): ReadonlySet<string> {
  const left = new Set(after.diagnoses.map(({ fingerprint }) => fingerprint));
  const clashes = clashesByOwner(after.diagnoses);
  const isLeft = (diagnosis: Diagnosis): boolean =>
    left.has(diagnosis.fingerprint) || portsOf(diagnosis).some((port) => isPartLeft(namesOf(diagnosis, port), clashes));
  return new Set(before.diagnoses.flatMap((each) => (isLeft(each) ? [] : each.fingerprint)));
}

/** Whether one owner is still wrong by itself, or two of several still clash. */
function isPartLeft(names: readonly string[], clashes: ClashesByOwner): boolean {
  const numbers = names.flatMap((name) => [...(clashes.get(name) ?? NONE)]);
  return names.length === 1 ? numbers.length > 0 : new Set(numbers).size < numbers.length;
}

/** The numbers of the ports that each owner was reported with. */
type ClashesByOwner = ReadonlyMap<string, ReadonlySet<number>>;

function clashesByOwner(diagnoses: readonly Diagnosis[]): ClashesByOwner {
  const clashes = new Map<string, Set<number>>();
  let number = 0;
  for (const diagnosis of diagnoses)
    for (const port of portsOf(diagnosis)) {
      number++;
      for (const name of namesOf(diagnosis, port)) entryOf(clashes, name, () => new Set<number>()).add(number);
    }
  return clashes;
}

/** Whether every two of the owners were reported together before. Mostly all of them were at once; only else pairs are looked at. */
function isPartOf(names: readonly string[], clashes: ClashesByOwner): boolean {
  const [first = NONE, ...others] = names.map((name) => clashes.get(name) ?? NONE);
  if (first.size > 0 && [...first].some((number) => others.every((each) => each.has(number)))) return true;
  if (others.length === 0) return false;
  return names.every((name, index) => {
    const own = clashes.get(name) ?? NONE;
    return names.slice(index + 1).every((other) => [...(clashes.get(other) ?? NONE)].some((number) => own.has(number)));
  });
}

const NONE: ReadonlySet<number> = new Set();

/** The owners of a port by names that are unique among all hosts and rules; a single owner is wrong by itself. */
function namesOf({ rule }: Diagnosis, { host, owners }: ReturnType<typeof portsOf>[number]): readonly string[] {
  const kind = owners.length > 1 ? 'clash' : rule;
  return owners.map((owner) => `${kind} ${host} ${JSON.stringify(owner)}`);
}
