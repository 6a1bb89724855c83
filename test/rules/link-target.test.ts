import { describe, expect, it } from 'vitest';
import type { LinkFields, NodeFields } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { catalogue, finding, findings, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

const RULE = 'link-target';

function dialling(target: Partial<NodeFields>, end: object = { to: 'tm' }) {
  return topology({
    tm: node('wso2am', '4.2.0', { host: 'tm.internal', ...target }),
    gateway: node('wso2am', '4.2.0', {
      host: 'gw.internal',
      profile: 'gateway-worker',
      links: { 'throttle-publish': end },
    }),
  });
}

describe('a target that runs a profile without the listener', () => {
  const found = () => finding(dialling({ profile: 'gateway-worker' }), RULE);

  it('is an error that names link, profile and listener', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('closed');
    expect(found().data).toMatchObject({
      node: 'gateway',
      link: 'throttle-publish',
      target: 'tm',
      profile: 'gateway-worker',
      listeners: ['databridge-binary'],
    });
  });

  it('points at the link, and at the target', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'links', 'throttle-publish']);
    expect(found().related).toMatchObject([{ path: ['nodes', 'tm'], part: 'key' }]);
  });
});

it('a target whose listener is switched off is found too', () => {
  expect(findings(dialling({ profile: 'traffic-manager', disable: ['databridge-binary'] }), RULE)).toHaveLength(1);
});

it.each([
  ['opens the listener', dialling({ profile: 'traffic-manager' })],
  ['plays every role', dialling({})],
])('a target that %s is silent', (_, document) => expect(findings(document, RULE)).toEqual([]));

it('several endpoints at one closed node are one finding', () => {
  const ends = ['tm', { to: 'tm', url: 'tcp://tm.internal:9611' }];
  expect(findings(dialling({ profile: 'gateway-worker' }, ends), RULE)).toHaveLength(1);
});

