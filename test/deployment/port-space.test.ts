import { describe, expect, it } from 'vitest';
import { PortSpace } from '../../src/deployment/port-space.js';

describe('a port is taken', () => {
  const space = () =>
    new PortSpace<{ readonly port: number; readonly lastPort?: number; readonly by: string }>([
      { port: 8290, by: 'mi' },
      { port: 8290, by: 'other' },
      { port: 9000, lastPort: 9002, by: 'range' },
      { port: 9002, lastPort: 9002, by: 'one' },
    ]);

  it.each([
    [8289, []],
    [8290, ['mi', 'other']],
    [8291, []],
    [8999, []],
    [9000, ['range']],
    [9001, ['range']],
    [9002, ['range', 'one']],
    [9003, []],
  ])('%i by %j', (port, owners) => {
    const taken = space();
    const names = ['mi', 'other', 'range', 'one'];
    expect(names.filter((name) => taken.some(port, ({ by }) => by === name))).toEqual(owners);
  });

  it('by what is added, at its port or at another one', () => {
    const taken = space();
    taken.add({ port: 1, by: 'first' });
    taken.add({ port: 1, by: 'moved' }, 2);
    const all = (port: number) => ['first', 'moved'].filter((name) => taken.some(port, ({ by }) => by === name));
    expect([all(1), all(2)]).toEqual([['first'], ['moved']]);
  });

  it('by nothing in an empty space', () => {
    expect(new PortSpace().some(1, () => true)).toBe(false);
  });
});
