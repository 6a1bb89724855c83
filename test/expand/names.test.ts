import { describe, expect, it } from 'vitest';
import { canonical, namesOf } from '../../src/expand/names.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

describe('the names of a release', () => {
  const names = () => {
    const release = catalogue.release('wso2am', '4.2.0');
    if (!release) throw new RangeError('the catalogue has no wso2am 4.2.0');
    return namesOf(release);
  };

  it('are ids and aliases, of listeners and of links', () => {
    expect(names().all).toEqual(expect.arrayContaining(['servlet-https', 'throttle-publish', 'throttle-data']));
    expect(names().all.length).toBeGreaterThan(names().listeners.size);
  });

  it('mean one id each', () => {
    expect(['throttle-publish', 'throttle-data', 'nothing'].map((name) => canonical(names(), name))).toEqual([
      'throttle-publish',
      'throttle-publish',
      undefined,
    ]);
  });

  it('are those of an id where another one has the same alias', () => {
    const listener = { transport: 'http', purpose: 'x', sources: ['x'] };
    const listeners = [
      { ...listener, id: 'first', basePort: 1001, aliases: ['second', 'other'] },
      { ...listener, id: 'second', basePort: 1002, aliases: ['other'] },
    ];
    const document = topology(
      { a: node('custom', '1', { ports: { second: 2002, other: 3001 } }) },
      { products: { custom: { name: 'custom', listeners } } as never },
    );
    expect(deploymentOf(document).listeners.map(({ id, port }) => `${id} ${port}`)).toEqual([
      'first 3001',
      'second 2002',
    ]);
  });
});