it('two nodes that dial each other are two findings, told apart', () => {
  const gateway = (host: string, to: string) =>
    node('wso2am', '4.2.0', { host, profile: 'gateway-worker', links: { 'throttle-publish': to } });
  const found = findings(topology({ a: gateway('x', 'b'), b: gateway('y', 'a') }), RULE);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

it('Thrift that the Key Manager does not start is silent: the link is off', () => {
  expect(findings(gatewayAndKeyManager('2.6.0', {}, { ports: {}, disable: ['thrift-key-validation'] }), RULE)).toEqual(
    [],
  );
});

describe('a link that has to name single nodes', () => {
  it('is a warning where it names a front end of several', () => {
    const manager = (host: string) => node('wso2am', '2.6.0', { host, profile: 'traffic-manager' });
    const links = { 'throttle-publish': { url: 'tcp://lb.internal:9611' } };
    const to = ['one:databridge-binary', 'two:databridge-binary'];
    const document = topology(
      {
        gateway: node('wso2am', '2.6.0', { host: 'gw.internal', profile: 'gateway-worker', links }),
        one: manager('tm1.internal'),
        two: manager('tm2.internal'),
      },
      { hosts: { 'lb.internal': { forwards: [{ port: 9611, to }] } } },
    );
    expect(finding(document, RULE)).toMatchObject({
      severity: 'warning',
      message: 'front',
      data: { front: 'lb.internal', behind: ['one', 'two'] },
    });
  });
});

it('an address without a port is shown without one', () => {
  const document = topology({
    am: node('wso2am', '1.10.0', { host: 'app1' }),
    is: node('wso2is', '7.0.0', {
      host: 'app1',
      offset: 1,
      links: { 'tenant-sync': { to: 'am', url: 'ssl://app1/x' } },
    }),
  });
  const { text } = finding(document, RULE);
  expect(text).toContain('is dials app1 (tenant-sync)');
});

describe('a setting with the broker that a node uses itself', () => {
  const planes = (own: LinkFields | readonly LinkFields[]) => {
    const plane = (host: string, links: NonNullable<NodeFields['links']>) =>
      node('wso2am', '4.4.0', { host, profile: 'control-plane', links });
    return topology({
      cp1: plane('c1', { 'event-hub-duplicate': 'cp2', 'event-hub-self-jms': own }),
      cp2: plane('c2', { 'event-hub-duplicate': 'cp1' }),
    });
  };

  it.each<[string, LinkFields]>([
    ['by its address', { url: 'tcp://c2:5672' }],
    ['by its id', { to: 'cp2' }],
  ])('is warned of where it names another one only, %s', (_, own) => {
    const found = finding(planes(own), RULE);
    expect([found.severity, found.message]).toEqual(['warning', 'others']);
    expect(found.data).toEqual({ node: 'cp1', links: ['event-hub-self-jms'], targets: ['cp2'] });
  });

  it.each<[string, LinkFields | readonly LinkFields[]]>([
    ['names the node', { url: 'tcp://c1:5672' }],
    ['names the node beside others', [{ url: 'tcp://c1:5672' }, { url: 'tcp://c2:5672' }]],
    ['leads out of the plan', { url: 'tcp://broker.corp:5672' }],
  ])('is right where it %s', (_, own) => expect(findings(planes(own), RULE)).toEqual([]));

  it('is right where nobody dials the node for it', () => {
    const server = (host: string) =>
      node('wso2am', '2.1.0', { host, links: { 'traffic-manager-self-jms': { url: 'tcp://t:5672' } } });
    const document = topology({ publisher: server('p'), tm: node('wso2am', '2.1.0', { host: 't' }) });
    expect(findings(document, RULE)).toEqual([]);
  });

  it('is right where it leads to a dedicated node of the role', () => {
    const plane = node('wso2am', '4.2.0', {
      ...{ host: 'c', profile: 'control-plane' },
      links: { 'traffic-manager-self-jms': { url: 'tcp://t:5672' } },
    });
    const manager = node('wso2am', '4.2.0', { host: 't', profile: 'traffic-manager' });
    expect(findings(topology({ cp: plane, tm: manager }), RULE)).toEqual([]);
  });
});

describe('a node that is named and cannot be meant', () => {
  const plan = (others: Readonly<Record<string, NodeFields>>, end: LinkFields, more: Partial<NodeFields> = {}) =>
    topology({
      cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane', ...more }),
      gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links: { 'event-hub-jms': end } }),
      is: node('wso2is', '6.1.0', { host: 'is' }),
      ...others,
    });
  const second = { cp2: node('wso2am', '4.2.0', { host: 'cp2', profile: 'control-plane' }) };

  it.each<[string, LinkFields, unknown]>([
    ['its name', 'is', 'cp'],
    ['`to`', { to: 'is' }, { to: 'cp' }],
  ])('is replaced in %s by the only one that can be', (_, end, right) => {
    const inputs = [{ file: 'plan.yaml', text: JSON.stringify(plan({}, end)) }];
    const [found] = check(inputs, { catalogue }).findings.filter(({ rule }) => rule === RULE);
    expect(found?.fixes.map(({ title }) => title)).toEqual(['set event-hub-jms of gw to cp']);
    const [file] = fix(inputs, { catalogue }).files;
    expect(JSON.parse(file?.after ?? '').nodes.gw.links['event-hub-jms']).toEqual(right);
  });

  it('is replaced where its listener answers without the role', () => {
    const named = (to: string) =>
      topology({
        cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane' }),
        tm: node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager' }),
        gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links: { 'event-hub-rest': to } }),
      });
    const { findings: all } = check([{ file: 'plan.yaml', text: JSON.stringify(named('tm')) }], { catalogue });
    expect(all.map(({ fixes }) => fixes.map(({ title }) => title))).toEqual([['set event-hub-rest of gw to cp']]);
  });

  it('is not replaced by the node that names it', () => {
    const text = JSON.stringify(
      topology({
        am: node('wso2am', '4.2.0', { host: 'am', links: { 'throttle-publish': 'old' } }),
        old: node('wso2am', '1.10.0', { host: 'old' }),
      }),
    );
    const { findings: all } = check([{ file: 'plan.yaml', text }], { catalogue });
    expect(all.filter(({ rule }) => rule === RULE).map(({ fixes, notes }) => [fixes, notes])).toEqual([
      [[], ['leave links.throttle-publish of am out, which means am itself']],
    ]);
  });

  it('is left where several can be, which are listed', () => {
    const found = finding(plan(second, 'is'), RULE);
    expect(found.notes).toEqual(['write links.event-hub-jms of gw: cp or cp2']);
    const { findings: all } = check([{ file: 'plan.yaml', text: JSON.stringify(plan(second, 'is')) }], { catalogue });
    expect(all.filter(({ rule }) => rule === RULE).flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  it('is left where none can be, and it is said what can be done', () => {
    const closed = plan({}, 'cp', { disable: ['broker-amqp'] });
    expect(findings(closed, RULE).flatMap(({ notes = [] }) => notes)).toEqual([
      'enable broker-amqp of cp, or add a node that plays control-plane, or write links.event-hub-jms of gw as a url if it is outside of the plan',
    ]);
  });
});
