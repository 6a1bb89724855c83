import { groupBy, lookupIn } from '../../deployment/lookup.js';
import type { Decision, Reach } from '../../model/correction.js';
import type { Deployment } from '../../model/deployment.js';
import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Edit } from '../../model/finding.js';
import { offsetFix } from '../../rules/candidate.js';
import { hasFixes, isClearedByOffset } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { DisjointSets } from '../../values/disjoint-sets.js';
import { type Correction, correct } from '../correct/correct.js';
import { editsOf, textOf } from '../correct/decision.js';
import { clearedBy } from '../correct/new-errors.js';
import { crowdedHosts, isCrowd } from './crowds.js';
import { hostKey, nodeKey } from './keys.js';

/** The effect of the correction of the whole plan on its findings, by fingerprint. */
export interface PlanFixes {
  /** The moves that clear a finding, with all values that follow them. */
  readonly moves: ReadonlyMap<string, FixCandidate>;
  /** The whole correction, for findings that only clear together with others. */
  readonly whole?: FixCandidate;
  /** Findings that `fix` clears. */
  readonly correctable: ReadonlySet<string>;
  /** The moves that make a finding smaller which `fix` does not clear. */
  readonly partial: ReadonlyMap<string, string>;
  /** What is left of the findings once all of it is written, where nothing but the topology has to be changed for that. */
  readonly corrected?: { readonly edits: readonly Edit[]; readonly diagnoses: readonly Diagnosis[] };
}

const NONE: PlanFixes = { moves: new Map(), correctable: new Set(), partial: new Map() };

/** The correction of the whole plan takes more work than a check may cost. */
class OutOfEffort extends Error {}

/** Corrects the plan as `fix` does. Returns nothing where that takes more than `effort`, in listeners that are derived anew. */
export function planFixesOf(evaluation: Evaluation, reevaluate: Reevaluate, effort: number): PlanFixes {
  const { deployment, diagnoses, documents } = evaluation;
  if (!diagnoses.some((each) => (isClearedByOffset(each) && !isCrowd(each)) || hasFixes(each))) return NONE;
  let left = effort;
  const bounded: Reevaluate = (changed) => {
    left -= Math.max(1, deployment.listeners.length);
    if (left < 0) throw new OutOfEffort();
    return reevaluate(changed);
  };
  const leftOut = crowdedHosts(diagnoses);
  const corrected = (from: Evaluation, reach: Reach) =>
    correct(from, bounded, { prefer: 'client', reach, all: false, start: 0, spacing: 1, leftOut });
  try {
    const inTopology = corrected(evaluation, 'topology');
    const hasFiles = deployment.nodes.some(({ configured }) => configured !== undefined);
    const inFiles = hasFiles ? corrected(inTopology.evaluation, 'files') : undefined;
    // Only topologies are promised: a value of another file may have no place that can be written.
    const isWritable = documents.every(({ evidence }) => evidence === undefined);
    const correctable = isWritable ? clearedBy(evaluation, inTopology.evaluation) : NONE.correctable;
    const decisions = inTopology.decisions.filter(isNoChoice);
    const whole = wholeOf(decisions, deployment);
    return {
      ...(whole ? { whole } : {}),
      moves: new Map([
        ...(inFiles ? besideInFiles(evaluation, inFiles, deployment) : []),
        ...movesOf(inFiles?.decisions ?? [], deployment),
        ...movesOf(inTopology.decisions, deployment),
        ...(whole ? besideOf(decisions, correctable, whole) : []),
      ]),
      correctable,
      partial: new Map(isWritable ? partsOf(evaluation, decisions, correctable) : []),
      ...(hasFiles ? {} : { corrected: correctedPlan(inTopology) }),
    };
  } catch (error) {
    if (error instanceof OutOfEffort) return NONE;
    throw error;
  }
}

/** All that a correction decides, as one fix; undefined where that is nothing. */
function wholeOf(decisions: readonly Decision[], deployment: Deployment): FixCandidate | undefined {
  return decisions.length > 0 ? candidateOf(decisions, deployment) : undefined;
}

function besideInFiles(before: Evaluation, { decisions, evaluation }: Correction, deployment: Deployment): Fixes {
  const own = decisions.filter(isNoChoice);
  const whole = wholeOf(own, deployment);
  return whole ? besideOf(own, clearedBy(before, evaluation), whole) : [];
}

/** Fixes by the fingerprints of findings. */
type Fixes = readonly (readonly [string, FixCandidate])[];

/** A finding without a decision of its own is cleared by all of them: a literal that was wrong names the new port of a node that moves. */
function besideOf(decisions: readonly Decision[], cleared: ReadonlySet<string>, whole: FixCandidate): Fixes {
  const decided = new Set(decisions.flatMap(({ clears }) => clears.map(({ fingerprint }) => fingerprint)));
  return [...cleared].filter((each) => !decided.has(each)).map((each) => [each, whole]);
}

