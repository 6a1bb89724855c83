import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { findings, linkOf, node, topology } from '../topology-builder.js';

const gateway = (links: NodeFields['links'] = {}) =>
  node('wso2am', '2.6.0', { host: 'gw.internal', profile: 'gateway-worker', links });
const keyManager = (host: string) =>
  node('wso2am', '2.6.0', {
    host,
    profile: 'api-key-manager',
    ports: { 'thrift-key-validation': { bind: '0.0.0.0' } },
  });

describe('a link of which only the port is written', () => {
  const alone = gateway({ 'key-validation-thrift': { port: 10_397 } });
  const outcome = (managers: Readonly<Record<string, NodeFields>>) =>
    linkOf(topology({ gateway: alone, ...managers }), 'gateway', 'key-validation-thrift').outcome;

  it('leads to the only node that plays the role', () => {
    expect(outcome({ one: keyManager('km1.internal') })).toBe('match');
  });

  it('is ambiguous where several do', () => {
    expect(outcome({ one: keyManager('km1.internal'), two: keyManager('km2.internal') })).toBe('ambiguous');
  });

  it('leads out of the plan where none does', () => expect(outcome({})).toBe('external'));
});

describe('the host of a link that the plan does not have', () => {
  const found = (host: string) => {
    const links = { 'throttle-publish': { url: `tcp://${host}:9611` } };
    const manager = node('wso2am', '2.6.0', { host: 'traffic.internal', profile: 'traffic-manager' });
    return findings(topology({ gateway: gateway(links), manager }), 'unknown-reference').map(({ data }) => [
      data.nearest,
      data.likeness,
    ]);
  };

  it.each([
    ['may be misspelt', 'trafic.internal', [['traffic.internal', 'slip']]],
    ['may be in another domain', 'traffic.example.com', [['traffic.internal', 'domain']]],
    ['may be elsewhere', 'events.example.com', []],
  ])('%s', (_, host, names) => expect(found(host)).toEqual(names));
});
