import type { Release, ReleaseLink } from '../catalogue/release.js';
import { type OwnPart, SharedLink } from '../deployment/shared-link.js';
import type { Link, UnusedLink } from '../model/deployment.js';
import { entryOf, memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { hasPlainListeners, type PlacedNode } from './listeners.js';
import type { Scene } from './scene.js';
import { unwrittenLink } from './unwritten.js';
import { entriesOf, isUsed } from './used.js';

/** A node that says nothing of its own about links and listeners. */
export function isPlain(node: PlacedNode): boolean {
  return node.plan.links.length === 0 && hasPlainListeners(node);
}

/** What plain nodes of one release, profile, group and side have in common. */
interface PlainKind {
  readonly used: readonly ReleaseLink[];
  readonly unused: readonly UnusedLink[];
}

/** Returns what finds the kind of a plain node, which is looked at once for each kind. */
export function plainKindsIn(scene: Scene): (node: PlacedNode) => PlainKind {
  const kinds = new Map<Release, Map<string, PlainKind>>();
  return (node) => {
    const ofRelease = entryOf(kinds, node.release, () => new Map<string, PlainKind>());
    const key = `${node.profile} ${node.hasProfile} ${scene.roles.sideOf(node)}`;
    return entryOf(ofRelease, key, () => plainKindOf(node, scene));
  };
}

function plainKindOf(node: PlacedNode, scene: Scene): PlainKind {
  const used: ReleaseLink[] = [];
  const unused: UnusedLink[] = [];
  for (const entry of entriesOf(node)) {
    const isOwn = node.roles.includes(entry.to);
    if (isUsed(node, entry, false, scene.network) || mayMatter(entry, isOwn)) used.push(entry);
    else unused.push({ link: unwrittenLink(node, entry, scene), ...present({ after: used.at(-1)?.id }), isOwn });
  }
  return { used, unused };
}

/** A link that is not used: whom a node copies to is asked all the same, and others make a link that is in no file. */
function mayMatter({ reach: { reaches, own }, impliedBy }: ReleaseLink, isOwn: boolean): boolean {
  return reaches === 'others' || impliedBy.length > 0 || (isOwn && !MEANS_ITSELF.has(own));
}

/** A link of plain nodes: ready but for the node, where it leads to the node itself; else to be resolved. */
interface PlainLink {
  readonly entry: ReleaseLink;
  readonly ready?: Link;
}

const plainLinks = memo((_: Release) => new Map<string, readonly PlainLink[]>());

/** Most links of most nodes are the same for every node of a release, profile and offset. */
export function pushPlainLinks(node: PlacedNode, used: readonly ReleaseLink[], scene: Scene, links: Link[]): void {
  // The cache outlives the plan: what depends on other nodes of the plan is not in it, or is part of the key.
  const isFronted = scene.network.fronts().length > 0;
  const key = `${node.profile} ${node.offset} ${node.offsetOrigin} ${node.hasProfile} ${isFronted}`;
  const make = () => used.map((entry) => plainLinkOf(node, entry, scene, isFronted));
  for (const { entry, ready } of entryOf(plainLinks(node.release), key, make)) {
    if (ready === undefined) links.push(unwrittenLink(node, entry, scene));
    else links.push(new SharedLink(ready, ownPart(ready, node, entry, scene)) as Link);
  }
}

function ownPart(ready: Link, node: PlacedNode, entry: ReleaseLink, scene: Scene): OwnPart {
  const { id, place, host } = node.plan;
  const isOwn = ready.target !== undefined;
  const targets = isOwn ? [id] : scene.roles.endsOf(node, entry).ids;
  const expectedHost = ready.expectedHost === undefined ? undefined : host.id;
  return { node: id, place, targets, target: isOwn ? id : undefined, expectedHost };
}

/** With these values of `own`, a node that plays the role at the other end itself connects to itself only. */
const MEANS_ITSELF: ReadonlySet<ReleaseLink['reach']['own']> = new Set([undefined, 'role-player', 'allowed']);

function plainLinkOf(node: PlacedNode, entry: ReleaseLink, scene: Scene, isFronted: boolean): PlainLink {
  const { reaches, own, front } = entry.reach;
  const mayBeFront = isFronted && front === 'client';
  const isAlone = node.roles.includes(entry.to) && MEANS_ITSELF.has(own) && !mayBeFront;
  // Whom a node of a kind copies to is another one for each of them, used or not.
  const ready = reaches !== 'others' && (isAlone || !isUsed(node, entry, false, scene.network));
  return ready ? { entry, ready: unwrittenLink(node, entry, scene) } : { entry };
}
