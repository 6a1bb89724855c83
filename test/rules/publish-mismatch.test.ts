import { describe, expect, it } from 'vitest';
import type { HostFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'publish-mismatch';

function boxed(publish: readonly string[], offset = 3, host: HostFields = {}) {
  const hosts = { docker1: {}, box: { on: 'docker1', publish, ...host } };
  return topology({ mi: node('wso2mi', '4.2.0', { host: 'box', offset }) }, { hosts });
}

describe('a published port that nobody listens behind', () => {
  const found = () => finding(boxed(['8283:8283', '8290:8290']), RULE);

  it('is an error that names container, port and node', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('unanswered');
    expect(found().data).toEqual({
      container: 'box',
      host: 'docker1',
      port: '8290',
      hostPort: '8290',
      protocol: 'tcp',
      published: '8290:8290',
      nodes: ['mi'],
    });
  });

  it('points at the entry, and at the offset of the node inside', () => {
    expect(found().at.path).toEqual(['hosts', 'box', 'publish', 1]);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'mi', 'offset']]);
  });
});

it.each(['8290:8290/udp', '8283:8284', '10.0.0.1:8283:8290', '9000-9010:9000-9010'])('%s is found', (text) => {
  expect(findings(boxed([text]), RULE)).toHaveLength(1);
});

it.each(['8283:8283', '18283:8283/tcp', '127.0.0.1:8283:8283', '[::1]:8283:8283', '8280-8290:8280-8290'])(
  '%s is silent',
  (text) => {
    expect(findings(boxed([text]), RULE)).toEqual([]);
  },
);

it('each entry is a finding of its own', () => {
  expect(findings(boxed(['8290:8290', '8253:8253']), RULE).map(({ data }) => data.port)).toEqual(['8290', '8253']);
});

it('other software in the container may be behind it', () => {
  expect(findings(boxed(['9100:9100'], 3, { occupied: [{ port: 9100, by: 'exporter' }] }), RULE)).toEqual([]);
});

it('a container without a node may run anything', () => {
  const hosts = { docker1: {}, proxy: { on: 'docker1', publish: ['443:443'] } };
  expect(findings(topology({ mi: node('wso2mi', '4.2.0', { host: 'docker1' }) }, { hosts }), RULE)).toEqual([]);
});

describe('the fix', () => {
  it('publishes the listener that has the port as shipped', () => {
    expect(editsOf(finding(boxed(['18290:8290/tcp']), RULE))).toEqual([
      [{ path: 'hosts.box.publish.0', from: '18290:8290/tcp', to: '18290:8283/tcp' }],
    ]);
  });

  it('does not exist where no listener has the port as shipped', () => {
    expect(finding(boxed(['9100:9100']), RULE).fixes).toEqual([]);
  });
});

it('names the closed listener that a written port is meant for, and the port that it would open', () => {
  const broker = (fields: object) => ({
    version: 1 as const,
    hosts: { m: {}, b: { on: 'm', publish: ['7614:7614'] } },
    nodes: { b: node('wso2ei-broker', '6.2.0', { host: 'b', offset: 3, ...fields }) },
  });
  const closed = finding(broker({ ports: { 'broker-coordination': 7614 } }), 'publish-mismatch');
  expect(closed.data.closed).toEqual({ node: 'b', listener: 'broker-coordination', port: 7617 });
  expect(closed.related[0]?.label).toContain('broker-coordination');
  expect(finding(broker({}), 'publish-mismatch').data.closed).toBeUndefined();
  const open = broker({ ports: { 'broker-coordination': 7611 }, enable: ['broker-coordination'] });
  expect(findings(open, 'publish-mismatch')).toEqual([]);
});
