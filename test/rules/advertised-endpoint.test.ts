import { describe, expect, it } from 'vitest';
import type { HostFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'advertised-endpoint';

function advertising(link: string, url: string, offset = 3) {
  return topology({
    cp: node('wso2am', '4.2.0', {
      host: 'cp.internal',
      profile: 'control-plane',
      links: { [link]: { to: 'gw', url } },
    }),
    gw: node('wso2am', '4.2.0', { host: 'gw.internal', profile: 'gateway-worker', offset }),
  });
}

describe('an endpoint that clients are shown, on the port from before the offset', () => {
  const found = () => finding(advertising('portal-to-gateway-ws-endpoint', 'ws://gw.internal:9099'), RULE);

  it('is an error that names gateway, listener and port', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('differs');
    expect(found().data).toMatchObject({
      node: 'cp',
      link: 'portal-to-gateway-ws-endpoint',
      target: 'gw',
      listener: 'websocket',
      dialled: 9099,
      expectedPort: 9102,
    });
  });

  it('points at the literal', () => {
    expect(found().at.path).toEqual(['nodes', 'cp', 'links', 'portal-to-gateway-ws-endpoint', 'url']);
  });

  it('is fixed in the literal', () => {
    expect(editsOf(found())[0]?.map(({ to }) => to)).toEqual(['ws://gw.internal:9102']);
  });
});

it.each([
  ['portal-to-gateway-https-endpoint', 'https://gw.internal:8243', 8246],
  ['portal-to-gateway-http-endpoint', 'http://gw.internal:8280', 8283],
  ['portal-to-gateway-wss-endpoint', 'wss://gw.internal:8099', 8102],
  ['portal-to-gateway-websub-http', 'http://gw.internal:9021', 9024],
  ['portal-to-gateway-websub-https', 'https://gw.internal:8021', 8024],
])('%s is checked', (link, url, port) => {
  expect(finding(advertising(link, url), RULE).data.expectedPort).toBe(port);
});

it.each([
  ['portal-to-gateway-ws-endpoint', 'ws://gw.internal:9102'],
  ['portal-to-gateway-https-endpoint', 'https://gw.internal'],
  ['portal-to-gateway-http-endpoint', 'http://gw.internal:80'],
  ['portal-to-gateway-wss-endpoint', 'wss://api.example.com'],
])('%s as %s is silent', (link, url) => expect(findings(advertising(link, url), RULE)).toEqual([]));

it('has no fix where the gateway is in a container that does not publish the port: clients are outside', () => {
  const plane = node('wso2am', '4.2.0', {
    ...{ host: 'c1', profile: 'control-plane' },
    links: { 'portal-to-gateway-ws-endpoint': { url: 'ws://localhost:9099' } },
  });
  const gateway = node('wso2am', '4.2.0', { host: 'c2', profile: 'gateway-worker' });
  const hosts = { vm: {}, c1: { on: 'vm', publish: ['9443:9443'] }, c2: { on: 'vm', publish: ['8243:8243'] } };
  const found = finding(topology({ cp: plane, gw: gateway }, { hosts }), RULE);
  expect(found.fixes).toEqual([]);
  expect(found.notes).toEqual(['c2 runs on vm and does not publish 9099 there']);
});

describe('the localhost of a gateway in a container, which clients take for its machine', () => {
  const LINK = 'portal-to-gateway-https-endpoint';
  const OWN = 'https://localhost:8243';
  const boxed = (publish: string[], url: string, vm: HostFields = {}) =>
    topology(
      { am: node('wso2am', '4.2.0', { host: 'box', links: { [LINK]: { url } } }) },
      { hosts: { vm, box: { on: 'vm', publish } } },
    );

  it.each([OWN, `https://localhost:\${https.nio.port}`])(
    'is wrong where the machine has the port as another: %s',
    (url) => {
      const found = finding(boxed(['8253:8243'], url), RULE);
      expect(found.data).toMatchObject({
        node: 'am',
        dialled: 8243,
        expectedHost: 'vm',
        expectedPort: 8253,
      });
      expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual(['https://localhost:8253']);
    },
  );

  it('says what a placeholder means', () => {
    const { notes } = finding(boxed(['8253:8243'], `https://localhost:\${https.nio.port}`), RULE);
    expect(notes?.[0]).toContain('am itself, 8243, which its machine publishes under another number');
    const other = finding(boxed(['9443:9443'], `https://localhost:\${mgt.transport.https.port}`), RULE);
    expect(other.notes?.[0]).toContain('am itself, 9443; it is right for another node only');
  });

  it.each<[string, string[], string, HostFields?]>([
    ['is published as it is as well', ['8253:8243', '8243:8243'], OWN],
    ['is not published, and nobody is meant to see it', ['9443:9443'], OWN],
    ['is published by its name, which may mean anything outside', ['8253:8243'], 'https://box:8243'],
    [
      'is held by other software, which may lead to it',
      ['8253:8243'],
      OWN,
      { occupied: [{ port: 8243, by: 'nginx' }] },
    ],
  ])('is right where it %s', (_, publish, url, vm) => {
    expect(findings(boxed(publish, url, vm), RULE)).toEqual([]);
  });
});
