import { groupBy, lookupIn } from '../../deployment/lookup.js';
import type { Decision, Manner } from '../../model/correction.js';
import type { Deployment, Node } from '../../model/deployment.js';
import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { offsetFix } from '../../rules/candidate.js';
import { isClearedByOffset } from '../../rules/facts.js';
import { isFileEdit, withEdits } from '../file-edits.js';
import { solvingAlikeOnce } from '../solve/alike.js';
import type { Solution } from '../solve/problem.js';
import { solve, solveAroundChosen } from '../solve/solve.js';
import { acceptedIn, hostsToFix } from './accepted-ports.js';
import { fromTo } from './decision.js';
import { fixedPortDecisions } from './fixed-ports.js';
import { followingDecisions } from './follow.js';
import { type Freedom, isFree, problemOf } from './host-problem.js';
import { clearedBy, newErrors } from './new-errors.js';
import { type Draft, withRuleFixes } from './rule-fixes.js';

export interface CorrectOptions extends Freedom, Manner {
  /** Hosts for which no offsets are looked for. */
  readonly leftOut?: ReadonlySet<string>;
}

/** A plan that was corrected as far as it can be. */
export interface Correction extends Draft {
  /** Every host that was examined got the best offsets that exist. */
  readonly optimal: boolean;
  /** Nodes without any offset at which their ports are free. */
  readonly stuck: ReadonlySet<string>;
  /** Those of them for which not every offset was tried. */
  readonly untried: ReadonlySet<string>;
  /** Hosts that stay as they are because every correction brings new errors, with the first of these. */
  readonly abandoned: ReadonlyMap<string, string>;
}

/** The offsets that were found for one host. */
interface HostSolution {
  readonly host: string;
  readonly nodes: readonly Node[];
  readonly solution: Solution;
}

/**
 * Corrects a plan: offsets host by host, then ports that no offset moves, then values that have to follow, then findings whose rules
 * know fixes. The result is checked again; a host whose correction brings a new error stays as it was.
 */
export function correct(before: Evaluation, reevaluate: Reevaluate, options: CorrectOptions): Correction {
  let solutions = solutionsOf(before, options);
  const abandoned = new Map<string, string>();
  for (;;) {
    const draft = attempt(before, solutions, abandoned, reevaluate, options);
    const [first, ...others] = newErrors(before, draft.evaluation);
    const stuck = new Set(solutions.flatMap(({ solution }) => solution.stuck));
    const untried = new Set(solutions.flatMap(({ solution }) => (solution.exhausted ? solution.stuck : [])));
    const optimal = solutions.every(({ solution }) => solution.optimal);
    if (!first) return { ...draft, decisions: withClearedFindings(before, draft), optimal, stuck, untried, abandoned };
    const hosts = hostsCausing([first, ...others], solutions, before.deployment);
    // No host is left whose correction could be dropped.
    if (hosts.size === 0) return { evaluation: before, decisions: [], optimal, stuck, untried, abandoned };
    for (const host of hosts) abandoned.set(host, first.text);
    solutions = solutions.filter(({ host }) => !hosts.has(host));
  }
}

/** Returns the decisions, each with the findings that are really gone: a finding of which a part is left is not. */
function withClearedFindings(before: Evaluation, { decisions, evaluation }: Draft): readonly Decision[] {
  const cleared = clearedBy(before, evaluation);
  return decisions.map((decision) => ({
    ...decision,
    clears: decision.clears.filter(({ fingerprint }) => cleared.has(fingerprint)),
  }));
}

function solutionsOf(before: Evaluation, options: CorrectOptions): readonly HostSolution[] {
  const { deployment, diagnoses } = before;
  const accepted = acceptedIn(before);
  const solveHost = solvingAlikeOnce(options.all ? solve : solveAroundChosen);
  const hosts = hostsToFix(diagnoses);
  const { nodesOn } = lookupIn(deployment);
  return deployment.hosts.flatMap((host) => {
    const nodes = nodesOn(host.id).filter((node) => isFree(node, options.reach));
    if (options.leftOut?.has(host.id)) return [];
    const isOpen = hosts.has(host.id) || nodes.some(({ offsetOrigin }) => options.all || offsetOrigin === 'chosen');
    return isOpen
      ? [{ host: host.id, nodes, solution: solveHost(problemOf(host, deployment, accepted, options)) }]
      : [];
  });
}

