import { describe, expect, it } from 'vitest';
import type { TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** Offsets of all nodes, with where they come from. */
function offsets(document: TopologyDocument): Record<string, readonly [number, string]> {
  return Object.fromEntries(
    deploymentOf(document).nodes.map(({ id, offset, offsetOrigin }) => [id, [offset, offsetOrigin]]),
  );
}

const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

describe('the offset of a node', () => {
  it('is the written one, else the shipped one', () => {
    const nodes = { a: mi(), b: mi({ offset: 3 }), c: mi({ offset: 0 }), d: node('wso2am', '4.2.0') };
    expect(offsets(topology(nodes))).toEqual({
      a: [10, 'shipped'],
      b: [3, 'written'],
      c: [0, 'written'],
      d: [0, 'shipped'],
    });
  });

  it('may come from the defaults, which a node may override', () => {
    const defaults = { product: 'wso2mi', version: '4.2.0', offset: 5 };
    expect(offsets(topology({ a: { host: 'app1' }, b: { host: 'app1', offset: 6 } }, { defaults }))).toEqual({
      a: [5, 'written'],
      b: [6, 'written'],
    });
  });
});

describe('an offset that the tool chooses', () => {
  it('is the lowest at which all ports are free', () => {
    const document = topology({ a: mi({ offset: 0 }), b: mi({ offset: 'auto' }), c: mi({ offset: 2 }) });
    expect(offsets(document).b).toEqual([1, 'chosen']);
  });

  it('is 0 on an empty host', () => expect(offsets(topology({ a: mi({ offset: 'auto' }) })).a).toEqual([0, 'chosen']));

  it('differs among nodes that all leave it to the tool', () => {
    const nodes = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, mi({ offset: 'auto' })]));
    expect(Object.values(offsets(topology(nodes))).map(([offset]) => offset)).toEqual([0, 1, 2]);
  });

  it('avoids occupied ports', () => {
    const hosts = { app1: { occupied: [{ ports: '8280-8283' }, { port: 9158 }] } };
    expect(offsets(topology({ a: mi({ offset: 'auto' }) }, { hosts })).a).toEqual([5, 'chosen']);
  });

  it('avoids ports that containers publish on the machine', () => {
    const hosts = { app1: {}, box: { on: 'app1', publish: ['8280:8290', '8282:8253'] } };
    expect(offsets(topology({ a: mi({ offset: 'auto' }), b: mi({ host: 'box' }) }, { hosts })).a).toEqual([
      1,
      'chosen',
    ]);
  });

  it('avoids ports that a front end on the host listens on', () => {
    const hosts = { app1: { forwards: [{ port: 8243, to: ['b:passthrough-https'] }] } };
    const nodes = { a: mi({ offset: 'auto' }), b: mi({ host: 'app2' }) };
    expect(offsets(topology(nodes, { hosts })).a).toEqual([1, 'chosen']);
  });

  it('avoids the port of a front end and of a container, although others could share it', () => {
    const products = {
      shop: {
        name: 'shop',
        listeners: [
          {
            ...{ id: 'news', basePort: 7000, protocol: 'udp', shift: 'follows', shareable: true },
            ...{ purpose: 'x', sources: ['x'] },
          },
        ],
      },
    };
    const chosen = (hosts: TopologyDocument['hosts']) => {
      const auto = (host: string) => node('shop', '1', { host, offset: 'auto' });
      const nodes = { a: auto('h'), b: auto('h'), c: auto('elsewhere') };
      return offsets(topology(nodes, { hosts, products: products as never })).a?.[0];
    };
    expect(chosen({ h: {} })).toBe(0);
    expect(chosen({ h: { forwards: [{ port: 7000, protocol: 'udp', to: ['c:news'] }] } })).toBe(1);
    expect(chosen({ h: {}, box: { on: 'h', publish: ['7000-7001:9000-9001/udp'] } })).toBe(2);
  });

  it('is not pushed by another host, address or a listener that is off', () => {
    const nodes = {
      a: mi({ offset: 'auto', bind: '10.0.0.1' }),
      b: mi({ host: 'app2', offset: 0 }),
      c: mi({ offset: 0, bind: '10.0.0.2' }),
      d: mi({
        offset: 0,
        disable: ['passthrough-http', 'passthrough-https', 'management-api-https', 'management-api-http'],
      }),
    };
    expect(offsets(topology(nodes)).a).toEqual([0, 'chosen']);
  });

  it('cannot help ports that no offset moves', () => {
    const member = (offset: number | 'auto') =>
      node('wso2am', '2.6.0', { profile: 'gateway-worker', offset, enable: ['cluster-member'] });
    expect(offsets(topology({ a: member(0), b: member('auto') })).b).toEqual([1, 'chosen']);
  });

  it('is not kept from a free one by a port set by hand, which no offset moves', () => {
    const ports = { 'thrift-key-validation': 10_397 };
    const keyManager = (fields: object) => node('wso2am', '2.6.0', { profile: 'api-key-manager', ports, ...fields });
    expect(offsets(topology({ a: keyManager({ offset: 0 }), b: keyManager({ offset: 'auto' }) })).b).toEqual([
      1,
      'chosen',
    ]);
  });

  it('is 0 where none is free', () => {
    const hosts = { app1: { occupied: [{ ports: '1-65535' }] } };
    expect(offsets(topology({ a: mi({ offset: 'auto' }) }, { hosts })).a).toEqual([0, 'chosen']);
  });

  it('is lower for the node that is first in the file, whatever it is called', () => {
    const auto = mi({ offset: 'auto' });
    expect(offsets(topology({ gateway: auto, b: auto, a: auto }))).toEqual({
      gateway: [0, 'chosen'],
      b: [1, 'chosen'],
      a: [2, 'chosen'],
    });
  });

  it.each([
    ['published of the other protocol', { app1: {}, box: { on: 'app1', publish: ['8280:1/udp'] } }, 0],
    ['published on another address', { app1: {}, box: { on: 'app1', publish: ['10.0.0.2:8280:1'] } }, 0],
    ['published on the own address', { app1: {}, box: { on: 'app1', publish: ['10.0.0.1:8280:1'] } }, 1],
    ['published on every address', { app1: {}, box: { on: 'app1', publish: ['8280:1'] } }, 1],
    [
      'published in a range of the other protocol',
      { app1: {}, box: { on: 'app1', publish: ['8280-8281:1-2/udp'] } },
      0,
    ],
    ['published on another machine', { app1: {}, app2: {}, box: { on: 'app2', publish: ['8280:1'] } }, 0],
    ['forwarded on another address', { app1: { forwards: [{ port: 8280, bind: '10.0.0.2', to: ['b:1'] }] } }, 0],
    ['forwarded on the own address', { app1: { forwards: [{ port: 8280, bind: '10.0.0.1', to: ['b:1'] }] } }, 1],
    ['forwarded of the other protocol', { app1: { forwards: [{ port: 8280, protocol: 'udp', to: ['b:1'] }] } }, 0],
    ['forwarded on another machine', { app1: {}, app2: { forwards: [{ port: 8280, to: ['b:1'] }] } }, 0],
    ['occupied on another address', { app1: { occupied: [{ port: 8280, bind: '10.0.0.2' }] } }, 0],
    ['occupied of the other protocol', { app1: { occupied: [{ port: 8280, protocol: 'udp' }] } }, 0],
  ] as const)('is pushed by no port that is not wanted, and by those that are: %s', (_, hosts, offset) => {
    const nodes = { a: mi({ offset: 'auto', bind: '10.0.0.1' }), b: mi({ host: 'app3' }) };
    expect(offsets(topology(nodes, { hosts: hosts as never })).a).toEqual([offset, 'chosen']);
  });

  it('is chosen on each host for itself', () => {
    const auto = (host: string) => mi({ host, offset: 'auto' });
    const nodes = {
      a1: auto('app1'),
      b1: auto('app2'),
      a2: auto('app1'),
      b2: auto('app2'),
      b3: mi({ host: 'app2', offset: 2 }),
    };
    expect(Object.values(offsets(topology(nodes))).map(([offset]) => offset)).toEqual([0, 0, 1, 1, 2]);
  });

  it('avoids a published range', () => {
    const hosts = { app1: {}, box: { on: 'app1', publish: ['8000-60000:8000-60000'] } };
    const [offset = 0] = offsets(topology({ a: mi({ offset: 'auto' }) }, { hosts })).a ?? [];
    expect(offset).toBe(60_001 - 8243);
  });
});

