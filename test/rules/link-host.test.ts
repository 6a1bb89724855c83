import { describe, expect, it } from 'vitest';
import type { HostFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

/** A traffic manager on `tm.internal` and a gateway with one literal. */
function plan(url: string, hosts: Readonly<Record<string, HostFields>> = {}, tmHost = 'tm.internal') {
  return topology(
    {
      tm: node('wso2am', '4.2.0', { host: tmHost, profile: 'traffic-manager' }),
      gateway: node('wso2am', '4.2.0', {
        host: 'gw.internal',
        profile: 'gateway-worker',
        links: { 'throttle-publish': { to: 'tm', url } },
      }),
    },
    { hosts },
  );
}

describe('a literal with the right port on the wrong host', () => {
  const found = () => finding(plan('tcp://old.internal:9611', { 'old.internal': {} }), 'link-mismatch');

  it('is a finding that names both hosts', () => {
    expect(found().message).toBe('elsewhere');
    expect(found().data).toMatchObject({
      dialledHost: 'old.internal',
      dialled: 9611,
      expectedHost: 'tm.internal',
      expectedPort: 9611,
    });
    expect(found().data).not.toHaveProperty('explainingOffset');
  });

  it('is fixed in host and port', () => {
    expect(editsOf(found())[0]?.map(({ to }) => to)).toEqual(['tcp://tm.internal:9611']);
  });

  it('tells who answers there', () => {
    const document = plan('tcp://other.internal:9611', {});
    const other = node('wso2am', '4.2.0', { host: 'other.internal', profile: 'traffic-manager' });
    const { data } = finding(
      { ...document, hosts: { ...document.hosts, 'other.internal': {} }, nodes: { ...document.nodes, other } },
      'link-mismatch',
    );
    expect(data.reached).toEqual({ node: 'other', listener: 'databridge-binary' });
  });
});

describe('a container that does not publish the port', () => {
  const found = () =>
    finding(
      plan('tcp://machine:9611', { machine: {}, box: { on: 'machine', publish: ['5672:5672'] } }, 'box'),
      'link-mismatch',
    );

  it('is a finding that says so', () => {
    expect(found().message).toBe('elsewhere');
    expect(found().notes).toContain('box runs on machine and does not publish 9611 there');
  });

  it('has no fix in the literal', () => expect(found().fixes).toEqual([]));
});

it('two endpoints of one text are each fixed, though they go wrong on the same port', () => {
  const tm = (host: string) => node('wso2am', '4.2.0', { host, profile: 'traffic-manager', offset: 1, pinned: true });
  const url = '{tcp://tm1:9611|tcp://tm2:9611}';
  const document = topology({
    'tm-1': tm('tm1'),
    'tm-2': tm('tm2'),
    gateway: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links: { 'throttle-publish': { url } } }),
  });
  expect(findings(document, 'link-mismatch').map((found) => editsOf(found)[0]?.map(({ to }) => to))).toEqual([
    ['{tcp://tm1:9612|tcp://tm2:9611}'],
    ['{tcp://tm1:9611|tcp://tm2:9612}'],
  ]);
});

it('Thrift in a container is dialled on the published port', () => {
  const document = gatewayAndKeyManager(
    '2.6.0',
    {},
    { host: 'box' },
    { hosts: { machine: {}, box: { on: 'machine', publish: ['20397:10397'] } } },
  );
  const found = finding(document, 'thrift-mismatch');
  expect(found.data).toMatchObject({ clientPort: 10_397, serverPort: 20_397, difference: 10_000 });
  expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual([20_397]);
});

describe('one traffic manager moved by 1, dialled by three gateways on three ports', () => {
  const gateway = (host: string) =>
    node('wso2am', '4.2.0', {
      host,
      profile: 'gateway-worker',
      links: {
        'throttle-publish': { to: 'tm', url: 'tcp://tm:9611' },
        'throttle-publish-auth': { to: 'tm', url: 'ssl://tm:9711' },
        'throttle-decisions-jms': { to: 'tm', url: 'tcp://tm:5672' },
      },
    });
  const nodes = { gw1: gateway('h1'), gw2: gateway('h2'), gw3: gateway('h3') };
  const moved = (fields = {}) =>
    topology({
      tm: node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager', offset: 1, ...fields }),
      ...nodes,
    });

  it('is one finding with all nine places', () => {
    const found = finding(moved(), 'link-mismatch');
    expect(found.message).toBe('shifted');
    expect(found.data).toMatchObject({ target: 'tm', offset: 1, assumedOffset: 0 });
    expect(found.data.literals).toHaveLength(9);
    expect([found.at, ...found.related].map(({ path }) => path.slice(0, 4).join('.'))).toContain(
      'nodes.gw3.links.throttle-decisions-jms',
    );
  });

  it('is cleared in the literals first, each with its full new value', () => {
    const [first] = finding(moved(), 'link-mismatch').fixes;
    expect(first?.edits).toHaveLength(9);
    expect(new Set(first?.edits.map(({ to }) => to))).toEqual(
      new Set(['tcp://tm:9612', 'ssl://tm:9712', 'tcp://tm:5673']),
    );
    expect(first?.lines).toContain('throttle-publish of gw2 to tcp://tm:9612');
  });

  it('is cleared by the offset that all of them assume, as the second choice', () => {
    expect(editsOf(finding(moved(), 'link-mismatch'))[1]).toEqual([{ path: 'nodes.tm.offset', from: 1, to: 0 }]);
  });

  it('keeps its offset where it may not move', () => {
    expect(finding(moved({ pinned: true }), 'link-mismatch').fixes).toHaveLength(1);
  });

  it('is a finding of its literal where only one of them is wrong', () => {
    const one = topology({
      tm: node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager', offset: 1 }),
      gw: node('wso2am', '4.2.0', {
        host: 'h1',
        profile: 'gateway-worker',
        links: { 'throttle-publish': { to: 'tm', url: 'tcp://tm:9611' } },
      }),
    });
    const found = finding(one, 'link-mismatch');
    expect(found.notes).toEqual(['9611 would be right if tm ran at offset 0']);
    expect(editsOf(found).map(([edit]) => edit?.path)).toEqual(['nodes.gw.links.throttle-publish.url']);
  });
});

it('an offset that nobody has and nobody means is not told', () => {
  const found = finding(plan('tcp://tm.internal:9711'), 'link-mismatch');
  expect(found.data).not.toHaveProperty('explainingOffset');
});
