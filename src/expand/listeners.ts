import { inProfile, type Release, type ReleaseListener } from '../catalogue/release.js';
import { type PlainListener, SharedListener } from '../deployment/shared-listener.js';
import type { ClosedPort, Listener } from '../model/deployment.js';
import type { Path, Place } from '../model/finding.js';
import type { PortSetting } from '../model/topology.js';
import { normalBind } from '../values/addresses.js';
import { entryOf, memo } from '../values/memo.js';
import { effectivePort } from '../values/ports.js';
import { present } from '../values/present.js';
import { placeOfSetting, type ResolvedNode } from './nodes.js';

/** A node with the offset that is in force. */
export interface PlacedNode extends ResolvedNode {
  readonly offset: number;
  readonly offsetOrigin: 'written' | 'shipped' | 'chosen';
}

/** Returns the sockets that a node opens, each with its effective port and how it came about. */
export function listenersOf(node: PlacedNode): Listener[] {
  const own = { node: node.plan.id, host: node.plan.host.id, place: offsetPlace(node) };
  if (hasPlainListeners(node)) {
    const owner = { offset: node.offset, shipped: node.offsetOrigin === 'shipped', ...own };
    return plainListenersOf(node).map((shared) => new SharedListener(shared, owner) as Listener);
  }
  const settings = portSettings(node);
  return node.release.listeners.flatMap((entry) => {
    const setting = settings.get(entry.id);
    const listener = isOpen(node, entry, setting) ? listenerOf(node, entry, setting) : undefined;
    return listener ? [{ ...listener, ...own, ...writtenAs(node, setting) }] : [];
  });
}

/** Whether a node says nothing of its own about its listeners. */
export function hasPlainListeners({ plan, enabled, disabled }: ResolvedNode): boolean {
  return plan.ports.length === 0 && plan.bind === undefined && enabled.size === 0 && disabled.size === 0;
}

const plainListeners = memo((_: Release) => new Map<string, readonly PlainListener[]>());

/** Listeners of a node that says nothing of its own about them: the same for every node of that release and profile. */
function plainListenersOf(node: PlacedNode): readonly PlainListener[] {
  return entryOf(plainListeners(node.release), node.profile, () => {
    const unshifted: PlacedNode = { ...node, offset: 0 };
    return node.release.listeners.flatMap((entry) => {
      const made = isOpen(node, entry, undefined) ? listenerOf(unshifted, entry, undefined) : undefined;
      if (!made) return [];
      const { port, derivation: _, ...plain } = made;
      return [{ ...plain, unshifted: port }];
    });
  });
}

/** The place of the value under `ports`, which is more exact than that of the offset. */
function writtenAs(
  node: ResolvedNode,
  written: PortSetting | undefined,
): Partial<Pick<Listener, 'place' | 'portPath'>> {
  if (!written) return {};
  const portPath = pathOfSetting(node, written);
  return written.port === undefined ? { portPath } : { portPath, place: written.place };
}

/** Returns the effective port that a server publishes under a name such as `mgt.transport.https.port`. */
export function portOfPlaceholder(node: PlacedNode, placeholder: string | undefined): number | undefined {
  const entry =
    placeholder === undefined ? undefined : node.release.listeners.find((each) => each.placeholder === placeholder);
  return entry && portOf(node, entry.id);
}

/** Returns the port of a listener on this node, open or not; undefined where no number is known. */
export function portOf(node: PlacedNode, id: string): number | undefined {
  const entry = node.names.listeners.get(id);
  return entry && portWithDerivation(node, entry, portSettings(node).get(entry.id))?.port;
}

