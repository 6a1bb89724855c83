import { conflict } from '../deployment/clashes.js';
import { groupBy } from '../deployment/lookup.js';
import { PortSpace, type Taking } from '../deployment/port-space.js';
import { moves, occupantOf, onPort } from '../deployment/sockets.js';
import type { Host, Listener } from '../model/deployment.js';
import { known } from '../values/memo.js';
import { MAX_PORT } from '../values/ports.js';
import { listenersOf, type PlacedNode } from './listeners.js';
import type { ResolvedNode } from './nodes.js';

/** Ports of a host that something takes. */
type Taken = Taking & Pick<Listener, 'protocol' | 'bind' | 'shareable'>;

/**
 * Gives every node its offset: the written one, else the shipped one. Nodes with `auto` get, in the order of the file, the lowest offset
 * from 0 at which all their ports are free on their host. Every command shows these offsets, and `fix` writes them.
 */
export function placeNodes(nodes: readonly ResolvedNode[], hosts: readonly Host[]): PlacedNode[] {
  const waiting = new Set(nodes.filter(isWaiting).map(({ plan }) => plan.host.id));
  if (waiting.size === 0) return nodes.map(placed);
  const containers = groupBy(hosts, ({ on }) => on ?? '');
  const spaces = new Map(
    hosts.flatMap((host) =>
      waiting.has(host.id) ? [[host.id, new Space(host, containers.get(host.id) ?? [])] as const] : [],
    ),
  );
  const decided = new Map(nodes.flatMap((node) => (isWaiting(node) ? [] : [[node, placed(node)] as const])));
  for (const node of decided.values()) spaces.get(node.plan.host.id)?.take(node);
  return nodes.map((node) => decided.get(node) ?? known(spaces, node.plan.host.id).place(node));
}

function isWaiting({ plan }: ResolvedNode): boolean {
  return plan.offset === 'auto';
}

function placed(node: ResolvedNode): PlacedNode {
  const { offset } = node.plan;
  // Node 20 needs four times the memory for keys behind a spread.
  return typeof offset === 'number'
    ? { offset, offsetOrigin: 'written', ...node }
    : { offset: node.release.defaultOffset, offsetOrigin: 'shipped', ...node };
}

/** The ports of one host while offsets are chosen. */
class Space {
  private readonly host: Host;
  private readonly taken: PortSpace<Taken>;
  /** Where the search of nodes that are alike has come to: what was taken stays taken. */
  private readonly tried = new Map<string, number>();

  constructor(host: Host, containers: readonly Host[]) {
    this.host = host;
    this.taken = new PortSpace(heldPorts(host.forwards, containers));
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
      !this.taken.some(moved.port, (other) => conflict(moved, other)) && occupantOf(this.host, moved) === undefined
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
