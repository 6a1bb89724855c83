import type { LinkReach } from '../model/deployment.js';
import type {
  Entry,
  Known,
  LinkEntry,
  ListenerEntry,
  ProductFile,
  ProductNote,
  Protocol,
  SelfReferenceEntry,
  Shift,
  Source,
  TomlKeys,
} from '../model/product.js';
import type { Settings } from '../model/settings.js';
import { present } from '../values/present.js';
import { inRange, valueAt } from '../values/versions.js';

/** A product at one release: every varying field decided. */
export interface Release {
  readonly product: string;
  readonly name: string;
  readonly version: string;
  readonly configModel: 'xml' | 'toml' | 'yaml';
  readonly defaultOffset: number;
  readonly offsetSettings: Settings;
  readonly tomlFile: string;
  /** Of all releases; empty where no pack was read. */
  readonly tomlKeys: TomlKeys;
  /** The first one is the default profile. */
  readonly profiles: readonly string[];
  /** Profiles by role; `all` means every profile. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Remarks about the release; only `catalog` shows them. */
  readonly notes: readonly Pick<ProductNote, 'about' | 'text'>[];
  /** Products whose nodes have to be of the same release where they work together. */
  readonly sameReleaseAs: readonly string[];
  readonly listeners: readonly ReleaseListener[];
  readonly links: readonly ReleaseLink[];
  readonly selfReferences: readonly ReleaseSelfReference[];
}

export interface ReleaseEntry<E extends Entry> {
  readonly id: string;
  readonly aliases: readonly string[];
  /** The entry it was decided from; {@link provenanceOf} reads notes and sources from it. */
  readonly entry: E;
}

export interface ReleaseListener extends ReleaseEntry<ListenerEntry> {
  readonly basePort: number | null;
  readonly protocol: Protocol;
  readonly transport: string;
  readonly purpose: string;
  readonly shift: Shift;
  readonly explicitTakesOffset: Known<boolean>;
  readonly increment: number;
  readonly enabled: Known<boolean>;
  readonly profiles: readonly string[];
  readonly bind: 'any' | 'loopback' | 'unknown';
  readonly shareable: boolean;
  readonly scheme?: string;
  readonly onEveryServer: boolean;
  readonly inOwnUrls: boolean;
  readonly placeholder?: string;
  readonly settable: boolean;
  readonly runsArtifacts: boolean;
  readonly settings: Settings;
  readonly enableSettings: Settings;
  readonly bindSettings: Settings;
  readonly proxySettings: Settings;
  readonly manualEdit: string;
}

export interface ReleaseLink extends ReleaseEntry<LinkEntry> {
  readonly from: string;
  /** The profiles that have it, of those that play the role. */
  readonly profiles: readonly string[];
  readonly to: string;
  readonly listeners: readonly string[];
  readonly acceptsAlso: readonly string[];
  readonly defaultPort: number | null;
  readonly defaultValue: string;
  readonly takesOwnOffset: Known<boolean>;
  readonly enabled: Known<boolean>;
  readonly kind: 'port' | 'endpoint' | 'advertised' | 'members';
  readonly settings: Settings;
  readonly enableSettings: Settings;
  readonly reach: LinkReach;
  /** A node that does not play the target role keeps the shipped own address, and does not use it. */
  readonly leftAsShipped: boolean;
  /** The link of the same node whose value holds where this one is not written. */
  readonly fallback?: string;
  /** Listeners of the same node that are dialled besides. */
  readonly alsoDials: readonly string[];
  /** Links that say that the connection is made. */
  readonly impliedBy: readonly string[];
  /** Links whose lists have the same members in the same order. */
  readonly pairedWith: readonly string[];
  /** The shape of its value; empty where it is not known. */
  readonly writtenAs: string;
}

export interface ReleaseSelfReference extends ReleaseEntry<SelfReferenceEntry> {
  readonly settings: Settings;
  readonly default: string;
  readonly listeners: readonly string[];
  readonly to?: string;
  readonly edit: 'always' | 'once' | 'optional';
  readonly profiles: readonly string[];
}

/** What the summary of a product says about a release. */
export type ReleaseHead = Pick<Release, 'configModel' | 'defaultOffset' | 'profiles'>;

/** Decides the varying fields of a summary for one of its releases. */
export function headOf(
  { configModel, defaultOffset, profiles }: Pick<ProductFile, keyof ReleaseHead>,
  version: string,
): ReleaseHead {
  return {
    configModel: valueAt(configModel, version) ?? 'toml',
    defaultOffset: valueAt(defaultOffset, version) ?? 0,
    profiles: valueAt(profiles, version) ?? ['default'],
  };
}

/** Decides every varying field of a product for one of its releases. */
export function releaseOf(product: ProductFile, version: string): Release {
  const isIn = (entry: Entry) => inRange(version, entry.versions);
  return {
    product: product.id,
    name: product.name,
    version,
    ...headOf(product, version),
    offsetSettings: valueAt(product.offsetSettings, version) ?? {},
    tomlFile: product.tomlFile ?? 'repository/conf/deployment.toml',
    tomlKeys: product.tomlKeys ?? {},
    roles: new Map(Object.entries(valueAt(product.roles, version) ?? {})),
    notes: (product.notes ?? [])
      .filter(({ versions }) => inRange(version, versions))
      .map(({ about, text }) => ({ about, text })),
    sameReleaseAs: product.sameRelease?.products ?? [],
    listeners: product.listeners.filter(isIn).map((entry) => listenerAt(entry, version)),
    links: product.links.filter(isIn).map((entry) => linkAt(entry, version)),
    selfReferences: product.selfReferences.filter(isIn).map((entry) => selfReferenceAt(entry, version)),
  };
}

