import { conflict } from '../../deployment/sockets.js';
import type { Protocol } from '../../model/product.js';

/** Something that wants a port of a host. For a socket that moves with an offset, `port` is what it is at offset 0. */
export interface PortSocket {
  /** Tells sockets of a host apart: node and listener, or container and published port. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly bind: string;
  readonly port: number;
  readonly shareable: boolean;
}

/** A node whose offset may be chosen. */
export interface FreeNode {
  readonly id: string;
  /** The offset it has now. */
  readonly current: number;
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

/** One port space and what has to find room in it. Plain data; every host is a problem of its own. */
export interface HostProblem {
  /** In the order of the plan, which decides between solutions that are equally good. */
  readonly nodes: readonly FreeNode[];
  /** What no offset moves: listeners with fixed ports, pinned nodes, published ports. */
  readonly constants: readonly PortSocket[];
  readonly occupied: readonly Taken[];
  /** Pairs of socket ids, as {@link pairOf} writes them, whose clash somebody accepted. */
  readonly accepted: ReadonlySet<string>;
  /** Sockets whose place somebody accepted, occupied or out of range as it may be. */
  readonly tolerated: ReadonlySet<string>;
  /** Offsets that `auto` chooses from: `start`, `start + spacing`, and so on. */
  readonly start: number;
  readonly spacing: number;
  /** The highest port there is. */
  readonly highest: number;
}

export interface Solution {
  /** Offsets in the order of the nodes. */
  readonly offsets: readonly number[];
  /** Proved to be the best one. */
  readonly optimal: boolean;
  /** Nodes for which there is no room at any offset; they stay where they are. */
  readonly stuck: readonly string[];
}

/**
 * What one changed node costs more than any change of all offsets together (10 nodes by 65,535), so that the number of changed
 * nodes weighs first and the sum of changes second.
 */
export const CHANGE = 2 ** 20;

/** The name of a pair, whichever comes first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** Whether two sockets cannot share a port. */
export function clash(a: PortSocket, b: PortSocket, accepted: ReadonlySet<string>): boolean {
  return conflict(a, b) && !(accepted.size > 0 && accepted.has(pairOf(a.id, b.id)));
}
