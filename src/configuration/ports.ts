import type { ReleaseListener } from '../catalogue/release.js';
import type { Found, Leaf } from '../model/fragment.js';
import type { Settings } from '../model/settings.js';
import { isLoopback, normalBind } from '../values/addresses.js';
import { parseEndpoints } from '../values/endpoints.js';
import { effectivePort, isPort } from '../values/ports.js';
import { isUnknown } from './format.js';
import { type NodeSettings, type Unknowns, writtenPlace } from './node-settings.js';
import { foundIn, numberOf, unresolvedIn } from './plain-values.js';
import type { PlacedLeaf } from './setting-place.js';

/** The port of a listener as a file has it. */
export interface ReadPort {
  readonly id: string;
  readonly port: Found<number>;
  /** It changes what the node opens; false for the number that ships. */
  readonly matters: boolean;
}

/** Ports of listeners as the files have them. */
export function* listenerPorts(settings: NodeSettings, unknown: Unknowns): Iterable<ReadPort> {
  for (const listener of settings.release.listeners) {
    const leaf = settings
      .matching(listener.settings)
      .find((candidate) => isOfTransport(candidate, listener.transport) && !settings.isClosed(candidate));
    const value = leaf && numberOf(leaf.value);
    if (!leaf || value === undefined) continue;
    if (isUnknown(value)) {
      unknown.push(foundIn(leaf.file, leaf, value, `ports.${listener.id}`));
      continue;
    }
    const written = unshifted(settings, listener, leaf, value);
    const remark = written === value ? '' : ` is ${value} and does not take the offset`;
    const port = foundIn(leaf.file, leaf, written, `${writtenPlace(leaf)}${remark}`);
    if (isPort(value)) yield { id: listener.id, port, matters: matters(settings, listener, written) };
  }
}

/** A port that the file has as shipped is not needed in the topology. */
function matters({ offset }: NodeSettings, listener: ReleaseListener, configured: number): boolean {
  const { basePort, shift, explicitTakesOffset, increment } = listener;
  if (explicitTakesOffset === 'unknown' && configured === basePort) return false;
  const input = { basePort, shift, explicitTakesOffset, increment, offset, shipped: false };
  return effectivePort({ ...input, configured })?.port !== effectivePort({ ...input, configured: undefined })?.port;
}

/**
 * A WebSocket inbound endpoint takes the offset only with ws.use.port.offset. A topology writes the number that the offset
 * is added to, so that it is taken off where the product does not add it.
 */
function unshifted(
  { leaves, offset }: NodeSettings,
  listener: ReleaseListener,
  leaf: PlacedLeaf,
  value: number,
): number {
  if (leaf.steps.at(-1)?.attributes.name !== 'inbound.ws.port') return value;
  const isSwitch = ({ file, steps }: PlacedLeaf) =>
    file === leaf.file && steps.at(-1)?.attributes.name === 'ws.use.port.offset';
  const taken = leaves.some((candidate) => isSwitch(candidate) && candidate.value === 'true');
  const added = listener.shift === 'follows' && listener.explicitTakesOffset === true;
  return taken || !added || !isPort(value - offset) ? value : value - offset;
}

/** Older catalogue entries give one place for both servlet transports. */
function isOfTransport({ steps }: Leaf, transport: string): boolean {
  const [element, attribute] = steps.slice(-2);
  // A receiver of this class shares the servlet port, whatever number is written.
  if (element?.name === 'transportReceiver') return !element.attributes.class?.includes('.core.transports.http.');
  if (element?.name !== 'Connector' || attribute?.name !== '@port') return true;
  const secure = element.attributes.SSLEnabled === 'true' || element.attributes.scheme === 'https';
  return secure === (transport === 'https');
}

/** Where URLs of the node are written as a whole. */
const BASE_PATH: Settings = { toml: { table: 'server', key: 'base_path' } };

/** The port of the front end before the node, which it writes into URLs of itself. */
export function proxyPortIn({ matching, release }: NodeSettings): Found<number> | undefined {
  const [base] = matching(BASE_PATH).filter(({ value }) => !value.includes('${'));
  const url = base && parseEndpoints(base.value)[0];
  if (url) return foundIn(base.file, base, url.port ?? (url.scheme === 'http' ? 80 : 443), writtenPlace(base));
  const secure = release.listeners.find(({ onEveryServer, transport }) => onEveryServer && transport === 'https');
  const [leaf] = matching(secure?.proxySettings ?? {});
  const port = leaf && numberOf(leaf.value);
  return leaf && typeof port === 'number' && isPort(port)
    ? foundIn(leaf.file, leaf, port, writtenPlace(leaf))
    : undefined;
}

/** Addresses that listeners bind, where the files have another one than the product ships. */
export function listenerBinds({ matching, release }: NodeSettings): ReadonlyMap<string, Found<string>> {
  const binds = new Map<string, Found<string>>();
  for (const { id, bind, bindSettings } of release.listeners) {
    const leaf = matching(bindSettings)[0];
    if (!leaf || unresolvedIn(leaf.value) !== undefined || !/^[A-Za-z0-9._:*-]+$/.test(leaf.value)) continue;
    const shipped = bind === 'loopback' ? isLoopback(leaf.value) : normalBind(leaf.value) === '*';
    if (!shipped) binds.set(id, foundIn(leaf.file, leaf, leaf.value, writtenPlace(leaf)));
  }
  return binds;
}
