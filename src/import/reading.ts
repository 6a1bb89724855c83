import { isLoopback } from '../address.js';
import { inProfile, type Release, type ReleaseSelfReference } from '../catalogue/release.js';
import { OWN_HOST, parseEndpoints } from '../expand/endpoints.js';
import type { Settings } from '../model/product.js';
import { effectivePort, isPort } from '../ports.js';
import type { Found, Fragment, Unknown } from './format.js';
import { isUnknown } from './format.js';
import { containerOf, type Leaf, type Step } from './leaf.js';
import { carbon5Key, carbon5Text, isAt, type Place, tomlPlaces, xmlPlaces } from './place.js';
import { switchesOf } from './switches.js';
import { foundIn, numberOf, unresolvedIn } from './values.js';

/** One end of a link as a file has it: an endpoint, or the port that the product dials. */
export interface ReadEnd extends Found<string | number> {
  /** The table or element it stands in: endpoints of one gateway environment belong together. */
  readonly group: string;
}

/** What the files of one node say, in the catalogue's names. The place of each value is kept. */
export interface NodeReading {
  readonly offset?: Found<number | Unknown>;
  readonly hostName?: Found<string | Unknown>;
  readonly ports: ReadonlyMap<string, Found<number>>;
  readonly binds: ReadonlyMap<string, Found<string>>;
  readonly links: ReadonlyMap<string, readonly ReadEnd[]>;
  readonly enable: ReadonlyMap<string, Found<true>>;
  readonly disable: ReadonlyMap<string, Found<false>>;
  /** Values that stay unknown, by what they would have been: `ports.websocket`. */
  readonly unknown: readonly Found<Unknown>[];
}

/** A leaf and the file it stands in. */
export interface PlacedLeaf extends Leaf {
  readonly file: string;
}

/** Files that the product does not generate from deployment.toml. */
const NOT_GENERATED = new Set([
  'deployment.toml',
  'workflow-callback',
  'inbound-endpoint',
  'event-publisher',
  'start-script',
  'docker-compose.yml',
  'deployment.yaml',
  'ansible',
  'puppet-hiera',
]);

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
  const leaves = inForce.flatMap(({ file, settings }) => settings.map((leaf) => ({ ...leaf, file })));
  const reader = new Reader(release, profile, leaves, offsetIn(inForce, commandLine));
  return reader.read(hostNameIn(inForce));
}

export function fragmentsInForce(fragments: readonly Fragment[]): readonly Fragment[] {
  return fragments.some(({ format }) => format === 'deployment.toml')
    ? fragments.filter(({ format }) => NOT_GENERATED.has(format))
    : fragments;
}

export function offsetIn(
  fragments: readonly Fragment[],
  commandLine?: Found<number | Unknown>,
): Found<number | Unknown> | undefined {
  const rank = ({ format }: Fragment) => (format === 'start-script' ? 0 : format === 'deployment.toml' ? 1 : 2);
  return commandLine ?? [...fragments].sort((a, b) => rank(a) - rank(b)).find(({ offset }) => offset)?.offset;
}

export function hostNameIn(fragments: readonly Fragment[]): Found<string | Unknown> | undefined {
  const named = fragments.filter(({ hostName }) => hostName);
  // The address of a cluster member is a machine's; HostName is often the name of the load balancer in front.
  const best =
    named.find(({ format }) => format === 'axis2.xml') ??
    named.find(({ hostName }) => hostName && !isUnknown(hostName.value)) ??
    named[0];
  return best?.hostName;
}

class Reader {
  private readonly release: Release;
  private readonly profile: string;
  private readonly roles: ReadonlySet<string>;
  private readonly leaves: readonly PlacedLeaf[];
  private readonly offset: Found<number | Unknown> | undefined;
  private readonly closed: readonly Leaf[];
  private readonly unknown: Found<Unknown>[] = [];
  private hostName: string | undefined;

  constructor(
    release: Release,
    profile: string,
    leaves: readonly PlacedLeaf[],
    offset: Found<number | Unknown> | undefined,
  ) {
    this.release = release;
    this.profile = profile;
    this.leaves = leaves;
    this.offset = offset;
    this.roles = new Set(
      [...release.roles].filter(([, profiles]) => inProfile(profiles, profile)).map(([role]) => role),
    );
    this.closed = leaves.filter(closesItsSection);
  }

