import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import type { Data } from '../../rules/rule.js';

/**
 * Errors that were not there before. A collision that is smaller than before is none: when one of three nodes moves away, the
 * other two are a finding of their own, and nothing new.
 */
export function newErrors(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): readonly Diagnosis[] {
  const known = new Set(before.diagnoses.flatMap(atomsOf));
  return after.diagnoses.filter(
    (diagnosis) => diagnosis.severity === 'error' && atomsOf(diagnosis).some((atom) => !known.has(atom)),
  );
}

/** What a finding is made of: pairs of listeners that clash, listeners out of range, else the finding itself. */
function atomsOf({ rule, data, fingerprint }: Diagnosis): string[] {
  if (rule === 'port-collision')
    return (data as Data).ports.flatMap(({ listeners }: Data) =>
      pairsOf(
        listeners.map((listener: Data) => JSON.stringify(listener)),
        data.host as string,
      ),
    );
  if (rule === 'port-range') return (data as Data).ports.map(({ listener }: Data) => `range ${data.node} ${listener}`);
  return [fingerprint];
}

function pairsOf(names: readonly string[], host: string): string[] {
  const sorted = [...names].sort();
  return sorted.flatMap((name, index) => sorted.slice(index + 1).map((other) => `clash ${host} ${name} ${other}`));
}
