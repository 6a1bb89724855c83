import { entryOf, known } from '../values/memo.js';
import type { PlacedNode } from './listeners.js';

/** Nodes in a role at one address, by the port of the listener that is right for a link. */
export interface RolePorts {
  readonly nodes: readonly PlacedNode[];
  /** In ascending order. */
  readonly ports: readonly number[];
  readonly byPort: ReadonlyMap<number, readonly Ranked[]>;
}

interface Ranked {
  readonly node: PlacedNode;
  /** Its position among the nodes. */
  readonly rank: number;
}

export function rolePorts(nodes: readonly PlacedNode[], portOf: (node: PlacedNode) => number | undefined): RolePorts {
  const byPort = new Map<number, Ranked[]>();
  for (const [rank, node] of nodes.entries()) {
    const port = portOf(node);
    if (port === undefined) continue;
    entryOf(byPort, port, () => []).push({ node, rank });
  }
  return { nodes, byPort, ports: [...byPort.keys()].sort((a, b) => a - b) };
}

/**
 * Returns the node whose port is nearest to another one; of equally near ones, and where none has a port, the first. The node that dials comes
 * after others that are as near, since an address that was changed is hardly its own; it may be left out. Takes the logarithm of the number of nodes.
 */
export function nearestInRole(
  { nodes, ports, byPort }: RolePorts,
  port: number,
  leftOut: PlacedNode | undefined,
  own?: PlacedNode,
): PlacedNode | undefined {
  const next = firstAtLeast(ports, port);
  // At most one port on each side belongs only to the node that is left out.
  const around = ports.slice(Math.max(0, next - 2), next + 2);
  const near = around.flatMap((at) => {
    const there = known(byPort, at);
    const meant =
      there.find(({ node }) => node !== leftOut && node !== own) ?? there.find(({ node }) => node !== leftOut);
    return meant ? [{ ...meant, distance: Math.abs(at - port) }] : [];
  });
  const [best] = near.sort(
    (a, b) => a.distance - b.distance || Number(a.node === own) - Number(b.node === own) || a.rank - b.rank,
  );
  return best?.node ?? nodes.find((node) => node !== leftOut);
}

/** The index of the first of ascending numbers that is not below another one. */
function firstAtLeast(numbers: readonly number[], least: number): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (Number(numbers[middle]) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
