import type { ReleaseLink } from '../catalogue/release.js';
import type { Endpoint, Link } from '../model/deployment.js';
import type { Path, Problem } from '../model/finding.js';
import type { LinkEndPlan } from '../model/topology.js';
import { signed } from '../ports.js';
import { PLACEHOLDERS, parseEndpoints } from './endpoints.js';
import { type Dial, judgeByAddress, judgeByCandidates, judgeByTarget, judgeOwn, linkOf } from './judge.js';
import { type PlacedNode, portOf } from './listeners.js';
import { Network, type Surroundings } from './network.js';
import { unknownReference } from './reference.js';

/** Resolves the links of every node: who is meant, what is dialled, what is open there. */
export function linksOf(surroundings: Surroundings, problems: Problem[]): Link[] {
  const network = new Network(surroundings);
  const links: Link[] = [];
  for (const node of surroundings.nodes)
    for (const entry of node.release.links)
      if (node.roles.includes(entry.from)) links.push(...linksOfEntry(node, entry, network, problems));
  return links;
}

function linksOfEntry(node: PlacedNode, entry: ReleaseLink, network: Network, problems: Problem[]): Link[] {
  const written = node.plan.links.find(({ id }) => node.names.links.get(id)?.id === entry.id);
  const base: Dial = { node, entry, place: written?.place ?? node.plan.place };
  if (!isUsed(node, entry, written !== undefined, network)) return [linkOf(base, { outcome: 'off' })];
  if (written) return written.ends.flatMap((end) => linksOfEnd(base, end, network, problems));
  const port = derivedPort(node, entry);
  const dial = port ? { ...base, ...port } : base;
  if (node.roles.includes(entry.to)) return [judgeOwn(dial, network)];
  return [judgeByCandidates(dial, network.players(node, entry.to), network)];
}

function isUsed(node: PlacedNode, entry: ReleaseLink, written: boolean, network: Network): boolean {
  if (node.disabled.has(entry.id)) return false;
  // A member list is read only while clustering is on, which is when the member port is open.
  if (entry.kind === 'members')
    return (written || node.enabled.has(entry.id)) && entry.listeners.some((id) => network.open(node, id));
  return entry.enabled === true || node.enabled.has(entry.id) || written;
}

/** A link that the topology writes out: the port is the written one, else the one the product computes. */
function linksOfEnd(base: Dial, end: LinkEndPlan, network: Network, problems: Problem[]): Link[] {
  const { node, entry } = base;
  const target = end.to === undefined ? undefined : network.node(end.to);
  if (end.to !== undefined && !target) {
    const place = { file: end.place.file, path: [...end.place.path, 'to'] };
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
      place: { file: end.place.file, path: [...end.place.path, ...literalKey(end)] },
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
