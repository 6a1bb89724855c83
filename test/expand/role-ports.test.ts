import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlacedNode } from '../../src/expand/listeners.js';
import { nearestInRole, rolePorts } from '../../src/expand/role-ports.js';

const ports = fc.integer({ min: 1, max: 12 });

it('finds the node that a search through all of them finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(ports, { nil: undefined }), { maxLength: 12 }),
      ports,
      fc.nat(12),
      (portsNow, port, own) => {
        // Only the identity of a node matters here.
        const nodes = portsNow.map((_, index) => ({ index }) as unknown as PlacedNode);
        const portOf = (node: PlacedNode) => portsNow[nodes.indexOf(node)];
        const distance = (node: PlacedNode) => Math.abs((portOf(node) ?? Number.POSITIVE_INFINITY) - port);
        const [first, ...others] = nodes.filter((node) => node !== nodes[own]);
        const expected = others.reduce((best, node) => (best && distance(node) >= distance(best) ? best : node), first);
        expect(nearestInRole(rolePorts(nodes, portOf), port, nodes[own])).toBe(expected);
        // The node that dials is meant where no other one is as near.
        const near = nodes.filter((node) => nodes.every((other) => distance(node) <= distance(other)));
        const meant = near.find((node) => node !== nodes[own]) ?? near[0];
        if (near.every((node) => portOf(node) !== undefined))
          expect(nearestInRole(rolePorts(nodes, portOf), port, undefined, nodes[own])).toBe(meant);
      },
    ),
  );
});
