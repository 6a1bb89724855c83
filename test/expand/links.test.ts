import { describe, expect, it } from 'vitest';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, linkOf, linksOf, node, topology } from '../topology-builder.js';

/** Traffic manager and gateway of 4.2.0 on hosts of their own. */
function distributed(links: NodeFields['links'], tm: Partial<NodeFields> = {}, more: Partial<TopologyDocument> = {}) {
  return topology(
    {
      tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager', ...tm }),
      gateway: node('wso2am', '4.2.0', { host: 'gw.internal', profile: 'gateway-worker', ...(links ? { links } : {}) }),
    },
    more,
  );
}

describe('a link has exactly one outcome', () => {
  it('match: the literal names the effective port', () => {
    const document = distributed({ 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9613' } }, { offset: 2 });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'match',
      target: 'tm',
      expectedHost: 'tm.internal',
      expectedPort: 9613,
    });
  });

  it('port-mismatch: it names another one', () => {
    const document = distributed({ 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9611' } }, { offset: 2 });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'port-mismatch',
      dialled: 9611,
      expectedPort: 9613,
    });
  });

  it('scheme-mismatch: the port is right, the scheme is not', () => {
    const document = distributed({ 'throttle-publish': { to: 'tm', url: 'ssl://tm.internal:9611' } });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'scheme-mismatch',
      expectedPort: 9611,
    });
  });

  it('target-off: the node that is named does not open the listener', () => {
    const document = distributed(
      { 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9611' } },
      { profile: 'gateway-worker' },
    );
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({ outcome: 'target-off', target: 'tm' });
  });

  it('self: the literal lands on the node that dials', () => {
    const document = distributed({
      'gateway-to-traffic-manager-admin': { to: 'tm', url: 'https://localhost:9443/services/' },
    });
    expect(linkOf(document, 'gateway', 'gateway-to-traffic-manager-admin')).toMatchObject({
      outcome: 'self',
      target: 'tm',
      reached: { node: 'gateway' },
    });
  });

  it('ambiguous: one of several nodes is meant, and none is named', () => {
    const document = topology({
      a: node('wso2am', '4.2.0', { host: 'h1', profile: 'control-plane' }),
      b: node('wso2am', '4.2.0', { host: 'h2', profile: 'control-plane' }),
      gateway: node('wso2am', '4.2.0', { profile: 'gateway-worker' }),
    });
    expect(linkOf(document, 'gateway', 'event-hub-rest')).toMatchObject({
      outcome: 'ambiguous',
      candidates: ['a', 'b'],
    });
  });

  it('external: the address is none of the topology', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://tm.example.com:9611' } });
    expect(linkOf(document, 'gateway', 'throttle-publish').outcome).toBe('external');
  });

  it('external: a host without anything on it', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://empty:9611' } }, {}, { hosts: { empty: {} } });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'external',
      dialledHost: 'empty',
      verdict: 'outside',
    });
  });

  it.each([
    ['wso2am', 'gateway-worker', 'event-hub-rest'],
    ['wso2am-acp', 'default', 'portal-to-gateway-ws-endpoint'],
  ])(
    'undecided: the shipped value of %s as %s names the node itself, and nobody plays the other end',
    (product, profile, id) => {
      const version = product === 'wso2am' ? '4.2.0' : '4.6.0';
      expect(linkOf(topology({ alone: node(product, version, { profile }) }), 'alone', id)).toMatchObject({
        outcome: 'undecided',
        basis: 'shipped',
        unjudged: 'nobody',
      });
    },
  );

  it('off: the shipped own address does no harm, and nobody or several nodes play the other end', () => {
    const gateway = (host: string) => node('wso2am-universal-gw', '4.5.0', { host });
    const control = node('wso2am-acp', '4.5.0', { host: 'cp' });
    const outcome = (nodes: Readonly<Record<string, NodeFields>>) =>
      linkOf(topology({ control, ...nodes }), 'control', 'gateway-environment-service-url').outcome;
    expect(outcome({})).toBe('off');
    expect(outcome({ g1: gateway('g1'), g2: gateway('g2') })).toBe('off');
    expect(outcome({ g1: gateway('g1') })).toBe('derived');
  });

  it('undecided: the node there has a profile that does not exist', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://tm.internal:9611' } }, { profile: 'trafic' });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({ unjudged: 'unknown-node' });
  });

  it('undecided: the product of the node there does not exist', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://tm.internal:9611' } }, { product: 'wso2what' });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({ unjudged: 'unknown-node' });
  });

  it('wrong-role: the right listener of a node that does not play the role', () => {
    const identity = node('wso2is', '7.0.0', { host: 'id' });
    const document = distributed({ 'gateway-to-traffic-manager-admin': { url: 'https://id:9443/services/' } });
    expect(
      linkOf(
        { ...document, hosts: { ...document.hosts, id: {} }, nodes: { ...document.nodes, identity } },
        'gateway',
        'gateway-to-traffic-manager-admin',
      ),
    ).toMatchObject({ outcome: 'wrong-role', target: 'tm', reached: { node: 'identity' } });
  });

  it('wrong-role: a node is named that does not play the role', () => {
    const identity = node('wso2is', '7.0.0', { host: 'id' });
    const document = distributed({ 'gateway-to-traffic-manager-admin': 'identity' });
    expect(
      linkOf(
        { ...document, hosts: { ...document.hosts, id: {} }, nodes: { ...document.nodes, identity } },
        'gateway',
        'gateway-to-traffic-manager-admin',
      ),
    ).toMatchObject({ outcome: 'wrong-role', basis: 'named', target: 'tm' });
  });

  it('malformed: the text names no host', () => {
    expect(
      linkOf(distributed({ 'throttle-publish': { url: 'htp:/x y' } }), 'gateway', 'throttle-publish').outcome,
    ).toBe('malformed');
  });

  it('self: a shipped literal lands on the node itself because of its offset', () => {
    const document = topology({ apim: node('wso2am', '4.2.0', { offset: 2, enable: ['workflow-engine'] }) });
    expect(linkOf(document, 'apim', 'workflow-engine')).toMatchObject({
      outcome: 'self',
      reached: { node: 'apim', listener: 'servlet-https' },
    });
  });

  it('derived: nothing is written, and the other end is known', () => {
    const document = distributed({}, { offset: 2 });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'derived',
      target: 'tm',
      expectedHost: 'tm.internal',
      expectedPort: 9613,
    });
  });

  it('off: the link is not used', () => {
    const document = topology({
      gateway: node('wso2am', '4.2.0', { profile: 'gateway-worker', disable: ['throttle-publish'] }),
    });
    expect(linkOf(document, 'gateway', 'throttle-publish').outcome).toBe('off');
  });
});

