import { describe, expect, it } from 'vitest';
import { DisjointSets } from '../../src/values/disjoint-sets.js';

describe('sets that grow together', () => {
  it('leave a name alone that was never joined', () => expect(new DisjointSets().representative('a')).toBe('a'));

  it('have one representative for all that were joined, and no other', () => {
    const sets = new DisjointSets();
    sets.join('a', 'b');
    sets.join('c', 'd');
    sets.join('e', 'f');
    sets.join('b', 'd');
    sets.join('a', 'd');
    const [first, ...others] = ['a', 'b', 'c', 'd'].map((name) => sets.representative(name));
    expect(others).toEqual([first, first, first]);
    expect([sets.representative('e') === sets.representative('f'), sets.representative('e') === first]).toEqual([
      true,
      false,
    ]);
  });
});
