import type { Literal } from '../deployment/literals.js';
import { lookupIn } from '../deployment/lookup.js';
import { moves } from '../deployment/sockets.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';
import { withAuthority } from '../values/addresses.js';
import { configurationAt, offsetFix, valueEdit } from './candidate.js';
import type { FixCandidate } from './rule.js';

/**
 * Changes worth trying against literals that go wrong for one reason: the literals first. The offset of the node that they dial
 * is worth a trial only where several of them agree on it.
 */
export function* literalFixes(wrong: readonly Literal[], deployment: Deployment): Iterable<FixCandidate> {
  const links = wrong.flatMap((literal) => literal.links);
  const edits = editsOf(links, deployment);
  const lines = wrong.flatMap((literal) => lineOf(literal, deployment));
  const [line, ...more] = lines;
  if (line !== undefined && edits.length > 0)
    yield {
      title: more.length === 0 ? `set ${line}` : `set ${lines.length} links`,
      ...(more.length === 0 ? {} : { lines }),
      edits,
      configuration: wrong.flatMap((literal) => configurationOf(literal.links[0])),
    };
  const [first] = links;
  const target = lookupIn(deployment).node(first?.target);
  const offsets = new Set(links.map((link) => assumedOffset(link, deployment)));
  const [offset] = offsets;
  if (
    target &&
    !target.pinned &&
    wrong.length > 1 &&
    offsets.size === 1 &&
    offset !== undefined &&
    isPlausible(offset, deployment)
  )
    yield offsetFix(target, offset);
}

/** `throttle-publish of gateway to tcp://tm:9612`. */
function lineOf({ links: [link] }: Literal, deployment: Deployment): string[] {
  if (editsOf([link], deployment).length === 0) return [];
  return [`${link.id} of ${link.node} to ${rightText(link) ?? link.expectedPort}`];
}

/** Offsets that somebody may have meant: one that a node of the plan has, or a small one. */
const SMALL_OFFSET = 20;

export function isPlausible(offset: number, { nodes }: Deployment): boolean {
  return offset >= 0 && (offset <= SMALL_OFFSET || nodes.some((node) => node.offset === offset));
}

/** The address of a literal leads to another host than the one where the target is reached. */
export function isElsewhere({ dialledHost, expectedHost }: Link): boolean {
  return dialledHost !== undefined && expectedHost !== undefined && dialledHost !== expectedHost;
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

/** The edits of the values that links are written in; several endpoints of one text are corrected one after the other. */
function editsOf(links: readonly Link[], deployment: Deployment): readonly Edit[] {
  const edits = new Map<string, Edit>();
  for (const link of links) {
    const edit = literalEdit(link, deployment, edits);
    if (edit) edits.set(edit.path.join('/'), edit);
  }
  return [...edits.values()];
}

function literalEdit(link: Link, deployment: Deployment, earlier: ReadonlyMap<string, Edit>): Edit | undefined {
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
