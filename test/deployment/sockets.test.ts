import { describe, expect, it } from 'vitest';
import { clashesOf } from '../../src/deployment/clashes.js';
import { occupantOf, reservedPorts } from '../../src/deployment/sockets.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** Clashes as `host port/protocol: node or container, ...`. */
function clashes(document: TopologyDocument): string[] {
  return clashesOf(deploymentOf(document)).map(
    ({ host, port, protocol, sockets }) =>
      `${host} ${port}/${protocol}: ${sockets.map((socket) => socket.container ?? socket.node).join(', ')}`,
  );
}

/** One listener, 8290/tcp. */
const mi = (fields = {}) =>
  node('wso2mi', '4.2.0', { disable: ['passthrough-https', 'management-api-https', 'management-api-http'], ...fields });

describe('two sockets of a host clash', () => {
  it('when they want one port', () => {
    expect(clashes(topology({ a: mi(), b: mi() }))).toEqual(['app1 8290/tcp: a, b']);
  });

  it.each([
    ['0.0.0.0', '10.0.0.1'],
    ['::', '127.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['FE80::1', 'fe80::1'],
  ])('when they bind %s and %s', (bind, other) => {
    expect(clashes(topology({ a: mi({ bind }), b: mi({ bind: other }) }))).toEqual(['app1 8290/tcp: a, b']);
  });

  it.each([
    ['10.0.0.1', '10.0.0.2'],
    ['127.0.0.1', '10.0.0.2'],
  ])('but not when they bind %s and %s', (bind, other) => {
    expect(clashes(topology({ a: mi({ bind }), b: mi({ bind: other }) }))).toEqual([]);
  });

  it('all with one that binds every address', () => {
    const document = topology({ a: mi({ bind: '10.0.0.1' }), b: mi({ bind: '10.0.0.2' }), c: mi() });
    expect(clashes(document)).toEqual(['app1 8290/tcp: a, b, c']);
  });

  it('in groups by address', () => {
    const document = topology({
      a: mi({ bind: '10.0.0.1' }),
      b: mi({ bind: '10.0.0.2' }),
      c: mi({ bind: '10.0.0.1' }),
      d: mi({ bind: '10.0.0.2' }),
    });
    expect(clashes(document)).toEqual(['app1 8290/tcp: a, c', 'app1 8290/tcp: b, d']);
  });

  it('but not over tcp and udp', () => {
    const server = (protocol: 'tcp' | 'udp') => ({
      name: 'server',
      listeners: [{ id: 'socket', basePort: 8000, protocol, purpose: 'a test', sources: ['a test'] }],
    });
    const document = topology(
      { a: node('tcp-server', '1'), b: node('udp-server', '1') },
      {
        products: { 'tcp-server': server('tcp'), 'udp-server': server('udp') } as unknown as NonNullable<
          TopologyDocument['products']
        >,
      },
    );
    expect(clashes(document)).toEqual([]);
  });

  it('but not when both are multicast sockets that the product opens shareable', () => {
    const server = node('wso2am', '2.6.0', { profile: 'gateway-worker', enable: ['cluster-multicast'] });
    const found = clashes(topology({ a: server, b: { ...server, offset: 1 } }));
    expect(found).toEqual([]);
  });
});

describe('a published port', () => {
  const box = (publish: readonly string[]) => ({ hosts: { app1: {}, box: { on: 'app1', publish } } });

  it('is a socket of the machine, with the listener behind it', () => {
    const deployment = deploymentOf(topology({ a: mi({ host: 'box' }) }, box(['18290:8290'])));
    expect(reservedPorts(deployment).get('app1')).toMatchObject([
      {
        port: 18_290,
        protocol: 'tcp',
        bind: '*',
        node: 'a',
        listener: 'passthrough-http',
        container: 'box',
        published: '18290:8290',
      },
    ]);
  });

  it('stands without a node where nobody listens behind it', () => {
    const deployment = deploymentOf(topology({ a: mi({ host: 'box' }) }, box(['18290:8290/udp'])));
    const [socket] = reservedPorts(deployment).get('app1') ?? [];
    expect(socket).toMatchObject({ port: 18_290, protocol: 'udp' });
    expect(socket).not.toHaveProperty('node');
  });

  it('of a range is one socket per port', () => {
    const deployment = deploymentOf(topology({ a: mi({ host: 'box' }) }, box(['127.0.0.1:18289-18291:8289-8291'])));
    const sockets = reservedPorts(deployment).get('app1') ?? [];
    expect(sockets.map(({ port, bind, listener }) => [port, bind, listener])).toEqual([
      [18_289, '127.0.0.1', undefined],
      [18_290, '127.0.0.1', 'passthrough-http'],
      [18_291, '127.0.0.1', undefined],
    ]);
  });

  it('clashes with a listener of the machine', () => {
    expect(clashes(topology({ a: mi(), b: mi({ host: 'box' }) }, box(['8290:8290'])))).toEqual([
      'app1 8290/tcp: a, box',
    ]);
  });

  it('clashes with that of another container', () => {
    const hosts = {
      app1: {},
      one: { on: 'app1', publish: ['8290:8290'] },
      two: { on: 'app1', publish: ['8290:8290'] },
    };
    expect(clashes(topology({ a: mi({ host: 'one' }), b: mi({ host: 'two' }) }, { hosts }))).toEqual([
      'app1 8290/tcp: one, two',
    ]);
  });

  it('does not clash with the listener inside, which has ports of its own', () => {
    expect(clashes(topology({ b: mi({ host: 'box' }) }, box(['8290:8290'])))).toEqual([]);
  });
});

describe('occupied ports of a host', () => {
  const occupied = [{ port: 22, by: 'sshd' }, { ports: '30000-32767' }, { port: 5432, bind: 'localhost' }];
  const occupant = (port: number, bind = '*', protocol: 'tcp' | 'udp' = 'tcp') => {
    const [host] = deploymentOf(topology({}, { hosts: { app1: { occupied } } })).hosts;
    return host && occupantOf(host, { port, bind, protocol })?.by;
  };

  it('hold their number', () => expect(occupant(22)).toBe('sshd'));
  it('hold every number of a range', () => {
    expect([29_999, 30_000, 32_767, 32_768].map((port) => occupant(port))).toEqual([
      undefined,
      'other software',
      'other software',
      undefined,
    ]);
  });
  it('hold it for tcp where nothing is said', () => expect(occupant(22, '*', 'udp')).toBeUndefined());
  it('hold it on their address only', () => {
    expect([occupant(5432, '10.0.0.1'), occupant(5432, '127.0.0.1'), occupant(5432)]).toEqual([
      undefined,
      'other software',
      'other software',
    ]);
  });
});