  read(hostName: Found<string | Unknown> | undefined): NodeReading {
    if (typeof hostName?.value === 'string') this.hostName = hostName.value.toLowerCase();
    const ports = new Map([...this.listenerPorts(), ...this.referencePorts()]);
    const disable = new Map<string, Found<false>>();
    const links = this.links(disable);
    const switches = switchesOf(this.release, this.leaves, (settings) => this.matching(settings));
    for (const [id, found] of switches.disable) disable.set(id, found);
    for (const [id, found] of this.referencesSeen()) disable.set(id, found);
    for (const id of switches.disable.keys()) links.delete(id);
    if (this.offset && isUnknown(this.offset.value))
      this.unknown.push({ ...this.offset, value: this.offset.value, why: 'offset' });
    return {
      ...(this.offset ? { offset: this.offset } : {}),
      ...(hostName ? { hostName } : {}),
      ports,
      binds: this.binds(),
      links,
      enable: switches.enable,
      disable,
      unknown: this.unknown,
    };
  }

  private *listenerPorts(): Iterable<[string, Found<number>]> {
    for (const listener of this.release.listeners) {
      const leaf = this.matching(listener.settings).find(
        (candidate) => this.isOfTransport(candidate, listener.transport) && !this.isClosed(candidate),
      );
      const value = leaf && numberOf(leaf.value);
      if (!leaf || value === undefined) continue;
      const why = writtenPlace(leaf);
      if (isUnknown(value)) this.unknown.push(foundIn(leaf.file, leaf, value, `ports.${listener.id}`));
      else if (isPort(value)) {
        const written = this.unshifted(leaf, value);
        if (this.matters(listener, written))
          yield [
            listener.id,
            foundIn(
              leaf.file,
              leaf,
              written,
              written === value ? why : `${why} is ${value} and does not take the offset`,
            ),
          ];
      }
    }
  }

  /** A port that stands in the file as shipped need not stand in the topology. */
  private matters({ basePort, shift, explicitTakesOffset }: Release['listeners'][number], configured: number): boolean {
    const offset = this.offset && !isUnknown(this.offset.value) ? this.offset.value : this.release.defaultOffset;
    if (explicitTakesOffset === 'unknown' && configured === basePort) return false;
    const input = { basePort, shift, explicitTakesOffset, offset, shipped: false };
    return effectivePort({ ...input, configured })?.port !== effectivePort({ ...input, configured: undefined })?.port;
  }

  /** An inbound endpoint takes the offset only with ws.use.port.offset; the topology writes what has to be added to. */
  private unshifted(leaf: PlacedLeaf, value: number): number {
    if (leaf.steps.at(-1)?.attributes.name !== 'inbound.ws.port') return value;
    const taken = this.leaves.some(
      ({ file, steps, value: text }) =>
        file === leaf.file && steps.at(-1)?.attributes.name === 'ws.use.port.offset' && text === 'true',
    );
    const offset = this.offset && !isUnknown(this.offset.value) ? this.offset.value : 0;
    return taken || value - offset < 1 ? value : value - offset;
  }

  /** Own ports in files that the offset does not reach, as they stand there. */
  private *referencePorts(): Iterable<[string, Found<number>]> {
    const offset = this.offset && !isUnknown(this.offset.value) ? this.offset.value : this.release.defaultOffset;
    for (const reference of this.release.selfReferences) {
      if (
        !inProfile(reference.profiles, this.profile) ||
        (reference.edit !== 'always' && offset === this.release.defaultOffset)
      )
        continue;
      if (this.isLink(reference)) continue;
      const places = referencePlaces(reference);
      for (const leaf of this.leaves.filter((candidate) => places.some((place) => isPlaced(candidate, place)))) {
        const endpoint = parseEndpoints(leaf.value)[0];
        const own = endpoint?.host !== undefined && (isLoopback(endpoint.host) || OWN_HOST.test(endpoint.host));
        if (!own || endpoint.port === undefined || !isPort(endpoint.port)) continue;
        const shipped = reference.listeners.some(
          (id) => this.release.listeners.find((listener) => listener.id === id)?.basePort === endpoint.port,
        );
        if (!shipped || offset !== this.release.defaultOffset)
          yield [reference.id, foundIn(leaf.file, leaf, endpoint.port, writtenPlace(leaf))];
        break;
      }
    }
  }

  /** A reference whose value is a link as well is judged there, against the node that it means. */
  private *referencesSeen(): Iterable<[string, Found<false>]> {
    for (const reference of this.release.selfReferences) {
      if (reference.edit !== 'always' || !inProfile(reference.profiles, this.profile) || !this.isLink(reference))
        continue;
      const leaf = this.leaves.find((candidate) =>
        referencePlaces(reference).some((place) => isPlaced(candidate, place)),
      );
      if (leaf) yield [reference.id, foundIn(leaf.file, leaf, false, 'its endpoints stand under links')];
    }
  }

