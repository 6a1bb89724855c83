import { isUnknown } from '../configuration/format.js';
import type { ReadEnd } from '../configuration/links.js';
import { hostOfEnd, ownEnds } from '../configuration/own-ends.js';
import type { NodeReading } from '../configuration/reading.js';
import type { Reason } from '../configuration/reason.js';
import type { Hosting, MadeHost } from '../discovery/hosts.js';
import type { Identity } from '../discovery/identity.js';
import type { FoundNode } from '../discovery/nodes.js';
import type { Found, Spot } from '../model/fragment.js';
import { parseRange } from '../values/ports.js';
import { compareVersions } from '../values/versions.js';
import { visible } from '../values/visible.js';

/** A node with all that was found out about it. */
export interface MadeNode {
  readonly node: FoundNode;
  readonly identity: Identity;
  readonly reading: NodeReading;
}

/** Node ids by compose project and service name. */
export type Peers = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The topology as text, each value with the place it was read from. */
export function topologyText(
  nodes: readonly MadeNode[],
  hosting: Hosting,
  peers: Peers,
  notes: readonly string[],
): string {
  const lines = ['# yaml-language-server: $schema=https://wso2-topology.dev/schemas/topology.schema.json'];
  lines.push('# Made by wso2-topology import. A comment tells the file and line each value came from.');
  lines.push(
    ...notes.map((note) => `# ${visible(note)}`),
    'version: 1',
    hosting.hosts.length === 0 ? 'hosts: {}' : 'hosts:',
  );
  for (const host of hosting.hosts) lines.push(...hostLines(host));
  lines.push(nodes.length === 0 ? 'nodes: {}' : 'nodes:');
  for (const made of nodes) lines.push(...nodeLines(made, hosting, peers.get(made.node.project ?? '')));
  return `${lines.join('\n')}\n`;
}

function hostLines({ id, why, on, publish, occupied, addresses }: MadeHost): string[] {
  const empty = on === undefined && publish.length === 0 && occupied.length === 0 && addresses.length === 0;
  const lines = [withReason(`  ${key(id)}:${empty ? ' {}' : ''}`, why)];
  if (on !== undefined) lines.push(`    on: ${scalar(on)}`);
  if (addresses.length > 0) lines.push(`    addresses: [${addresses.map(scalar).join(', ')}]`);
  if (publish.length > 0)
    lines.push('    publish:', ...publish.map((entry) => withPlace(`      - ${JSON.stringify(entry.value)}`, entry)));
  const taken = occupied.flatMap(({ text, by }) => occupiedLine(text, by));
  if (taken.length > 0) lines.push('    occupied:', ...taken);
  return lines;
}

function occupiedLine(entry: Found<string>, by: string): string[] {
  const match = /^(?:(.+):)?(\d+(?:-\d+)?):[\d-]+(?:\/(tcp|udp))?$/.exec(entry.value);
  const range = match?.[2] === undefined ? undefined : parseRange(match[2]);
  if (!match || !range) return [];
  const port = range.from === range.to ? `port: ${range.from}` : `ports: ${range.from}-${range.to}`;
  const bind = match[1] === undefined ? '' : `, bind: ${scalar(match[1])}`;
  return [
    withPlace(
      `      - { ${port}${match[3] === undefined ? '' : `, protocol: ${match[3]}`}${bind}, by: ${scalar(by)} }`,
      entry,
    ),
  ];
}

