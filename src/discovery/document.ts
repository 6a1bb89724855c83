import { isUnknown } from '../configuration/format.js';
import type { DiscoveredDeployment } from '../model/discovered.js';
import type { Origin } from '../model/document.js';
import type { Evidence } from '../model/evidence.js';
import type { Path } from '../model/finding.js';
import type { ConfigurationTree, SourceRange } from '../model/fragment.js';
import type { ForwardFields, HostFields, NodeFields, TopologyDocument } from '../model/topology.js';
import { isAddress } from '../values/addresses.js';
import { toPointer } from '../values/paths.js';
import { present } from '../values/present.js';
import type { FoundForward, FoundHost } from './found-host.js';
import type { Hosting } from './hosts.js';
import type { IdentifiedNode } from './identified.js';
import { occupiedFields } from './occupied.js';

/** The names of a deployment. */
export interface Naming {
  readonly folder: string;
  readonly name?: string;
}

/** Writes found nodes and hosts down as a topology would state them, with the place of each value. */
export function documentOf(
  nodes: readonly IdentifiedNode[],
  hosting: Hosting,
  { folder, name }: Naming,
): DiscoveredDeployment {
  const origins = new Map<string, Origin>();
  const place = (path: Path, origin: Origin | undefined) => {
    if (origin) origins.set(toPointer(path), origin);
  };
  const document: TopologyDocument = {
    version: 1,
    ...(name === undefined ? {} : { name }),
    hosts: Object.fromEntries(hosting.hosts.map((host) => [host.id, hostFields(host, place)])),
    nodes: Object.fromEntries(nodes.map((node) => [node.node.id, nodeFields(node, hosting, place)])),
  };
  return {
    file: name === undefined ? folder : `${folder} (${name})`,
    folder,
    ...(name === undefined ? {} : { name }),
    document,
    origins,
    configurations: new Map(nodes.map((node) => [node.node.id, treeOf(node)])),
    evidence: new Map(nodes.map((node) => [node.node.id, evidenceOf(node)])),
    faults: [],
  };
}

type PlaceAt = (path: Path, origin: Origin | undefined) => void;

function hostFields(host: FoundHost, place: PlaceAt): HostFields {
  const { id, on, publish, occupied, addresses, at, why, kind, namespace, labels, policies, forwards = [] } = host;
  const path = ['hosts', id];
  const named = addresses.filter(isAddress);
  place(path, at ?? { why });
  for (const [index, entry] of publish.entries()) place([...path, 'publish', index], entry);
  const taken = occupied.flatMap(({ text, by }) => {
    const fields = occupiedFields(text.value, by);
    return fields ? [{ text, fields }] : [];
  });
  for (const [index, { text, fields }] of taken.entries())
    place([...path, 'occupied', index, fields.port === undefined ? 'ports' : 'port'], text);
  for (const [index, { port, to }] of forwards.entries()) {
    place([...path, 'forwards', index, 'port'], port);
    for (const [number, target] of to.entries()) place([...path, 'forwards', index, 'to', number], target);
  }
  return {
    ...present({ kind, namespace, labels, policies }),
    ...(on === undefined ? {} : { on }),
    ...(named.length === 0 ? {} : { addresses: named }),
    ...(publish.length === 0 ? {} : { publish: publish.map(({ value }) => value) }),
    ...(taken.length === 0 ? {} : { occupied: taken.map(({ fields }) => fields) }),
    ...(forwards.length === 0 ? {} : { forwards: forwards.map(forwardFields) }),
  };
}

function forwardFields({ port, to, ...others }: FoundForward): ForwardFields {
  return { port: port.value, ...others, to: to.map(({ value }) => value) };
}

function nodeFields({ node, identity, config }: IdentifiedNode, hosting: Hosting, place: PlaceAt): NodeFields {
  const path = ['nodes', node.id];
  const { product, version, profile } = identity;
  const hosted = hosting.of.get(node.id);
  const main = placeOfNode(node);
  place(path, main);
  place([...path, 'host'], hosted && { ...rangeOf(hosted.from), why: hosted.why });
  for (const [key, reason] of Object.entries({ product, version, profile }))
    place([...path, key], reason && { ...rangeOf(reason), why: reason.why });
  const { replicas } = node.pod ?? {};
  const probes = node.pod?.probes ?? node.service?.probes ?? [];
  for (const [index, { port }] of probes.entries()) place([...path, 'probes', index, 'port'], port);
  return {
    host: hosted?.host ?? '',
    ...(config === undefined ? {} : { config }),
    product: product.value,
    version: version.value,
    ...(profile === undefined ? {} : { profile: profile.value }),
    ...(replicas === undefined || replicas.value === 1 ? {} : { replicas: replicas.value }),
    ...(probes.length === 0 ? {} : { probes: probes.map(({ port, ...probe }) => ({ port: port.value, ...probe })) }),
  };
}

function rangeOf(from: Partial<SourceRange> | undefined): Partial<SourceRange> {
  return from?.file === undefined || from.range === undefined ? {} : { file: from.file, range: from.range };
}

/** The place that represents the node: where its offset or its product is said, else the start of its first file. */
function placeOfNode({ fragments, service }: IdentifiedNode['node']): Origin | undefined {
  const offset = fragments.map((fragment) => fragment.offset).find((found) => found && !isUnknown(found.value));
  if (offset) return offset;
  const named = fragments.find(({ format, hostName }) => format.part === 'main' && hostName)?.hostName;
  if (named) return named;
  const [hint] = fragments.flatMap(({ hints }) => hints).filter(({ aspect }) => aspect === 'product');
  if (hint) return hint;
  const [first] = fragments;
  if (first) return { file: first.file, range: START, why: first.format.id };
  return service && { file: service.file, range: service.range, why: `compose service ${service.name}` };
}

const START = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

/** The files of a node, with what its container is started with before them. */
function treeOf({ node: { fragments, starter } }: IdentifiedNode): ConfigurationTree {
  return { fragments: [...(starter ? [starter] : []), ...fragments], unread: [] };
}

function evidenceOf({ node: { fragments, service, pod }, identity }: IdentifiedNode): Evidence {
  const files = [...fragments.map(({ file }) => file), ...(service ? [service.file] : [])];
  return {
    sources: [...new Set(files)],
    ...present({ objects: pod?.objects, ofChart: pod?.ofChart, chartValues: pod?.chartValues }),
    assumed: identity.assumed,
    contradictions: identity.contradictions,
  };
}
