import type { Deployment, Host, Link, Listener, Node } from './model/deployment.js';
import type { Path } from './model/finding.js';

/** Finds things of a deployment by their ids. */
export interface Lookup {
  node(id: string): Node | undefined;
  host(id: string): Host | undefined;
  listener(node: string, id: string): Listener | undefined;
  listenersOf(node: string): readonly Listener[];
  listenersOn(host: string): readonly Listener[];
  nodesOn(host: string): readonly Node[];
  /** Where the port of a listener is or would be written. */
  portPath(listener: Listener): Path;
  /** Where an end of a link is or would be written. */
  endPath(link: Link): Path;
}

const lookups = new WeakMap<Deployment, Lookup>();

/** The lookup of a deployment, made once: a search per finding would make a crowded plan quadratic. */
export function lookupIn(deployment: Deployment): Lookup {
  const known = lookups.get(deployment);
  if (known) return known;
  const nodes = new Map(deployment.nodes.map((node) => [node.id, node]));
  const hosts = new Map(deployment.hosts.map((host) => [host.id, host]));
  const byNode = listenersByNode(deployment.listeners);
  const nodesByHost = groupBy(deployment.nodes, ({ host }) => host);
  const byHost = new Map<string, readonly Listener[]>();
  const listenersOn = (host: string): readonly Listener[] => {
    const found = byHost.get(host) ?? (nodesByHost.get(host) ?? []).flatMap(({ id }) => byNode.get(id) ?? []);
    byHost.set(host, found);
    return found;
  };
  const lookup: Lookup = {
    node: (id) => nodes.get(id),
    host: (id) => hosts.get(id),
    listener: (node, id) => byNode.get(node)?.find((listener) => listener.id === id),
    listenersOf: (node) => byNode.get(node) ?? [],
    listenersOn,
    nodesOn: (host) => nodesByHost.get(host) ?? [],
    portPath: ({ node, id, portPath }) => portPath ?? [...(nodes.get(node)?.place.path ?? []), 'ports', id],
    endPath: ({ node, id, endPath }) => endPath ?? [...(nodes.get(node)?.place.path ?? []), 'links', id],
  };
  lookups.set(deployment, lookup);
  return lookup;
}

/** Listeners stand node by node, so each list is a run. */
export function listenersByNode(listeners: readonly Listener[]): ReadonlyMap<string, readonly Listener[]> {
  const byNode = new Map<string, readonly Listener[]>();
  let start = 0;
  for (const [index, { node }] of listeners.entries())
    if (listeners[index + 1]?.node !== node) {
      byNode.set(node, listeners.slice(start, index + 1));
      start = index + 1;
    }
  return byNode;
}

/** Groups values by a key, in the order in which keys first turn up. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
