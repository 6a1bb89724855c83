import { groupBy, lookupIn } from '../../deployment/lookup.js';
import type { Decision, Manner, Preference, Reach } from '../../model/correction.js';
import type { Deployment } from '../../model/deployment.js';
import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Edit } from '../../model/finding.js';
import { fixesOf } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { memo } from '../../values/memo.js';
import { isSameData } from '../../values/same-data.js';
import { WEIGHT } from '../../values/severities.js';
import { agreesWithFile, isFileEdit, withEdits } from '../file-edits.js';
import { changesText } from './decision.js';

/** Documents that are being corrected, and what was decided so far. */
export interface Draft {
  readonly evaluation: Evaluation;
  readonly decisions: readonly Decision[];
}

/**
 * Listeners that may be derived anew while fixes are tried. A count and not a time, so that equal input gives equal output; findings
 * that are not reached stay.
 */
const EFFORT = 2_000_000;

/** Clears findings with the fixes of their rules, one finding after the other. Each fix is tried before it is taken. */
export function withRuleFixes(
  draft: Draft,
  known: ReadonlySet<string>,
  reevaluate: Reevaluate,
  { prefer, reach }: Manner,
): Draft {
  let current = draft;
  let effort = EFFORT;
  let together = true;
  let hasProgress = false;
  const failed = new Set<string>();
  const attempt = (candidates: readonly RuleFix[]): Draft | undefined => {
    effort -= Math.max(1, current.evaluation.deployment.listeners.length);
    return effort < 0 ? undefined : tryFixes(current, candidates, known, reevaluate);
  };
  for (;;) {
    const waiting = ruleFixes(current.evaluation, { prefer, reach }).filter(
      ([first]) => first && !failed.has(first.diagnosis.fingerprint),
    );
    const [next] = waiting;
    if (effort < 0 || (!next && (!hasProgress || failed.size === 0))) return current;
    if (!next) {
      // What did not work may work beside what has been corrected since.
      failed.clear();
      hasProgress = false;
      continue;
    }
    const all =
      together && waiting.length > 1 ? attempt(withoutConflicts(waiting.flatMap(([first]) => first ?? []))) : undefined;
    // If they do not work all at once, they are tried one by one from here on.
    if (!all) together = false;
    const step = all ?? firstOf(next, (fix) => attempt([fix]));
    if (step) {
      current = step;
      hasProgress = true;
    } else failed.add(next[0]?.diagnosis.fingerprint ?? '');
  }
}

/** A change that may clear a finding. */
interface RuleFix {
  readonly diagnosis: Diagnosis;
  readonly candidate: FixCandidate;
}

/** Returns for each finding whose rule knows fixes these fixes, the best one first. */
function ruleFixes({ diagnoses, deployment }: Evaluation, { prefer, reach }: Manner): readonly (readonly RuleFix[])[] {
  return diagnoses
    .filter(({ severity }) => severity !== 'info')
    .map((diagnosis) => {
      const candidates = [...fixesOf(diagnosis, deployment)].filter((candidate) =>
        isOurs(candidate, deployment, reach),
      );
      return preferred(candidates, prefer).map((candidate) => ({ diagnosis, candidate }));
    })
    .filter(({ length }) => length > 0);
}

/** Candidates that change the preferred end of a connection come before those that change the other one. */
function preferred(candidates: readonly FixCandidate[], prefer: Preference): readonly FixCandidate[] {
  const isOther = ({ end }: FixCandidate) => end !== undefined && end !== prefer;
  return [...candidates.filter((candidate) => !isOther(candidate)), ...candidates.filter(isOther)];
}

/** Offsets are chosen for all nodes at once and not because of a literal; the ports of pinned nodes belong to the operator. */
function isOurs({ edits }: FixCandidate, deployment: Deployment, reach: Reach): boolean {
  const { node: nodeOf, listener } = lookupIn(deployment);
  return (
    edits.length > 0 &&
    edits.every((edit) => {
      const [root, id, key, name] = edit.path;
      if (root === 'hosts' && (key === 'publish' || key === 'forwards')) return true;
      if (root !== 'nodes' || (key === 'offset' && !agreesWithFile(edit, deployment))) return false;
      if (reach === 'topology' && isFileEdit(edit, deployment)) return false;
      const node = nodeOf(String(id));
      return !(node?.pinned && key === 'ports' && listener(node.id, String(name)));
    })
  );
}

