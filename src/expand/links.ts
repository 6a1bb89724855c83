import type { Release, ReleaseLink } from '../catalogue/release.js';
import type { Endpoint, Link } from '../model/deployment.js';
import type { Path } from '../model/finding.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { LinkEndPlan } from '../model/topology.js';
import { PLACEHOLDERS, parseEndpoints } from '../values/endpoints.js';
import { entryOf, memo } from '../values/memo.js';
import { signed } from '../values/ports.js';
import { type Dial, judgeByAddress, judgeByCandidates, judgeByTarget, judgeOwn, linkOf } from './judge.js';
import { type PlacedNode, portOf } from './listeners.js';
import { Network, type Surroundings } from './network.js';
import { unknownReference } from './reference.js';

/** Resolves the links of every node: who is meant, what is dialled, what is open there. */
export function linksOf(surroundings: Surroundings, problems: ReferenceProblem[]): Link[] {
  const network = new Network(surroundings);
  const links: Link[] = [];
  for (const node of surroundings.nodes) {
    if (isPlain(node)) pushPlainLinks(node, network, links);
    else
      for (const entry of node.release.links)
        if (node.roles.includes(entry.from)) links.push(...linksOfEntry(node, entry, network, problems));
  }
  return links;
}

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

/** A link of plain nodes: ready but for the node, where it is not used or leads to the node itself; else to be resolved. */
interface PlainLink {
  readonly entry: ReleaseLink;
  readonly ready?: Link;
}

const plainLinks = memo((_: Release) => new Map<string, readonly PlainLink[]>());

/** Most links of most nodes are the same for every node of a release, profile and offset. */
function pushPlainLinks(node: PlacedNode, network: Network, links: Link[]): void {
  const key = `${node.profile} ${node.offset} ${node.offsetOrigin}`;
  const { id, place, host } = node.plan;
  for (const { entry, ready } of entryOf(plainLinks(node.release), key, () => plainLinksOf(node, network))) {
    if (ready === undefined) links.push(unwrittenLink(node, entry, network));
    else if (ready.target === undefined) links.push({ ...ready, node: id, place });
    else
      links.push({
        ...ready,
        node: id,
        place,
        target: id,
        ...(ready.expectedHost === undefined ? {} : { expectedHost: host.id }),
      });
  }
}

function plainLinksOf(node: PlacedNode, network: Network): readonly PlainLink[] {
  return node.release.links
    .filter((entry) => node.roles.includes(entry.from))
    .map((entry) => {
      const own = !isUsed(node, entry, false, network) || node.roles.includes(entry.to);
      return own ? { entry, ready: unwrittenLink(node, entry, network) } : { entry };
    });
}

/** A link of which the topology says nothing. */
function unwrittenLink(node: PlacedNode, entry: ReleaseLink, network: Network): Link {
  const base: Dial = { node, entry, place: node.plan.place };
  if (!isUsed(node, entry, false, network)) return linkOf(base, { outcome: 'off' });
  const port = derivedPort(node, entry);
  const dial = port ? { ...base, ...port } : base;
  if (node.roles.includes(entry.to)) return judgeOwn(dial, network);
  return judgeByCandidates(dial, network.players(node, entry.to), network);
}

function linksOfEntry(node: PlacedNode, entry: ReleaseLink, network: Network, problems: ReferenceProblem[]): Link[] {
  const written = node.plan.links.find(({ id }) => node.names.links.get(id)?.id === entry.id);
  if (!written) return [unwrittenLink(node, entry, network)];
  const base: Dial = { node, entry, place: written.place };
  if (!isUsed(node, entry, true, network)) return [linkOf(base, { outcome: 'off' })];
  return written.ends.flatMap((end) => linksOfEnd(base, end, network, problems));
}

function isUsed(node: PlacedNode, entry: ReleaseLink, written: boolean, network: Network): boolean {
  if (node.disabled.has(entry.id)) return false;
  // A member list is read only while clustering is on, which is when the member port is open.
  if (entry.kind === 'members')
    return (written || node.enabled.has(entry.id)) && entry.listeners.some((id) => network.open(node, id));
  return entry.enabled === true || node.enabled.has(entry.id) || written;
}

/** A link that the topology writes out: the port is the written one, else the one the product computes. */
function linksOfEnd(base: Dial, end: LinkEndPlan, network: Network, problems: ReferenceProblem[]): Link[] {
  const { node, entry } = base;
  const target = end.to === undefined ? undefined : network.node(end.to);
  if (end.to !== undefined && !target) {
    const place = end.toPlace ?? { file: end.place.file, path: [...end.place.path, 'to'] };
    const by = `link ${entry.id} of node ${node.plan.id}`;
    problems.push(
      unknownReference({ kind: 'node', name: end.to, place, by, legal: network.nodeIds(), node: node.plan.id }),
    );
    return [];
  }
  const id = node.plan.links.find(({ ends }) => ends.includes(end))?.id ?? entry.id;
  const endPath = [...node.plan.place.path, 'links', id, ...(end.index === undefined ? [] : [end.index])];
  const endpoints = end.url === undefined ? [undefined] : parseEndpoints(end.url);
  return endpoints.map((endpoint) => {
    const host = endpoint?.host === undefined ? undefined : network.hostAt(node, endpoint.host);
    const dial: Dial = {
      ...base,
      endPath,
      place: { ...end.place, path: [...end.place.path, ...literalKey(end)] },
      ...(end.url === undefined ? {} : { url: end.url }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(host === undefined ? {} : { host }),
      ...(end.port === undefined && end.url === undefined
        ? derivedPort(node, entry)
        : writtenPort(node, end, endpoint)),
    };
    if (target) return judgeByTarget(dial, target, network);
    return endpoint?.host === undefined
      ? judgeByCandidates(dial, network.players(node, entry.to), network)
      : judgeByAddress(dial, network);
  });
}

/** The key of an end whose value is the literal. */
function literalKey(end: LinkEndPlan): Path {
  if (end.port !== undefined) return ['port'];
  return end.url === undefined ? [] : ['url'];
}

/** The port a product computes by itself, from its own offset where it does so. */
function derivedPort(node: PlacedNode, entry: ReleaseLink): { port: number; derivation: string } | undefined {
  if (entry.kind !== 'port' || entry.defaultPort === null) return undefined;
  if (entry.takesOwnOffset !== true || node.offset === 0)
    return { port: entry.defaultPort, derivation: `${entry.defaultPort}` };
  return { port: entry.defaultPort + node.offset, derivation: `${entry.defaultPort}${signed(node.offset)}` };
}

/** The port that stands in the topology; a placeholder means the own node's effective port. */
function writtenPort(
  node: PlacedNode,
  end: LinkEndPlan,
  endpoint: Endpoint | undefined,
): { port: number; derivation: string } | undefined {
  const literal = end.port ?? endpoint?.port;
  if (literal !== undefined) return { port: literal, derivation: `${literal} (set by hand)` };
  const listener = endpoint?.placeholder === undefined ? undefined : PLACEHOLDERS[endpoint.placeholder];
  const port = listener === undefined ? undefined : portOf(node, listener);
  return port === undefined ? undefined : { port, derivation: `\${${endpoint?.placeholder}} of ${node.plan.id}` };
}
