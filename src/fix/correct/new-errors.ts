import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { portsOf } from '../../rules/facts.js';
import type { PortOwner } from '../../rules/rule.js';

/**
 * Returns errors that were not there before. A collision that became smaller is not new: when one of three nodes moves away, the other
 * two get a finding of their own.
 */
export function newErrors(
  before: Pick<Evaluation, 'diagnoses'>,
  after: Pick<Evaluation, 'diagnoses'>,
): readonly Diagnosis[] {
  const known = new Set(before.diagnoses.flatMap(partsOf));
  return after.diagnoses.filter(
    (diagnosis) => diagnosis.severity === 'error' && partsOf(diagnosis).some((part) => !known.has(part)),
  );
}

/** Parts of which a smaller finding consists: pairs that clash, sockets that are wrong by themselves, else the finding itself. */
function partsOf(diagnosis: Diagnosis): string[] {
  const ports = portsOf(diagnosis);
  if (ports.length === 0) return [diagnosis.fingerprint];
  return ports.flatMap(({ host, owners }) =>
    owners.length > 1 ? pairsOf(owners, host) : [`${diagnosis.rule} ${host} ${JSON.stringify(owners)}`],
  );
}

function pairsOf(owners: readonly PortOwner[], host: string): string[] {
  const names = owners.map((owner) => JSON.stringify(owner)).sort();
  return names.flatMap((name, index) => names.slice(index + 1).map((other) => `clash ${host} ${name} ${other}`));
}
