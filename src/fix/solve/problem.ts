import { conflict } from '../../deployment/clashes.js';
import type { Protocol } from '../../model/product.js';

/** A socket that wants a port of a host. For a socket that moves with an offset, `port` is its port at offset 0. */
export interface PortSocket {
  /** Distinguishes sockets of a host: node and listener, or container and published port. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly bind: string;
  readonly port: number;
  /** The last port of a published range; absent for a single port. */
  readonly lastPort?: number;
  readonly shareable: boolean;
}

/** A node whose offset may be chosen. */
export interface FreeNode {
  readonly id: string;
  /** The offset it has now. */
  readonly current: number;
  /** It moves below this offset only where it fits at no other. */
  readonly floor: number;
  /** Any offset counts as no change. */
  readonly auto: boolean;
  readonly moving: readonly PortSocket[];
}

/** Ports that other software holds, 1-65535, both ends included. */
interface Taken {
  readonly from: number;
  readonly to: number;
  readonly protocol: Protocol;
  readonly bind: string;
}

/** The accepted clashes that each socket takes part in, as numbers by its id: two sockets with a number in common may clash. */
export type AcceptedClashes = ReadonlyMap<string, ReadonlySet<number>>;

/** One port space and the nodes that need ports in it. Plain data; each host is a separate problem. */
export interface HostProblem {
  /** In the order of the plan, which decides between solutions that are equally good. */
  readonly nodes: readonly FreeNode[];
  /** Sockets that no offset moves: listeners with fixed ports, those of pinned nodes, published ports. */
  readonly constants: readonly PortSocket[];
  readonly occupied: readonly Taken[];
  readonly accepted: AcceptedClashes;
  /** Sockets whose port is accepted, although it is occupied or out of range. */
  readonly tolerated: ReadonlySet<string>;
  /** Offsets that `auto` chooses from: `start`, `start + spacing`, and so on. */
  readonly start: number;
  readonly spacing: number;
  /** The highest legal port. */
  readonly highest: number;
}

export interface Solution {
  /** Offsets in the order of the nodes. */
  readonly offsets: readonly number[];
  /** The solution is proved to be the best one. */
  readonly optimal: boolean;
  /** Nodes for which no offset was found; they stay where they are. */
  readonly stuck: readonly string[];
  /** The search ended before every offset was tried, so that a stuck node may have one. */
  readonly exhausted?: true;
}

/**
 * The cost of one changed node. It is higher than any change of all offsets together (10 nodes by 65,535), so that the number of changed
 * nodes decides first and the sum of changes second.
 */
export const CHANGE = 2 ** 20;

/** Returns whether two sockets cannot share a port. */
export function clash(a: PortSocket, b: PortSocket, accepted: AcceptedClashes): boolean {
  return conflict(a, b) && !(accepted.size > 0 && isAccepted(a.id, b.id, accepted));
}

function isAccepted(a: string, b: string, accepted: AcceptedClashes): boolean {
  const [own, other] = [accepted.get(a), accepted.get(b)];
  return own !== undefined && other !== undefined && [...own].some((number) => other.has(number));
}

/** Returns the legal offset that is nearest to one that may be out of range by any number. */
export function nearestLegal(offset: number, highest: number): number {
  return Math.min(Math.max(offset, 0), highest);
}

/**
 * Yields the offsets that a node may get, the cheapest first: for `auto` the lowest one, else the present one, the legal one next to it,
 * and then by distance, the higher of two first.
 */
export function* offsetsByCost(
  { current, floor, auto }: FreeNode,
  { start, spacing, highest }: HostProblem,
): Generator<number, undefined> {
  if (auto) {
    for (let offset = start; offset <= highest; offset += spacing) yield offset;
    return undefined;
  }
  yield current;
  const anchor = nearestLegal(current, highest);
  if (anchor !== current && anchor >= floor) yield anchor;
  for (let distance = 1; distance <= highest; distance++)
    for (const offset of [anchor + distance, anchor - distance]) if (offset >= floor && offset <= highest) yield offset;
  return undefined;
}
