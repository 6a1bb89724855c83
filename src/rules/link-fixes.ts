import { lookupIn } from '../deployment/lookup.js';
import { moves } from '../deployment/sockets.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';
import { withAuthority } from '../values/addresses.js';
import { configurationAt, offsetFix, valueEdit } from './candidate.js';
import type { FixCandidate } from './rule.js';

/** A link whose literal does not lead where it should, and is known to lead somewhere. */
export function isWrong({ outcome }: Link): boolean {
  return outcome === 'port-mismatch' || outcome === 'self';
}

/**
 * Changes worth trying against one wrong literal. Where others go wrong at the same node, the common cure comes first: the
 * offset that all of them assume, else all literals at once.
 */
export function* literalFixes(link: Link, deployment: Deployment): Iterable<FixCandidate> {
  const alike = deployment.links.filter(
    (other) =>
      isWrong(other) && other.target === link.target && other.kind === link.kind && literalEdit(other, deployment),
  );
  const target = lookupIn(deployment).node(link.target);
  if (target && alike.length > 1) {
    const offsets = new Set(alike.map((other) => assumedOffset(other, deployment)));
    const [offset] = offsets;
    if (offsets.size === 1 && offset !== undefined && offset >= 0 && !target.pinned) yield offsetFix(target, offset);
    yield fixOf(`write the ports of ${target.id} into the ${alike.length} links that dial it`, alike, deployment);
  }
  if (literalEdit(link, deployment))
    yield fixOf(`set ${link.id} of ${link.node} to ${rightText(link) ?? link.expectedPort}`, [link], deployment);
}

/** The address of a literal leads to another host than the one where the target is reached. */
export function isElsewhere({ outcome, dialledHost, expectedHost }: Link): boolean {
  return (
    outcome === 'port-mismatch' &&
    dialledHost !== undefined &&
    expectedHost !== undefined &&
    dialledHost !== expectedHost
  );
}

/** The target listens in a container of another machine, which does not publish the port: no literal leads there. */
export function isUnpublished(link: Link, deployment: Deployment): boolean {
  const { host, owner } = lookupIn(deployment);
  const machine = host(link.expectedHost)?.on;
  const from = owner(link).host;
  return machine !== undefined && isElsewhere(link) && from !== link.expectedHost && host(from)?.on !== machine;
}

/** The offset of the target at which the dialled port would be right; undefined where no offset would make it so. */
export function assumedOffset(link: Link, deployment: Deployment): number | undefined {
  const { dialled, expectedPort, target, listener } = link;
  const { node: nodeOf, listener: listenerOf } = lookupIn(deployment);
  const [node, socket] = [nodeOf(target), listenerOf(target, listener)];
  if (!node || !socket || isElsewhere(link) || dialled === undefined || expectedPort === undefined || !moves(socket))
    return undefined;
  return node.offset + dialled - expectedPort;
}

/** The literal as it should be; undefined where only a number is written or nothing better is known. */
function rightText(link: Link): string | undefined {
  const { endpoint, expectedHost, expectedPort } = link;
  if (!endpoint || expectedPort === undefined) return undefined;
  return withAuthority(endpoint.text, expectedPort, isElsewhere(link) ? expectedHost : undefined);
}

function fixOf(title: string, links: readonly Link[], deployment: Deployment): FixCandidate {
  const edits = new Map<string, Edit>();
  for (const link of links) {
    const edit = literalEdit(link, deployment, edits);
    if (edit) edits.set(edit.path.join('/'), edit);
  }
  return { title, edits: [...edits.values()], configuration: links.flatMap(configurationOf) };
}

/** The edit of the value that a link is written in; several endpoints of one text are corrected one after the other. */
function literalEdit(
  link: Link,
  deployment: Deployment,
  earlier: ReadonlyMap<string, Edit> = new Map(),
): Edit | undefined {
  const { owner, endPath } = lookupIn(deployment);
  const { file } = owner(link).place;
  if (link.expectedPort === undefined || isUnpublished(link, deployment)) return undefined;
  if (link.place.path.at(-1) === 'port')
    return valueEdit({ file, path: [...endPath(link), 'port'], from: link.dialled, to: link.expectedPort });
  if (link.url === undefined || !link.endpoint) return undefined;
  const path = [...endPath(link), 'url'];
  const before = earlier.get(path.join('/'))?.to ?? link.url;
  return { file, path, from: link.url, to: String(before).replace(link.endpoint.text, () => rightText(link) ?? '') };
}

function configurationOf(link: Link): readonly Configuration[] {
  const to = rightText(link) ?? link.expectedPort;
  return to === undefined ? [] : configurationAt(link.node, link.setting, to);
}
