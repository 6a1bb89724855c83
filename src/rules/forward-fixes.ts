import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Host, Link } from '../model/deployment.js';
import type { FixCandidate } from './rule.js';

/** Yields the forward that a front end lacks: it leads to the nodes that are meant already, and to this listener not yet. */
export function* forwardFixes(link: Link, deployment: Deployment): Iterable<FixCandidate> {
  const { dialled: port, dialledHost, listener, targets, reach } = link;
  const host = lookupIn(deployment).host(dialledHost);
  if (!host || port === undefined || reach.front === 'false' || !isFrontOf(host, targets)) return;
  // A value that was read from other files than a topology is changed there.
  if (host.kind !== undefined || host.place.range !== undefined) return;
  const open = targets.filter((node) => lookupIn(deployment).listener(node, listener));
  // Each port that is missing has a place of its own behind the forwards that are there; a port on which something answers is not missing.
  const number = missingPorts(host, deployment).indexOf(port);
  if (open.length === 0 || open.length < targets.length || number < 0) return;
  const to = targets.map((node) => `${node}:${listener}`);
  const index = host.forwards.length + number;
  yield {
    title: `add forward {port: ${port}, to: [${to.join(', ')}]} to ${host.id}`,
    edits: [{ file: host.place.file, path: [...host.place.path, 'forwards', index], to: { port, to } }],
    configuration: [],
  };
}

/** Whether a host leads to each of some nodes by another port. */
function isFrontOf({ forwards }: Host, targets: readonly string[]): boolean {
  return targets.every((node) => forwards.some(({ to }) => to.some((end) => end.node === node)));
}

/** The ports of a front end that literals name and nothing answers on, in ascending order. */
function missingPorts({ id, forwards }: Host, { links }: Deployment): readonly number[] {
  const dead = links.filter(
    ({ dialledHost, verdict, reached }) => dialledHost === id && verdict === 'wrong' && !reached,
  );
  const ports = new Set(dead.flatMap(({ dialled }) => dialled ?? []));
  return [...ports].filter((port) => forwards.every((forward) => forward.port !== port)).sort((a, b) => a - b);
}
