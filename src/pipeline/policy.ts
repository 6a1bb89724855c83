import { groupBy } from '../deployment/lookup.js';
import type { EarlyProblem } from '../model/evaluation.js';
import type { Diagnosis, Severity } from '../model/finding.js';
import type { Ignore, Plan, SeverityChange } from '../model/topology.js';
import { ALL_RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { unknownReference } from '../rules/unknown-reference.js';
import { didYouMean, nearest } from '../values/did-you-mean.js';

/** Severities that the command line and the files set, and findings that the files accept. */
export type Policy = Pick<Plan, 'ignores'> &
  Pick<Acceptance, 'today'> & {
    /** Later changes win. */
    readonly severities: readonly SeverityChange[];
  };

/** How `ignore` entries of files are taken. */
export interface Acceptance {
  /** The day of the run in UTC, as `2027-03-31`: an entry accepts nothing after its last day. Without it no entry has an end. */
  readonly today?: string;
  /** False where entries of files accept nothing. */
  readonly accepting?: boolean;
}

/** Returns the severity of each rule under a policy. */
export function severitiesOf({ severities }: Policy): (rule: RuleInfo) => Severity | 'off' {
  const changed = new Map(severities.map(({ rule, severity }) => [rule, severity]));
  return (rule) => {
    const severity = changed.get(rule.id) ?? rule.severity;
    // A file that could not be read must never look like one without findings.
    return severity === 'off' && rule.phase === 'read' ? rule.severity : severity;
  };
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

interface Sorted {
  readonly kept: readonly Diagnosis[];
  readonly ignored: readonly (Diagnosis & { readonly reason: string })[];
  readonly unused: readonly Ignore[];
  /** Entries whose last day is over. */
  readonly expired: readonly Ignore[];
}

/** Sets findings apart that an `ignore` entry accepts, and returns the entries that match none or whose last day is over. */
export function withoutIgnored(
  found: readonly Diagnosis[],
  { ignores: entries, today = '' }: Pick<Policy, 'ignores' | 'today'>,
): Sorted {
  if (entries.length === 0) return { kept: found, ignored: [], unused: [], expired: [] };
  const isOver = ({ until }: Ignore) => until !== undefined && until < today;
  const ignores = entries.filter((entry) => !isOver(entry));
  const entriesFor = finderOf(ignores);
  const used = new Set<Ignore>();
  const kept: Diagnosis[] = [];
  const ignored: (Diagnosis & { reason: string })[] = [];
  for (const diagnosis of found) {
    const matching = entriesFor(diagnosis);
    for (const entry of matching) used.add(entry);
    const [first] = matching;
    if (first) ignored.push({ ...diagnosis, reason: first.reason });
    else kept.push(diagnosis);
  }
  return { kept, ignored, unused: ignores.filter((entry) => !used.has(entry)), expired: entries.filter(isOver) };
}

/** Finds the entries that match a finding, in their order. Both may be many, so not every entry is compared with every finding. */
function finderOf(ignores: readonly Ignore[]): (diagnosis: Diagnosis) => readonly Ignore[] {
  const keyOf = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);
  const entries = groupBy(ignores.entries(), ([, { rule, host, node }]) => keyOf(rule, host, node));
  return (diagnosis) => {
    const { host, nodes } = diagnosis.subject;
    return [...new Set([undefined, host])]
      .flatMap((where) => [undefined, ...new Set(nodes)].map((node) => keyOf(diagnosis.rule, where, node)))
      .flatMap((key) => entries.get(key) ?? [])
      .filter(([, entry]) => matches(entry, diagnosis))
      .sort(([a], [b]) => a - b)
      .map(([, entry]) => entry);
  };
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