function nodeLines(
  { node, identity, reading }: MadeNode,
  hosting: Hosting,
  peers: ReadonlyMap<string, string> | undefined,
): string[] {
  const { product, version, profile, release } = identity;
  const hosted = hosting.of.get(node.id);
  const lines = [`  ${key(node.id)}:`];
  if (hosted) lines.push(withPlace(`    host: ${scalar(hosted.host)}`, { ...hosted.from, why: hosted.why }));
  lines.push(withPlace(`    product: ${scalar(product.value)}`, product));
  lines.push(
    withPlace(
      `    version: ${JSON.stringify(version.value)}`,
      compareVersions(version.value, release.version) === 0
        ? version
        : { ...version, why: `${version.why}; the catalogue has ${release.version}` },
    ),
  );
  if (profile) lines.push(withPlace(`    profile: ${scalar(profile.value)}`, profile));
  else if (release.profiles.length > 1)
    lines.push(`    # profile: nothing names one, so ${release.profiles[0]} is assumed`);
  if (reading.offset && !isUnknown(reading.offset.value))
    lines.push(withPlace(`    offset: ${reading.offset.value}`, reading.offset));
  if (node.missing !== undefined)
    lines.push(
      `    # offset, ports and links: unknown, ${visible(node.missing)} is mounted and was not among the files`,
    );
  for (const { value, why, ...spot } of reading.unknown)
    lines.push(withPlace(`    # ${why}: unknown, it is ${visible(value.unknown)}`, { ...spot, why: '' }));
  lines.push(
    ...portLines(reading),
    ...listLines('enable', reading.enable),
    ...listLines('disable', reading.disable),
    ...linkLines(node.id, reading, peers),
  );
  return lines;
}

function portLines({ ports, binds }: NodeReading): string[] {
  const ids = [...new Set([...ports.keys(), ...binds.keys()])];
  if (ids.length === 0) return [];
  return [
    '    ports:',
    ...ids.map((id) => {
      const [port, bind] = [ports.get(id), binds.get(id)];
      const value = bind ? `{ ${port ? `port: ${port.value}, ` : ''}bind: ${scalar(bind.value)} }` : `${port?.value}`;
      return withPlace(`      ${key(id)}: ${value}`, port ?? bind);
    }),
  ];
}

function listLines(name: string, found: ReadonlyMap<string, Found<boolean>>): string[] {
  return found.size === 0
    ? []
    : [`    ${name}:`, ...[...found].map(([id, place]) => withPlace(`      - ${scalar(id)}`, place))];
}

function linkLines(node: string, { links }: NodeReading, peers: ReadonlyMap<string, string> | undefined): string[] {
  if (links.size === 0) return [];
  const isOwn = ownEnds(links);
  const lines = ['    links:'];
  for (const [id, ends] of links) {
    const distinct = [...new Map(ends.map((end) => [end.value, end])).values()];
    lines.push(`      ${key(id)}:`, ...distinct.map((end) => endLine(end, isOwn(end) ? node : undefined, peers)));
  }
  return lines;
}

/** A name that other compose projects use as well is written as the id of the container that is meant. */
function endLine(end: ReadEnd, target: string | undefined, peers: ReadonlyMap<string, string> | undefined): string {
  const to = target === undefined ? '' : `to: ${scalar(target)}, `;
  const host = hostOfEnd(end);
  const peer = host === undefined ? undefined : peers?.get(host);
  if (host === undefined || peer === undefined || peer === host || typeof end.value !== 'string')
    return withPlace(`        - { ${to}${endText(end)} }`, end);
  const value = end.value.replace(new RegExp(`(^|//)${host.replaceAll('.', '\\.')}(?=[:/]|$)`, 'i'), `$1${peer}`);
  return withPlace(`        - { ${to}${endText({ ...end, value })} }`, {
    ...end,
    why: `${end.why}, ${host} is ${peer} here`,
  });
}

function endText({ value }: ReadEnd): string {
  return typeof value === 'number' ? `port: ${value}` : `url: ${JSON.stringify(value)}`;
}

function withPlace(line: string, found: (Partial<Spot> & { readonly why: string }) | Reason | undefined): string {
  if (!found) return line;
  const place = found.file === undefined || found.range === undefined ? '' : `${found.file}:${found.range.start.line}`;
  const reason = found.why === '' ? place : place === '' ? found.why : `${found.why} (${place})`;
  return withReason(line, reason);
}

function withReason(line: string, reason: string): string {
  return reason === '' ? line : `${line.padEnd(32)} # ${visible(reason)}`;
}

/** Words that YAML would read as something else. */
const AMBIGUOUS = /^(true|false|null|yes|no|on|off|y|n|~|[-+.\d].*)$/i;

function scalar(text: string): string {
  return /^[A-Za-z0-9._-]+$/.test(text) && !AMBIGUOUS.test(text) ? text : JSON.stringify(text);
}

function key(id: string): string {
  return scalar(id);
}
