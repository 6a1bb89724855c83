import type { Deployment } from '../model/deployment.js';
import type { Analysed, EarlyProblem } from '../model/evaluation.js';
import type { Diagnosis, Problem, Severity, Subject } from '../model/finding.js';
import type { Ignore, Plan, SeverityChange } from '../model/topology.js';
import { ALL_RULES, RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { didYouMean, nearest } from '../values/did-you-mean.js';
import { fingerprintOf } from './fingerprint.js';

/** What the command line and the files say about severities, and which findings the files accept. */
export type Policy = Pick<Plan, 'ignores'> & {
  /** Later changes win. */
  readonly severities: readonly SeverityChange[];
};

/** Runs every rule that is on, weighs what they find, and sets accepted findings aside. Pure. */
export function analyse(deployment: Deployment | undefined, early: readonly EarlyProblem[], policy: Policy): Analysed {
  const severityOf = severities(policy.severities);
  const found: Diagnosis[] = [];
  const report = (rule: RuleInfo, problems: Iterable<Problem>) => {
    const severity = severityOf(rule);
    if (severity !== 'off') for (const problem of problems) found.push(diagnosisOf(rule, severity, problem));
  };
  for (const rule of ALL_RULES)
    report(
      rule,
      early.filter((entry) => entry.rule === rule.id).map(({ problem }) => problem),
    );
  if (deployment) for (const rule of RULES) if (severityOf(rule) !== 'off') report(rule, rule.check(deployment));
  const { kept, ignored, unused } = sortedOut(found, policy.ignores);
  const rule = ALL_RULES.find(({ id }) => id === 'unused-ignore');
  const severity = rule ? severityOf(rule) : 'off';
  const stale =
    rule && severity !== 'off' ? unused.map((entry) => diagnosisOf(rule, severity, unusedProblem(entry))) : [];
  return { diagnoses: [...kept, ...stale], ignored };
}

/** Names of rules that do not exist, in `rules` and `ignore`. */
export function unknownRules({ ignores, severities }: Pick<Plan, 'ignores' | 'severities'>): EarlyProblem[] {
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
  return named
    .filter(({ rule }) => !legal.includes(rule))
    .map(({ rule: name, at, by }) => {
      const [hint, suggestion] = [didYouMean(name, legal), nearest(name, legal)];
      const data = { kind: 'rule', name, by, hint, ...(suggestion === undefined ? {} : { nearest: suggestion }) };
      const subject = { nodes: [], listeners: [], detail: `rule ${name} ${by}` };
      return {
        rule: 'unknown-reference',
        problem: { message: 'unknown', data, at: { ...at, label: `no such rule${hint}` }, related: [], subject },
      };
    });
}

/** A file that could not be read must never look like one without findings. */
const ALWAYS_ON: ReadonlySet<string> = new Set(['yaml-syntax', 'schema']);

function severities(changes: readonly SeverityChange[]): (rule: RuleInfo) => Severity | 'off' {
  const changed = new Map(changes.map(({ rule, severity }) => [rule, severity]));
  return (rule) => {
    const severity = changed.get(rule.id) ?? rule.severity;
    return severity === 'off' && ALWAYS_ON.has(rule.id) ? rule.severity : severity;
  };
}

function diagnosisOf(rule: RuleInfo, severity: Severity, problem: Problem): Diagnosis {
  const text = rule.messages[problem.message]?.(problem.data) ?? problem.message;
  return { ...problem, rule: rule.id, severity, text, fingerprint: identityOf(rule.id, problem.subject), fixes: [] };
}

/** Made of what a finding is about, never of where it stands: it survives moved lines and reordered nodes. */
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

function unusedProblem({ rule, host, node, listener, place }: Ignore): Problem {
  const entry = Object.entries({ rule, host, node, listener })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
  return {
    message: 'unused',
    data: {
      entry,
      rule,
      ...(host === undefined ? {} : { host }),
      ...(node === undefined ? {} : { node }),
      ...(listener === undefined ? {} : { listener }),
    },
    at: { ...place, label: 'matches nothing' },
    related: [],
    subject: {
      nodes: node === undefined ? [] : [node],
      listeners: listener === undefined ? [] : [listener],
      detail: `${rule} ${host ?? ''}`,
    },
  };
}
