import type { Release } from '../catalogue/release.js';
import { lookupIn } from '../deployment/lookup.js';
import { wholeListener } from '../deployment/shared-listener.js';
import type { Deployment, Listener, Node } from '../model/deployment.js';
import type { ConfigSetting } from '../model/desired.js';
import { effectivePort } from '../values/ports.js';
import { tomlOf } from './places.js';

/** Ports as they are written in the product's configuration, by hand or as shipped. */
export function portSettings(node: Node, release: Release, deployment: Deployment): ConfigSetting[] {
  const order = new Map(release.listeners.map(({ id }, index) => [id, index]));
  const settings = new Map(release.listeners.map((entry) => [entry.id, entry.settings]));
  return [...lookupIn(deployment).listenersOf(node.id)]
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .flatMap((listener) => portSetting(node, listener, tomlOf(settings.get(listener.id) ?? {}, release)));
}

function portSetting(node: Node, listener: Listener, toml: Pick<ConfigSetting, 'toml'>): ConfigSetting[] {
  const value = listener.configured ?? listener.basePort;
  if (value === null) return [];
  return [{ kind: 'port', id: listener.id, value, ...listener.setting, ...toml, isDefault: isShipped(node, listener) }];
}

/** Nothing is written, or what is written opens the port that would be open without it. */
function isShipped(node: Node, listener: Listener): boolean {
  if (listener.configured === undefined) return true;
  const at = { offset: node.offset, shipped: node.offsetOrigin === 'shipped' };
  return effectivePort({ ...wholeListener(listener), ...at, configured: undefined })?.port === listener.port;
}
