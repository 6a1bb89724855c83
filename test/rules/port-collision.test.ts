import { describe, expect, it } from 'vitest';
import { portCollision } from '../../src/rules/port-collision.js';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'port-collision';
const identity = (fields = {}) => node('wso2is', '5.10.0', fields);
const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

describe('one port that two nodes want', () => {
  const found = () =>
    finding(topology({ identity: identity(), mi: mi({ ports: { 'passthrough-https': 9433 } }) }), RULE);

  it('is an error that names both owners', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('one');
    expect(found().data).toEqual({
      host: 'app1',
      protocol: 'tcp',
      ports: [
        {
          port: 9443,
          protocol: 'tcp',
          listeners: [
            { node: 'identity', listener: 'servlet-https' },
            { node: 'mi', listener: 'passthrough-https' },
          ],
        },
      ],
      nodes: ['identity', 'mi'],
    });
  });

  it('points at what decides the port of the second, and at the first beside it', () => {
    expect(found().at.path).toEqual(['nodes', 'mi', 'ports', 'passthrough-https']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'identity', 'offset']]);
  });

  it('is fixed by the smallest change of one offset', () => {
    expect(editsOf(found())).toEqual([[{ path: 'nodes.mi.offset', from: undefined, to: 11 }]]);
    expect(found().fixes[0]?.configuration).toMatchObject([{ node: 'mi', to: 11 }]);
  });
});

describe('two nodes at the same offset', () => {
  const server = { product: 'wso2am', version: '4.2.0', host: 'app1' };
  const found = () => finding(topology({ a: { ...server, offset: 1 }, b: { ...server, offset: 1 } }), RULE);

  it('are one finding that lists every port in ascending order', () => {
    expect(found().message).toBe('many');
    const ports: number[] = found().data.ports.map(({ port }: { port: number }) => port);
    expect(ports).toEqual([...ports].sort((one, other) => one - other));
    expect(ports).toContain(9444);
    expect(ports).toContain(8244);
    expect(ports.length).toBeGreaterThan(10);
  });

  it('are pointed at by their offsets', () => {
    expect(found().at.path).toEqual(['nodes', 'b', 'offset']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'a', 'offset']]);
  });

  it('are fixed by moving the node that stands last', () => {
    expect(editsOf(found())).toEqual([[{ path: 'nodes.b.offset', from: 1, to: 2 }]]);
  });

  it('are fixed by moving the other one when the last is pinned', () => {
    const document = topology({ a: { ...server, offset: 1 }, b: { ...server, offset: 1, pinned: true } });
    expect(editsOf(finding(document, RULE))).toEqual([[{ path: 'nodes.a.offset', from: 1, to: 2 }]]);
  });

  it('are not fixed by offsets when both are pinned', () => {
    const pinned = { ...server, offset: 1, pinned: true };
    expect(finding(topology({ a: pinned, b: pinned }), RULE).fixes).toEqual([]);
  });
});

describe('the fix', () => {
  it('avoids occupied ports', () => {
    const hosts = { app1: { occupied: [{ ports: '8291-8295', by: 'monitoring' }] } };
    const document = topology({ a: mi({ pinned: true }), b: mi({ offset: 10 }) }, { hosts });
    expect(editsOf(finding(document, RULE))).toEqual([[{ path: 'nodes.b.offset', from: 10, to: 16 }]]);
  });

  it('is not written into a default that others share', () => {
    const document = topology(
      { a: { host: 'app1' }, b: { host: 'app1' } },
      { defaults: { product: 'wso2mi', version: '4.2.0', offset: 3 } },
    );
    expect(editsOf(finding(document, RULE))[0]?.map(({ path }) => path)).toEqual(['nodes.b.offset']);
  });

  it('gives another value to a port that no offset moves', () => {
    const member = (offset: number) =>
      node('wso2am', '2.6.0', { profile: 'gateway-worker', offset, enable: ['cluster-member'] });
    const found = finding(topology({ a: member(0), b: member(1) }), RULE);
    expect(found.data.ports).toMatchObject([{ port: 4000 }]);
    expect(editsOf(found)).toEqual([[{ path: 'nodes.b.ports.cluster-member', from: undefined, to: 4001 }]]);
    expect(found.fixes[0]?.title).toBe('set ports.cluster-member of b to 4001');
  });
});

describe('a port that does not move', () => {
  it('8099 of 2.2.0 collides at different offsets', () => {
    const server = (offset: number) => node('wso2am', '2.2.0', { profile: 'gateway-worker', offset });
    const { data } = finding(topology({ a: server(0), b: server(1) }), RULE);
    expect(data.ports).toMatchObject([
      { port: 8099, listeners: [{ listener: 'websocket-secure' }, { listener: 'websocket-secure' }] },
    ]);
  });

  it.each(['2.5.0', '2.6.0'])('8099 of %s moves and does not', (version) => {
    const server = (offset: number) => node('wso2am', version, { profile: 'gateway-worker', offset });
    expect(findings(topology({ a: server(0), b: server(1) }), RULE)).toEqual([]);
  });
});

describe('within one node', () => {
  it('two listeners on one port are one finding that points at the one written by hand', () => {
    const found = finding(topology({ mi: mi({ offset: 0, ports: { 'passthrough-http': 8243 } }) }), RULE);
    expect(found.data).toMatchObject({ ports: [{ port: 8243 }], nodes: ['mi'] });
    expect([found.at, ...found.related].map(({ path }) => path)).toContainEqual([
      'nodes',
      'mi',
      'ports',
      'passthrough-http',
    ]);
    expect(found.subject.nodes).toEqual(['mi']);
  });
});