  private isLink({ element }: ReleaseSelfReference): boolean {
    const [table] = /^\[\[?[\w.]+\]?\] \w+/.exec(element) ?? [];
    return table !== undefined && this.release.links.some(({ settings }) => settings.toml?.startsWith(table));
  }

  private binds(): ReadonlyMap<string, Found<string>> {
    const binds = new Map<string, Found<string>>();
    const leaf = this.leaves.find(({ steps }) => steps.at(-1)?.name === 'ThriftServerHost');
    const listener = this.release.listeners.find(({ id }) => id === 'thrift-key-validation');
    if (
      leaf &&
      listener?.bind === 'loopback' &&
      !isLoopback(leaf.value) &&
      unresolvedIn(leaf.value) === undefined &&
      /^[A-Za-z0-9._:-]+$/.test(leaf.value)
    )
      binds.set(listener.id, foundIn(leaf.file, leaf, leaf.value, writtenPlace(leaf)));
    return binds;
  }

  private links(disable: Map<string, Found<false>>): Map<string, readonly ReadEnd[]> {
    const links = new Map<string, readonly ReadEnd[]>();
    for (const link of this.release.links) {
      if (!this.roles.has(link.from)) continue;
      if (link.kind === 'members') {
        const members = this.members();
        if (members.length > 0) links.set(link.id, members);
        continue;
      }
      const leaves = this.matching(link.settings);
      const open = leaves.filter((leaf) => !this.isClosed(leaf));
      const [closed] = leaves;
      if (closed && open.length === 0 && link.enabled === true)
        disable.set(
          link.id,
          foundIn(closed.file, closed, false, `${writtenPlace(closed)} in a section that is switched off`),
        );
      // Several files of a node may say the same; the first one is in force.
      const ends = open
        .filter(({ file }) => file === open[0]?.file)
        .flatMap((leaf) => this.endsIn(leaf, link.id))
        .filter((end) => !this.isShippedDefault(end, link));
      if (ends.length > 0) links.set(link.id, ends);
    }
    return links;
  }

  /**
   * The node's own address by placeholders is what ships. It says nothing about a link that is off by default, nor about
   * a gateway that is no node of this product and has no services to call.
   */
  private isShippedDefault({ value }: ReadEnd, link: Release['links'][number]): boolean {
    const endpoint = typeof value === 'string' ? parseEndpoints(value)[0] : undefined;
    if (endpoint?.host === undefined || endpoint.placeholder === undefined) return false;
    const own = isLoopback(endpoint.host) || OWN_HOST.test(endpoint.host) || endpoint.host === this.hostName;
    return (
      own && (link.enabled !== true || (link.id === 'gateway-environment-service-url' && !this.roles.has(link.to)))
    );
  }

  private endsIn(leaf: PlacedLeaf, id: string): ReadEnd[] {
    const group = containerOf(leaf.steps.slice(0, -1));
    const unresolved = unresolvedIn(leaf.value);
    if (unresolved !== undefined) {
      this.unknown.push(foundIn(leaf.file, leaf, { unknown: unresolved }, `links.${id}`));
      return [];
    }
    if (/^\d{1,5}$/.test(leaf.value))
      return [{ ...foundIn(leaf.file, leaf, Number(leaf.value), writtenPlace(leaf)), group }];
    return parseEndpoints(leaf.value)
      .filter(({ host, scheme, port }) => host !== undefined && (scheme !== undefined || port !== undefined))
      .map(({ text }) => ({ ...foundIn(leaf.file, leaf, text, writtenPlace(leaf)), group }));
  }

  /** Well-known members of the cluster: `host:port` in TOML, elements in axis2.xml. */
  private members(): ReadEnd[] {
    const toml = this.leaves.filter(
      ({ steps }) => steps.length === 2 && steps[0]?.name === 'clustering' && steps[1]?.name === 'members',
    );
    if (toml.length > 0) return toml.flatMap((leaf) => this.endsIn(leaf, 'cluster-wka-members'));
    const ends: ReadEnd[] = [];
    for (const leaf of this.leaves) {
      const [clustering, , member, field] = leaf.steps.slice(-4);
      if (
        clustering?.name !== 'clustering' ||
        member?.name !== 'member' ||
        field?.name !== 'hostName' ||
        this.isClosed(leaf)
      )
        continue;
      const container = containerOf(leaf.steps.slice(0, -1));
      const port = this.leaves.find(
        ({ file, steps }) =>
          file === leaf.file && steps.at(-1)?.name === 'port' && containerOf(steps.slice(0, -1)) === container,
      );
      if (port && /^\d{1,5}$/.test(port.value) && /^[\w.-]+$/.test(leaf.value))
        ends.push({
          ...foundIn(leaf.file, leaf, `${leaf.value}:${port.value}`, 'clustering members'),
          group: container,
        });
    }
    return ends;
  }

