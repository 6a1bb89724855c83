import { groupBy } from '../deployment/lookup.js';
import type { Deployment } from '../model/deployment.js';
import type { Diagnosed, EarlyProblem } from '../model/evaluation.js';
import type { Diagnosis, Label, Problem, Severity } from '../model/finding.js';
import { ALL_RULES, RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { expiredProblem, unusedIgnore, unusedProblem } from '../rules/unused-ignore.js';
import { present } from '../values/present.js';
import { fingerprintOf, identityOf } from './fingerprint.js';
import { joined } from './joined.js';
import { type Policy, severitiesOf, withoutIgnored } from './policy.js';
import { writtenPlaces } from './written-places.js';

/**
 * Runs every rule that is on, gives each problem its severity, sets accepted findings apart, and joins those about one value. Pure.
 * @param placeOf returns texts that are equal for places which are one value of one file
 */
export function diagnose(
  deployment: Deployment | undefined,
  early: readonly EarlyProblem[],
  policy: Policy,
  placeOf: (label: Label) => string = writtenPlaces([]),
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
  // An entry about one node accepts the value of that node alone.
  return {
    diagnoses: [...toldApart(joined(kept, placeOf)), ...toldApart(stale)],
    ignored: [...groupBy(ignored, ({ reason }) => reason).values()].flatMap((accepted) => joined(accepted, placeOf)),
  };
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
  const { message, data, at, related, subject, notes } = problem;
  const text = rule.text(problem);
  return {
    rule: id,
    severity,
    message,
    text,
    data,
    at,
    related,
    subject,
    ...present({ notes }),
    fingerprint,
    fixes: [],
  };
}