describe('several candidates on the same port', () => {
  it('are all kept, with the first one as target', () => {
    const tm = (host: string) => node('wso2am', '4.2.0', { host, profile: 'traffic-manager', offset: 1 });
    const document = topology({
      a: tm('h1'),
      b: tm('h2'),
      gateway: node('wso2am', '4.2.0', { profile: 'gateway-worker' }),
    });
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'derived',
      target: 'a',
      targets: ['a', 'b'],
      expectedPort: 9612,
    });
  });
});

describe('only an address is written', () => {
  const nodes = (offset: number, url: string) =>
    topology({
      portal: node('wso2am', '4.2.0', { profile: 'api-devportal-deprecated', offset: 0 }),
      tm: node('wso2am', '4.2.0', { profile: 'traffic-manager', offset }),
      gateway: node('wso2am', '4.2.0', {
        host: 'gw',
        profile: 'gateway-worker',
        links: { 'gateway-to-traffic-manager-admin': { url } },
      }),
    });

  it('the node that plays the role is meant, not another one with the same listener beside it', () => {
    expect(
      linkOf(nodes(1, 'https://app1:9443/services/'), 'gateway', 'gateway-to-traffic-manager-admin'),
    ).toMatchObject({
      outcome: 'wrong-role',
      target: 'tm',
      expectedPort: 9444,
      reached: { node: 'portal', listener: 'servlet-https' },
    });
  });

  it('a broker is a broker where nobody plays the role that is asked for', () => {
    const document = topology({
      broker: node('wso2mb', '3.2.0', { host: 'mb' }),
      gateway: node('wso2am', '4.2.0', {
        host: 'gw',
        profile: 'gateway-worker',
        links: { 'event-hub-jms': { url: 'tcp://mb:5672' } },
      }),
    });
    expect(linkOf(document, 'gateway', 'event-hub-jms')).toMatchObject({ outcome: 'match', target: 'broker' });
  });
});

