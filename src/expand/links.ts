import type { Release, ReleaseLink } from '../catalogue/release.js';
import type { Endpoint, Link, UnusedLink } from '../model/deployment.js';
import type { ListPlace } from '../model/endpoint-list.js';
import type { Path } from '../model/finding.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { LinkEndPlan, LinkPlan } from '../model/topology.js';
import { type ListedEndpoint, listedEndpoints } from '../values/endpoint-lists.js';
import { memo } from '../values/memo.js';
import { type Dial, derivedPort, linkOf } from './dial.js';
import { withImplied } from './implied.js';
import { isForClients, judgeLiteral } from './judge.js';
import { type PlacedNode, portOfPlaceholder } from './listeners.js';
import type { Network } from './network.js';
import { isPlain, plainKindsIn, pushPlainLinks } from './plain-links.js';
import { unknownReference } from './reference.js';
import type { Scene } from './scene.js';
import { inheritedLinks, unwrittenLink } from './unwritten.js';
import { entriesOf, isUsed } from './used.js';

/** The links of a plan. */
export interface Linked {
  readonly links: readonly Link[];
  /** For each node of the scene the links that it does not use and says nothing of. */
  readonly unused: readonly (readonly UnusedLink[])[];
}

/** Resolves the links of every node: who is meant, what is dialled, what is open there. */
export function linksOf(scene: Scene, problems: ReferenceProblem[]): Linked {
  const links: Link[] = [];
  const kindOf = plainKindsIn(scene);
  const unused = scene.nodes.map((node) => {
    if (isPlain(node)) {
      const kind = kindOf(node);
      if (kind.used.length > 0) pushPlainLinks(node, kind.used, scene, links);
      return kind.unused;
    }
    links.push(...linksOfNode(node, scene, problems));
    return NONE;
  });
  return { links: withImplied(links, scene), unused };
}

const NONE: readonly UnusedLink[] = [];

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
