import { describe, expect, it } from 'vitest';
import { finding, findings, listenerOf, node, topology } from '../topology-builder.js';

const RULE = 'ephemeral-port';
const mi = (port: number, hosts = {}) =>
  topology({ mi: node('wso2mi', '4.2.0', { offset: 0, ports: { 'passthrough-http': port } }) }, { hosts });

describe("a listener in the host's outgoing range", () => {
  const found = () => finding(mi(40_280), RULE);

  it('is an information, as 40280 is in the range of Linux', () => {
    expect(found().severity).toBe('info');
    expect(found().message).toBe('inside');
    expect(found().data).toEqual({
      node: 'mi',
      host: 'app1',
      range: '32768-60999',
      ports: [{ listener: 'passthrough-http', port: 40_280, protocol: 'tcp' }],
    });
  });

  it('points at the node', () => expect(found().at.path).toEqual(['nodes', 'mi', 'ports', 'passthrough-http']));
});

it('multicast of a cluster is silent: its members share the port with everybody', () => {
  const member = node('wso2am', '2.6.0', { profile: 'gateway-worker', enable: ['cluster-multicast'] });
  const document = topology({ gateway: member });
  expect(listenerOf(document, 'gateway', 'cluster-multicast').port).toBe(45_564);
  expect(findings(document, RULE)).toEqual([]);
});

it('a node whose offset takes it there is one finding', () => {
  const found = finding(topology({ mi: node('wso2mi', '4.2.0', { offset: 30_000 }) }), RULE);
  expect(found.data.ports).toHaveLength(4);
  expect(found.at.path).toEqual(['nodes', 'mi', 'offset']);
});

it.each([
  [32_767, 0],
  [32_768, 1],
  [60_999, 1],
  [61_000, 0],
])('of %i there are %i', (port, count) => expect(findings(mi(port), RULE)).toHaveLength(count));

it('a host may have another range', () => {
  const hosts = { app1: { ephemeral: '49152-65535' } };
  expect(findings(mi(45_564, hosts), RULE)).toEqual([]);
  expect(finding(mi(50_000, hosts), RULE).data.range).toBe('49152-65535');
});

it('`none` switches it off for a host', () => {
  expect(findings(mi(45_564, { app1: { ephemeral: 'none' } }), RULE)).toEqual([]);
});
