import type { Deployment, Host, Link, Listener, Node } from '../model/deployment.js';
import type { Path } from '../model/finding.js';
import type { PortRange } from '../model/topology.js';
import { entryOf, memo } from '../values/memo.js';
import { contains } from '../values/ports.js';

/** A thing that belongs to a node: a listener, a link. */
interface Owned {
  readonly node: string;
}

/** Finds things of a deployment by their ids. */
export interface Lookup {
  node(id: string | undefined): Node | undefined;
  /** The node that something belongs to; every listener and every link has one. */
  owner(owned: Owned): Node;
  host(id: string | undefined): Host | undefined;
  listener(node: string | undefined, id: string | undefined): Listener | undefined;
  listenersOf(node: string): readonly Listener[];
  listenersOn(host: string): readonly Listener[];
  /** The listeners of a host on some ports, in the order of the deployment. */
  listenersAt(host: string, ports: PortRange): readonly Listener[];
  nodesOn(host: string): readonly Node[];
  /** Where the port of a listener is or would be written. */
  portPath(listener: Listener): Path;
  /** Where an end of a link is or would be written. */
  endPath(link: Link): Path;
}

/** Returns the lookup of a deployment, which is made once: a search per finding would make a crowded plan quadratic. */
export const lookupIn = memo((deployment: Deployment): Lookup => {
  const nodes = new Map<string | undefined, Node>(deployment.nodes.map((node) => [node.id, node]));
  const hosts = new Map<string | undefined, Host>(deployment.hosts.map((host) => [host.id, host]));
  const byNode: ReadonlyMap<string | undefined, readonly Listener[]> = listenersByNode(deployment.listeners);
  const nodesByHost = groupBy(deployment.nodes, ({ host }) => host);
  const byHost = new Map<string, readonly Listener[]>();
  const listenersOn = (host: string): readonly Listener[] => {
    const found = byHost.get(host) ?? (nodesByHost.get(host) ?? []).flatMap(({ id }) => byNode.get(id) ?? []);
    byHost.set(host, found);
    return found;
  };
  const byPort = new Map<string, ReadonlyMap<string, readonly Listener[]>>();
  const listenersAt = (host: string, ports: PortRange): readonly Listener[] => {
    if (ports.from !== ports.to) return listenersOn(host).filter(({ port }) => contains(ports, port));
    const ofHost = entryOf(byPort, host, () => groupBy(listenersOn(host), ({ port }) => String(port)));
    return ofHost.get(String(ports.from)) ?? [];
  };
  const owner = ({ node: id }: Owned): Node => {
    const node = nodes.get(id);
    if (!node) throw new RangeError(`the deployment has no node ${id}`);
    return node;
  };
  return {
    node: (id) => nodes.get(id),
    owner,
    host: (id) => hosts.get(id),
    listener: (node, id) => byNode.get(node)?.find((listener) => listener.id === id),
    listenersOf: (node) => byNode.get(node) ?? [],
    listenersOn,
    listenersAt,
    nodesOn: (host) => nodesByHost.get(host) ?? [],
    portPath: (listener) => listener.portPath ?? [...owner(listener).place.path, 'ports', listener.id],
    endPath: (link) => link.endPath ?? [...owner(link).place.path, 'links', link.id],
  };
});

/** Groups listeners by node. */
export const listenersByNode = memo((listeners: readonly Listener[]) => runsByNode(listeners));

/** Groups the links of a deployment by node. */
export const linksByNode = memo(({ links }: Deployment) => runsByNode(links));

/** Groups what belongs to nodes and is ordered by node, so that each group is one run of the list. */
function runsByNode<T extends Owned>(things: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byNode = new Map<string, readonly T[]>();
  let start = 0;
  for (const [index, { node }] of things.entries())
    if (things[index + 1]?.node !== node) {
      byNode.set(node, things.slice(start, index + 1));
      start = index + 1;
    }
  return byNode;
}

/** Values that have something in common; a group is never empty. */
export type Group<T> = readonly [T, ...T[]];

/** Changes every value of a group. */
export function mapGroup<T, R>([first, ...others]: Group<T>, change: (value: T) => R): Group<R> {
  return [change(first), ...others.map(change)];
}

/** Groups values by a key, in the order in which keys first appear. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, Group<T>> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
