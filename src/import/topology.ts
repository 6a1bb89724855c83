import { type Catalogue, releaseUsed } from '../catalogue/catalogue.js';
import { type Release, standardProfile } from '../catalogue/release.js';
import { isUnknown } from '../configuration/format.js';
import { fragmentsInForce, readNode } from '../configuration/reading.js';
import type { DiscoveredDeployment } from '../model/discovered.js';
import type { Origin } from '../model/document.js';
import type { Evidence } from '../model/evidence.js';
import type { Path } from '../model/finding.js';
import type { ForwardFields, HostFields, NodeFields, OccupiedFields, ProbeFields } from '../model/topology.js';
import { EDITOR_HINT } from '../values/editor-hint.js';
import { toPointer } from '../values/paths.js';
import { isSameRelease } from '../values/versions.js';
import { visible } from '../values/visible.js';
import { inlineLines } from './inline.js';
import { key, listLine, scalar, withPlace, withReason } from './lines.js';

export interface TopologyTextOptions {
  readonly catalogue: Catalogue;
  /** Copies the values of the files; without it, nodes point at their files. */
  readonly inline?: boolean;
  /** Sentences for the head of the topology, each written as a comment. */
  readonly notes?: readonly string[];
}

/** Writes the topology as text. A comment names the file and line of each value. */
export function topologyText(deployment: DiscoveredDeployment, options: TopologyTextOptions): string {
  const { document } = deployment;
  const lines = [
    '# Made by wso2-topology import. A comment names the file and line each value came from.',
    ...EDITOR_HINT,
  ];
  lines.push(...[...notesOf(deployment), ...(options.notes ?? [])].map((note) => `# ${visible(note)}`), 'version: 1');
  if (document.name !== undefined) lines.push(`name: ${scalar(document.name)}`);
  const [hosts, nodes] = [Object.entries(document.hosts), Object.entries(document.nodes)];
  lines.push(hosts.length === 0 ? 'hosts: {}' : 'hosts:');
  for (const [id, host] of hosts) lines.push(...hostLines(id, host ?? {}, deployment));
  lines.push(nodes.length === 0 ? 'nodes: {}' : 'nodes:');
  for (const [id, node] of nodes) lines.push(...nodeLines(id, node, deployment, options));
  return `${lines.join('\n')}\n`;
}

/** Files of nodes that are not in force or not understood. */
function notesOf({ configurations }: DiscoveredDeployment): string[] {
  return [...(configurations?.values() ?? [])].flatMap(({ fragments }) => {
    const inForce = new Set(fragmentsInForce(fragments));
    const files = new Set([...inForce].map(({ file }) => file));
    return fragments.flatMap((fragment) => {
      const { file, fault } = fragment;
      // A manifest holds several files of a node.
      if (!inForce.has(fragment))
        return files.has(file) ? [] : [`not read: ${file}, which the product generates from deployment.toml`];
      return fault ? [`not read: ${file}:${fault.range.start.line}:${fault.range.start.column}: ${fault.reason}`] : [];
    });
  });
}

function hostLines(id: string, host: HostFields, { origins }: DiscoveredDeployment): string[] {
  const path = ['hosts', id];
  const at = (...rest: Path) => origins.get(toPointer([...path, ...rest]));
  const {
    on,
    kind,
    namespace,
    labels,
    policies = [],
    addresses = [],
    publish = [],
    occupied = [],
    forwards = [],
  } = host;
  const lines = [withReason(`  ${key(id)}:${Object.keys(host).length === 0 ? ' {}' : ''}`, at()?.why ?? '')];
  if (kind !== undefined) lines.push(`    kind: ${kind}`);
  if (namespace !== undefined) lines.push(`    namespace: ${scalar(namespace)}`);
  if (labels !== undefined) lines.push(`    labels: ${JSON.stringify(labels)}`);
  if (policies.length > 0)
    lines.push('    policies:', ...policies.map((policy) => `      - ${JSON.stringify(policy)}`));
  if (on !== undefined) lines.push(`    on: ${scalar(on)}`);
  if (addresses.length > 0) lines.push(`    addresses: ${listLine(addresses)}`);
  if (publish.length > 0)
    lines.push(
      '    publish:',
      ...publish.map((entry, index) => withPlace(`      - ${JSON.stringify(entry)}`, at('publish', index))),
    );
  if (occupied.length > 0)
    lines.push(
      '    occupied:',
      ...occupied.map((entry, index) =>
        withPlace(occupiedLine(entry), at('occupied', index, entry.port === undefined ? 'ports' : 'port')),
      ),
    );
  if (forwards.length > 0)
    lines.push(
      '    forwards:',
      ...forwards.map((entry, index) =>
        withPlace(forwardLine(entry), at('forwards', index, 'to', 0) ?? at('forwards', index, 'port')),
      ),
    );
  return lines;
}

