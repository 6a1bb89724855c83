import { describe, expect, it } from 'vitest';
import { clearedBy, newErrors } from '../../../src/fix/correct/new-errors.js';
import { evaluated, node, topology } from '../../topology-builder.js';

/** Micro Integrators at these offsets on one host. */
const servers = (offsets: Readonly<Record<string, number>>, occupied: readonly number[] = []) =>
  evaluated(
    topology(
      Object.fromEntries(Object.entries(offsets).map(([id, offset]) => [id, node('wso2mi', '4.2.0', { offset })])),
      { hosts: { app1: { occupied: occupied.map((port) => ({ port })) } } },
    ),
  );

const rules = (found: ReturnType<typeof newErrors>) => [...new Set(found.map(({ rule }) => rule))];

describe('an error is new', () => {
  it('where two nodes clash that did not before', () => {
    expect(rules(newErrors(servers({ a: 0, b: 5 }), servers({ a: 0, b: 0 })))).toEqual(['port-collision']);
  });

  it('where a node joins two that clashed', () => {
    expect(rules(newErrors(servers({ a: 0, b: 0, c: 5 }), servers({ a: 0, b: 0, c: 0 })))).toEqual(['port-collision']);
  });

  it('where two clash that each clashed with another node', () => {
    const before = servers({ a: 0, b: 0, c: 5, d: 5 });
    expect(rules(newErrors(before, servers({ a: 0, b: 7, c: 0, d: 9 })))).toEqual(['port-collision']);
  });

  it('where a node takes the port of other software', () => {
    expect(rules(newErrors(servers({ a: 1 }, [8280]), servers({ a: 0 }, [8280])))).toEqual(['occupied-port']);
  });
});

describe('an error is not new', () => {
  it('where one of three moved away, and the others clash as before', () => {
    expect(newErrors(servers({ a: 0, b: 0, c: 0 }), servers({ a: 0, b: 0, c: 5 }))).toEqual([]);
  });

  it('where the same node still has the port of other software', () => {
    expect(newErrors(servers({ a: 0, b: 0 }, [8280]), servers({ a: 0, b: 5 }, [8280]))).toEqual([]);
  });
});

describe('a finding is cleared', () => {
  it('not while two of three still clash', () => {
    expect(clearedBy(servers({ a: 0, b: 0, c: 0 }), servers({ a: 0, b: 0, c: 5 })).size).toBe(0);
  });

  it('when all have moved apart', () => {
    const before = servers({ a: 0, b: 0 });
    const cleared = clearedBy(before, servers({ a: 0, b: 5 }));
    const collisions = before.diagnoses.filter(({ rule }) => rule === 'port-collision');
    expect(collisions.length).toBeGreaterThan(0);
    expect(collisions.every(({ fingerprint }) => cleared.has(fingerprint))).toBe(true);
  });

  it('not while the port of other software is still wanted', () => {
    const wanted = servers({ a: 0 }, [8280]);
    expect(clearedBy(wanted, wanted).size).toBe(0);
  });
});
