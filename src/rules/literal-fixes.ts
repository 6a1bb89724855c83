import type { Literal } from '../deployment/literals.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import { moves } from '../deployment/sockets.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';
import { withAuthority } from '../values/addresses.js';
import { memo } from '../values/memo.js';
import { configurationAt, offsetFix, valueEdit } from './candidate.js';
import { forwardFixes } from './forward-fixes.js';
import { placeText } from './literal-text.js';
import { type FixCandidate, listed } from './rule.js';

/**
 * Yields changes worth trying against literals that are wrong for one reason: the literals first. The offset of the node that they
 * dial is tried only where several of them assume the same one.
 */
export function* literalFixes(wrong: readonly Literal[], deployment: Deployment): Iterable<FixCandidate> {
  const links = wrong.flatMap((literal) => literal.links);
  const [literal, ...further] = wrong;
  if (literal && further.length === 0) yield* forwardFixes(literal.links[0], deployment);
  const edits = editsOf(links, deployment);
  const places = [...groupBy(wrong, ({ links: [{ place }] }) => placeText(place)).values()];
  const lines = places.flatMap((literals) => linesOf(literals, deployment));
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
    places.length > 1 &&
    offsets.size === 1 &&
    offset !== undefined &&
    isPlausible(offset, deployment)
  )
    yield offsetFix(target, offset);
}

/** `throttle-publish of gateway to tcp://tm:9612`; of all nodes that have a value from one place. */
function linesOf(literals: readonly Literal[], deployment: Deployment): string[] {
  const links = literals.map((literal) => literal.links[0]).filter((link) => editsOf([link], deployment).length > 0);
  const same = groupBy(links, (link) => `${link.id} ${rightText(link) ?? link.expectedPort}`);
  return [...same.values()].map((sharing) => {
    const [link] = sharing;
    return `${link.id} of ${listed(sharing.map(({ node }) => node))} to ${rightText(link) ?? link.expectedPort}`;
  });
}

/** An offset up to this one may be intended, even if no node of the plan has it. */
const SMALL_OFFSET = 20;

/** Returns whether an offset may be intended: a node of the plan has it, or it is small. */
function isPlausible(offset: number, deployment: Deployment): boolean {
  return offset >= 0 && (offset <= SMALL_OFFSET || offsetsIn(deployment).has(offset));
}

const offsetsIn = memo(({ nodes }: Deployment): ReadonlySet<number> => new Set(nodes.map(({ offset }) => offset)));

/** Returns whether the address of a literal leads to another host than the one where the target is reached. */
export function isElsewhere({ dialledHost, expectedHost, expectedAddress, outcome }: Link): boolean {
  if (expectedHost === undefined) return false;
  if (expectedAddress !== undefined) return true;
  return outcome === 'unknown-host' || (dialledHost !== undefined && dialledHost !== expectedHost);
}

/** Returns whether the target listens in a pod that has no name of its own, and no Service leads there: no literal does either. */
export function isUnserved(link: Link, deployment: Deployment): boolean {
  const { host, owner } = lookupIn(deployment);
  const pod = host(link.expectedHost);
  if (pod?.kind !== 'pod' || pod.addresses.length > 0 || !isElsewhere(link)) return false;
  // Clients are outside of pods, wherever the node is that shows them the address.
  return link.kind === 'advertised' || owner(link).host !== pod.id;
}

/** Returns whether the target listens in a container of another machine that does not publish the port: no literal leads there. */
export function isUnpublished(link: Link, deployment: Deployment): boolean {
  const { host, owner } = lookupIn(deployment);
  const machine = host(link.expectedHost)?.on;
  if (machine === undefined || !isElsewhere(link)) return false;
  const from = owner(link).host;
  // Clients are outside of containers, wherever the node is that shows them the address.
  return link.kind === 'advertised' || (from !== link.expectedHost && host(from)?.on !== machine);
}

/** Returns the offset of the target at which the dialled port would be right; undefined if no offset makes it right. */
function assumedOffset(link: Link, deployment: Deployment): number | undefined {
  const { dialled, expectedPort, target, listener } = link;
  const { node: nodeOf, listener: listenerOf } = lookupIn(deployment);
  const [node, socket] = [nodeOf(target), listenerOf(target, listener)];
  if (!node || !socket || isElsewhere(link) || dialled === undefined || expectedPort === undefined || !moves(socket))
    return undefined;
  return node.offset + dialled - expectedPort;
}

/** Returns the offset of the target that the literal assumes, if it may be intended. */
export function explainingOffset(link: Link, deployment: Deployment): number | undefined {
  const target = lookupIn(deployment).node(link.target);
  const offset = assumedOffset(link, deployment);
  if (!target || offset === undefined || offset === target.offset) return undefined;
  return isPlausible(offset, deployment) ? offset : undefined;
}

/** Returns the right text of a literal; undefined where only a number is written or the right text is not known. */
function rightText(link: Link): string | undefined {
  const { endpoint, expectedHost, expectedAddress, expectedPort } = link;
  if (!endpoint || expectedPort === undefined) return undefined;
  return withAuthority(endpoint.text, expectedPort, isElsewhere(link) ? (expectedAddress ?? expectedHost) : undefined);
}

/** Returns the edits of the values that contain links; several endpoints of one text are corrected one after the other. */
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
  const leadsNowhere = isUnpublished(link, deployment) || isUnserved(link, deployment);
  if (link.expectedPort === undefined || leadsNowhere) return undefined;
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
