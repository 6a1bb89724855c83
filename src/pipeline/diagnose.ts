import type { Deployment } from '../model/deployment.js';
import type { Diagnosed, EarlyProblem } from '../model/evaluation.js';
import type { Diagnosis, Problem, Severity, Subject } from '../model/finding.js';
import { ALL_RULES, RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { expiredProblem, unusedIgnore, unusedProblem } from '../rules/unused-ignore.js';
import { fingerprintOf } from './fingerprint.js';
import { type Policy, severitiesOf, withoutIgnored } from './policy.js';

/** Runs every rule that is on, gives each problem its severity, and sets accepted findings apart. Pure. */
export function diagnose(
  deployment: Deployment | undefined,
  early: readonly EarlyProblem[],
  policy: Policy,
): Diagnosed {
  const severityOf = severitiesOf(policy);
  const judged = (rule: RuleInfo, problems: () => Iterable<Problem>): Diagnosis[] => {
    const severity = severityOf(rule);
    if (severity === 'off') return [];
    const isDefault = !policy.severities.some((change) => change.rule === rule.id);
    return Array.from(problems(), (problem) =>
      diagnosisOf(rule, (isDefault ? problem.severity : undefined) ?? severity, problem),
    );
  };
  const attributed = (rule: RuleInfo, entries: readonly EarlyProblem[]) =>
    judged(rule, () => entries.filter((entry) => entry.rule === rule.id).map(({ problem }) => problem));
  const found = [
    ...ALL_RULES.flatMap((rule) => attributed(rule, early)),
    ...(deployment ? RULES.flatMap((rule) => judged(rule, () => rule.check(deployment))) : []),
  ];
  const { kept, ignored, unused, expired } = withoutIgnored(toldApart(found), policy);
  const stale = judged(unusedIgnore, () => [...unused.map(unusedProblem), ...expired.map(expiredProblem)]);
  return { diagnoses: [...kept, ...toldApart(stale)], ignored };
}

/**
 * Distinguishes findings of one rule that have the same subject, as two equal entries of a list have: a baseline that accepts one must not
 * accept a second.
 */
function toldApart(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const counts = new Map<string, number>();
  return diagnoses.map((diagnosis) => {
    const count = counts.get(diagnosis.fingerprint) ?? 0;
    counts.set(diagnosis.fingerprint, count + 1);
    return count === 0 ? diagnosis : { ...diagnosis, fingerprint: fingerprintOf(`${diagnosis.fingerprint} ${count}`) };
  });
}

function diagnosisOf(rule: RuleInfo, severity: Severity, problem: Problem): Diagnosis {
  const { id } = rule;
  const fingerprint = identityOf(id, problem.subject);
  return { ...problem, rule: id, severity, text: rule.text(problem), fingerprint, fixes: [] };
}

/** Makes the identity of a finding from its subject, never from its position: it survives moved lines and reordered nodes. */
function identityOf(rule: string, { host, nodes, listeners, detail }: Subject): string {
  const parts = [rule, host ?? '', [...nodes].sort(), [...listeners].sort(), detail ?? ''];
  return fingerprintOf(JSON.stringify(parts));
}
