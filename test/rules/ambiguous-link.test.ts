import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { finding, findings, linkOf, node, topology } from '../topology-builder.js';

const RULE = 'ambiguous-link';
const keyManager = (host: string, offset: number) =>
  node('wso2am', '2.6.0', {
    host,
    profile: 'api-key-manager',
    offset,
    ports: { 'thrift-key-validation': { bind: '0.0.0.0' } },
  });
const gateway = (fields = {}) => node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker', ...fields });

describe('two nodes on different ports that could be the other end', () => {
  const found = () => finding(topology({ gateway: gateway(), km1: keyManager('a', 1), km2: keyManager('b', 2) }), RULE);

  it('are one warning for all links of the node', () => {
    expect(found().severity).toBe('warning');
    expect(found().message).toBe('several');
    expect(found().data).toMatchObject({ node: 'gateway', role: 'key-manager', candidates: ['km1', 'km2'] });
    expect(found().data.links).toContain('key-validation-thrift');
  });

  it('are pointed at beside the node that dials', () => {
    expect(found().at).toMatchObject({ path: ['nodes', 'gateway'], part: 'key' });
    expect(found().related.map(({ path }) => path)).toEqual([
      ['nodes', 'km1', 'offset'],
      ['nodes', 'km2', 'offset'],
    ]);
  });
});

it('two nodes on the same port are a choice too', () => {
  expect(
    findings(topology({ gateway: gateway(), km1: keyManager('a', 1), km2: keyManager('b', 1) }), RULE),
  ).toHaveLength(1);
});

describe('a front end that leads to exactly these nodes', () => {
  const behind = (links: NodeFields['links']) =>
    topology(
      { gateway: gateway({ links }), km1: keyManager('a', 0), km2: keyManager('b', 0) },
      { hosts: { lb: { forwards: [{ port: 9443, to: ['km1:servlet-https', 'km2:servlet-https'] }] } } },
    );

  it('is the other end, where a link may name one', () => {
    expect(linkOf(behind({ 'key-validation-thrift': 'km1' }), 'gateway', 'key-validation-ws')).toMatchObject({
      outcome: 'derived',
      front: 'lb',
      expectedHost: 'lb',
      expectedPort: 9443,
    });
  });

  it('is none for a link that has to name a node', () => {
    expect(finding(behind({}), RULE).data.links).toEqual(['key-validation-thrift']);
  });
});

it('a link that names its end is not ambiguous', () => {
  const links = Object.fromEntries(
    ['key-validation-thrift', 'key-validation-ws', 'oauth-proxy', 'block-conditions'].map((id) => [id, 'km1']),
  );
  expect(
    findings(topology({ gateway: gateway({ links }), km1: keyManager('a', 1), km2: keyManager('b', 2) }), RULE),
  ).toEqual([]);
});

it('nodes of the same product and release come first', () => {
  const identity = node('wso2is-km', '5.7.0', { host: 'b', offset: 2 });
  expect(findings(topology({ gateway: gateway(), km1: keyManager('a', 1), identity }), RULE)).toEqual([]);
});

describe('endpoints that a portal shows to clients', () => {
  const am = (profile: string, host: string) => node('wso2am', '4.2.0', { host, profile });
  const portal = (ports: readonly (readonly [number, string])[]) =>
    topology(
      { cp: am('control-plane', 'cp'), gw1: am('gateway-worker', 'g1'), gw2: am('gateway-worker', 'g2') },
      {
        hosts: {
          lb: { forwards: ports.map(([port, listener]) => ({ port, to: [`gw1:${listener}`, `gw2:${listener}`] })) },
        },
      },
    );

  it('are no question where a load balancer has some of them: clients are shown no others', () => {
    expect(findings(portal([[443, 'passthrough-https']]), RULE)).toEqual([]);
  });

  it('are one where clients have no way to all gateways', () => {
    expect(finding(portal([]), RULE).data.links).toContain('portal-to-gateway-https-endpoint');
  });
});
