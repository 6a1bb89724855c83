import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, linkOf, node, topology } from '../topology-builder.js';

const RULE = 'link-mismatch';

/** Traffic manager and gateway of 4.2.0 on hosts of their own. */
function distributed(links: NodeFields['links'], tm: Partial<NodeFields> = {}, gateway: Partial<NodeFields> = {}) {
  return topology({
    tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager', ...tm }),
    gateway: node('wso2am', '4.2.0', {
      host: 'gw.internal',
      profile: 'gateway-worker',
      ...(links ? { links } : {}),
      ...gateway,
    }),
  });
}

describe('a literal that names the port from before the offset of its target', () => {
  const found = () =>
    finding(distributed({ 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9611' } }, { offset: 1 }), RULE);

  it('is an error that names both ends, both ports, and the offset at which it would be right', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('differs');
    expect(found().data).toMatchObject({
      node: 'gateway',
      link: 'throttle-publish',
      target: 'tm',
      listener: 'databridge-binary',
      dialled: 9611,
      expectedPort: 9612,
      explainingOffset: 0,
    });
  });

  it('points at the literal, and at what decides the port of the target', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'links', 'throttle-publish', 'url']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'tm', 'offset']]);
  });

  it('is fixed in the literal, and only in its port', () => {
    expect(editsOf(found())).toEqual([
      [
        {
          path: 'nodes.gateway.links.throttle-publish.url',
          from: 'tcp://tm.internal:9611',
          to: 'tcp://tm.internal:9612',
        },
      ],
    ]);
    expect(found().fixes[0]?.configuration).toMatchObject([{ node: 'gateway', to: 'tcp://tm.internal:9612' }]);
  });
});

describe('the target is found', () => {
  it('by the host of the URL', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://tm.internal:9611' } }, { offset: 1 });
    expect(finding(document, RULE).data).toMatchObject({ target: 'tm', expectedPort: 9612 });
  });

  it('by an address of a host', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://10.0.0.12:9611' } }, { offset: 1 });
    const named = { ...document, hosts: { ...document.hosts, 'tm.internal': { addresses: ['10.0.0.12'] } } };
    expect(finding(named, RULE).data).toMatchObject({ target: 'tm', expectedPort: 9612 });
  });

  it('by localhost, which is the own host', () => {
    const links = { 'throttle-publish': { url: 'tcp://localhost:9611' } };
    const document = distributed(links, { host: 'app1', offset: 1 }, { host: 'app1', offset: 2 });
    expect(finding(document, RULE).data).toMatchObject({ target: 'tm', dialled: 9611, expectedPort: 9612 });
  });

  it('by the node that the topology names, where only a port is written', () => {
    const document = distributed({ 'throttle-publish': { to: 'tm', port: 9611 } }, { offset: 1 });
    const found = finding(document, RULE);
    expect(found.at.path).toEqual(['nodes', 'gateway', 'links', 'throttle-publish', 'port']);
    expect(editsOf(found)).toEqual([[{ path: 'nodes.gateway.links.throttle-publish.port', from: 9611, to: 9612 }]]);
  });
});