/** Returns whether the sources leave open that a node listens on a port. */
export function mayOpenOn(node: PlacedNode, port: number): boolean {
  if (node.plan.hasUnknownPort) return true;
  const isProbed = node.offset > 0 && node.plan.probes.some((probe) => probe.port === port);
  return node.release.listeners.some(({ id, enabled, profiles, shift }) => {
    if (!inProfile(profiles, node.profile) || node.disabled.has(id)) return false;
    const own = portOf(node, id);
    // A runtime that is made of another one may add the offset where that does not: what asks whether it is well knows.
    return enabled === 'unknown' ? own === port : isProbed && shift === 'fixed' && own === port - node.offset;
  });
}

/** Ports that the plan writes for listeners which the node does not open. */
export function closedPortsOf(node: PlacedNode): readonly ClosedPort[] {
  return node.plan.ports.flatMap((setting) => {
    const entry = node.names.listeners.get(setting.id);
    if (!entry || setting.port === undefined || isOpen(node, entry, setting)) return [];
    const sum = portWithDerivation(node, entry, setting);
    return sum ? [{ listener: entry.id, written: setting.port, ...sum, place: setting.place }] : [];
  });
}

function isOpen(node: ResolvedNode, entry: ReleaseListener, setting: PortSetting | undefined): boolean {
  if (node.disabled.has(entry.id)) return false;
  if (node.enabled.has(entry.id)) return true;
  if (!inProfile(entry.profiles, node.profile)) return false;
  // Where an artifact chooses the port, a port that is given says that there is such an artifact.
  return entry.enabled === true || (entry.basePort === null && setting?.port !== undefined);
}

function portWithDerivation(node: PlacedNode, entry: ReleaseListener, setting: PortSetting | undefined) {
  return effectivePort({
    basePort: entry.basePort,
    configured: setting?.port,
    shift: entry.shift,
    explicitTakesOffset: entry.explicitTakesOffset,
    increment: entry.increment,
    offset: node.offset,
    shipped: node.offsetOrigin === 'shipped',
  });
}

function listenerOf(
  node: PlacedNode,
  entry: ReleaseListener,
  written: PortSetting | undefined,
): Omit<Listener, 'node' | 'host' | 'place' | 'portPath'> | undefined {
  const effective = portWithDerivation(node, entry, written);
  if (!effective) return undefined;
  const configured = written?.bind ?? node.plan.bind;
  const bind = configured === undefined ? (entry.bind === 'loopback' ? '127.0.0.1' : '*') : normalBind(configured);
  const setting = placeOfSetting(node.release, entry.settings);
  return {
    id: entry.id,
    protocol: entry.protocol,
    transport: entry.transport,
    purpose: entry.purpose,
    bind,
    basePort: entry.basePort,
    ...(written?.port === undefined ? {} : { configured: written.port }),
    shift: entry.shift,
    explicitTakesOffset: entry.explicitTakesOffset,
    ...(entry.increment === 0 ? {} : { increment: entry.increment }),
    port: effective.port,
    derivation: effective.derivation,
    shareable: entry.shareable,
    ...present({ scheme: entry.scheme }),
    ...(entry.settable ? { settable: true } : {}),
    loopback: entry.bind === 'loopback' && bind === '127.0.0.1',
    ...(setting === undefined ? {} : { setting }),
  };
}

/** Returns where the node's offset is or would be written. */
export function offsetPlace({ plan }: ResolvedNode): Place {
  return plan.offsetPlace ?? { file: plan.place.file, path: [...plan.place.path, 'offset'] };
}

function portSettings(node: ResolvedNode): ReadonlyMap<string, PortSetting> {
  if (node.plan.ports.length === 0) return NO_SETTINGS;
  return new Map(node.plan.ports.map((setting) => [node.names.listeners.get(setting.id)?.id ?? setting.id, setting]));
}

const NO_SETTINGS: ReadonlyMap<string, PortSetting> = new Map();

/** The path of a value under `ports`. */
export function pathOfSetting(node: ResolvedNode, { id, long }: PortSetting): Path {
  return [...node.plan.place.path, 'ports', id, ...(long ? ['port'] : [])];
}
