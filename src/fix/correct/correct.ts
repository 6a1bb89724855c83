import { lookupIn } from '../../deployment/lookup.js';
import type { Decision, Manner } from '../../model/correction.js';
import type { Deployment, Node } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { offsetFix } from '../../rules/candidate.js';
import { isClearedByOffset } from '../../rules/facts.js';
import { edited, isHeld } from '../config-held.js';
import type { Solution } from '../solve/problem.js';
import { solve } from '../solve/solve.js';
import type { Reevaluate } from '../suggest/suggest.js';
import { acceptedIn, hostsToCure } from './accepted.js';
import { fromTo } from './decision.js';
import { settingsFor } from './fixed-ports.js';
import { movedAlong } from './follow.js';
import { type Freedom, isFree, problemOf } from './host-problem.js';
import { newErrors } from './new-errors.js';
import { cured, type Stage } from './rule-fixes.js';

export interface CorrectOptions extends Freedom, Manner {}

/** A plan that was corrected as far as it can be. */
export interface Correction extends Stage {
  /** Every host that was looked at got the best offsets there are. */
  readonly optimal: boolean;
  /** Nodes without any offset at which their ports are free. */
  readonly stuck: ReadonlySet<string>;
  /** Hosts that were left alone because every correction brings new errors, with the first of them. */
  readonly abandoned: ReadonlyMap<string, string>;
}

/** What was decided for one host. */
interface HostPlan {
  readonly host: string;
  readonly nodes: readonly Node[];
  readonly solution: Solution;
}

/**
 * Corrects a plan: offsets host by host, then ports that no offset moves, then whatever was right before and has to follow, then
 * what rules know a cure for. The result is analysed anew; a host whose correction brings an error that was not there is left
 * as it was.
 */
export function correct(before: Evaluation, reevaluate: Reevaluate, options: CorrectOptions): Correction {
  let plans = plansOf(before, options);
  const abandoned = new Map<string, string>();
  for (;;) {
    const stage = attempt(before, plans, abandoned, reevaluate, options);
    const [first, ...others] = newErrors(before, stage.evaluation);
    const stuck = new Set(plans.flatMap(({ solution }) => solution.stuck));
    const optimal = plans.every(({ solution }) => solution.optimal);
    if (!first) return { ...stage, decisions: effective(stage), optimal, stuck, abandoned };
    const hosts = blamed([first, ...others], plans, before.deployment);
    // Rules' cures alone bring nothing new; whatever is left to give up is tried once less.
    if (hosts.size === 0) return { evaluation: before, decisions: [], optimal, stuck, abandoned };
    for (const host of hosts) abandoned.set(host, first.text);
    plans = plans.filter(({ host }) => !hosts.has(host));
  }
}

/** The decisions, each with the findings that are really gone. */
function effective({ decisions, evaluation }: Stage): readonly Decision[] {
  const left = new Set(evaluation.diagnoses.map(({ fingerprint }) => fingerprint));
  return decisions.map((decision) => ({
    ...decision,
    cures: decision.cures.filter(({ fingerprint }) => !left.has(fingerprint)),
  }));
}

function plansOf(before: Evaluation, options: CorrectOptions): readonly HostPlan[] {
  const { deployment, diagnoses } = before;
  const accepted = acceptedIn(before);
  const ailing = hostsToCure(diagnoses);
  const { nodesOn } = lookupIn(deployment);
  return deployment.hosts.flatMap((host) => {
    const nodes = nodesOn(host.id).filter((node) => isFree(node, options.reach));
    const isOpen = ailing.has(host.id) || nodes.some(({ offsetOrigin }) => options.all || offsetOrigin === 'chosen');
    return isOpen ? [{ host: host.id, nodes, solution: solve(problemOf(host, deployment, accepted, options)) }] : [];
  });
}

function attempt(
  before: Evaluation,
  plans: readonly HostPlan[],
  abandoned: ReadonlyMap<string, string>,
  reevaluate: Reevaluate,
  options: CorrectOptions,
): Stage {
  const { deployment } = before;
  const isOurs = ({ edits }: Decision) => options.reach === 'files' || !edits.some((edit) => isHeld(edit, deployment));
  const offsets = plans.flatMap((plan) => offsetDecisions(plan, before.diagnoses, options.all));
  const moved = advanced({ evaluation: before, decisions: [] }, offsets, reevaluate);
  const settings = settingsFor(moved.evaluation).filter(
    (decision) => isOurs(decision) && !abandoned.has(lookupIn(deployment).node(decision.subject)?.host ?? ''),
  );
  const settled = advanced(moved, settings, reevaluate);
  const along = [...movedAlong(before, settled.evaluation)].filter(isOurs);
  const followed = advanced(settled, along, reevaluate);
  return cured(followed, new Set(before.diagnoses.map(({ fingerprint }) => fingerprint)), reevaluate, options);
}

function advanced(stage: Stage, decisions: readonly Decision[], reevaluate: Reevaluate): Stage {
  if (decisions.length === 0) return stage;
  const edits = decisions.flatMap((decision) => decision.edits);
  return {
    evaluation: reevaluate(edited(stage.evaluation, edits)),
    decisions: [...stage.decisions, ...decisions],
  };
}

function offsetDecisions(
  { host, nodes, solution }: HostPlan,
  diagnoses: readonly Diagnosis[],
  all: boolean,
): readonly Decision[] {
  return nodes.flatMap((node, index) => {
    const to = solution.offsets[index];
    if (to === undefined || !isNews(node, to, all)) return [];
    const { edits, configuration } = offsetFix(node, to);
    const from = edits[0]?.from;
    const cures = diagnoses.filter(
      (diagnosis) =>
        isClearedByOffset(diagnosis) && diagnosis.subject.host === host && diagnosis.subject.nodes.includes(node.id),
    );
    return [
      {
        subject: node.id,
        title: `offset ${fromTo(from, to)}`,
        edits,
        configuration,
        cures,
        reason: all || from === 'auto' ? 'the lowest that is free' : 'makes room',
      },
    ];
  });
}

/** Whether an offset has to be written: it is another one, or the file does not say it yet and was to get one. */
function isNews({ offset, offsetOrigin }: Node, to: number, all: boolean): boolean {
  return to !== offset || offsetOrigin === 'chosen' || (all && offsetOrigin === 'shipped');
}

/** The hosts whose corrections an error can come from: those of its nodes, else all that were corrected. */
function blamed(errors: readonly Diagnosis[], plans: readonly HostPlan[], deployment: Deployment): ReadonlySet<string> {
  const { node } = lookupIn(deployment);
  const named = new Set(
    errors.flatMap(({ subject }) => [subject.host, ...subject.nodes.map((id) => node(id)?.host ?? id)]),
  );
  const changed = plans.map(({ host }) => host);
  const hosts = changed.filter((host) => named.has(host));
  return new Set(hosts.length > 0 ? hosts : changed);
}
