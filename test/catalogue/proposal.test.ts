import { describe, expect, it } from 'vitest';
import { type Release, releaseOf } from '../../src/catalogue/release.js';
import { type Facts, rules, scripts } from './pack-scripts.js';
import { readProducts } from './product-files.js';

const products = new Map(readProducts().map(({ product }) => [product.id, product]));

function release(id: string, version: string): Release {
  const product = products.get(id);
  if (!product) throw new Error(`there is no product ${id}`);
  return releaseOf(product, version);
}

describe('a release that is proposed from the one before', () => {
  /** Of the fields that either has in a release, those that the proposals have as the catalogue. */
  const share = (version: string, ids: RegExp) => {
    const counts = [...scripts.replayed(release, rules)]
      .filter((one) => one.version === version && ids.test(one.id))
      .map((one) => scripts.sameFields(one.release, release(one.id, version)));
    const sum = (key: 'all' | 'same') => counts.reduce((total, count) => total + count[key], 0);
    return { products: counts.length, of: sum('same') / sum('all') };
  };

  it('has all fields that the catalogue has of 4.5.0 and 4.7.0, and 98 of a hundred of 4.6.0, which has a new link', () => {
    expect(share('4.5.0', /^wso2am$/)).toEqual({ products: 1, of: 1 });
    expect(share('4.6.0', /^wso2am/).of).toBeGreaterThan(0.98);
    expect(share('4.7.0', /^wso2am/)).toEqual({ products: 4, of: 1 });
  });

  it('has four of five fields of the distributions that 4.5.0 was split into', () => {
    const { products, of } = share('4.5.0', /^wso2am-/);
    expect([products, of > 0.8]).toEqual([3, true]);
  });

  const after = (facts: Facts, changed: Readonly<Record<string, readonly string[] | undefined>>): Facts =>
    new Map(
      [...facts, ...Object.entries(changed)].flatMap(([place, values]) => {
        const value = place in changed ? changed[place] : values;
        return value === undefined ? [] : [[place, value] as const];
      }),
    );
  const old = scripts.readStored('wso2am').releases.get('4.7.0') ?? new Map();
  const propose = (changed: Parameters<typeof after>[1]) =>
    scripts.proposed(release('wso2am', '4.7.0'), '4.8.0', old, after(old, changed), rules);

  it('has the new number where one number of a place became another', () => {
    const { changes, review, release: guess } = propose({ 'default apim.ws.port': ['9098'] });
    expect(changes).toEqual([{ id: 'websocket', place: 'default apim.ws.port', from: 9099, to: 9098 }]);
    expect(guess.listeners.find(({ id }) => id === 'websocket')?.basePort).toBe(9098);
    expect(review).toEqual([]);
  });

  it('leaves to a person what is new, what is gone, and what has no plain number', () => {
    const { changes, review } = propose({
      'default apim.grpc.port': ['9100'],
      'default apim.wss.port': undefined,
      'default tasks.server_address': ['9443', '9444'],
    });
    expect(changes).toEqual([]);
    expect(review.map(({ place, because }) => [place, because])).toEqual([
      ['default tasks.server_address', 'task-server-address has 9443'],
      ['default apim.grpc.port', 'nothing says what it is'],
      ['default apim.wss.port', 'gone; websocket-secure may have ended'],
    ]);
  });

  it('loses the profiles that its pack no longer names, with what they play and open', () => {
    const before = release('wso2am', '4.4.0');
    const facts = scripts.readStored('wso2am').releases.get('4.4.0') ?? new Map();
    const named = before.profiles.filter((profile) => profile !== 'gateway-worker');
    const { gone, release: guess } = scripts.proposed(before, '4.5.0', facts, facts, rules, named);
    expect([gone, guess.profiles, guess.roles.get('gateway')]).toEqual([['gateway-worker'], named, ['default']]);
    expect(guess.listeners.find(({ id }) => id === 'websocket')?.profiles).toEqual(['default']);
  });
});

describe('a distribution that runs profiles of a product', () => {
  const gateway = () => scripts.distributed(release('wso2am', '4.4.0'), { default: 'gateway-worker' });
  const has = (entries: readonly { readonly id: string }[], id: string) => entries.some((entry) => entry.id === id);

  it('opens what they open and plays what they play', () => {
    const { profiles, roles, listeners } = gateway();
    expect([profiles, [...roles.keys()].sort()]).toEqual([['default'], ['cluster-member', 'gateway']]);
    expect([has(listeners, 'websocket'), has(listeners, 'databridge-binary')]).toEqual([true, false]);
  });

  it('dials what its roles dial, and writes nothing of itself where it is not the other end', () => {
    const { links } = gateway();
    expect([has(links, 'event-hub-rest'), has(links, 'event-hub-self-jms')]).toEqual([true, false]);
    expect(release('wso2am', '4.4.0').links.find(({ id }) => id === 'throttle-publish')?.reach.own).toBe('listed');
    expect(links.find(({ id }) => id === 'throttle-publish')?.reach.own).toBeUndefined();
  });

  it('writes no port into its files of a listener that it does not have', () => {
    const part = scripts.distributed(release('wso2am', '4.4.0'), { default: 'traffic-manager' });
    expect([has(gateway().selfReferences, 'ws-endpoints'), has(part.selfReferences, 'ws-endpoints')]).toEqual([
      true,
      false,
    ]);
  });
});
