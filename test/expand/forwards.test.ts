import { describe, expect, it } from 'vitest';
import type { HostFields } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** What a load balancer leads to: two Micro Integrators on two hosts, one of which the load balancer names. */
function ledTo(to: string, hosts: Record<string, HostFields> = {}, protocol?: 'udp') {
  const document = topology(
    {
      one: node('wso2mi', '4.2.0', { host: 'h1' }),
      two: node('wso2mi', '4.2.0', { host: 'h2', disable: ['passthrough-http'] }),
    },
    {
      hosts: {
        h1: {},
        h2: {},
        lb: { forwards: [{ port: 80, to: [to], ...(protocol ? { protocol } : {}) }] },
        ...hosts,
      },
    },
  );
  const lb = deploymentOf(document).hosts.find(({ id }) => id === 'lb');
  return {
    to: lb?.forwards[0]?.to.map((target) => `${target.node}:${target.listener}`),
    dead: lb?.forwards[0]?.dead?.map(({ name, port, lacks }) => `${name} ${port} lacks a ${lacks}`),
    occupied: lb?.occupied.map(({ from, to: last, by }) => `${from}-${last} ${by}`),
  };
}

describe('a forward', () => {
  it.each([
    ['a listener of a node', 'one:passthrough-http'],
    ['a port of a node', 'one:8290'],
    ['a port of a host', 'h1:8290'],
  ])('leads to %s', (_, to) => {
    expect(ledTo(to)).toEqual({ to: ['one:passthrough-http'], dead: [], occupied: [] });
  });

  it('does not lead to a port of the other protocol', () => {
    expect(ledTo('one:8290', {}, 'udp').to).toEqual([]);
  });

  it.each([
    ['a port that the node does not open', 'two:8290', 'two 8290 lacks a listener'],
    ['a port that no node of the host opens', 'h1:8299', 'one 8299 lacks a listener'],
  ])('is dead at %s', (_, to, dead) => {
    expect(ledTo(to)).toEqual({ to: [], dead: [dead], occupied: [] });
  });

  it.each(['h1:7000', 'one:7000'])('leads to other software of the host: %s', (to) => {
    const occupied = [
      { port: 6000, by: 'another' },
      { ports: '6990-7010', by: 'the one' },
      { port: 7000, by: 'a second', bind: '127.0.0.1' },
    ];
    expect(ledTo(to, { h1: { occupied } })).toEqual({ to: [], dead: [], occupied: ['80-80 the one'] });
  });

  it('may lead anywhere on a host of which the plan names no node', () => {
    expect(ledTo('bare:8290', { bare: {} })).toEqual({ to: [], dead: [], occupied: [] });
  });

  it('leads on through another front end, to the port that it has', () => {
    const front = {
      forwards: [
        { port: 81, to: ['one:passthrough-http'] },
        { port: 82, to: ['two:passthrough-https'] },
      ],
    };
    expect(ledTo('front:81', { front }).to).toEqual(['one:passthrough-http']);
    expect(ledTo('front:82', { front }).to).toEqual(['two:passthrough-https']);
    expect(ledTo('front:83', { front })).toMatchObject({ to: [], dead: ['front 83 lacks a forward'] });
  });
});

describe('a target', () => {
  const products = {
    shop: { name: 'shop', listeners: [{ id: 'web2', basePort: 8000, purpose: 'x', sources: ['x'] }] },
  };
  const targets = (target: string, hosts: Record<string, HostFields> = {}) => {
    const nodes = { one: node('shop', '1', { host: 'h1' }), front: node('shop', '1', { host: 'h2' }) };
    const lb = { forwards: [{ port: 80, to: [target] }] };
    const all = deploymentOf(topology(nodes, { hosts: { ...hosts, lb }, products: products as never })).hosts;
    const forward = all.find(({ id }) => id === 'lb')?.forwards[0];
    const dead = forward?.dead?.map(({ name, port, lacks }) => `${name} ${port} lacks ${lacks}`) ?? [];
    return [...(forward?.to.map((each) => `${each.node}:${each.listener}`) ?? []), ...dead];
  };
  const front = { forwards: [{ port: 81, to: ['one:8000'] }] };

  it.each<[string, string, Record<string, HostFields>, readonly string[]]>([
    ['is a listener whose name ends with a number', 'one:web2', {}, ['one:web2']],
    ['is a listener of the node that a front end has the name of', 'front:web2', { front }, ['front:web2']],
    ['is a port of the front end that a node has the name of', 'front:81', { front }, ['one:web2']],
    ['is no name of a port of a front end', 'entry:web2', { entry: front }, ['entry web2 lacks forward']],
    ['is no name of a listener at a host', 'h1:web2', {}, ['one web2 lacks listener']],
    [
      'is what a front end forwards, whatever else has its port',
      'entry:81',
      { entry: { ...front, occupied: [{ port: 81 }] } },
      ['one:web2'],
    ],
  ])('%s', (_, target, hosts, expected) => {
    expect(targets(target, hosts)).toEqual(expected);
  });
});

describe('a pod is served', () => {
  const to = (...targets: readonly string[]) => ({ forwards: [{ port: 443, to: [...targets] }] });
  const pod = { kind: 'pod', namespace: 'ns' } as const;
  const service = { kind: 'service', namespace: 'ns' } as const;
  const mi = (host: string) => node('wso2mi', '4.2.0', { host });
  const hosts = {
    entry: { kind: 'ingress', namespace: 'ns', ...to('a:passthrough-https') },
    lb: to('a:passthrough-https'),
    all: { ...service, ...to('a:passthrough-https', 'b:passthrough-https', 'c:passthrough-https') },
    own: { ...service, ...to('a:passthrough-https') },
    late: { ...service, ...to('a:passthrough-https') },
    none: { ...service, ...to('a:1') },
    ...{ 'pod-a': pod, 'pod-b': pod, 'pod-idle': pod, machine: {} },
  };
  const nodes = { a: mi('pod-a'), b: mi('pod-b'), c: mi('machine') };
  const served = () =>
    deploymentOf(topology(nodes, { hosts: hosts as never })).hosts.map(
      ({ id, servedBy }) =>
        [id, servedBy?.map(({ node: of, listener, by }) => `${of}:${listener} ${by.host}:${by.port}`)] as const,
    );

  it('by Services alone, those that lead to it alone first, in their order', () => {
    const of = 'a:passthrough-https';
    expect(new Map(served()).get('pod-a')).toEqual([`${of} own:443`, `${of} late:443`, `${of} all:443`]);
    expect(new Map(served()).get('pod-b')).toEqual(['b:passthrough-https all:443']);
  });

  it('and nothing else is', () => {
    expect(served().filter(([id, by]) => by !== undefined && !/^pod-[ab]$/.test(id))).toEqual([]);
  });
});