describe('the offset that is chosen', () => {
  const offsets = (nodes: Parameters<typeof topology>[0], more = {}) =>
    Object.fromEntries(deploymentOf(topology(nodes, more)).nodes.map(({ id, offset }) => [id, offset]));
  const auto = (product: string, version: string, fields = {}) => node(product, version, { offset: 'auto', ...fields });

  it('begins at zero for each kind of server', () => {
    const nodes = { mi1: auto('wso2mi', '4.2.0'), mi2: auto('wso2mi', '4.2.0'), is: auto('wso2is', '5.10.0') };
    expect(offsets(nodes)).toEqual({ mi1: 0, mi2: 1, is: 0 });
  });

  it('leaves out what ports that it does not move would need', () => {
    const gateway = () => auto('wso2am', '2.2.0', { profile: 'gateway-worker' });
    const hosts = { app1: { occupied: [{ port: 8100, by: 'a neighbour of 8099' }] } };
    expect(offsets({ a: gateway(), b: gateway() }, { hosts })).toEqual({ a: 0, b: 1 });
  });

  it('may be the last that the ports have room for', () => {
    const listeners = [{ id: 'last', basePort: 65_534, shift: 'follows', purpose: 'x', sources: ['x'] }];
    const products = { high: { name: 'high', listeners } };
    expect(offsets({ a: auto('high', '1'), b: auto('high', '1') }, { products })).toEqual({ a: 0, b: 1 });
  });
});
