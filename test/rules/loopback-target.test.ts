import { describe, expect, it } from 'vitest';
import { finding, findings, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

const RULE = 'loopback-target';
const shipped = { ports: {} };

describe('a Thrift server that ships bound to loopback, dialled from another host', () => {
  const found = () => finding(gatewayAndKeyManager('2.6.0', {}, shipped), RULE);

  it('is a warning that names both ends', () => {
    expect(found().severity).toBe('warning');
    expect(found().message).toBe('loopback');
    expect(found().data).toEqual({
      clients: ['gateway'],
      server: 'key-manager',
      listener: 'thrift-key-validation',
      port: 10_397,
      host: 'km.internal',
    });
  });

  it('points at the server, and at the client beside it', () => {
    expect(found().at).toMatchObject({ path: ['nodes', 'key-manager'], part: 'key' });
    expect(found().related).toMatchObject([{ path: ['nodes', 'gateway'], part: 'key' }]);
  });

  it('has no fix: what the product binds is changed in the product', () => {
    expect(found().fixes).toEqual([]);
  });

  it('is one finding for all of its clients', () => {
    const gateway = node('wso2am', '2.6.0', { profile: 'gateway-worker' });
    const document = topology({
      gw1: { ...gateway, host: 'a' },
      gw2: { ...gateway, host: 'b' },
      km: node('wso2am', '2.6.0', { host: 'c', profile: 'api-key-manager' }),
    });
    expect(finding(document, RULE).data.clients).toEqual(['gw1', 'gw2']);
  });

  it('is found beside a Thrift mismatch, which is another matter', () => {
    expect(findings(gatewayAndKeyManager('2.6.0', { offset: 2 }, { ...shipped, offset: 5 }), RULE)).toHaveLength(1);
  });

  it('is found where the topology writes the loopback address itself', () => {
    const ports = { 'thrift-key-validation': { bind: '127.0.0.1' } };
    expect(findings(gatewayAndKeyManager('2.6.0', {}, { ports }), RULE)).toHaveLength(1);
  });
});

describe('is silent', () => {
  it.each([
    ['the listener is opened', { ports: { 'thrift-key-validation': { bind: '0.0.0.0' } } }],
    [
      'the listener binds an address of the network',
      { ports: { 'thrift-key-validation': { port: 10_397, bind: '10.0.0.12' } } },
    ],
    ['the node binds an address of the network', { ports: {}, bind: '10.0.0.12' }],
    ['the client runs on the same host', { ports: {}, host: 'gw.internal', offset: 5 }],
    ['the listener is off', { ports: {}, disable: ['thrift-key-validation'] }],
  ])('when %s', (_, keyManager) => {
    expect(findings(gatewayAndKeyManager('2.6.0', {}, keyManager), RULE)).toEqual([]);
  });

  it('when the link is not used', () => {
    expect(findings(gatewayAndKeyManager('2.6.0', { disable: ['key-validation-thrift'] }, shipped), RULE)).toEqual([]);
  });

  it('when only the gateway part of a node that plays every role would dial, beside a gateway that does not', () => {
    const links = { 'key-validation-ws': { url: 'https://km:9443/services/' } };
    const portal = node('wso2am', '2.6.0', { host: 'portal', links });
    const nodes = {
      gateway: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker', disable: ['key-validation-thrift'] }),
      km: node('wso2am', '2.6.0', { host: 'km', profile: 'api-key-manager' }),
      portal,
    };
    expect(findings(topology(nodes), RULE)).toEqual([]);
    expect(findings(topology({ km: nodes.km, portal }), RULE)).toHaveLength(1);
  });
});
