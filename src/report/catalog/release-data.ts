import {
  inProfile,
  provenanceOf,
  type Release,
  type ReleaseLink,
  type ReleaseListener,
  type ReleaseSelfReference,
  sourcesAt,
} from '../../catalogue/release.js';
import { settingPlace } from '../../catalogue/settings.js';
import type { Entry, ProductFile } from '../../model/product.js';
import { compareTexts } from '../../values/lists.js';
import { effectivePort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import { inRange, valueAt } from '../../values/versions.js';

/** Which part of a release is shown, and at which offset. */
export interface ReleaseChoice {
  /** All profiles when absent. */
  readonly profile?: string;
  /** The shipped offset when absent. */
  readonly offset?: number;
}

export type ReleaseData = ReturnType<typeof dataOf>;
export type ListenerData = ReturnType<typeof listenerData>;
export type LinkData = ReturnType<typeof linkData>;
export type ReferenceData = ReturnType<typeof referenceData>;

/** Returns all that the catalogue knows of a release, as `catalog --format json` prints it. */
export function dataOf(
  product: ProductFile,
  release: Release,
  { profile, offset = release.defaultOffset }: ReleaseChoice,
) {
  const { version, name, configModel, defaultOffset, offsetSettings, profiles, notes } = release;
  const opens = ({ profiles: openIn }: { readonly profiles: readonly string[] }) =>
    profile === undefined || inProfile(openIn, profile);
  const dials = ({ from }: ReleaseLink) => profile === undefined || inProfile(release.roles.get(from) ?? [], profile);
  return {
    product: release.product,
    name,
    version,
    carriedOver: isCarriedOver(product, version),
    configModel,
    defaultOffset,
    offset,
    offsetSettings,
    profiles,
    ...(profile === undefined ? {} : { profile }),
    roles: Object.fromEntries(release.roles),
    roleSources: sourcesAt(product.roleSources ?? [], version),
    listeners: release.listeners
      .filter(opens)
      .map((listener) => listenerData(release, listener, offset))
      .sort(byPort),
    links: release.links.filter(dials).map((link) => linkData(release, link)),
    selfReferences: release.selfReferences.filter(opens).map((reference) => referenceData(release, reference)),
    randomPorts: product.randomPorts
      .filter(({ versions }) => inRange(version, versions))
      .map(({ protocol, cause, sources = [], confidence = 'unknown' }) => ({ protocol, cause, sources, confidence })),
    notes,
  };
}

/** Returns whether a release has the values of the one before and was not compared with its shipped files. */
export function isCarriedOver({ carriedOver = [] }: ProductFile, version: string): boolean {
  return carriedOver.includes(version);
}

/** By effective port; those that have none come last. */
function byPort(a: ListenerData, b: ListenerData): number {
  return (
    (a.port ?? Number.POSITIVE_INFINITY) - (b.port ?? Number.POSITIVE_INFINITY) || compareTexts(a.listener, b.listener)
  );
}

function listenerData(release: Release, listener: ReleaseListener, offset: number) {
  const {
    id,
    basePort,
    protocol,
    transport,
    purpose,
    shift,
    explicitTakesOffset,
    increment,
    enabled,
    profiles,
    bind,
    shareable,
    scheme,
    onEveryServer,
    placeholder,
    settable,
    runsArtifacts,
    settings,
    enableSettings,
    proxySettings,
    manualEdit,
    aliases,
    entry,
  } = listener;
  const effective = effectivePort({
    basePort,
    configured: undefined,
    shift,
    explicitTakesOffset,
    increment,
    offset,
    shipped: offset === release.defaultOffset,
  });
  return {
    listener: id,
    aliases,
    basePort,
    port: effective?.port ?? null,
    derivation: effective?.derivation ?? '',
    ...{ protocol, transport, shift, explicitTakesOffset, increment, enabled, profiles, bind, shareable, purpose },
    ...present({ scheme, placeholder }),
    ...{ onEveryServer, settable, runsArtifacts },
    ...{ settings, enableSettings, proxySettings, manualEdit },
    ...provenance(entry, release),
  };
}

function linkData(release: Release, link: ReleaseLink) {
  const {
    id,
    aliases,
    kind,
    from,
    to,
    listeners,
    defaultPort,
    defaultValue,
    takesOwnOffset,
    enabled,
    settings,
    entry,
  } = link;
  const explicitTakesOwnOffset = valueAt(entry.explicitTakesOwnOffset, release.version) ?? 'unknown';
  return {
    link: id,
    ...{
      aliases,
      kind,
      from,
      to,
      listeners,
      defaultPort,
      defaultValue,
      takesOwnOffset,
      explicitTakesOwnOffset,
      enabled,
      settings,
    },
    ...provenance(entry, release),
  };
}

function referenceData(release: Release, reference: ReleaseSelfReference) {
  const { id, aliases, settings, default: text, listeners, edit, profiles, entry } = reference;
  const { file, setting: element } = settingPlace(settings, release) ?? { file: '', setting: '' };
  const movesWithOffset = valueAt(entry.movesWithOffset, release.version) ?? 'unknown';
  return {
    reference: id,
    aliases,
    file,
    element,
    settings,
    default: text,
    listeners,
    movesWithOffset,
    edit,
    profiles,
    ...provenance(entry, release),
  };
}

function provenance(entry: Entry, { version }: Release) {
  const { notes, confidence, sources } = provenanceOf(entry, version);
  return { confidence, notes, sources };
}
