import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlacedNode } from '../../src/expand/listeners.js';
import { nearestPlayer, playerPorts } from '../../src/expand/player-ports.js';

const ports = fc.integer({ min: 1, max: 12 });

it('finds the player that a search through all of them finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(ports, { nil: undefined }), { maxLength: 12 }),
      ports,
      fc.nat(12),
      (playerPortsNow, port, own) => {
        // Only the identity of a player matters here.
        const players = playerPortsNow.map((_, index) => ({ index }) as unknown as PlacedNode);
        const portOf = (player: PlacedNode) => playerPortsNow[players.indexOf(player)];
        const distance = (player: PlacedNode) => Math.abs((portOf(player) ?? Number.POSITIVE_INFINITY) - port);
        const [first, ...others] = players.filter((player) => player !== players[own]);
        const expected = others.reduce(
          (best, player) => (best && distance(player) >= distance(best) ? best : player),
          first,
        );
        expect(nearestPlayer(playerPorts(players, portOf), port, players[own])).toBe(expected);
      },
    ),
  );
});