function forwardLine({ port, protocol, bind, to, path, scheme, by }: ForwardFields): string {
  const parts = [
    `port: ${port}`,
    ...(protocol === undefined ? [] : [`protocol: ${protocol}`]),
    ...(bind === undefined ? [] : [`bind: ${scalar(bind)}`]),
    ...(path === undefined ? [] : [`path: ${scalar(path)}`]),
    ...(scheme === undefined ? [] : [`scheme: ${scheme}`]),
    `to: ${listLine(to)}`,
    ...(by === undefined ? [] : [`by: ${scalar(by)}`]),
  ];
  return `      - { ${parts.join(', ')} }`;
}

function occupiedLine({ port, ports, protocol, bind, by }: OccupiedFields): string {
  const parts = [
    port === undefined ? `ports: ${ports}` : `port: ${port}`,
    ...(protocol === undefined ? [] : [`protocol: ${protocol}`]),
    ...(bind === undefined ? [] : [`bind: ${scalar(bind)}`]),
    ...(by === undefined ? [] : [`by: ${scalar(by)}`]),
  ];
  return `      - { ${parts.join(', ')} }`;
}

function nodeLines(
  id: string,
  node: NodeFields,
  deployment: DiscoveredDeployment,
  { catalogue, inline = false }: TopologyTextOptions,
): string[] {
  const { origins, configurations, evidence } = deployment;
  const at = (name: string) => origins.get(toPointer(['nodes', id, name]));
  const { host, product = '', version = '', profile, config, replicas, probes = [] } = node;
  const release = releaseUsed(catalogue, product, version);
  const fragments = configurations?.get(id)?.fragments ?? [];
  const lines = [`  ${key(id)}:`, withPlace(`    host: ${scalar(host)}`, at('host'))];
  if (config !== undefined && !inline) lines.push(`    config: ${scalar(config)}`);
  lines.push(
    withPlace(`    product: ${scalar(product)}`, at('product')),
    withPlace(`    version: ${JSON.stringify(version)}`, versionOrigin(at('version'), version, release)),
  );
  if (profile !== undefined) lines.push(withPlace(`    profile: ${scalar(profile)}`, at('profile')));
  else if (release && release.profiles.length > 1)
    lines.push(`    # profile: nothing names one, so ${release.profiles[0]} is assumed`);
  lines.push(...assumptionLines(evidence.get(id)));
  if (replicas !== undefined) lines.push(`    replicas: ${replicas}`);
  if (probes.length > 0)
    lines.push(
      '    probes:',
      ...probes.map((probe, index) =>
        withPlace(probeLine(probe), origins.get(toPointer(['nodes', id, 'probes', index, 'port']))),
      ),
    );
  if (!release) return lines;
  const reading = readNode(fragments, release, profile ?? standardProfile(release));
  // Files that no path of a topology reads alone are copied.
  if (inline || config === undefined) return [...lines, ...inlineLines(id, host, reading)];
  // Where the node points at its files, only the command line of its container is not among them.
  const started = fragments.find(({ format, offset }) => format.onCommandLine && offset && !isUnknown(offset.value));
  const offset = started?.offset;
  return offset && !isUnknown(offset.value) ? [...lines, withPlace(`    offset: ${offset.value}`, offset)] : lines;
}

function probeLine({ port, scheme, by }: ProbeFields): string {
  const parts = [
    `port: ${typeof port === 'number' ? port : JSON.stringify(port)}`,
    ...(scheme === undefined ? [] : [`scheme: ${scheme}`]),
    ...(by === undefined ? [] : [`by: ${scalar(by)}`]),
  ];
  return `      - { ${parts.join(', ')} }`;
}

function assumptionLines(evidence: Evidence | undefined): string[] {
  return (evidence?.assumed ?? []).map(
    ({ aspect, value, candidates }) =>
      `    # ${aspect}: assumed, the files allow ${candidates.length > 8 ? `${candidates[0]} to ${candidates.at(-1)}` : candidates.join(', ')}; ${value} is taken`,
  );
}

function versionOrigin(origin: Origin | undefined, version: string, release: Release | undefined): Origin | undefined {
  if (!origin || !release || isSameRelease(version, release.version)) return origin;
  return { ...origin, why: `${origin.why}; the catalogue has ${release.version}` };
}
