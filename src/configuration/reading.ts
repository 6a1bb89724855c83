import type { Release } from '../catalogue/release.js';
import type { UnknownKey } from '../model/configured.js';
import type { DialledAddress, Found, Fragment, SourceRange, Unknown, UnreadPlace } from '../model/fragment.js';
import { memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { isUnknown } from './format.js';
import { linksIn, type ReadEnd } from './links.js';
import { type NodeSettings, nodeSettings, type Unknowns } from './node-settings.js';
import { listenerBinds, listenerPorts, proxyPortIn } from './ports.js';
import { secureEnds } from './secure-ends.js';
import { referencePorts, referencesAmongLinks } from './self-references.js';
import type { PlacedLeaf } from './setting-place.js';
import { switchesOf } from './switches.js';
import { unknownKeys } from './unknown-keys.js';
import { unreadIn } from './unread.js';

/** The values in the files of one node, under the names of the catalogue. Each value keeps its place. */
export interface NodeReading {
  readonly offset?: Found<number | Unknown>;
  /** The offset in the files alone. */
  readonly fileOffset?: Found<number | Unknown>;
  readonly hostName?: Found<string | Unknown>;
  /** The port in URLs that the node gives clients of itself, 1-65535. */
  readonly proxyPort?: Found<number>;
  /** By listener or self-reference id, as a topology writes them. */
  readonly ports: ReadonlyMap<string, Found<number>>;
  readonly binds: ReadonlyMap<string, Found<string>>;
  readonly links: ReadonlyMap<string, readonly ReadEnd[]>;
  readonly enable: ReadonlyMap<string, Found<true>>;
  readonly disable: ReadonlyMap<string, Found<false>>;
  /** Values in the files that change nothing, because the product ships them. */
  readonly asShipped: {
    readonly ports: ReadonlyMap<string, Found<number>>;
    readonly switches: ReadonlyMap<string, Found<boolean>>;
  };
  /** Databases, directories, brokers and mail servers that no link of the catalogue dials. */
  readonly dials: readonly DialledAddress[];
  /** Keys that the release does not read. */
  readonly unknownKeys: readonly UnknownKey[];
  /** Values that stay unknown, by what they would have been: `ports.websocket`. */
  readonly unknown: readonly Found<Unknown>[];
}

/** The values of a file, each with the file. Many nodes may read one. */
const placedLeaves = memo(({ file, settings }: Fragment): readonly PlacedLeaf[] =>
  settings.map((leaf) => ({ ...leaf, file })),
);

/**
 * Puts the fragments of one node together. `-DportOffset` wins over deployment.toml, which wins over XML: where there is a
 * deployment.toml, the XML files are generated from it at every start. Earlier fragments win over later ones of their kind.
 */
export function readNode(
  fragments: readonly Fragment[],
  release: Release,
  profile: string,
  commandLine?: Found<number | Unknown>,
): NodeReading {
  const inForce = fragmentsInForce(fragments);
  const fileOffset = offsetIn(inForce);
  const offset = commandLine ?? fileOffset;
  const hostName = hostNameIn(inForce);
  const settings = settingsIn(inForce, release, profile, offset);
  const unknown: Unknowns = [];
  if (offset && isUnknown(offset.value)) unknown.push({ ...offset, value: offset.value, why: 'offset' });
  const listed = [...listenerPorts(settings, unknown)];
  const ported = (matters: boolean) =>
    listed.filter((entry) => entry.matters === matters).map(({ id, port }) => [id, port] as const);
  const { links, off } = linksIn(settings, unknown);
  const switches = switchesOf(settings);
  return {
    ...present({ offset, fileOffset, hostName, proxyPort: proxyPortIn(settings) }),
    ports: new Map([...ported(true), ...referencePorts(settings)]),
    binds: listenerBinds(settings),
    links: new Map([...links].filter(([id]) => !switches.disable.has(id))),
    enable: switches.enable,
    disable: new Map([...off, ...switches.disable, ...referencesAmongLinks(settings)]),
    asShipped: { ports: new Map(ported(false)), switches: switches.asShipped },
    dials: [...dialsBeside(inForce, links), ...secureEnds(settings, links)],
    unknownKeys: unknownKeys(inForce, release),
    unknown,
  };
}

/** Returns what the files of a node hold that looks relevant and that nothing takes. */
export function unreadOf(fragments: readonly Fragment[], release: Release, profile: string): readonly UnreadPlace[] {
  const inForce = fragmentsInForce(fragments);
  return unreadIn(inForce, settingsIn(inForce, release, profile, offsetIn(inForce)));
}

function settingsIn(
  inForce: readonly Fragment[],
  release: Release,
  profile: string,
  offset: Found<number | Unknown> | undefined,
): NodeSettings {
  const hostName = hostNameIn(inForce);
  return nodeSettings({
    release,
    profile,
    leaves: inForce.flatMap((fragment) => placedLeaves(fragment)),
    hostName: typeof hostName?.value === 'string' ? hostName.value.toLowerCase() : undefined,
    offset: offset && !isUnknown(offset.value) ? offset.value : release.defaultOffset,
  });
}

/** Servers that the files dial beside the links of the catalogue, each once for a purpose. */
function dialsBeside(fragments: readonly Fragment[], links: ReadonlyMap<string, readonly ReadEnd[]>): DialledAddress[] {
  const linked = new Set([...links.values()].flat().map(placeOf));
  const dials = new Map<string, DialledAddress>();
  for (const dial of fragments.flatMap((fragment) => fragment.dials)) {
    const key = `${dial.to} ${dial.purpose}`;
    if (!linked.has(placeOf(dial)) && !dials.has(key)) dials.set(key, dial);
  }
  return [...dials.values()];
}

/** Returns a text that is equal for equal places. */
export function placeOf({ file, range: { start } }: SourceRange): string {
  return `${file}:${start.line}:${start.column}`;
}

/** Returns the fragments that the product reads: with a deployment.toml, not the files that are made from it. */
export function fragmentsInForce(fragments: readonly Fragment[]): readonly Fragment[] {
  const generated = fragments.some(({ format }) => format.model === 'toml');
  return generated ? fragments.filter(({ format }) => format.survivesToml) : fragments;
}

export function offsetIn(fragments: readonly Fragment[]): Found<number | Unknown> | undefined {
  const rank = ({ format }: Fragment) => (format.onCommandLine ? 0 : format.model === 'toml' ? 1 : 2);
  return [...fragments].sort((a, b) => rank(a) - rank(b)).find(({ offset }) => offset)?.offset;
}

export function hostNameIn(fragments: readonly Fragment[]): Found<string | Unknown> | undefined {
  const named = fragments.filter(({ hostName }) => hostName);
  // HostName is often the name of the load balancer in front.
  const machine = named.find(({ format }) => format.namesMachine);
  const known = named.find(({ hostName }) => hostName && !isUnknown(hostName.value));
  return (machine ?? known ?? named[0])?.hostName;
}
