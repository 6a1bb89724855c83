import type { NamedDocument } from '../model/document.js';
import type { Path, Place } from '../model/finding.js';
import type { SchemaProblem } from '../model/problems.js';
import type { ProductFile } from '../model/product.js';
import type {
  Forward,
  ForwardFields,
  GroupPlan,
  HostFields,
  HostPlan,
  LinkEndPlan,
  LinkFields,
  LinkPlan,
  NodeFields,
  NodePlan,
  Occupied,
  OccupiedFields,
  Plan,
  PortRange,
  PortSetting,
  Published,
  Reference,
  TopologyDocument,
} from '../model/topology.js';
import { parseRange } from '../values/ports.js';
import { completeProduct, productFaults } from './product.js';
import { schemaProblem } from './schema.js';

/** The outgoing range of a Linux host (net.ipv4.ip_local_port_range). */
const EPHEMERAL: PortRange = { from: 32_768, to: 60_999 };

export interface Planned {
  readonly plan: Plan;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Writes documents out as one plan: defaults applied, short forms written out, every value with its place.
 * Hosts of the same id are one host; a node id may stand once only.
 */
export function planOf(documents: readonly NamedDocument[]): Planned {
  const problems: SchemaProblem[] = [];
  const nodes = new Map<string, NodePlan>();
  for (const { file, document } of documents)
    for (const [id, own] of Object.entries(document.nodes)) {
      const first = nodes.get(id);
      if (first) problems.push(duplicateNode(file, id, first));
      else nodes.set(id, nodePlan(new Reader(file, document, own, id, documents.length > 1), problems));
    }
  const named = documents.find(({ document }) => document.name !== undefined);
  return {
    problems,
    plan: {
      ...(named?.document.name === undefined ? {} : { name: named.document.name }),
      files: documents.map(({ file }) => file),
      hosts: withinLimit(mergeHosts(documents.flatMap((named) => hostPlans(named, problems))), problems),
      nodes: [...nodes.values()],
      ignores: documents.flatMap(({ file, document }) =>
        (document.ignore ?? []).map((entry, index) => ({ ...entry, place: { file, path: ['ignore', index] } })),
      ),
      severities: documents.flatMap(({ file, document }) =>
        Object.entries(document.rules ?? {}).map(([rule, severity]) => ({
          rule,
          severity,
          place: { file, path: ['rules', rule] },
        })),
      ),
      products: documents.flatMap((named) => inlineProducts(named, problems)),
    },
  };
}

/** Ranges of ports that containers of one machine may publish: ranges are compared with each other, and nobody has that many. */
const MAX_RANGES = 100;

/** Leaves out the ranges beyond the limit, and says so at the first of them on each machine. */
function withinLimit(hosts: readonly HostPlan[], problems: SchemaProblem[]): readonly HostPlan[] {
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

function inlineProducts({ file, document }: NamedDocument, problems: SchemaProblem[]): ProductFile[] {
  const versionsOf = (id: string) =>
    Object.values(document.nodes).flatMap((node) => {
      const [product, version] = [
        node.product ?? document.defaults?.product,
        node.version ?? document.defaults?.version,
      ];
      return product === id && version !== undefined ? [version] : [];
    });
  return Object.entries(document.products ?? {}).map(([id, product]) => {
    const complete = completeProduct(id, product, versionsOf(id));
    for (const { path, reason } of productFaults(product, complete))
      problems.push(schemaProblem(file, { path: ['products', id, ...path], key: true, reason }));
    return complete;
  });
}

/** What one file says of a host. */
interface HostPart extends HostPlan {
  /** The outgoing range is said, not assumed. */
  readonly ranged: boolean;
}

function hostPlans({ file, document }: NamedDocument, problems: SchemaProblem[]): HostPart[] {
  return Object.entries(document.hosts).map(([id, fields]) => hostPlan(file, id, fields ?? {}, problems));
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
  const match = /^(?:(?<bind>\[[^\]]+\]|[^/\s]+):)?(?<host>[\d-]+):(?<port>[\d-]+)(?:\/(?<protocol>tcp|udp))?$/.exec(
    text,
  );
  const hostPorts = parseRange(match?.groups?.host ?? '');
  const ports = parseRange(match?.groups?.port ?? '');
  if (!hostPorts || !ports || hostPorts.to - hostPorts.from !== ports.to - ports.from) {
    problems.push(
      invalid(
        file,
        path,
        `"${text}" is no published port: write [bind:]hostPort:port[/protocol], ranges of equal length`,
      ),
    );
    return [];
  }
  const bind = match?.groups?.bind?.replace(/^\[(.*)\]$/, '$1') ?? '*';
  const protocol = match?.groups?.protocol === 'udp' ? 'udp' : 'tcp';
  return [{ text, bind, protocol, hostPorts, ports, place: { file, path } }];
}

/** The schema has made sure that each target is `node:listener`. */
function forward(file: string, path: Path, { port, protocol = 'tcp', bind = '*', to }: ForwardFields): Forward {
  const targets = to.map((text, index) => {
    const [node = '', listener = ''] = text.split(':');
    return { node, listener, place: { file, path: [...path, 'to', index] } };
  });
  return { port, protocol, bind, to: targets, place: { file, path: [...path, 'port'] } };
}

/** Hosts of several files that share an id are one host with everything that any of them says. */
function mergeHosts(hosts: readonly HostPart[]): HostPlan[] {
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

/** Reads one node's fields, falling back to the file's defaults, and knows where each of them is written. */
class Reader {
  readonly file: string;
  readonly id: string;
  readonly own: NodeFields;
  readonly document: TopologyDocument;
  /** Other files are the same plan. */
  readonly isOneOfSeveral: boolean;
  private readonly defaults: Partial<NodeFields>;

  constructor(file: string, document: TopologyDocument, own: NodeFields, id: string, isOneOfSeveral: boolean) {
    this.file = file;
    this.document = document;
    this.isOneOfSeveral = isOneOfSeveral;
    this.id = id;
    this.own = own;
    this.defaults = document.defaults ?? {};
  }

  get path(): Path {
    return ['nodes', this.id];
  }

  value<K extends keyof NodeFields>(key: K): NodeFields[K] | undefined {
    return this.own[key] ?? this.defaults[key];
  }

  pathOf(key: keyof NodeFields): Path {
    return this.own[key] === undefined && this.defaults[key] !== undefined ? ['defaults', key] : [...this.path, key];
  }

  place(...path: Path): Place {
    return { file: this.file, path };
  }

  reference(key: 'product' | 'version' | 'profile'): Reference | undefined {
    const id = this.value(key);
    return id === undefined ? undefined : { id, place: this.place(...this.pathOf(key)) };
  }

  references(key: 'enable' | 'disable'): Reference[] {
    return (this.value(key) ?? []).map((id, index) => ({ id, place: this.place(...this.pathOf(key), index) }));
  }
}

/** The group of a node: its own, that of its host, that of the defaults, or its file where several files are one plan. */
function groupOf({ file, own, document, isOneOfSeveral }: Reader): GroupPlan | undefined {
  const hosts = new Map(Object.entries(document.hosts));
  const id = own.group ?? hosts.get(own.host)?.group ?? document.defaults?.group;
  if (id !== undefined) return { id, implied: false };
  return isOneOfSeveral ? { id: file, implied: true } : undefined;
}

function nodePlan(reader: Reader, problems: SchemaProblem[]): NodePlan {
  const { file, path } = reader;
  const required = (key: 'product' | 'version'): Reference => {
    const found = reader.reference(key);
    if (!found) problems.push(missing(file, path, key));
    return found ?? { id: '', place: { file, path } };
  };
  const [profile, offset, bind] = [reader.reference('profile'), reader.value('offset'), reader.value('bind')];
  const group = groupOf(reader);
  return {
    id: reader.id,
    place: { file, path },
    ...(reader.own.config === undefined
      ? {}
      : { config: { id: reader.own.config, place: reader.place(...path, 'config') } }),
    host: { id: reader.own.host, place: reader.place(...path, 'host') },
    product: required('product'),
    version: required('version'),
    ...(profile === undefined ? {} : { profile }),
    ...(group === undefined ? {} : { group }),
    ...(offset === undefined ? {} : { offset }),
    pinned: reader.value('pinned') ?? false,
    ...(bind === undefined ? {} : { bind }),
    ports: portSettings(reader),
    enable: reader.references('enable'),
    disable: reader.references('disable'),
    links: Object.entries(reader.value('links') ?? {}).map(([id, fields]) => linkPlan(reader, id, fields)),
    dials: (reader.value('dials') ?? []).map((dial, index) => ({
      ...dial,
      place: reader.place(...reader.pathOf('dials'), index, 'to'),
    })),
  };
}

function portSettings(reader: Reader): PortSetting[] {
  return Object.entries(reader.value('ports') ?? {}).map(([id, fields]) => {
    const path = [...reader.pathOf('ports'), id];
    if (typeof fields === 'number') return { id, long: false, port: fields, place: reader.place(...path) };
    return { id, long: true, ...fields, place: reader.place(...path, ...(fields.port === undefined ? [] : ['port'])) };
  });
}

function linkPlan(reader: Reader, id: string, fields: LinkFields | readonly LinkFields[]): LinkPlan {
  const path = [...reader.pathOf('links'), id];
  const ends = Array.isArray(fields)
    ? fields.map((end: LinkFields, index) => ({ ...linkEnd(end, reader.place(...path, index)), index }))
    : [linkEnd(fields as LinkFields, reader.place(...path))];
  return { id, place: reader.place(...path), ends };
}

function linkEnd(end: LinkFields, place: Place): LinkEndPlan {
  return typeof end === 'string' ? { to: end, place } : { ...end, place };
}

function missing(file: string, path: Path, key: string): SchemaProblem {
  return schemaProblem(file, {
    path,
    key: true,
    reason: `nodes.${path[1]} needs the key "${key}", here or in defaults`,
  });
}

function invalid(file: string, path: Path, reason: string): SchemaProblem {
  return schemaProblem(file, { path, key: false, reason });
}

function duplicateNode(file: string, id: string, first: NodePlan): SchemaProblem {
  const reason = `the node "${id}" is already defined in ${first.place.file}`;
  const problem = schemaProblem(file, { path: ['nodes', id], key: true, reason });
  return { ...problem, related: [{ ...first.place, part: 'key', label: 'first defined here' }] };
}
