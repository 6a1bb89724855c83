import type { Deployment } from '../model/deployment.js';
import type { Diagnosis } from '../model/finding.js';
import { ruleById } from './index.js';
import { jointFixes } from './joint-fixes.js';
import type { FixCandidate, Phase, WantedPort } from './rule.js';

/** A finding, as far as its rule matters. */
type OfRule = Pick<Diagnosis, 'rule'>;

/** Returns the phase in which a finding was found; undefined for an id that no rule has. */
export function phaseOf({ rule }: OfRule): Phase | undefined {
  return ruleById(rule)?.phase;
}

/** Returns whether a finding is about a file that cannot be understood, or a name in it that does not exist. */
export function isOfBrokenFile(finding: OfRule): boolean {
  const phase = phaseOf(finding);
  return phase === 'read' || phase === 'names';
}

/** Returns whether another offset of one of its nodes may clear a finding. */
export function isClearedByOffset({ rule }: OfRule): boolean {
  return ruleById(rule)?.clearedBy === 'offset';
}

/** Returns how many fixes of a finding are shown. */
export function alternativesOf({ rule }: OfRule): number {
  return ruleById(rule)?.alternatives ?? 1;
}

/** Returns whether the rule of a finding knows changes worth trying. */
export function hasFixes({ rule }: OfRule): boolean {
  return ruleById(rule)?.fixes !== undefined;
}

/** Returns the changes worth trying against a finding that its rule knows, the best one first. */
export function fixesOf(diagnosis: Diagnosis, deployment: Deployment): Iterable<FixCandidate> {
  const fixes = ruleById(diagnosis.rule)?.fixes;
  if (!fixes) return [];
  const { parts } = diagnosis;
  if (!parts) return fixes(diagnosis, deployment);
  return jointFixes(parts.map(({ of, diagnosis: own }) => ({ node: of, candidates: [...fixes(own, deployment)] })));
}

/** Returns the ports that a finding is about; none for a rule that is not about ports. */
export function portsOf(diagnosis: Diagnosis): readonly WantedPort[] {
  return ruleById(diagnosis.rule)?.ports?.(diagnosis) ?? [];
}
