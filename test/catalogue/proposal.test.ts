import { describe, expect, it } from 'vitest';
import { type Release, releaseOf } from '../../src/catalogue/release.js';
import { type Facts, openedBy, rules, scripts } from './pack-scripts.js';
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
    const counts = [...scripts.replayed(release, rules, openedBy)]
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

  it('has 99 of a hundred fields of the distributions that 4.5.0 was split into', () => {
    const { products, of } = share('4.5.0', /^wso2am-/);
    expect([products, of > 0.99]).toEqual([3, true]);
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
    scripts.proposed(
      { release: release('wso2am', '4.7.0'), facts: old, texts },
      '4.8.0',
      { facts: after(old, changed) },
      rules,
    );
  const texts = new Map([['portal-to-gateway-websub-http', 'http://localhost:9021']]);

  it('has the new number where one number of a place became another', () => {
    const { changes, review, release: guess } = propose({ 'default apim.ws.port': ['9098'] });
    expect(changes).toEqual([{ id: 'websocket', place: 'default apim.ws.port', from: 9099, to: 9098 }]);
    expect(guess.listeners.find(({ id }) => id === 'websocket')?.basePort).toBe(9098);
    expect(review).toEqual([]);
  });

  const shipped = (changed: Parameters<typeof after>[1], id: string) => {
    const link = propose(changed).release.links.find((one) => one.id === id);
    return [link?.defaultValue, link?.takesOwnOffset];
  };

  it('ships no text where the file has none, and the last text with its new port where it has one again', () => {
    const place = 'toml apim.gateway.environment[].websub_event_receiver_http_endpoint';
    const id = 'portal-to-gateway-websub-http';
    expect(shipped({ [place]: undefined }, id)).toEqual(['', false]);
    expect(shipped({ [place]: ['9022'] }, id)).toEqual(['http://localhost:9022', false]);
    expect(shipped({ [place]: ['${websub.port}'] }, id)).toEqual(['http://localhost:${websub.port}', true]);
    expect(shipped({}, id)).toEqual(['http://localhost:9021', false]);
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

  it('names tables that no pack before reads, where that is known', () => {
    const named = (tables?: readonly string[]) => {
      const base = { release: release('wso2am', '4.7.0'), facts: old, ...(tables && { tables }) };
      return scripts.proposed(
        base,
        '4.8.0',
        { facts: old, tables: ['apim', 'apim.region', 'mesh', 'mesh.peers'] },
        rules,
      ).newTables;
    };
    expect([named(['apim', 'apim.gateway']), named(), named([])]).toEqual([['apim.region', 'mesh'], [], []]);
  });

  it('names the tables of all that 4.6.0 has and its proposal has not', () => {
    const tables = [...scripts.replayed(release, rules, openedBy)].flatMap(({ id, version, newTables }) =>
      id === 'wso2am' && version === '4.6.0' ? newTables : [],
    );
    expect(tables).toEqual(expect.arrayContaining(['apim.tenant_sharing', 'apim.distributed_throttling']));
  });

  it('loses the profiles that its pack no longer names, with what they play and open', () => {
    const before = release('wso2am', '4.4.0');
    const facts = scripts.readStored('wso2am').releases.get('4.4.0') ?? new Map();
    const named = before.profiles.filter((profile) => profile !== 'gateway-worker');
    const { gone, release: guess } = scripts.proposed(
      { release: before, facts },
      '4.5.0',
      { facts, profiles: named },
      rules,
    );
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

  it('writes no port into its files of a listener that it does not have, nor of what its profiles do not do', () => {
    const part = (profile: string) =>
      scripts.distributed(release('wso2am', '4.4.0'), { default: profile }).selfReferences;
    expect([has(part('default'), 'ws-endpoints'), has(part('traffic-manager'), 'ws-endpoints')]).toEqual([true, false]);
    expect([
      has(part('control-plane'), 'portal-oauth-callback'),
      has(part('gateway-worker'), 'portal-oauth-callback'),
    ]).toEqual([true, false]);
  });

  it('opens what the build puts into it, and what its profiles opened where the build says nothing', () => {
    const part = (features: Facts) =>
      scripts
        .distributed(release('wso2am', '4.4.0'), { default: 'gateway-worker' }, scripts.openedIn(features, openedBy))
        .listeners.filter(({ id }) => id === 'databridge-binary' || id === 'thrift-authentication')
        .map(({ id }) => id);
    expect(part(new Map([['org.wso2.carbon.databridge.datareceiver', ['default']]]))).toEqual(['databridge-binary']);
    expect(part(new Map())).toEqual(['thrift-authentication']);
  });

  it('takes no listener that it does not open for the other end where it always is the other end', () => {
    const accepted = (profile: string) =>
      scripts
        .distributed(release('wso2am', '4.4.0'), { default: profile })
        .links.find(({ id }) => id === 'revoke-endpoint')?.acceptsAlso;
    expect([accepted('default'), accepted('control-plane')]).toEqual([['passthrough-https'], []]);
  });
});