/** Returns the profile that a node runs where nothing names one. */
export function standardProfile({ profiles }: Pick<Release, 'profiles'>): string {
  return profiles[0] ?? 'default';
}

/** Returns whether a profile list names a profile; `all` names every one. */
export function inProfile(profiles: readonly string[], profile: string): boolean {
  return profiles.includes('all') || profiles.includes(profile);
}

/** The notes about an entry at a release, and where they were read. */
export interface Provenance {
  readonly notes: string;
  readonly confidence: string;
  readonly sources: readonly string[];
}

/** Kept apart from the values: only `catalog` shows it. */
export function provenanceOf(entry: Entry, version: string): Provenance {
  return {
    notes: valueAt(entry.notes, version) ?? '',
    confidence: valueAt(entry.confidence, version) ?? 'unknown',
    sources: sourcesAt(entry.sources, version),
  };
}

/** Returns the places that speak of a release, with the tag that each was read at. */
export function sourcesAt(sources: readonly Source[], version: string): readonly string[] {
  return sources.flatMap((source) => {
    if (typeof source === 'string') return [source];
    if (!inRange(version, source.versions)) return [];
    const tag = source.tags && valueAt<string>({ versions: source.tags }, version);
    return source.tags && tag === undefined ? [] : [tag === undefined ? source.at : `${source.at} (${tag})`];
  });
}

/**
 * Decides fields of an entry for a release, those of a table of what holds where nothing is said. An entry says a third of what it may, and
 * a release has a hundred entries, which are looked at in every run.
 */
function decided<E extends Entry, T extends object>(entry: E, version: string, standard: T): ReleaseEntry<E> & T {
  const fields: Record<string, unknown> = { id: entry.id, aliases: entry.aliases ?? [], entry, ...standard };
  for (const field of Object.keys(entry) as (keyof E & string)[])
    if (field in standard) fields[field] = valueAt(entry[field], version) ?? fields[field];
  // The fields of the table, each of the type that it has in entries.
  return fields as unknown as ReleaseEntry<E> & T;
}

const LISTENER: Omit<ReleaseListener, keyof ReleaseEntry<ListenerEntry>> = {
  basePort: null,
  protocol: 'tcp',
  transport: 'tcp',
  purpose: '',
  shift: 'fixed',
  explicitTakesOffset: 'unknown',
  increment: 0,
  enabled: 'unknown',
  profiles: [],
  bind: 'unknown',
  shareable: false,
  onEveryServer: false,
  inOwnUrls: false,
  settable: false,
  runsArtifacts: false,
  settings: {},
  enableSettings: {},
  bindSettings: {},
  proxySettings: {},
  manualEdit: '',
};

function listenerAt(entry: ListenerEntry, version: string): ReleaseListener {
  const { scheme, placeholder } = entry;
  const fields = decided(entry, version, LISTENER);
  return (scheme ?? placeholder) === undefined ? fields : { ...fields, ...present({ scheme, placeholder }) };
}

const LINK: Omit<ReleaseLink, keyof ReleaseEntry<LinkEntry> | 'listeners' | 'reach' | 'fallback'> = {
  from: '',
  profiles: ['all'],
  to: '',
  acceptsAlso: [],
  defaultPort: null,
  defaultValue: '',
  takesOwnOffset: 'unknown',
  enabled: 'unknown',
  kind: 'endpoint',
  settings: {},
  enableSettings: {},
  leftAsShipped: false,
  alsoDials: [],
  impliedBy: [],
  pairedWith: [],
  writtenAs: '',
};

function linkAt(entry: LinkEntry, version: string): ReleaseLink {
  const listener = valueAt(entry.listener, version) ?? [];
  const fallback = valueAt(entry.fallback, version);
  return {
    ...decided(entry, version, LINK),
    listeners: typeof listener === 'string' ? [listener] : listener,
    reach: reachAt(entry, version),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

function reachAt(entry: LinkEntry, version: string): LinkReach {
  const own = valueAt(entry.own, version);
  return {
    reaches: valueAt(entry.reaches, version) ?? 'unknown',
    complete: valueAt(entry.complete, version) ?? 'no',
    ...(own === undefined ? {} : { own }),
    front: valueAt(entry.front, version) ?? 'either',
    pairedWith: valueAt(entry.pairedWith, version) ?? [],
    ...groupsAt(entry, version),
  };
}

function groupsAt(entry: LinkEntry, version: string): Pick<LinkReach, 'groups'> {
  const [shape, or] = (valueAt(entry.writtenAs, version) ?? '').split(',', 2);
  if (!GROUPED.has(shape ?? '')) return {};
  return { groups: or === undefined ? 'apart' : 'joined' };
}

/** Shapes of values that are lists of groups; behind a comma another shape is right as well. */
const GROUPED: ReadonlySet<string> = new Set(['bridge', 'bridge-auth', 'toml-group']);

const SELF_REFERENCE: Omit<ReleaseSelfReference, keyof ReleaseEntry<SelfReferenceEntry> | 'to'> = {
  settings: {},
  default: '',
  listeners: [],
  edit: 'optional',
  profiles: ['all'],
};

function selfReferenceAt(entry: SelfReferenceEntry, version: string): ReleaseSelfReference {
  return { ...decided(entry, version, SELF_REFERENCE), ...present({ to: valueAt(entry.to, version) }) };
}
