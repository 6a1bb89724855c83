import type { Diagnosis } from '../../model/finding.js';
import { isClearedByOffset } from '../../rules/facts.js';

/** The most nodes of one finding for which a check looks for offsets. Moving thousands costs more than the rest of a check, and the list is too long to read. */
const MOST_NODES = 2_000;

/** Whether so many nodes clash that only `fix` looks for their offsets. */
export function isCrowd(diagnosis: Diagnosis): boolean {
  return diagnosis.subject.nodes.length > MOST_NODES && isClearedByOffset(diagnosis);
}

/** Returns the hosts on which so many nodes clash. */
export function crowdedHosts(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  return new Set(diagnoses.filter(isCrowd).flatMap(({ subject: { host } }) => host ?? []));
}

/** Says that a fix was not looked for. */
export const CROWD_NOTE = `a check looks for offsets of at most ${MOST_NODES} nodes that clash; wso2-topology fix looks for those of more`;
