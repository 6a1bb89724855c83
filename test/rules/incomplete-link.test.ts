import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { finding, findings, linkOf, node, topology } from '../topology-builder.js';

const RULE = 'incomplete-link';
const am = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile, ...fields });

/** Two traffic managers that copy their decisions to each other, a control plane, and a gateway with these links. */
function pair(links: NodeFields['links']) {
  return topology({
    cp: am('control-plane', 'cp'),
    gw: am('gateway-worker', 'gw', { ...(links ? { links } : {}) }),
    tm1: am('traffic-manager', 'tm1', { links: { 'traffic-manager-duplicate': 'tm2' } }),
    tm2: am('traffic-manager', 'tm2', { links: { 'traffic-manager-duplicate': 'tm1' } }),
  });
}

describe('a list that leaves one out', () => {
  it('is a warning where that one loses data, for sister lists together', () => {
    const found = finding(pair({ 'throttle-publish': 'tm1', 'throttle-publish-auth': 'tm1' }), RULE);
    expect(found).toMatchObject({ severity: 'warning', message: 'missing' });
    expect(found.data).toMatchObject({
      node: 'gw',
      links: ['throttle-publish', 'throttle-publish-auth'],
      listed: ['tm1'],
      missing: ['tm2'],
    });
  });

  it('is an info where it only costs availability', () => {
    const found = finding(pair({ 'throttle-decisions-jms': { url: 'tcp://tm1:5672' } }), RULE);
    expect(found).toMatchObject({ severity: 'info', data: { missing: ['tm2'] } });
  });
});

it.each<[string, NodeFields['links']]>([
  ['names every node', { 'throttle-publish': ['tm1', 'tm2'], 'throttle-publish-auth': ['tm1', 'tm2'] }],
  ['is not written', undefined],
  ['leads out of the plan as well', { 'throttle-publish': ['tm1', { url: 'tcp://tm.example.com:9611' }] }],
])('a list that %s is silent', (_, links) => expect(findings(pair(links), RULE)).toEqual([]));

it('two sites that nothing connects need no list of both', () => {
  const site = (id: string) => ({
    [`gw-${id}`]: am('gateway-worker', `g${id}`, {
      links: { 'throttle-publish': `cp-${id}`, 'event-hub-rest': `cp-${id}` },
    }),
    [`cp-${id}`]: am('control-plane', `c${id}`),
  });
  expect(findings(topology({ ...site('a'), ...site('b') }), RULE)).toEqual([]);
});

describe('two nodes of a kind', () => {
  const planes = (a: Partial<NodeFields> = {}, b: Partial<NodeFields> = {}) =>
    topology({ 'cp-1': am('control-plane', 'h1', a), 'cp-2': am('control-plane', 'h2', b) });

  it('are told to copy their events', () => {
    const found = finding(planes(), RULE);
    expect(found).toMatchObject({ severity: 'warning', message: 'copy' });
    expect(found.data).toMatchObject({ nodes: ['cp-1', 'cp-2'], silent: ['cp-1', 'cp-2'] });
    expect(found.data.links).toContain('event-hub-duplicate');
  });

  it('are told which of them does not, where the other one does', () => {
    const found = finding(planes({ links: { 'event-hub-duplicate': 'cp-2' } }), RULE);
    expect(found.data).toMatchObject({ nodes: ['cp-1', 'cp-2'], silent: ['cp-2'] });
    expect(found.text).toMatch(/and cp-2 does not copy its events to the other/);
  });

  it('are told nothing more where a copy leads back to its node, which is another finding', () => {
    const document = planes(
      { links: { 'event-hub-duplicate': { url: 'tcp://h1:5672' } } },
      { links: { 'event-hub-duplicate': 'cp-1' } },
    );
    expect(findings(document, RULE)).toEqual([]);
    expect(findings(document, 'link-self')).toHaveLength(1);
  });

  it('are silent in groups of their own', () => {
    expect(findings(planes({ group: 'north' }, { group: 'south' }), RULE)).toEqual([]);
  });

  it('may be two systems, as long as nothing connects two all-in-one servers', () => {
    const servers = (fields: Partial<NodeFields>) =>
      topology({ a: am('default', 'h1', fields), b: am('default', 'h2', fields) });
    expect(findings(servers({}), RULE)).toEqual([]);
    expect(findings(servers({ group: 'pair' }), RULE)).toHaveLength(1);
  });

  it.each(['default', 'control-plane'])(
    '%s, need no copy of the traffic manager beside that of the event hub',
    (profile) => {
      const enable = ['event-hub-duplicate'];
      const document = topology({ dc1: am(profile, 'h1', { enable }), dc2: am(profile, 'h2', { enable }) });
      expect(findings(document, RULE)).toEqual([]);
    },
  );

  it('copy to each other, and not to themselves', () => {
    const enable = ['event-hub-duplicate'];
    const document = topology({ dc1: am('default', 'h1', { enable }), dc2: am('default', 'h2', { enable }) });
    expect(linkOf(document, 'dc1', 'event-hub-duplicate')).toMatchObject({ target: 'dc2', expectedHost: 'h2' });
    expect(linkOf(document, 'dc2', 'event-hub-duplicate')).toMatchObject({ target: 'dc1' });
  });
});