/** Drops fixes that write another value into a place than a fix before them. */
function withoutConflicts(candidates: readonly RuleFix[]): readonly RuleFix[] {
  const written = new Map<string, unknown>();
  return candidates.filter(({ candidate: { edits } }) => {
    const keys = edits.map((edit) => [`${edit.file} ${edit.path.join('/')}`, edit.to] as const);
    if (keys.some(([key, to]) => written.has(key) && !isSameData(written.get(key), to))) return false;
    for (const [key, to] of keys) written.set(key, to);
    return true;
  });
}

/** Applies fixes. Returns undefined unless their findings are gone and no new finding of the same or higher severity has come. */
function tryFixes(
  draft: Draft,
  candidates: readonly RuleFix[],
  known: ReadonlySet<string>,
  reevaluate: Reevaluate,
): Draft | undefined {
  const { evaluation, decisions } = draft;
  const after = reevaluate(
    withEdits(
      evaluation,
      candidates.flatMap(({ candidate }) => candidate.edits),
    ),
  );
  const gone = new Set(candidates.map(({ diagnosis }) => diagnosis.fingerprint));
  const before = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  const weight = Math.min(...candidates.map(({ diagnosis }) => WEIGHT[diagnosis.severity]));
  const works = after.diagnoses.every(
    ({ fingerprint, severity }) => !gone.has(fingerprint) && (before.has(fingerprint) || WEIGHT[severity] < weight),
  );
  return works ? { evaluation: after, decisions: [...decisions, ...decisionsOf(candidates, known, draft)] } : undefined;
}

/** Findings with the same cause share one fix. */
function decisionsOf(candidates: readonly RuleFix[], known: ReadonlySet<string>, draft: Draft): readonly Decision[] {
  return [...groupBy(candidates, ({ candidate }) => JSON.stringify(candidate.edits)).values()].map((alike) => {
    const [first] = alike;
    const { edits, configuration } = first.candidate;
    const subject = String(edits[0]?.path[1] ?? '');
    const clears = alike.map(({ diagnosis }) => diagnosis).filter(({ fingerprint }) => known.has(fingerprint));
    return {
      subject,
      title: changesText(edits, subject),
      edits,
      configuration,
      clears,
      follows: [
        ...edits.flatMap((edit) => meantBy(edit, draft.evaluation.deployment)),
        ...alike.flatMap(({ diagnosis }) => [
          ...diagnosis.subject.nodes,
          ...(known.has(diagnosis.fingerprint) ? [] : movedBeside(diagnosis, draft)),
        ]),
      ],
      // A finding that only the new offsets would bring is not in the report, so the reason names it.
      ...(clears.length > 0 ? {} : { reason: `else ${first.diagnosis.text}` }),
    };
  });
}

/** The nodes at the other end of a link or self-reference that is edited: its value is that of their ports, whatever the finding names. */
function meantBy({ path: [root, node, key, name] }: Edit, deployment: Deployment): readonly string[] {
  if (root !== 'nodes') return [];
  if (key === 'links') return (linksOf(deployment).get(`${node} ${name}`) ?? []).flatMap(({ target }) => target ?? []);
  const references = lookupIn(deployment).node(String(node))?.selfReferences ?? [];
  return references
    .filter(({ portPath }) => key === 'ports' && portPath?.[3] === name)
    .flatMap(({ ports }) => ports.flatMap((end) => end.node ?? []));
}

const linksOf = memo(({ links }: Deployment) => groupBy(links, ({ node, id }) => `${node} ${id}`));

/** Nodes that were moved on the hosts of a finding: one that was not there before is their doing. */
function movedBeside({ subject }: Diagnosis, { evaluation, decisions }: Draft): readonly string[] {
  const { node } = lookupIn(evaluation.deployment);
  const hosts = new Set(subject.nodes.map((id) => node(id)?.host));
  return decisions.flatMap(({ moves }) => (moves !== undefined && hosts.has(node(moves)?.host) ? [moves] : []));
}

function firstOf<T, R>(values: readonly T[], attempt: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const result = attempt(value);
    if (result !== undefined) return result;
  }
  return undefined;
}
