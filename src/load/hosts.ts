import type { NamedDocument } from '../model/document.js';
import type { Path } from '../model/finding.js';
import type { SchemaProblem } from '../model/problems.js';
import type {
  Forward,
  ForwardFields,
  HostFields,
  HostPlan,
  Occupied,
  OccupiedFields,
  PortRange,
  Published,
} from '../model/topology.js';
import { parsePublished, parseRange } from '../values/ports.js';
import { present } from '../values/present.js';
import { schemaProblem } from './schema-problem.js';

/** The outgoing range of a Linux host (net.ipv4.ip_local_port_range). */
const EPHEMERAL: PortRange = { from: 32_768, to: 60_999 };

/** Ranges of ports that containers of one machine may publish: ranges are compared with each other, and real machines have fewer. */
const MAX_RANGES = 100;

/** Leaves out the ranges beyond the limit, and says so at the first of them on each machine. */
export function withinLimit(hosts: readonly HostPlan[], problems: SchemaProblem[]): readonly HostPlan[] {
  const counts = new Map<string, number>();
  return hosts.map((host) => {
    const machine = host.on?.id ?? host.id;
    const published = host.published.filter(({ hostPorts, place }) => {
      const count = (counts.get(machine) ?? 0) + (hostPorts.from === hostPorts.to ? 0 : 1);
      counts.set(machine, count);
      if (hostPorts.from === hostPorts.to || count <= MAX_RANGES) return true;
      const reason = `more than ${MAX_RANGES} ranges of ports are published on ${machine}; the others are not looked at`;
      if (count === MAX_RANGES + 1) problems.push(invalid(place.file, place.path, reason));
      return false;
    });
    return published.length === host.published.length ? host : { ...host, published };
  });
}

/** The entry of a host in one file. */
interface HostPart extends HostPlan {
  /** The outgoing range is said, not assumed. */
  readonly ranged: boolean;
}

export function hostPlans({ file, document, elsewhere }: NamedDocument, problems: SchemaProblem[]): HostPart[] {
  return Object.entries(document.hosts).map(([id, fields]) => {
    const other = elsewhere?.get(id);
    const host = hostPlan(file, id, fields ?? {}, problems);
    return other === undefined ? host : { ...host, elsewhere: other };
  });
}

function hostPlan(file: string, id: string, fields: HostFields, problems: SchemaProblem[]): HostPart {
  const path = ['hosts', id];
  const ephemeral =
    fields.ephemeral === undefined ? EPHEMERAL : rangeAt(file, [...path, 'ephemeral'], fields.ephemeral, problems);
  return {
    id,
    place: { file, path },
    ranged: fields.ephemeral !== undefined,
    addresses: fields.addresses ?? [],
    occupied: (fields.occupied ?? []).flatMap((entry, index) =>
      occupied(file, [...path, 'occupied', index], entry, problems),
    ),
    ...(ephemeral === undefined ? {} : { ephemeral }),
    ...(fields.on === undefined ? {} : { on: { id: fields.on, place: { file, path: [...path, 'on'] } } }),
    published: (fields.publish ?? []).flatMap((text, index) =>
      published(file, [...path, 'publish', index], text, problems),
    ),
    ...present({ kind: fields.kind, namespace: fields.namespace, labels: fields.labels, policies: fields.policies }),
    forwards: (fields.forwards ?? []).map((entry, index) => forward(file, [...path, 'forwards', index], entry)),
  };
}

function rangeAt(file: string, path: Path, text: string, problems: SchemaProblem[]): PortRange | undefined {
  if (text === 'none') return undefined;
  const range = parseRange(text);
  if (!range)
    problems.push(
      invalid(file, path, `${text} is no port range: both ends lie from 1 to 65535, the smaller one first`),
    );
  return range;
}

function occupied(file: string, path: Path, entry: OccupiedFields, problems: SchemaProblem[]): Occupied[] {
  const range =
    entry.port === undefined
      ? rangeAt(file, [...path, 'ports'], entry.ports ?? '', problems)
      : { from: entry.port, to: entry.port };
  if (!range) return [];
  const place = { file, path: [...path, entry.port === undefined ? 'ports' : 'port'] };
  return [
    { ...range, protocol: entry.protocol ?? 'tcp', bind: entry.bind ?? '*', by: entry.by ?? 'other software', place },
  ];
}

function published(file: string, path: Path, text: string, problems: SchemaProblem[]): Published[] {
  const parts = parsePublished(text);
  if (!parts) {
    problems.push(
      invalid(
        file,
        path,
        `"${text}" is no published port: write [bind:]hostPort:port[/protocol], ranges of equal length`,
      ),
    );
    return [];
  }
  return [{ text, ...parts, place: { file, path } }];
}

/** The schema has made sure that each target is two names with a colon. */
function forward(file: string, path: Path, fields: ForwardFields): Forward {
  const { port, protocol = 'tcp', bind = '*', to, path: url, scheme, by } = fields;
  const targets = to.map((text, index) => {
    const [node = '', listener = ''] = text.split(':');
    return { node, listener, place: { file, path: [...path, 'to', index] } };
  });
  const place = { file, path: [...path, 'port'] };
  return { port, protocol, bind, to: targets, dead: [], ...present({ path: url, scheme, by }), place };
}

/** Hosts of several files that share an id are one host with everything that any of them says. */
export function mergeHosts(hosts: readonly HostPart[]): HostPlan[] {
  const merged = new Map<string, HostPart>();
  for (const host of hosts) {
    const first = merged.get(host.id);
    merged.set(host.id, first ? joined(first, host) : host);
  }
  return [...merged.values()].map(({ ranged: _, ...host }) => host);
}

function joined(first: HostPart, second: HostPart): HostPart {
  const texts = new Set(first.published.map(({ text }) => text));
  const { ephemeral: _, ...rest } = { ...second, ...first };
  const { ephemeral, ranged } = first.ranged ? first : second;
  return {
    ...rest,
    ...(ephemeral === undefined ? {} : { ephemeral }),
    ranged,
    addresses: [...new Set([...first.addresses, ...second.addresses])],
    occupied: [...first.occupied, ...second.occupied],
    published: [...first.published, ...second.published.filter(({ text }) => !texts.has(text))],
    forwards: [...first.forwards, ...second.forwards],
  };
}

function invalid(file: string, path: Path, reason: string): SchemaProblem {
  return schemaProblem(file, { path, key: false, reason });
}