function correctedPlan({ decisions, evaluation: { diagnoses } }: Correction): NonNullable<PlanFixes['corrected']> {
  return { edits: editsOf(decisions), diagnoses };
}

/** Returns for each finding that moves of nodes or of published ports clear these moves and what follows them, as one fix. */
function movesOf(decisions: readonly Decision[], deployment: Deployment): ReadonlyMap<string, FixCandidate> {
  const own = decisions.filter(isNoChoice);
  const moved = new Map<string, FixCandidate>();
  for (const knot of knotsOf(own, deployment)) {
    // A change that nothing follows is offered by its rule.
    const isMove = knot.some((decision) => decision.moves !== undefined || (knot.length > 1 && movedBy(decision)));
    if (!isMove) continue;
    const candidate = candidateOf(knot, deployment);
    for (const { fingerprint } of knot.flatMap(({ clears }) => clears)) moved.set(fingerprint, candidate);
  }
  return moved;
}

/** Yields the moves of nodes of which some clash all the same, by finding. */
function* partsOf(
  { diagnoses }: Evaluation,
  decisions: readonly Decision[],
  correctable: ReadonlySet<string>,
): Iterable<readonly [string, string]> {
  for (const diagnosis of diagnoses) {
    if (!isClearedByOffset(diagnosis) || correctable.has(diagnosis.fingerprint)) continue;
    const nodes = new Set(diagnosis.subject.nodes);
    const moves = decisions
      .flatMap(({ moves: id, edits }) => (id !== undefined && nodes.has(id) ? edits.filter(isOffset) : []))
      .map(offsetText);
    if (moves.length > 0) yield [diagnosis.fingerprint, movesText(moves)];
  }
}

/** Whether a decision is more than the offset that every command shows for `auto`. */
function isNoChoice({ edits }: Decision): boolean {
  return edits.every(({ from }) => from !== 'auto');
}

/** Groups decisions that only work together: they clear one finding, or one follows what the other moves. */
function knotsOf(decisions: readonly Decision[], deployment: Deployment): readonly (readonly Decision[])[] {
  const { node } = lookupIn(deployment);
  const moving = new Set(decisions.flatMap((decision) => movedBy(decision) ?? []));
  const keysOf = (decision: Decision) => {
    const { clears, follows = [] } = decision;
    const followed = follows.flatMap((id) => [nodeKey(id), hostKey(node(id)?.host ?? '')]);
    const keys = [movedBy(decision) ?? [], followed].flat().filter((key) => moving.has(key));
    return [...clears.map(({ fingerprint }) => fingerprint), ...keys];
  };
  const sets = new DisjointSets();
  const marked = decisions.map((decision, index) => {
    const own = `decision ${index}`;
    for (const key of keysOf(decision)) sets.join(own, key);
    return { decision, own };
  });
  return [...groupBy(marked, ({ own }) => sets.representative(own)).values()].map((knot) =>
    knot.map(({ decision }) => decision),
  );
}

/** What gets other ports: the listeners of a node, or what a host publishes. */
function movedBy({ moves, edits, subject }: Decision): string | undefined {
  if (moves !== undefined) return nodeKey(moves);
  return edits.some(({ path: [root] }) => root === 'hosts') ? hostKey(subject) : undefined;
}

function candidateOf(knot: readonly Decision[], deployment: Deployment): FixCandidate {
  const edits = editsOf(knot);
  const configuration = knot.flatMap((decision) => decision.configuration);
  const [only] = edits;
  const node = edits.length === 1 ? lookupIn(deployment).node(String(only?.path[1])) : undefined;
  if (node && only && isOffset(only)) return { ...offsetFix(node, Number(only.to)), edits, configuration };
  const offsets = edits.filter(isOffset).map(offsetText);
  const others = edits.filter((edit) => !isOffset(edit)).map(changeOf);
  return {
    title: offsets.length > 0 ? movesText(offsets) : others.map((change) => `set ${change}`).join(', '),
    ...(offsets.length > 0 && others.length > 0 ? { lines: others } : {}),
    edits,
    configuration,
  };
}

/** `links.throttle-publish.url of gateway to tcp://tm:9612`, `publish 9443:9443 of box to 9444:9443`. */
function changeOf({ path: [, owner, ...steps], from, to }: Edit): string {
  const what = steps[0] === 'publish' ? `publish ${from}` : steps.join('.');
  return `${what} of ${owner} to ${textOf(to)}`;
}

/** Moves that a fix names one by one; the edits have all of them. */
const SHOWN_MOVES = 40;

function movesText(moves: readonly string[]): string {
  const more = moves.length - SHOWN_MOVES;
  return more > 0 ? `${moves.slice(0, SHOWN_MOVES).join(', ')} and ${more} more` : moves.join(', ');
}

function offsetText({ path, to }: Edit): string {
  return `${path[1]} to offset ${to}`;
}

function isOffset({ path }: Edit): boolean {
  return path.length === 3 && path[2] === 'offset';
}
