import type { Deployment } from '../model/deployment.js';
import type { Diagnosed, EarlyProblem } from '../model/evaluation.js';
import type { Diagnosis, Problem, Severity, Subject } from '../model/finding.js';
import type { Ignore, Plan, SeverityChange } from '../model/topology.js';
import { ALL_RULES, RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { unknownReference } from '../rules/unknown-reference.js';
import { unusedIgnore, unusedProblem } from '../rules/unused-ignore.js';
import { didYouMean, nearest } from '../values/did-you-mean.js';
import { fingerprintOf } from './fingerprint.js';

/** Severities that the command line and the files set, and findings that the files accept. */
export type Policy = Pick<Plan, 'ignores'> & {
  /** Later changes win. */
  readonly severities: readonly SeverityChange[];
};

/** Runs every rule that is on, gives each problem its severity, and sets accepted findings apart. Pure. */
export function diagnose(
  deployment: Deployment | undefined,
  early: readonly EarlyProblem[],
  policy: Policy,
): Diagnosed {
  const severityOf = severities(policy.severities);
  const judged = (rule: RuleInfo, problems: () => Iterable<Problem>): Diagnosis[] => {
    const severity = severityOf(rule);
    return severity === 'off' ? [] : Array.from(problems(), (problem) => diagnosisOf(rule, severity, problem));
  };
  const attributed = (rule: RuleInfo, entries: readonly EarlyProblem[]) =>
    judged(rule, () => entries.filter((entry) => entry.rule === rule.id).map(({ problem }) => problem));
  const found = [
    ...ALL_RULES.flatMap((rule) => attributed(rule, early)),
    ...(deployment ? RULES.flatMap((rule) => judged(rule, () => rule.check(deployment))) : []),
  ];
  const { kept, ignored, unused } = sortedOut(found, policy.ignores);
  const stale = judged(unusedIgnore, () => unused.map(unusedProblem));
  return { diagnoses: [...kept, ...stale], ignored };
}

/** Finds names of rules that do not exist, in `rules` and `ignore`. */
export function unknownRules({ ignores, severities }: Pick<Plan, 'ignores' | 'severities'>): readonly EarlyProblem[] {
  const legal = ALL_RULES.map(({ id }) => id);
  const named = [
    ...severities.flatMap(({ rule, place }) =>
      place ? [{ rule, at: { ...place, part: 'key' as const }, by: 'rules' }] : [],
    ),
    ...ignores.map(({ rule, place }) => ({
      rule,
      at: { file: place.file, path: [...place.path, 'rule'] },
      by: 'ignore',
    })),
  ];
  const unknown = named.filter(({ rule }) => !legal.includes(rule));
  return unknownReference.attribute(
    unknown.map(({ rule: name, at, by }) => {
      const [hint, suggestion] = [didYouMean(name, legal), nearest(name, legal)];
      return {
        message: 'unknown',
        data: { kind: 'rule', name, by, hint, ...(suggestion === undefined ? {} : { nearest: suggestion }) },
        at: { ...at, label: `no such rule${hint}` },
        related: [],
        subject: { nodes: [], listeners: [], detail: `rule ${name} ${by}` },
      };
    }),
  );
}

function severities(changes: readonly SeverityChange[]): (rule: RuleInfo) => Severity | 'off' {
  const changed = new Map(changes.map(({ rule, severity }) => [rule, severity]));
  return (rule) => {
    const severity = changed.get(rule.id) ?? rule.severity;
    // A file that could not be read must never look like one without findings.
    return severity === 'off' && rule.phase === 'read' ? rule.severity : severity;
  };
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

function sortedOut(found: readonly Diagnosis[], ignores: readonly Ignore[]) {
  if (ignores.length === 0) return { kept: found, ignored: [], unused: [] };
  const used = new Set<Ignore>();
  const kept: Diagnosis[] = [];
  const ignored: (Diagnosis & { reason: string })[] = [];
  for (const diagnosis of found) {
    const matching = ignores.filter((entry) => matches(entry, diagnosis));
    for (const entry of matching) used.add(entry);
    const [first] = matching;
    if (first) ignored.push({ ...diagnosis, reason: first.reason });
    else kept.push(diagnosis);
  }
  return { kept, ignored, unused: ignores.filter((entry) => !used.has(entry)) };
}

/** An entry without a host, node or listener matches all of them. */
function matches({ rule, host, node, listener }: Ignore, { rule: id, subject }: Diagnosis): boolean {
  return (
    rule === id &&
    (host === undefined || host === subject.host) &&
    (node === undefined || subject.nodes.includes(node)) &&
    (listener === undefined || subject.listeners.includes(listener))
  );
}