it('three of a kind are told that there is no recipe', () => {
  const document = topology({
    a: am('control-plane', 'h1'),
    b: am('control-plane', 'h2'),
    c: am('control-plane', 'h3'),
  });
  expect(finding(document, RULE)).toMatchObject({ severity: 'info', message: 'crowd' });
});

describe('a gateway and servers of assumed profile that all name one traffic manager', () => {
  const am2 = (host: string, fields: Partial<NodeFields> = {}) => node('wso2am', '2.1.0', { host, ...fields });
  const links = { 'throttle-publish': 'tm', 'throttle-publish-auth': 'tm' };
  const plan = (km: Partial<NodeFields>) =>
    topology({ gw: am2('gw', { links }), km: am2('km', km), store: am2('store'), tm: am2('tm') });

  it('leave nobody out: whoever sends there is no traffic manager itself', () => {
    expect(findings(plan({ links }), RULE)).toEqual([]);
  });

  it('leave out another that is one for itself', () => {
    const both = { 'throttle-publish': ['km', 'tm'], 'throttle-publish-auth': ['km', 'tm'] };
    const found = findings(plan({ links: both }), RULE).filter(({ data }) => data.node === 'gw');
    expect(found.map(({ data }) => data.missing)).toEqual([expect.arrayContaining(['km'])]);
  });
});

it('a server that deploys its policies to the one traffic manager is none itself, whatever its profile', () => {
  const am2 = (host: string, links: NodeFields['links'] = {}) => node('wso2am', '2.1.0', { host, links });
  const document = topology({
    gw: am2('gw', { 'throttle-publish': { url: 'tcp://tm:9611' }, 'throttle-publish-auth': { url: 'ssl://tm:9711' } }),
    publisher: am2('publisher', { 'policy-deployer': { url: 'https://tm:9443/services/' } }),
    tm: am2('tm'),
  });
  expect(findings(document, RULE)).toEqual([]);
});

describe('members of clusters', () => {
  const members = (host: string, ...others: readonly string[]) =>
    node('wso2am', '2.1.0', {
      host,
      enable: ['cluster-member', 'cluster-wka-members'],
      links: { 'cluster-wka-members': others.map((other) => ({ url: `${other}:4000` })) },
    });

  it('whose lists have none in common are two clusters', () => {
    const document = topology({
      a: members('a', 'b'),
      b: members('b', 'a'),
      c: members('c', 'd'),
      d: members('d', 'c'),
    });
    expect(findings(document, RULE)).toEqual([]);
  });

  it('that one list connects need the whole list', () => {
    const document = topology({ a: members('a', 'b'), b: members('b', 'a', 'c'), c: members('c', 'a', 'b') });
    expect(findings(document, RULE).map(({ data }) => [data.node, data.missing])).toEqual([['a', ['c']]]);
  });
});

it('a control plane that reaches the pair through its load balancer is no reason to leave one of them out', () => {
  const plane = (host: string, other: string) =>
    am('control-plane', host, {
      links: { 'traffic-manager-to-event-hub-rest': { url: 'https://lb/services/' }, 'event-hub-duplicate': other },
    });
  const document = topology(
    {
      cp1: plane('c1', 'cp2'),
      cp2: plane('c2', 'cp1'),
      gw: am('gateway-worker', 'gw', { links: { 'event-hub-jms': { url: 'tcp://c1:5672' } } }),
    },
    { hosts: { lb: { forwards: [{ port: 443, to: ['cp1:servlet-https', 'cp2:servlet-https'] }] } } },
  );
  expect(finding(document, RULE)).toMatchObject({ severity: 'info', data: { node: 'gw', missing: ['cp2'] } });
});
