import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/load/plan.js';
import { FILE, topology } from '../topology-builder.js';

/** A machine whose containers publish this many ranges, and as many single ports. */
function published(ranges: number) {
  const entries = Array.from({ length: ranges }, (_, index) => 1000 + index * 10);
  const hosts = {
    app1: {},
    box: {
      on: 'app1',
      publish: entries.flatMap((port) => [`${port}-${port + 1}:${port}-${port + 1}`, `${port + 5}:1`]),
    },
  };
  const { plan, problems } = planOf([{ file: FILE, document: topology({}, { hosts }) }]);
  const box = plan.hosts.find(({ id }) => id === 'box');
  return { entries: box?.published.length, problems: problems.map(({ at }) => at.path) };
}

describe('the published ranges of a machine', () => {
  it('are all looked at up to the limit', () => expect(published(100)).toEqual({ entries: 200, problems: [] }));

  it('are left out beyond it, which is said once; single ports stay', () => {
    expect(published(103)).toEqual({ entries: 203, problems: [['hosts', 'box', 'publish', 200]] });
  });
});
