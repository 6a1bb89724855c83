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

function named<E extends Entry>(entry: E): ReleaseEntry<E> {
  return { id: entry.id, aliases: entry.aliases ?? [], entry };
}

function listenerAt(entry: ListenerEntry, version: string): ReleaseListener {
  return {
    ...named(entry),
    basePort: valueAt(entry.basePort, version) ?? null,
    protocol: valueAt(entry.protocol, version) ?? 'tcp',
    transport: valueAt(entry.transport, version) ?? 'tcp',
    purpose: valueAt(entry.purpose, version) ?? '',
    shift: valueAt(entry.shift, version) ?? 'fixed',
    explicitTakesOffset: valueAt(entry.explicitTakesOffset, version) ?? 'unknown',
    increment: valueAt(entry.increment, version) ?? 0,
    enabled: valueAt(entry.enabled, version) ?? 'unknown',
    profiles: valueAt(entry.profiles, version) ?? [],
    bind: valueAt(entry.bind, version) ?? 'unknown',
    shareable: entry.shareable ?? false,
    ...present({ scheme: entry.scheme, placeholder: entry.placeholder }),
    onEveryServer: entry.onEveryServer ?? false,
    inOwnUrls: entry.inOwnUrls ?? false,
    settable: entry.settable ?? false,
    runsArtifacts: entry.runsArtifacts ?? false,
    settings: valueAt(entry.settings, version) ?? {},
    enableSettings: valueAt(entry.enableSettings, version) ?? {},
    bindSettings: valueAt(entry.bindSettings, version) ?? {},
    proxySettings: valueAt(entry.proxySettings, version) ?? {},
    manualEdit: valueAt(entry.manualEdit, version) ?? '',
  };
}

function linkAt(entry: LinkEntry, version: string): ReleaseLink {
  const listener = valueAt(entry.listener, version) ?? [];
  const fallback = valueAt(entry.fallback, version);
  return {
    ...named(entry),
    from: valueAt(entry.from, version) ?? '',
    profiles: valueAt(entry.profiles, version) ?? ['all'],
    to: valueAt(entry.to, version) ?? '',
    listeners: typeof listener === 'string' ? [listener] : listener,
    acceptsAlso: valueAt(entry.acceptsAlso, version) ?? [],
    defaultPort: valueAt(entry.defaultPort, version) ?? null,
    defaultValue: valueAt(entry.defaultValue, version) ?? '',
    takesOwnOffset: valueAt(entry.takesOwnOffset, version) ?? 'unknown',
    enabled: valueAt(entry.enabled, version) ?? 'unknown',
    kind: valueAt(entry.kind, version) ?? 'endpoint',
    settings: valueAt(entry.settings, version) ?? {},
    enableSettings: valueAt(entry.enableSettings, version) ?? {},
    reach: reachAt(entry, version),
    leftAsShipped: entry.leftAsShipped ?? false,
    ...(fallback === undefined ? {} : { fallback }),
    alsoDials: valueAt(entry.alsoDials, version) ?? [],
    impliedBy: valueAt(entry.impliedBy, version) ?? [],
    pairedWith: valueAt(entry.pairedWith, version) ?? [],
    writtenAs: valueAt(entry.writtenAs, version) ?? '',
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

function selfReferenceAt(entry: SelfReferenceEntry, version: string): ReleaseSelfReference {
  return {
    ...named(entry),
    settings: valueAt(entry.settings, version) ?? {},
    default: valueAt(entry.default, version) ?? '',
    listeners: valueAt(entry.listeners, version) ?? [],
    ...present({ to: valueAt(entry.to, version) }),
    edit: valueAt(entry.edit, version) ?? 'optional',
    profiles: valueAt(entry.profiles, version) ?? ['all'],
  };
}