describe('containers', () => {
  const box = (publish: readonly string[]) => ({ on: 'app1', publish });

  it('that publish one port of the machine collide', () => {
    const hosts = { app1: {}, one: box(['8290:8290']), two: box(['8290:8290']) };
    const found = finding(topology({ a: mi({ host: 'one' }), b: mi({ host: 'two' }) }, { hosts }), RULE);
    expect(found.data).toMatchObject({
      host: 'app1',
      ports: [
        {
          port: 8290,
          listeners: [
            { container: 'one', node: 'a' },
            { container: 'two', node: 'b' },
          ],
        },
      ],
      nodes: ['a', 'b'],
    });
    expect(found.at.path).toEqual(['hosts', 'two', 'publish', 0]);
    expect(editsOf(found)).toEqual([[{ path: 'hosts.two.publish.0', from: '8290:8290', to: '8291:8290' }]]);
    expect(found.related.map(({ path }) => path)).toEqual([['hosts', 'one', 'publish', 0]]);
  });

  it('collide with a node of the machine', () => {
    const hosts = { app1: {}, one: box(['8290:8290']) };
    const { data } = finding(topology({ a: mi(), b: mi({ host: 'one' }) }, { hosts }), RULE);
    expect(data).toMatchObject({ host: 'app1', ports: [{ port: 8290 }], nodes: ['a', 'b'] });
  });

  it('are told apart from a node of the machine that has the same name', () => {
    const hosts = { app1: {}, one: box(['8290:8290', '8253:8253']) };
    const found = finding(topology({ one: mi(), b: mi({ host: 'one' }) }, { hosts }), RULE);
    expect(portCollision.text(found)).toBe('2 ports on app1 are taken by node one and container one: 8253 and 8290');
    expect(found.at.path).toEqual(['hosts', 'one', 'publish', 1]);
    expect(found.related.map(({ path }) => path)).toEqual([['nodes', 'one', 'offset']]);
  });

  it('that publish on different addresses do not', () => {
    const hosts = { app1: {}, one: box(['10.0.0.1:8290:8290']), two: box(['10.0.0.2:8290:8290']) };
    expect(findings(topology({ a: mi({ host: 'one' }), b: mi({ host: 'two' }) }, { hosts }), RULE)).toEqual([]);
  });

  it('that publish the same container port differently do not', () => {
    const hosts = { app1: {}, one: box(['8290:8290']), two: box(['18290:8290']) };
    expect(findings(topology({ a: mi({ host: 'one' }), b: mi({ host: 'two' }) }, { hosts }), RULE)).toEqual([]);
  });
});

describe('is one finding', () => {
  it('for each set of nodes that clash', () => {
    const document = topology({ a: mi(), b: mi(), c: mi({ host: 'app2' }), d: mi({ host: 'app2' }) });
    expect(findings(document, RULE).map(({ data }) => [data.host, data.nodes])).toEqual([
      ['app1', ['a', 'b']],
      ['app2', ['c', 'd']],
    ]);
  });

  it('for three products of which any two clash on other ports', () => {
    const document = topology({
      apim: node('wso2am', '4.2.0'),
      is: node('wso2is', '7.0.0'),
      si: node('wso2si', '4.2.0'),
    });
    const { data, fixes } = finding(document, RULE);
    expect(data.ports.map(({ port }: { port: number }) => port)).toEqual([9443, 9611, 9711, 9763, 10_711]);
    expect(fixes.map(({ title }) => title)).toEqual(['is to offset 1, si to offset 2']);
  });

  it('for three nodes that all clash', () => {
    expect(finding(topology({ a: mi(), b: mi(), c: mi() }), RULE).data.nodes).toEqual(['a', 'b', 'c']);
  });
});

it('numbers that are no ports are not taken by anybody', () => {
  expect(findings(topology({ a: mi({ offset: 60_000 }), b: mi({ offset: 60_000 }) }), RULE)).toEqual([]);
});

describe('is silent', () => {
  it.each([
    ['on different hosts', { a: mi(), b: mi({ host: 'app2' }) }],
    ['on different addresses', { a: mi({ bind: '10.0.0.1' }), b: mi({ bind: '10.0.0.2' }) }],
    ['at offsets far enough apart', { a: mi(), b: mi({ offset: 11 }) }],
    ['for Micro Integrator beside API Manager, which ship 10 apart', { a: mi(), b: node('wso2am', '4.2.0') }],
    [
      'for clustering ports with clustering off',
      { a: node('wso2am', '2.6.0'), b: node('wso2am', '2.6.0', { offset: 1 }) },
    ],
  ])('%s', (_, nodes) => expect(findings(topology(nodes), RULE)).toEqual([]));

  it('for multicast, which is opened shareable', () => {
    const member = (offset: number) => node('wso2am', '2.6.0', { offset, enable: ['cluster-multicast'] });
    expect(findings(topology({ a: member(0), b: member(1) }), RULE)).toEqual([]);
  });
});

it('nodes whose offset is chosen by the tool do not collide', () => {
  const server = (offset: number | 'auto') => node('wso2am', '4.2.0', { offset });
  expect(findings(topology({ a: server('auto'), b: server(0), c: server('auto') }), RULE)).toEqual([]);
});