  /** Leaves at one of the places that the catalogue gives for a value, in the order of the files. */
  private matching(settings: Settings): readonly PlacedLeaf[] {
    const keys = settings.yaml === undefined ? [] : [carbon5Key(settings.yaml)];
    const places = placesOf(settings);
    if (places.length === 0 && keys.every((key) => key === undefined)) return [];
    return this.leaves.filter((leaf) => {
      if (leaf.file.endsWith('.yaml') || leaf.file.endsWith('.yml'))
        return keys.some((key) => key !== undefined && key === carbon5Key(carbon5Text(leaf)));
      return places.some((place) => isPlaced(leaf, place) && this.hasBeside(leaf, place));
    });
  }

  private hasBeside(leaf: PlacedLeaf, { beside }: Place): boolean {
    const container = containerOf(leaf.steps.slice(0, -1));
    const type = this.leaves
      .find(
        ({ file, steps }) =>
          file === leaf.file && steps.at(-1)?.name === 'type' && containerOf(steps.slice(0, -1)) === container,
      )
      ?.value.toLowerCase();
    if (beside) return type === beside[1].toLowerCase();
    // [transport.receiver] is the binary receiver unless its type says otherwise.
    return container !== 'transport#0/receiver#0' || type !== 'thrift';
  }

  /** Older catalogue entries give one place for both servlet transports. */
  private isOfTransport({ steps }: Leaf, transport: string): boolean {
    const [element, attribute] = steps.slice(-2);
    // A receiver of this class shares the servlet port, whatever number stands there.
    if (element?.name === 'transportReceiver') return !element.attributes.class?.includes('.core.transports.http.');
    if (element?.name !== 'Connector' || attribute?.name !== '@port') return true;
    const secure = element.attributes.SSLEnabled === 'true' || element.attributes.scheme === 'https';
    return secure === (transport === 'https');
  }

  /** A switch of its own section says that it is off. */
  private isClosed(leaf: Leaf): boolean {
    return this.closed.some(({ steps }) => {
      const container = steps.slice(0, -1);
      const top = leaf.steps[0]?.name ?? '';
      // The root element of an XML file is no section.
      if (container.length === 0 || (container.length === 1 && /^[A-Z]|config$/.test(top))) return false;
      return container.length < leaf.steps.length && container.every((step, index) => isSame(step, leaf.steps[index]));
    });
  }
}

/** An environment of another kind of gateway is closed as well: no node of the plan plays it. */
function closesItsSection({ steps, value }: Leaf): boolean {
  const name = steps.at(-1)?.name ?? '';
  if (name === 'gateway_type') return value !== 'Regular' && steps.at(-2)?.name === 'environment';
  return value.toLowerCase() === 'false' && /^@?(enabled?|EnableAdvanceThrottling)$/i.test(name);
}

function isSame(step: Step, other: Step | undefined): boolean {
  return step.name === other?.name && step.index === other.index;
}

function referencePlaces({ file, element }: ReleaseSelfReference): Place[] {
  return [...tomlPlaces(element), ...xmlPlaces(`${file}: ${element}`)];
}

function isPlaced(leaf: PlacedLeaf, place: Place): boolean {
  if (place.files.length === 0) return leaf.file.endsWith('.toml') && isAt(leaf, place);
  return place.files.some((name) => leaf.file === name || leaf.file.endsWith(`/${name}`)) && isAt(leaf, place);
}

const places = new WeakMap<Settings, readonly Place[]>();

/** Parsed once per entry and release, not per node. */
function placesOf(settings: Settings): readonly Place[] {
  const known = places.get(settings);
  if (known) return known;
  const parsed = [
    ...(settings.toml === undefined ? [] : tomlPlaces(settings.toml)),
    ...(settings.xml === undefined ? [] : xmlPlaces(settings.xml)),
  ];
  places.set(settings, parsed);
  return parsed;
}

/** `apim.gateway.environment.ws_endpoint`, as people write it. */
function writtenPlace({ steps }: Leaf): string {
  return steps
    .slice(-3)
    .map(({ name, attributes }) => attributes.name ?? name)
    .join('.');
}