function attempt(
  before: Evaluation,
  solutions: readonly HostSolution[],
  abandoned: ReadonlyMap<string, string>,
  reevaluate: Reevaluate,
  options: CorrectOptions,
): Draft {
  const { deployment } = before;
  const isAllowed = ({ edits }: Decision) =>
    options.reach === 'files' || !edits.some((edit) => isFileEdit(edit, deployment));
  const clearable = groupBy(before.diagnoses.filter(isClearedByOffset), ({ subject }) => subject.host ?? '');
  const offsets = solutions.flatMap((solution) =>
    offsetDecisions(solution, clearable.get(solution.host) ?? [], options.all),
  );
  const moved = withDecisions({ evaluation: before, decisions: [] }, offsets, reevaluate);
  const settings = fixedPortDecisions(moved.evaluation).filter(
    (decision) => isAllowed(decision) && !abandoned.has(lookupIn(deployment).node(decision.subject)?.host ?? ''),
  );
  const settled = withDecisions(moved, settings, reevaluate);
  const following = [...followingDecisions(before, settled.evaluation)].filter(isAllowed);
  const followed = withDecisions(settled, following, reevaluate);
  return withRuleFixes(followed, new Set(before.diagnoses.map(({ fingerprint }) => fingerprint)), reevaluate, options);
}

function withDecisions(draft: Draft, decisions: readonly Decision[], reevaluate: Reevaluate): Draft {
  if (decisions.length === 0) return draft;
  const edits = decisions.flatMap((decision) => decision.edits);
  return {
    evaluation: reevaluate(withEdits(draft.evaluation, edits)),
    decisions: [...draft.decisions, ...decisions],
  };
}

/** @param clearable findings on the host that another offset may clear */
function offsetDecisions(
  { nodes, solution }: HostSolution,
  clearable: readonly Diagnosis[],
  all: boolean,
): readonly Decision[] {
  const named = new Map(clearable.map((diagnosis) => [diagnosis, new Set(diagnosis.subject.nodes)]));
  return nodes.flatMap((node, index) => {
    const to = solution.offsets[index];
    if (to === undefined || !mustBeWritten(node, to, all)) return [];
    const { edits, configuration } = offsetFix(node, to);
    const from = edits[0]?.from;
    const clears = clearable.filter((diagnosis) => named.get(diagnosis)?.has(node.id));
    return [
      {
        subject: node.id,
        title: `offset ${fromTo(from, to)}`,
        edits,
        configuration,
        clears,
        moves: node.id,
        reason: all || from === 'auto' ? 'the lowest that is free' : 'makes room',
      },
    ];
  });
}

/** Returns whether an offset has to be written: it is new, or the file has none yet and is to get one. */
function mustBeWritten({ offset, offsetOrigin }: Node, to: number, all: boolean): boolean {
  return to !== offset || offsetOrigin === 'chosen' || (all && offsetOrigin === 'shipped');
}

/** Returns the hosts whose correction can have caused errors: those of their nodes, else all that were corrected. */
function hostsCausing(
  errors: readonly Diagnosis[],
  solutions: readonly HostSolution[],
  deployment: Deployment,
): ReadonlySet<string> {
  const { node } = lookupIn(deployment);
  const named = new Set(
    errors.flatMap(({ subject }) => [subject.host, ...subject.nodes.map((id) => node(id)?.host ?? id)]),
  );
  const changed = solutions.map(({ host }) => host);
  const hosts = changed.filter((host) => named.has(host));
  return new Set(hosts.length > 0 ? hosts : changed);
}