it('what does listen on the dialled port is told', () => {
  const document = distributed({ 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9711' } });
  expect(finding(document, RULE).data.reached).toEqual({ node: 'tm', listener: 'databridge-binary-ssl' });
});

it('a placeholder means the own port, which is right for another node only at equal offsets', () => {
  const links = { 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:${receiver.url.port}' } };
  const found = finding(distributed(links, { offset: 1 }), RULE);
  expect(found.data).toMatchObject({ dialled: 9611, expectedPort: 9612, placeholder: 'receiver.url.port' });
  expect(findings(distributed(links, { offset: 1 }, { offset: 1 }), RULE)).toEqual([]);
});

describe('several literals that go wrong at one node', () => {
  const links = {
    'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9612' },
    'throttle-publish-auth': { to: 'tm', url: 'ssl://tm.internal:9712' },
  };

  it('are one finding where they assume one offset', () => {
    const { data } = finding(distributed(links), RULE);
    expect(data.literals.map(({ link }: { readonly link: string }) => link)).toEqual([
      'throttle-publish',
      'throttle-publish-auth',
    ]);
  });

  it('are a finding each where they assume different ones', () => {
    const different = { ...links, 'throttle-publish-auth': { to: 'tm', url: 'ssl://tm.internal:9713' } };
    expect(findings(distributed(different), RULE)).toHaveLength(2);
  });

  it('are cleared in the literals first, by the offset second', () => {
    expect(editsOf(finding(distributed(links), RULE)).map((edits) => edits.map(({ path, to }) => [path, to]))).toEqual([
      [
        ['nodes.gateway.links.throttle-publish.url', 'tcp://tm.internal:9611'],
        ['nodes.gateway.links.throttle-publish-auth.url', 'ssl://tm.internal:9711'],
      ],
      [['nodes.tm.offset', 1]],
    ]);
  });
});

describe('a literal on a host of the plan where nothing listens', () => {
  it('is an error, though nobody there plays the role', () => {
    const found = finding(distributed({ 'event-hub-jms': { url: 'tcp://tm.internal:5679' } }), RULE);
    expect(found.message).toBe('dead');
    expect(found.data).toMatchObject({ dialledHost: 'tm.internal', dialled: 5679, candidates: [] });
  });

  it('is an error where other software holds the port', () => {
    const document = distributed({ 'throttle-publish': { url: 'tcp://tm.internal:9000' } });
    const hosts = { ...document.hosts, 'tm.internal': { occupied: [{ port: 9000, by: 'minio' }] } };
    expect(finding({ ...document, hosts }, RULE).data).toMatchObject({ occupiedBy: 'minio', expectedPort: 9611 });
  });

  it('is an error on a front end that forwards other ports', () => {
    const document = distributed({ 'throttle-decisions-jms': { url: 'tcp://lb:5672' } });
    const hosts = { ...document.hosts, lb: { forwards: [{ port: 9443, to: ['tm:servlet-https'] }] } };
    expect(finding({ ...document, hosts }, RULE).data).toMatchObject({
      dialledHost: 'lb',
      expectedHost: 'tm.internal',
    });
  });

  it('is an error on 443 once the host says what it forwards', () => {
    const document = distributed({ 'gateway-to-traffic-manager-admin': { url: 'https://lb/services/' } });
    const lb = { forwards: [{ port: 9443, to: ['tm:servlet-https'] }] };
    expect(findings({ ...document, hosts: { ...document.hosts, lb } }, RULE)).toHaveLength(1);
    expect(findings({ ...document, hosts: { ...document.hosts, lb: {} } }, RULE)).toEqual([]);
  });
});

it.each(['htp:/x y', 'ftp:/tm', '://tm:9611'])('%s is no endpoint, which is an error at its place', (url) => {
  const found = finding(distributed({ 'throttle-publish': { url } }), RULE);
  expect(found.message).toBe('malformed');
  expect(found.at.path).toEqual(['nodes', 'gateway', 'links', 'throttle-publish', 'url']);
});

it.each(['https://${TM_HOST}:9611', 'tcp://{{ tm_host }}:9611', 'tcp://$env{TM}:9611', 'tcp://tm:${PORT}'])(
  '%s is not judged',
  (url) => {
    const document = distributed({ 'throttle-publish': { url } });
    expect(findings(document, RULE)).toEqual([]);
    expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
      verdict: 'undecided',
      unjudged: 'variable',
    });
  },
);

it('several links that read one setting are one finding', () => {
  const url = 'https://km.internal:9444/services/';
  const links = { 'key-validation-ws': { url }, 'oauth-proxy': { url } };
  const document = topology({
    gateway: node('wso2am', '3.2.0', { host: 'gw.internal', profile: 'gateway-worker', links }),
    km: node('wso2am', '3.2.0', { host: 'km.internal', profile: 'api-key-manager' }),
  });
  const found = finding(document, RULE);
  expect(found.data.links).toEqual(['key-validation-ws', 'oauth-proxy']);
  expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual(Array(2).fill('https://km.internal:9443/services/'));
});

