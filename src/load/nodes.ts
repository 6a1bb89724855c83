import type { NamedDocument } from '../model/document.js';
import type { Path, Place } from '../model/finding.js';
import type { SchemaProblem } from '../model/problems.js';
import type {
  GroupPlan,
  LinkEndPlan,
  LinkFields,
  LinkPlan,
  NodeFields,
  NodePlan,
  PortSetting,
  Reference,
  TopologyDocument,
} from '../model/topology.js';
import { memo } from '../values/memo.js';
import { toPointer } from '../values/paths.js';
import { schemaProblem } from './schema-problem.js';

/** Reads one node's fields, falling back to the file's defaults, and knows where each of them is written. */
export class Reader {
  readonly file: string;
  readonly id: string;
  readonly own: NodeFields;
  readonly document: TopologyDocument;
  /** Other files are the same plan. */
  readonly isOneOfSeveral: boolean;
  readonly path: Path;
  private readonly defaults: Partial<NodeFields>;
  private readonly inherited: NamedDocument['inherited'];

  constructor(named: NamedDocument, own: NodeFields, id: string, isOneOfSeveral: boolean) {
    const { file, document, inherited } = named;
    this.file = file;
    this.document = document;
    this.inherited = inherited;
    this.isOneOfSeveral = isOneOfSeveral;
    this.id = id;
    this.path = ['nodes', id];
    this.own = own;
    this.defaults = document.defaults ?? {};
  }

  value<K extends keyof NodeFields>(key: K): NodeFields[K] | undefined {
    return this.own[key] ?? this.defaults[key];
  }

  pathOf(key: keyof NodeFields): Path {
    return this.own[key] === undefined && this.defaults[key] !== undefined ? ['defaults', key] : [...this.path, key];
  }

  place(path: Path, ...steps: Path): Place {
    return { file: this.file, path: steps.length === 0 ? path : [...path, ...steps] };
  }

  /** The place where a value is written that may have come by a merge key or an alias. */
  first(...path: Path): Place {
    return { file: this.file, path: this.inherited?.get(toPointer(path)) ?? path };
  }

  reference(key: 'product' | 'version' | 'profile' | 'hostname'): Reference | undefined {
    const id = this.value(key);
    return id === undefined ? undefined : { id, place: this.place(this.pathOf(key)) };
  }

  references(key: 'enable' | 'disable'): readonly Reference[] {
    return (this.value(key) ?? NOTHING).map((id, index) => ({ id, place: this.place(this.pathOf(key), index) }));
  }
}

/** Looked up once per node, so made once per file. */
const hostsById = memo(({ hosts }: TopologyDocument) => new Map(Object.entries(hosts)));

/** The group of a node: its own, that of its host, that of the defaults, or its file where several files are one plan. */
function groupOf({ file, own, document, isOneOfSeveral }: Reader): GroupPlan | undefined {
  const id = own.group ?? hostsById(document).get(own.host)?.group ?? document.defaults?.group;
  if (id !== undefined) return { id, implied: false };
  return isOneOfSeveral ? { id: file, implied: true } : undefined;
}

function ownUrlsOf(reader: Reader): NodePlan['ownUrls'] {
  const hostname = reader.reference('hostname');
  const port = reader.value('proxyPort');
  if (hostname === undefined) return undefined;
  const place = reader.place(reader.pathOf('proxyPort'));
  return { hostname, ...(port === undefined ? {} : { proxyPort: { port, place } }) };
}

/** What a node says while it is put together: most nodes say little. */
type Draft = { -readonly [K in keyof NodePlan]: NodePlan[K] };

export function nodePlan(reader: Reader, problems: SchemaProblem[]): NodePlan {
  const { file, path, own } = reader;
  const required = (key: 'product' | 'version'): Reference => {
    const found = reader.reference(key);
    if (!found) problems.push(missing(file, path, key));
    return found ?? { id: '', place: { file, path } };
  };
  const plan: Draft = {
    id: reader.id,
    place: { file, path },
    host: { id: own.host, place: reader.place(path, 'host') },
    product: required('product'),
    version: required('version'),
    pinned: reader.value('pinned') ?? false,
    ports: portSettings(reader),
    enable: reader.references('enable'),
    disable: reader.references('disable'),
    links: linkPlans(reader),
    dials: (reader.value('dials') ?? NOTHING).map((dial, index) => ({
      ...dial,
      place: reader.place(reader.pathOf('dials'), index, 'to'),
    })),
    replicas: reader.value('replicas') ?? 1,
    probes: (reader.value('probes') ?? NOTHING).map((probe, index) => ({
      ...probe,
      place: reader.place(reader.pathOf('probes'), index, 'port'),
    })),
  };
  const [profile, offset, bind] = [reader.reference('profile'), reader.value('offset'), reader.value('bind')];
  const [group, ownUrls] = [groupOf(reader), ownUrlsOf(reader)];
  if (own.config !== undefined) plan.config = { id: own.config, place: reader.place(path, 'config') };
  if (profile !== undefined) plan.profile = profile;
  if (group !== undefined) plan.group = group;
  if (offset !== undefined) plan.offset = offset;
  if (bind !== undefined) plan.bind = bind;
  if (ownUrls !== undefined) plan.ownUrls = ownUrls;
  return plan;
}

const NOTHING: readonly never[] = [];

function portSettings(reader: Reader): readonly PortSetting[] {
  const settings = reader.value('ports');
  if (settings === undefined) return NOTHING;
  return Object.entries(settings).map(([id, fields]) => {
    const path = [...reader.pathOf('ports'), id];
    if (typeof fields === 'number') return { id, long: false, port: fields, place: reader.place(path) };
    return { id, long: true, ...fields, place: reader.place(path, ...(fields.port === undefined ? [] : ['port'])) };
  });
}

function linkPlans(reader: Reader): readonly LinkPlan[] {
  const links = reader.value('links');
  return links === undefined ? NOTHING : Object.entries(links).map(([id, fields]) => linkPlan(reader, id, fields));
}

function linkPlan(reader: Reader, id: string, fields: LinkFields | readonly LinkFields[]): LinkPlan {
  const path = [...reader.pathOf('links'), id];
  const ends = Array.isArray(fields)
    ? fields.map((end: LinkFields, index) => ({ ...linkEnd(end, reader.first(...path, index)), index }))
    : [linkEnd(fields as LinkFields, reader.first(...path))];
  return { id, place: reader.place(path), ends };
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

export function duplicateNode(file: string, id: string, first: NodePlan): SchemaProblem {
  const reason = `the node "${id}" is already defined in ${first.place.file}`;
  const problem = schemaProblem(file, { path: ['nodes', id], key: true, reason });
  return { ...problem, related: [{ ...first.place, part: 'key', label: 'first defined here' }] };
}
