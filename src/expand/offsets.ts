import { conflict } from '../deployment/clashes.js';
import { groupBy } from '../deployment/lookup.js';
import { PortSpace, type Taking } from '../deployment/port-space.js';
import { moves, occupantOf, onPort } from '../deployment/sockets.js';
import type { Host, Listener } from '../model/deployment.js';
import { entryOf } from '../values/memo.js';
import { isPort, MAX_PORT } from '../values/ports.js';
import { listenersOf, type PlacedNode } from './listeners.js';
import type { ResolvedNode } from './nodes.js';

/** Ports of a host that something takes. */
type Taken = Taking & Pick<Listener, 'protocol' | 'bind' | 'shareable'>;

/**
 * Gives every node its offset: the written one, else the shipped one. Nodes with `auto` get, in the order of the file, the lowest offset
 * from 0 at which all their ports are free on their host. Every command shows these offsets, and `fix` writes them.
 */
export function placeNodes(nodes: readonly ResolvedNode[], hosts: readonly Host[]): PlacedNode[] {
  const waiting = nodes.filter(({ plan }) => plan.offset === 'auto');
  const decided = new Map<string, PlacedNode>();
  for (const node of nodes) if (node.plan.offset !== 'auto') decided.set(node.plan.id, placed(node));
  const spaces = new Map<string, Space>();
  const byId = waiting.length === 0 ? undefined : new Map(hosts.map((host) => [host.id, host]));
  const containers = groupBy(waiting.length === 0 ? [] : hosts, ({ on }) => on ?? '');
  for (const { plan } of waiting)
    entryOf(spaces, plan.host.id, () => new Space(byId?.get(plan.host.id), containers.get(plan.host.id) ?? []));
  for (const node of decided.values()) spaces.get(node.plan.host.id)?.take(node);
  for (const node of waiting) {
    const chosen = spaces.get(node.plan.host.id)?.place(node);
    if (chosen) decided.set(node.plan.id, chosen);
  }
  return nodes.flatMap(({ plan }) => decided.get(plan.id) ?? []);
}

function placed(node: ResolvedNode): PlacedNode {
  const { offset } = node.plan;
  return typeof offset === 'number'
    ? { ...node, offset, offsetOrigin: 'written' }
    : { ...node, offset: node.release.defaultOffset, offsetOrigin: 'shipped' };
}

/** The ports of one host while offsets are chosen. */
class Space {
  private readonly host: Host | undefined;
  private readonly taken: PortSpace<Taken>;
  /** Where the search of nodes that are alike has come to: what was taken stays taken. */
  private readonly tried = new Map<string, number>();

  constructor(host: Host | undefined, containers: readonly Host[]) {
    this.host = host;
    this.taken = new PortSpace(heldPorts(host?.forwards ?? [], containers));
  }

  take(node: PlacedNode): void {
    for (const listener of listenersOf(node)) this.taken.add(listener);
  }

  place(node: ResolvedNode): PlacedNode {
    const at = (offset: number): PlacedNode => ({ ...node, offset, offsetOrigin: 'chosen' });
    // Ports that the offset does not move do not become free by choosing one.
    const moving = listenersOf(at(0)).filter(moves);
    const shape = JSON.stringify(
      moving.map(({ port, protocol, bind, shareable }) => [port, protocol, bind, shareable]),
    );
    const highest = Math.max(0, ...moving.map(({ port }) => port));
    for (let offset = this.tried.get(shape) ?? 0; offset + highest <= MAX_PORT; offset++) {
      if (!moving.every((listener) => this.isFree(listener, offset))) continue;
      this.tried.set(shape, offset);
      return this.taking(at(offset));
    }
    this.tried.set(shape, MAX_PORT);
    return this.taking(at(0));
  }

  private taking(node: PlacedNode): PlacedNode {
    this.take(node);
    return node;
  }

  private isFree(listener: Listener, offset: number): boolean {
    const moved = onPort(listener, listener.port + offset);
    return (
      isPort(moved.port) &&
      !this.taken.some(moved.port, (other) => conflict(moved, other)) &&
      (this.host === undefined || occupantOf(this.host, moved) === undefined)
    );
  }
}

/** The ports of a host that its containers publish and its front ends listen on, whatever is behind them. */
function heldPorts(forwards: Host['forwards'], containers: readonly Host[]): Taken[] {
  const published = containers.flatMap((container) => container.published);
  return [
    ...forwards.map(({ port, protocol, bind }) => ({ port, protocol, bind, shareable: false })),
    ...published.map(({ hostPorts: { from, to }, protocol, bind }) => ({
      port: from,
      ...(from === to ? {} : { lastPort: to }),
      protocol,
      bind,
      shareable: false,
    })),
  ];
}