it('each endpoint of a list is judged by itself, and fixed in its place', () => {
  const url = 'tcp://tm.internal:9612,tcp://tm.internal:9611';
  const found = finding(distributed({ 'throttle-publish': { url } }, { offset: 1 }), RULE);
  expect(found.data).toMatchObject({ dialled: 9611 });
  expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual(['tcp://tm.internal:9612,tcp://tm.internal:9612']);
});

describe('is silent', () => {
  it.each<[string, NodeFields['links']]>([
    ['for the effective port', { 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9612' } }],
    ['where no literal is given', { 'throttle-publish': 'tm' }],
    ['for an endpoint outside the topology', { 'throttle-publish': { url: 'tcp://tm.example.com:9611' } }],
    ['for a front on 443', { 'event-hub-rest': { url: 'https://tm.internal/services/' } }],
  ])('%s', (_, links) => expect(findings(distributed(links, { offset: 1 }), RULE)).toEqual([]));

  it('for a link that is switched off', () => {
    const document = distributed(
      { 'throttle-publish': { to: 'tm', port: 9611 } },
      { offset: 1 },
      { disable: ['throttle-publish'] },
    );
    expect(findings(document, RULE)).toEqual([]);
    expect(linkOf(document, 'gateway', 'throttle-publish').outcome).toBe('off');
  });

  it('for a published port that leads to the listener', () => {
    const links = { 'throttle-publish': { url: 'tcp://docker1:19611' } };
    const document = distributed(links, { host: 'box' });
    const hosts = { ...document.hosts, docker1: {}, box: { on: 'docker1', publish: ['19611:9611'] } };
    expect(findings({ ...document, hosts }, RULE)).toEqual([]);
    expect(linkOf({ ...document, hosts }, 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'match',
      target: 'tm',
    });
  });
});

describe('a port that is reached through something else', () => {
  const am = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
    node('wso2am', '4.2.0', { host, profile, ...fields });
  const plan = (url: string) =>
    topology(
      { cp: am('control-plane', 'box'), gw: am('gateway-worker', 'gw', { links: { 'event-hub-rest': { url } } }) },
      {
        hosts: {
          lb: { forwards: [{ port: 443, to: ['cp:servlet-https'] }] },
          vm: {},
          box: { on: 'vm', publish: ['9543:9443'] },
        },
      },
    );

  it.each([
    [
      'a front end',
      'https://lb:9443/services/',
      'gw dials lb on 9443 (event-hub-rest), but lb leads to servlet-https of cp on 443',
    ],
    [
      'a machine',
      'https://vm:9443/services/',
      'gw dials vm on 9443 (event-hub-rest), but vm leads to servlet-https of cp on 9543',
    ],
  ])('is said to be led on by %s, which the node is not listening on', (_, url, text) => {
    const found = finding(plan(url), 'link-mismatch');
    expect(found.data).toMatchObject({ isForwarded: true });
    expect(found.text).toBe(text);
  });
});

describe('an address of the key manager, which the pages on a server do not have', () => {
  it.each([
    ['a traffic manager', 'traffic-manager-to-key-manager', { product: 'wso2am-tm', version: '4.7.0' }],
    [
      'a traffic manager of the one pack',
      'traffic-manager-to-key-manager',
      { product: 'wso2am', version: '4.4.0', profile: 'traffic-manager' },
    ],
    ['another control plane', 'control-plane-to-key-manager', { product: 'wso2am-acp', version: '4.7.0' }],
  ])('is judged where %s has it, and asked of none', (_, link, { product, version, ...rest }) => {
    const plan = (links: NodeFields['links']) =>
      topology({
        km: node('wso2am-acp', '4.7.0', { host: 'km', profile: 'key-manager', offset: 1 }),
        dialler: node(product, version, { host: 'dialler', ...rest, ...(links ? { links } : {}) }),
      });
    const url = 'https://km:9443/services/';
    expect(finding(plan({ [link]: { url } }), 'link-mismatch').data).toMatchObject({
      node: 'dialler',
      target: 'km',
      expectedPort: 9444,
    });
    expect(linkOf(plan(undefined), 'dialler', link).outcome).toBe('off');
  });
});
