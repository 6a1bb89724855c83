import { inProfile, type Release, type ReleaseLink } from '../catalogue/release.js';
import { type OwnPart, SharedLink } from '../deployment/shared-link.js';
import type { Endpoint, Link, UnusedLink } from '../model/deployment.js';
import type { ListPlace } from '../model/endpoint-list.js';
import type { Path } from '../model/finding.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { LinkEndPlan, LinkPlan } from '../model/topology.js';
import { type ListedEndpoint, listedEndpoints } from '../values/endpoint-lists.js';
import { entryOf, memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { type Dial, derivedPort, linkOf } from './dial.js';
import { withImplied } from './implied.js';
import { isForClients, judgeLiteral } from './judge.js';
import { type PlacedNode, portOfPlaceholder } from './listeners.js';
import type { Network } from './network.js';
import { unknownReference } from './reference.js';
import type { Scene } from './scene.js';
import { inheritedLinks, unwrittenLink } from './unwritten.js';
import { isUsed } from './used.js';

/** The links of a plan. */
export interface Linked {
  readonly links: readonly Link[];
  /** For each node of the scene the links that it does not use and says nothing of. */
  readonly unused: readonly (readonly UnusedLink[])[];
}

/** Resolves the links of every node: who is meant, what is dialled, what is open there. */
export function linksOf(scene: Scene, problems: ReferenceProblem[]): Linked {
  const links: Link[] = [];
  const kinds = new Map<Release, Map<string, PlainKind>>();
  const unused = scene.nodes.map((node) => {
    if (!isPlain(node)) {
      links.push(...linksOfNode(node, scene, problems));
      return NONE;
    }
    const ofRelease = entryOf(kinds, node.release, () => new Map<string, PlainKind>());
    const key = `${node.profile} ${node.hasProfile} ${scene.roles.sideOf(node)}`;
    const kind = entryOf(ofRelease, key, () => plainKindOf(node, scene));
    if (kind.used.length > 0) pushPlainLinks(node, kind.used, scene, links);
    return kind.unused;
  });
  return { links: withImplied(links, scene), unused };
}

const NONE: readonly UnusedLink[] = [];

/** A node that says nothing of its own about links and listeners. */
function isPlain({ plan, enabled, disabled }: PlacedNode): boolean {
  return (
    plan.links.length === 0 &&
    plan.ports.length === 0 &&
    plan.bind === undefined &&
    enabled.size === 0 &&
    disabled.size === 0
  );
}

/** What plain nodes of one release, profile, group and side have in common. */
interface PlainKind {
  readonly used: readonly ReleaseLink[];
  readonly unused: readonly UnusedLink[];
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
function pushPlainLinks(node: PlacedNode, used: readonly ReleaseLink[], scene: Scene, links: Link[]): void {
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

/** Values of `own` with which a node that plays the other end itself dials nobody else. */
const MEANS_ITSELF: ReadonlySet<ReleaseLink['reach']['own']> = new Set([undefined, 'role-player', 'allowed']);

function plainLinkOf(node: PlacedNode, entry: ReleaseLink, scene: Scene, isFronted: boolean): PlainLink {
  const { reaches, own, front } = entry.reach;
  const mayBeFront = isFronted && front === 'client';
  const isAlone = node.roles.includes(entry.to) && MEANS_ITSELF.has(own) && !mayBeFront;
  // Whom a node of a kind copies to is another one for each of them, used or not.
  const ready = reaches !== 'others' && (isAlone || !isUsed(node, entry, false, scene.network));
  return ready ? { entry, ready: unwrittenLink(node, entry, scene) } : { entry };
}

function entriesOf(node: PlacedNode): readonly ReleaseLink[] {
  return node.release.links.filter(
    ({ from, profiles }) => node.roles.includes(from) && inProfile(profiles, node.profile),
  );
}

/** Links of a node in the order of the catalogue; what is written first, since other links of the node may follow it. */
function linksOfNode(node: PlacedNode, scene: Scene, problems: ReferenceProblem[]): readonly Link[] {
  const entries = entriesOf(node);
  const written = new Map<string, readonly Link[]>();
  for (const entry of entries) {
    const plan = writtenAs(node, entry);
    if (plan) written.set(entry.id, linksOfPlan(node, entry, plan, scene, problems));
  }
  for (const entry of entries) {
    const links = written.get(entry.id);
    if (links && borrowing(node.release).has(entry) && isMeantOtherwise(links, entry, written))
      written.set(entry.id, [offLink(node, entry, scene)]);
  }
  return entries.flatMap(
    (entry) =>
      written.get(entry.id) ??
      inheritedLinks(node, entry, scene, written) ?? [unwrittenLink(node, entry, scene, written)],
  );
}

/** Links of a release that are kept in no file and are read from the setting of another link. */
const borrowing = memo(({ links }: Release): ReadonlySet<ReleaseLink> => {
  const owned = links.filter(({ settings }) => settings?.unwritable === undefined).map(placeOf);
  return new Set(links.filter((entry) => entry.settings?.unwritable !== undefined && owned.includes(placeOf(entry))));
});

function placeOf({ settings }: ReleaseLink): string {
  return JSON.stringify([settings?.toml, settings?.xml, settings?.yaml]);
}

/**
 * Whether a value belongs to another link. A link that is kept elsewhere is read from the setting of another one as well: what is
 * right there, or leads to the node itself, is not meant for it.
 */
function isMeantOtherwise(
  links: readonly Link[],
  { id }: ReleaseLink,
  written: ReadonlyMap<string, readonly Link[]>,
): boolean {
  if (links.every(({ outcome }) => outcome === 'self')) return true;
  const texts = new Set(links.map(({ url }) => url));
  return [...written].some(
    ([other, ends]) => other !== id && ends.some(({ verdict, url }) => verdict === 'right' && texts.has(url)),
  );
}

function offLink(node: PlacedNode, entry: ReleaseLink, { roles }: Scene): Link {
  const ends = roles.endsOf(node, entry);
  return linkOf({ node, entry, ends, basis: 'assumed', place: node.plan.place }, { outcome: 'off' });
}

/** The part of the topology about a link. */
function writtenAs(node: PlacedNode, entry: ReleaseLink): LinkPlan | undefined {
  return node.plan.links.find(({ id }) => node.names.links.get(id)?.id === entry.id);
}

function linksOfPlan(
  node: PlacedNode,
  entry: ReleaseLink,
  plan: LinkPlan,
  scene: Scene,
  problems: ReferenceProblem[],
): readonly Link[] {
  const ends = scene.roles.endsOf(node, entry);
  const base: Dial = { node, entry, ends, basis: 'named', place: plan.place };
  if (!isUsed(node, entry, true, scene.network)) return [linkOf(base, { outcome: 'off' })];
  return plan.ends.flatMap((end) => linksOfEnd(base, plan, end, scene.network, problems));
}

/** A link that the topology writes out: the port is the written one, else the one the product computes. */
function linksOfEnd(
  base: Dial,
  plan: LinkPlan,
  end: LinkEndPlan,
  network: Network,
  problems: ReferenceProblem[],
): Link[] {
  const { node, entry } = base;
  const named = network.node(end.to);
  if (end.to !== undefined && network.isUnresolved(end.to))
    return [linkOf(base, { outcome: 'undecided', unjudged: 'unknown-node' })];
  if (end.to !== undefined && !named) {
    problems.push(unknownTarget(node, entry, end, end.to, network));
    return [];
  }
  const endPath = [...node.plan.place.path, 'links', plan.id, ...(end.index === undefined ? [] : [end.index])];
  const entries = end.url === undefined ? [undefined] : listedEndpoints(end.url);
  return entries.map((listed) => {
    const endpoint = listed?.endpoint;
    const asked = isForClients(entry) ? 'outside' : 'inside';
    const host = endpoint?.host === undefined ? undefined : network.hostAt(node, endpoint.host, asked);
    const isLiteral = end.url !== undefined || end.port !== undefined;
    const dial: Dial = {
      ...base,
      basis: isLiteral ? 'literal' : 'named',
      endPath,
      place: { ...end.place, path: [...end.place.path, ...literalKey(end)] },
      ...(end.url === undefined ? {} : { url: end.url }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(host === undefined ? {} : { host }),
      ...(isLiteral ? writtenPort(node, end, endpoint) : derivedPort(node, entry)),
      ...(listed && entry.reach.groups ? { list: end.list ?? placeInList(end, listed) } : {}),
    };
    return linkOf(dial, judgeLiteral(dial, named, network));
  });
}

/** In a topology each text is a list; several of them have groups of their own. */
function placeInList({ index = 0 }: LinkEndPlan, { group, fault }: ListedEndpoint): ListPlace {
  return { group: `${index} ${group}`, ...(fault ? { fault } : {}) };
}

function unknownTarget(
  node: PlacedNode,
  entry: ReleaseLink,
  end: LinkEndPlan,
  name: string,
  network: Network,
): ReferenceProblem {
  const place = end.toPlace ?? { file: end.place.file, path: [...end.place.path, 'to'] };
  const by = `link ${entry.id} of node ${node.plan.id}`;
  return unknownReference({ kind: 'node', name, place, by, legal: network.nodeIds(), node: node.plan.id });
}

/** The key of an end whose value is the literal. */
function literalKey(end: LinkEndPlan): Path {
  if (end.port !== undefined) return ['port'];
  return end.url === undefined ? [] : ['url'];
}

/** Returns the port that the topology contains; a placeholder means the own node's effective port. */
function writtenPort(
  node: PlacedNode,
  end: LinkEndPlan,
  endpoint: Endpoint | undefined,
): { port: number; derivation: string } | undefined {
  const literal = end.port ?? endpoint?.port;
  if (literal !== undefined) return { port: literal, derivation: `${literal} (set by hand)` };
  const port = portOfPlaceholder(node, endpoint?.placeholder);
  return port === undefined ? undefined : { port, derivation: `\${${endpoint?.placeholder}} of ${node.plan.id}` };
}
