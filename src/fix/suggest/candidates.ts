import { lookupIn } from '../../deployment/lookup.js';
import type { Deployment } from '../../model/deployment.js';
import type { Diagnosis } from '../../model/finding.js';
import { offsetFix } from '../../rules/candidate.js';
import { fixesOf, isClearedByOffset } from '../../rules/facts.js';
import type { FixCandidate } from '../../rules/rule.js';
import { type Effort, freeOffsets } from './free-offsets.js';

/** Free offsets tried per node: one that breaks a link is skipped for the next. */
const OFFSETS_PER_NODE = 4;

/** Nodes of one finding that are moved on trial; a plan in which more nodes clash needs `fix`. */
const NODES_PER_FINDING = 8;

/** Yields changes worth trying against a finding, the best one first. */
export function* candidatesFor(diagnosis: Diagnosis, deployment: Deployment, effort: Effort): Iterable<FixCandidate> {
  yield* fixesOf(diagnosis, deployment);
  if (isClearedByOffset(diagnosis)) yield* offsetChanges(diagnosis, deployment, effort);
}

/** Yields moves of one node to another offset: the smallest change first, and of equal changes the node that the plan names last. */
function* offsetChanges({ subject }: Diagnosis, deployment: Deployment, effort: Effort): Iterable<FixCandidate> {
  const { node } = lookupIn(deployment);
  const found = subject.nodes
    .map(node)
    .filter((candidate) => candidate !== undefined)
    .filter(({ pinned, offsetOrigin }) => !pinned && offsetOrigin !== 'chosen')
    .slice(-NODES_PER_FINDING)
    .reverse()
    .flatMap((candidate) => take(freeOffsets(candidate, deployment, effort), OFFSETS_PER_NODE));
  for (const change of found.sort((a, b) => a.distance - b.distance)) yield offsetFix(change.node, change.offset);
}

function take<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) {
    taken.push(value);
    if (taken.length === count) break;
  }
  return taken;
}
