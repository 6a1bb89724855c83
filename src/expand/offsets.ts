import { conflict, moves } from '../deployment/sockets.js';
import type { Host, Listener } from '../model/deployment.js';
import { overlaps } from '../values/addresses.js';
import { compareTexts } from '../values/lists.js';
import { contains, isPort, MAX_PORT } from '../values/ports.js';
import { listenersOf, type PlacedNode } from './listeners.js';
import type { ResolvedNode } from './nodes.js';

/** A port of a host that is taken. */
type Taken = Pick<Listener, 'port' | 'protocol' | 'bind' | 'shareable'>;

/**
 * Gives every node its offset: the written one, else the shipped one. Nodes with `auto` get, in the order of their ids, the
 * lowest offset from 0 at which all their ports are free on their host. Not in the order of the file: moving a node in it
 * must not change what is found.
 */
export function placeNodes(nodes: readonly ResolvedNode[], hosts: readonly Host[]): PlacedNode[] {
  const taken = new Map<string, Taken[]>();
  const take = (node: PlacedNode) => {
    const known = taken.get(node.plan.host.id) ?? [];
    taken.set(node.plan.host.id, known);
    for (const listener of listenersOf(node)) known.push(listener);
  };
  const decided = new Map<string, PlacedNode>();
  const waiting = nodes.filter(({ plan }) => plan.offset === 'auto').sort((a, b) => compareTexts(a.plan.id, b.plan.id));
  for (const node of nodes) if (node.plan.offset !== 'auto') decided.set(node.plan.id, placed(node));
  const crowded = new Set(waiting.map(({ plan }) => plan.host.id));
  for (const node of decided.values()) if (crowded.has(node.plan.host.id)) take(node);
  for (const host of hosts)
    if (crowded.has(host.id)) taken.set(host.id, [...(taken.get(host.id) ?? []), ...heldPorts(host, hosts)]);
  const byId = new Map(hosts.map((host) => [host.id, host]));
  for (const node of waiting) {
    const host = byId.get(node.plan.host.id);
    const chosen = host
      ? lowestFree(node, host, taken.get(host.id) ?? [])
      : { ...node, offset: 0, offsetOrigin: 'chosen' as const };
    decided.set(node.plan.id, chosen);
    take(chosen);
  }
  return nodes.flatMap(({ plan }) => decided.get(plan.id) ?? []);
}

function placed(node: ResolvedNode): PlacedNode {
  const { offset } = node.plan;
  return typeof offset === 'number'
    ? { ...node, offset, offsetOrigin: 'written' }
    : { ...node, offset: node.release.defaultOffset, offsetOrigin: 'shipped' };
}

/** Ports of a host that its containers publish and its front ends listen on. */
function heldPorts({ id, forwards }: Host, hosts: readonly Host[]): Taken[] {
  const published = hosts.filter(({ on }) => on === id).flatMap((container) => container.published);
  return [
    ...forwards.map(({ port, protocol, bind }) => ({ port, protocol, bind, shareable: false })),
    ...published.flatMap(({ hostPorts: { from, to }, protocol, bind }) =>
      Array.from({ length: to - from + 1 }, (_, index) => ({ port: from + index, protocol, bind, shareable: false })),
    ),
  ];
}

function lowestFree(node: ResolvedNode, host: Host, taken: readonly Taken[]): PlacedNode {
  const owners = new Map<number, Taken[]>();
  for (const listener of taken) owners.set(listener.port, [...(owners.get(listener.port) ?? []), listener]);
  const isFree = (listener: Listener) =>
    isPort(listener.port) &&
    !(owners.get(listener.port) ?? []).some((other) => conflict(listener, other)) &&
    !host.occupied.some(
      (range) =>
        range.protocol === listener.protocol && contains(range, listener.port) && overlaps(range.bind, listener.bind),
    );
  for (let offset = 0; offset <= MAX_PORT; offset++) {
    const candidate: PlacedNode = { ...node, offset, offsetOrigin: 'chosen' };
    // Ports that the offset does not move cannot be helped by choosing one.
    const moving = listenersOf(candidate).filter(moves);
    if (moving.every(isFree)) return candidate;
    if (moving.some(({ port }) => port > MAX_PORT)) break;
  }
  return { ...node, offset: 0, offsetOrigin: 'chosen' };
}
