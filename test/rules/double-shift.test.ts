import { describe, expect, it } from 'vitest';
import { editsOf, finding, findings, listenerOf, node, topology } from '../topology-builder.js';

const RULE = 'double-shift';

describe('the websocket of API Manager 2.1.0, edited by hand as the page says, at offset 2', () => {
  const gateway = node('wso2am', '2.1.0', { profile: 'gateway-worker', offset: 2, ports: { websocket: 9101 } });
  const found = () => finding(topology({ gateway }), RULE);

  it('opens 9103: the offset is added again', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('twice');
    expect(found().data).toEqual({
      node: 'gateway',
      host: 'app1',
      listener: 'websocket',
      basePort: 9099,
      configured: 9101,
      offset: 2,
      port: 9103,
    });
  });

  it('points at the value, and at the offset beside it', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'ports', 'websocket']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'gateway', 'offset']]);
  });

  it('is fixed by the base port', () => {
    expect(editsOf(found())).toEqual([[{ path: 'nodes.gateway.ports.websocket', from: 9101, to: 9099 }]]);
  });

  it('opens 9101 with the base port, and is silent', () => {
    const right = topology({ gateway: { ...gateway, ports: { websocket: 9099 } } });
    expect(findings(right, RULE)).toEqual([]);
    expect(listenerOf(right, 'gateway', 'websocket').port).toBe(9101);
  });
});

it('the management port of Micro Integrator is raised again by the shipped offset', () => {
  const mi = node('wso2mi', '4.2.0', { ports: { 'management-api-https': 9164 } });
  const found = finding(topology({ mi }), RULE);
  expect(found.data).toMatchObject({ basePort: 9154, configured: 9164, offset: 10, port: 9174 });
  expect(found.related).toEqual([]);
});

it('the long form is fixed in its port', () => {
  const mi = node('wso2mi', '4.2.0', { ports: { 'management-api-https': { port: 9164, bind: '10.0.0.1' } } });
  expect(editsOf(finding(topology({ mi }), RULE))).toEqual([
    [{ path: 'nodes.mi.ports.management-api-https.port', from: 9164, to: 9154 }],
  ]);
});

it('a facts name of the listener is fixed under that name', () => {
  const gateway = node('wso2am', '2.6.0', { profile: 'gateway-worker', offset: 2, ports: { 'ws-inbound': 9101 } });
  expect(editsOf(finding(topology({ gateway }), RULE))).toEqual([
    [{ path: 'nodes.gateway.ports.ws-inbound', from: 9101, to: 9099 }],
  ]);
});

describe('is silent', () => {
  it.each([
    ['at offset 0', node('wso2am', '2.6.0', { ports: { websocket: 9099 } })],
    ['for a number that is not base plus offset', node('wso2am', '2.6.0', { offset: 2, ports: { websocket: 9200 } })],
    [
      'for Thrift, where a port set by hand is not shifted',
      node('wso2am', '2.6.0', { offset: 2, ports: { 'thrift-key-validation': 10_399 } }),
    ],
    [
      'for the member port, which never moves',
      node('wso2am', '2.6.0', { offset: 2, enable: ['cluster-member'], ports: { 'cluster-member': 4002 } }),
    ],
    [
      'for 8099 of 2.2.0, which is edited by hand',
      node('wso2am', '2.2.0', { offset: 2, ports: { 'websocket-secure': 8101 } }),
    ],
    [
      'for an analytics worker whose file carries the raised ports already',
      node('wso2am-analytics-worker', '3.0.0', {
        offset: 1,
        ports: { 'msf4j-https': 9444, 'siddhi-store-https': 7444 },
      }),
    ],
  ])('%s', (_, apim) => expect(findings(topology({ apim }), RULE)).toEqual([]));
});
