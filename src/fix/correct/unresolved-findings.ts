import { lookupIn } from '../../deployment/lookup.js';
import { moves } from '../../deployment/sockets.js';
import type { Deployment, Listener } from '../../model/deployment.js';
import type { Diagnosis } from '../../model/finding.js';
import { hasFixes, isClearedByOffset, isOfBrokenFile, portsOf } from '../../rules/facts.js';
import { listed, type WantedPort } from '../../rules/rule.js';
import type { Correction } from './correct.js';
import { isSettable } from './fixed-ports.js';
import { isFree } from './host-problem.js';

/** Returns the findings that a correction leaves: errors, and warnings of rules that know fixes. Notes say why, and what else would help. */
export function unresolvedIn(correction: Correction): readonly Diagnosis[] {
  const { diagnoses } = correction.evaluation;
  return diagnoses.filter(isOurs).map((diagnosis) => ({
    ...diagnosis,
    fixes: [],
    notes: [...(diagnosis.notes ?? []), ...reasonsOf(diagnosis, correction)],
  }));
}

function isOurs(diagnosis: Diagnosis): boolean {
  return diagnosis.severity === 'error' || (diagnosis.severity === 'warning' && hasFixes(diagnosis));
}

/** The note of a finding for which no other reason is known. */
export const NO_CHANGE = 'unresolved: no change of offsets, ports or links clears this; it takes a decision';

function reasonsOf(diagnosis: Diagnosis, correction: Correction): readonly string[] {
  const { abandoned, evaluation } = correction;
  const hindrance = abandoned.get(diagnosis.subject.host ?? '');
  if (hindrance !== undefined)
    return [
      `unresolved: every correction of ${diagnosis.subject.host} that was tried brings another error: ${hindrance}`,
    ];
  if (isClearedByOffset(diagnosis)) return portReasons(portsOf(diagnosis), correction, evaluation.deployment);
  // The messages about a broken file already say what to write.
  return isOfBrokenFile(diagnosis) ? [] : [NO_CHANGE];
}

function portReasons(ports: readonly WantedPort[], correction: Correction, deployment: Deployment): readonly string[] {
  const { listener: listenerOf } = lookupIn(deployment);
  const owners = ports.flatMap((port) => port.owners);
  const published = [...new Set(owners.flatMap(({ published, forward }) => published ?? forward ?? []))];
  const listeners = new Set(
    owners
      .filter(({ container }) => container === undefined)
      .flatMap(({ node, listener = '' }) => listenerOf(node, listener) ?? []),
  );
  const clash = ports.some((port) => port.owners.length > 1);
  return [
    ...listenerReasons([...listeners], correction, deployment),
    ...(published.length === 0
      ? []
      : [
          `unresolved: fix does not choose the ports that ${listed(published)} ${published.length === 1 ? 'opens' : 'open'} on the machine; publish or forward another one`,
        ]),
    `ways out: another host${clash ? ' for one of them' : ''}, another bind address, or disable what is not used`,
  ];
}

/** Returns why no offset helps: the node is pinned, no offset is free, or the listener does not move. */
function listenerReasons(
  listeners: readonly Listener[],
  correction: Correction,
  deployment: Deployment,
): readonly string[] {
  const { node } = lookupIn(deployment);
  const owners = [...new Set(listeners.map((listener) => listener.node))];
  const pinned = owners.filter((id) => node(id)?.pinned);
  const inFiles = owners.filter((id) => {
    const owner = node(id);
    return owner && !owner.pinned && !isFree(owner, 'topology');
  });
  const moving = new Set(listeners.filter(moves).map((listener) => listener.node));
  const untried = owners.filter((id) => moving.has(id) && correction.untried.has(id));
  const cramped = owners.filter((id) => moving.has(id) && correction.stuck.has(id) && !correction.untried.has(id));
  const fixed = listeners.filter((listener) => !moves(listener) && !isSettable(listener, deployment));
  const full = listeners.filter((listener) => isSettable(listener, deployment) && !inFiles.includes(listener.node));
  const inside =
    owners.length === 1 &&
    pinned.length + inFiles.length === 0 &&
    cramped.length + untried.length === 0 &&
    fixed.length + full.length === 0;
  return [
    ...(pinned.length === 0 ? [] : [`unresolved: ${listed(pinned)} ${pinned.length === 1 ? 'is' : 'are'} pinned`]),
    ...(inFiles.length === 0
      ? []
      : [`unresolved: the offset of ${listed(inFiles)} is read from configuration files, which fix does not change`]),
    ...(cramped.length === 0
      ? []
      : [`unresolved: no offset that may be chosen has all ports of ${listed(cramped)} free`]),
    ...(untried.length === 0
      ? []
      : [
          `unresolved: the search ended before every offset of ${listed(untried)} was tried; fix tries a limited number`,
        ]),
    ...full.map(
      ({ node: id, id: listener, port }) => `unresolved: no port above ${port} is free for ${listener} of ${id}`,
    ),
    ...fixed.filter(({ node: id }) => !pinned.includes(id)).map(fixedReason),
    ...(inside ? [`unresolved: ${listed(owners)} moves both ports together`] : []),
  ];
}

function fixedReason({ node, id, setting, configured }: Listener): string {
  const where = setting ? `; its setting is ${setting.setting} in ${setting.file}` : '';
  return `unresolved: the offset does not move ${id} of ${node}${configured === undefined ? '' : ', which is set by hand'}${where}`;
}