describe('a placeholder is the own port', () => {
  it.each([
    ['https://localhost:${mgt.transport.https.port}${carbon.context}services/', 'event-hub-rest', 9446],
    ['tcp://${carbon.local.ip}:${receiver.url.port}', 'throttle-publish', 9614],
    ['ssl://${carbon.local.ip}:${auth.url.port}', 'throttle-publish-auth', 9714],
    ['tcp://${carbon.local.ip}:${jms.port}', 'throttle-decisions-jms', 5675],
  ])('%s', (url, id, port) => {
    const document = distributed({ [id]: { url } });
    const at3 = {
      ...document,
      nodes: { ...document.nodes, gateway: { ...document.nodes.gateway, host: 'gw.internal', offset: 3 } },
    };
    expect(linkOf(at3, 'gateway', id).dialled).toBe(port);
  });
});

it('each endpoint of a list is a link of its own', () => {
  const document = distributed({ 'throttle-publish': { url: '{tcp://tm.internal:9611|tcp://tm.example.com:9611}' } });
  expect(linksOf(document, 'gateway', 'throttle-publish').map(({ outcome }) => outcome)).toEqual(['match', 'external']);
});

it('a comma in a path does not make two endpoints', () => {
  const document = distributed({ 'event-hub-rest': { url: 'https://hub.example.com/a,b?c=d,e' } });
  expect(linksOf(document, 'gateway', 'event-hub-rest')).toHaveLength(1);
});

it('every link of the catalogue that a node has is there once, used or not', () => {
  const { links } = deploymentOf(distributed({}));
  const names = links.map(({ node: id, id: link }) => `${id} ${link}`);
  expect(new Set(names).size).toBe(names.length);
});

describe('a link that is kept in the database', () => {
  const SERVICE_URL = 'identity-server-as-key-manager';
  const system = (url: string) =>
    topology({
      cp: node('wso2am', '4.2.0', { host: 'cp.internal', profile: 'control-plane', links: { [SERVICE_URL]: { url } } }),
      is: node('wso2is', '7.0.0', { host: 'is.internal' }),
    });

  it('is off where the setting that it shares leads to the node itself: that is the resident key manager', () => {
    expect(linkOf(system('https://cp.internal:9443/services/'), 'cp', SERVICE_URL)?.outcome).toBe('off');
  });

  it('is judged where the setting leads to another node', () => {
    expect(linkOf(system('https://is.internal:9443/services/'), 'cp', SERVICE_URL)?.outcome).toBe('match');
    expect(linkOf(system('https://is.internal:9444/services/'), 'cp', SERVICE_URL)?.outcome).toBe('port-mismatch');
  });

  it('is off where another link that reads the same text is right', () => {
    const url = 'https://localhost:9443/services/';
    const document = topology({
      am: node('wso2am', '4.2.0', { host: 'h', links: { 'key-manager-url': { url }, [SERVICE_URL]: { url } } }),
      is: node('wso2is', '7.0.0', { host: 'other' }),
    });
    expect(linkOf(document, 'am', SERVICE_URL)?.outcome).toBe('off');
    expect(linkOf(document, 'am', 'key-manager-url')?.outcome).toBe('match');
  });
});

it.each([
  ['https://gw.am.wso2.com:9443/services/', 'template'],
  ['https://{{ control_plane }}:9443/services/', 'variable'],
  ['https://cp.elsewhere:{{ port }}/services/', 'variable'],
])('%s is not judged: it is still a %s', (url, unjudged) => {
  const link = linkOf(distributed({ 'event-hub-rest': { url } }), 'gateway', 'event-hub-rest');
  expect(link).toMatchObject({ outcome: 'undecided', unjudged, verdict: 'undecided' });
});

it('a list that leads out of the plan in part is one to write its sister list for', () => {
  const document = distributed({ 'throttle-publish': { url: 'tcp://tm.internal:9611,tcp://tm.corp:9611' } });
  expect(linkOf(document, 'gateway', 'throttle-publish-auth')).toMatchObject({ outcome: 'derived', target: 'tm' });
});

it('a deployment has the name of its plan, where that has one', () => {
  expect([deploymentOf(topology({}, { name: 'prod' })).name, deploymentOf(topology({})).name]).toEqual([
    'prod',
    undefined,
  ]);
});

it('a list that leads out of the plan is no reason to write its sister list', () => {
  const gateway = (url: string) =>
    topology({
      gw: node('wso2am', '4.2.0', {
        ...{ host: 'gw', profile: 'gateway-worker' },
        links: { 'throttle-publish': { url } },
      }),
      tm: node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager' }),
    });
  const auth = (url: string) => linkOf(gateway(url), 'gw', 'throttle-publish-auth').outcome;
  expect([auth('tcp://tm.corp:9611'), auth('tcp://tm:9611')]).toEqual(['off', 'derived']);
});
