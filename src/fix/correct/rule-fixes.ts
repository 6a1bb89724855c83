import { groupBy, lookupIn } from '../../deployment/lookup.js';
import type { Decision, Manner, Preference, Reach } from '../../model/correction.js';
import type { Deployment } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { fixesOf } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { WEIGHT } from '../../values/severities.js';
import { agreesWithFile, edited, isHeld } from '../config-held.js';
import type { Reevaluate } from '../suggest/suggest.js';
import { fromTo } from './decision.js';

/** Documents on the way to their correction. */
export interface Stage {
  readonly evaluation: Evaluation;
  readonly decisions: readonly Decision[];
}

/**
 * Listeners that may be derived anew while cures are tried. A number and not a time, so that equal input gives equal output;
 * what is not tried any more stays a finding.
 */
const EFFORT = 2_000_000;

/** Clears what rules know a cure for, one finding after the other, each cure tried before it is taken. */
export function cured(
  stage: Stage,
  known: ReadonlySet<string>,
  reevaluate: Reevaluate,
  { prefer, reach }: Manner,
): Stage {
  let current = stage;
  let effort = EFFORT;
  let together = true;
  const hopeless = new Set<string>();
  const attempt = (candidates: readonly Cure[]): Stage | undefined => {
    effort -= Math.max(1, current.evaluation.deployment.listeners.length);
    return effort < 0 ? undefined : taken(current, candidates, known, reevaluate);
  };
  for (;;) {
    const waiting = cures(current.evaluation, { prefer, reach }).filter(
      ([first]) => first && !hopeless.has(first.diagnosis.fingerprint),
    );
    const [next] = waiting;
    if (!next || effort < 0) return current;
    const all =
      together && waiting.length > 1 ? attempt(withoutRivals(waiting.flatMap(([first]) => first ?? []))) : undefined;
    // What does not work for all at once is done one by one from there on.
    if (!all) together = false;
    const step = all ?? firstOf(next, (cure) => attempt([cure]));
    if (step) current = step;
    else hopeless.add(next[0]?.diagnosis.fingerprint ?? '');
  }
}

interface Cure {
  readonly diagnosis: Diagnosis;
  readonly candidate: FixCandidate;
}

/** For each finding that rules can cure, the ways to do it, the best one first. */
function cures({ diagnoses, deployment }: Evaluation, { prefer, reach }: Manner): readonly (readonly Cure[])[] {
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

/** Offsets are chosen for all nodes at once and not for the sake of a literal; ports of pinned nodes are the operator's. */
function isOurs({ edits }: FixCandidate, deployment: Deployment, reach: Reach): boolean {
  const { node: nodeOf, listener } = lookupIn(deployment);
  return (
    edits.length > 0 &&
    edits.every((edit) => {
      const [root, id, key, name] = edit.path;
      if (root !== 'nodes' || (key === 'offset' && !agreesWithFile(edit, deployment))) return false;
      if (reach === 'topology' && isHeld(edit, deployment)) return false;
      const node = nodeOf(String(id));
      return !(node?.pinned && key === 'ports' && listener(node.id, String(name)));
    })
  );
}

/** Of cures that write different values into one place the first. */
function withoutRivals(candidates: readonly Cure[]): readonly Cure[] {
  const written = new Map<string, unknown>();
  return candidates.filter(({ candidate: { edits } }) => {
    const keys = edits.map((edit) => [`${edit.file} ${edit.path.join('/')}`, edit.to] as const);
    if (keys.some(([key, to]) => written.has(key) && written.get(key) !== to)) return false;
    for (const [key, to] of keys) written.set(key, to);
    return true;
  });
}

/** The documents with cures applied, if these findings are gone then and no other of their weight has come. */
function taken(
  stage: Stage,
  candidates: readonly Cure[],
  known: ReadonlySet<string>,
  reevaluate: Reevaluate,
): Stage | undefined {
  const { evaluation, decisions } = stage;
  const after = reevaluate(
    edited(
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
  return works ? { evaluation: after, decisions: [...decisions, ...decisionsOf(candidates, known)] } : undefined;
}

/** Findings of one cause have one cure. */
function decisionsOf(candidates: readonly Cure[], known: ReadonlySet<string>): readonly Decision[] {
  return [...groupBy(candidates, ({ candidate }) => JSON.stringify(candidate.edits)).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { edits, configuration } = first.candidate;
    const cures = alike.map(({ diagnosis }) => diagnosis).filter(({ fingerprint }) => known.has(fingerprint));
    return [
      {
        subject: String(edits[0]?.path[1] ?? ''),
        title: edits.map(({ path, from, to }) => `${path.slice(2).join('.')} ${fromTo(from, to)}`).join(', '),
        edits,
        configuration,
        cures,
        // A finding that only the new offsets would bring was never there.
        ...(cures.length > 0 ? {} : { reason: `else ${first.diagnosis.text}` }),
      },
    ];
  });
}

function firstOf<T, R>(values: readonly T[], attempt: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const result = attempt(value);
    if (result !== undefined) return result;
  }
  return undefined;
}
