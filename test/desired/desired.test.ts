import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import type { ConfigSetting, NodeConfig } from '../../src/model/desired.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { catalogue, deploymentOf, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

function config(document: TopologyDocument, id: string): NodeConfig {
  const found = configOf(deploymentOf(document), catalogue).find((each) => each.node === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

function setting(document: TopologyDocument, nodeId: string, id: string): ConfigSetting | undefined {
  return config(document, nodeId).settings.find((each) => each.id === id);
}

const gateway = (fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', ...fields });
const trafficManager = (fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager', ...fields });

describe('the offset', () => {
  it('is a setting', () => {
    expect(setting(topology({ a: node('wso2am', '4.2.0', { offset: 3 }) }), 'a', 'offset')).toMatchObject({
      value: 3,
      setting: '[server] offset',
      isDefault: false,
    });
  });

  it('that the product ships is a default', () => {
    expect(setting(topology({ mi: node('wso2mi', '4.2.0') }), 'mi', 'offset')).toMatchObject({
      value: 10,
      isDefault: true,
    });
    expect(setting(topology({ mi: node('wso2mi', '4.2.0', { offset: 10 }) }), 'mi', 'offset')).toMatchObject({
      value: 10,
      isDefault: true,
    });
    expect(setting(topology({ mi: node('wso2mi', '4.2.0', { offset: 0 }) }), 'mi', 'offset')).toMatchObject({
      value: 0,
      isDefault: false,
    });
  });

  it('that was chosen for the node is the chosen one', () => {
    const document = topology({ a: node('wso2am', '4.2.0'), b: node('wso2am', '4.2.0', { offset: 'auto' }) });
    expect(setting(document, 'b', 'offset')).toMatchObject({ value: 1, isDefault: false });
  });
});

describe('a port', () => {
  it('is the value as it is written, to which the product may add the offset', () => {
    expect(
      setting(
        topology({ a: node('wso2am', '4.2.0', { offset: 3, ports: { 'passthrough-http': 8290 } }) }),
        'a',
        'passthrough-http',
      ),
    ).toMatchObject({ value: 8290, isDefault: false });
  });

  it('that would be open anyway is a default', () => {
    expect(
      setting(
        topology({ a: node('wso2am', '4.2.0', { ports: { 'passthrough-http': 8280 } }) }),
        'a',
        'passthrough-http',
      )?.isDefault,
    ).toBe(true);
  });

  it('is none when it is the base port, but by hand it does not take the offset', () => {
    const document = gatewayAndKeyManager('2.6.0', {}, { offset: 5, ports: { 'thrift-key-validation': 10_397 } });
    expect(setting(document, 'key-manager', 'thrift-key-validation')).toMatchObject({
      value: 10_397,
      isDefault: false,
    });
  });

  it('that nobody wrote is the base port, as a default', () => {
    expect(setting(topology({ a: node('wso2am', '4.2.0', { offset: 3 }) }), 'a', 'servlet-https')).toMatchObject({
      value: 9443,
      isDefault: true,
    });
  });
});

describe('a link', () => {
  it('has the shipped text with host and port of the other end', () => {
    const document = topology({
      gw: gateway(),
      cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane', offset: 1 }),
      tm: trafficManager({ offset: 2 }),
    });
    expect(setting(document, 'gw', 'event-hub-rest')?.value).toBe('https://cp:9444/services/');
    expect(setting(document, 'gw', 'throttle-publish')?.value).toBe('tcp://tm:9613');
    expect(setting(document, 'gw', 'throttle-publish-auth')).toMatchObject({
      value: 'ssl://tm:9713',
      target: 'tm',
      secure: true,
      isDefault: false,
    });
    expect(setting(document, 'cp', 'portal-to-gateway-ws-endpoint')?.value).toBe('ws://gw:9099');
  });

  it('keeps what the catalogue leaves out of a long text', () => {
    const document = topology({
      gw: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker' }),
      tm: node('wso2am', '2.6.0', { host: 'tm', profile: 'traffic-manager', offset: 1 }),
    });
    expect(setting(document, 'gw', 'throttle-decisions-jms')?.value).toBe(
      "amqp://...@clientid/carbon?brokerlist='tcp://tm:5673'",
    );
  });

  it('gives each endpoint of a text the listener that speaks its scheme', () => {
    const document = topology({
      store: node('wso2am', '2.6.0', { host: 'store', profile: 'api-store' }),
      gw: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker', offset: 1 }),
    });
    expect(setting(document, 'store', 'portal-to-gateway-endpoint')?.value).toBe('http://gw:8281,https://gw:8244');
  });

  it('that the product computes has the port', () => {
    expect(
      setting(gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 }), 'gateway', 'key-validation-thrift'),
    ).toMatchObject({ value: 10_402, isDefault: false });
    expect(
      setting(gatewayAndKeyManager('2.6.0', { offset: 5 }, { offset: 5 }), 'gateway', 'key-validation-thrift'),
    ).toMatchObject({ value: 10_402, isDefault: true });
  });

  it('that is written has the written text, corrected where it is wrong', () => {
    const links = {
      'throttle-publish': { to: 'tm', url: '{tcp://tm:9611/|tcp://tm:9613/}' },
      'throttle-publish-auth': { to: 'tm', url: 'tcp://tm:9713' },
      'throttle-decisions-jms': { to: 'tm', url: 'tcp://gw:5672' },
      'event-hub-rest': { url: 'https://hub.example.com/services/' },
    };
    const document = topology({ gw: gateway({ links }), tm: trafficManager({ offset: 2 }) });
    expect(
      ['throttle-publish', 'throttle-publish-auth', 'throttle-decisions-jms', 'event-hub-rest'].map(
        (id) => setting(document, 'gw', id)?.value,
      ),
    ).toEqual([
      '{tcp://tm:9613/|tcp://tm:9613/}',
      'ssl://tm:9713',
      'tcp://tm:5674',
      'https://hub.example.com/services/',
    ]);
  });

  it('to a container names the machine and the published port', () => {
    const document = topology(
      { gw: gateway(), tm: trafficManager({ host: 'box' }) },
      { hosts: { machine: {}, box: { on: 'machine', publish: ['19611:9611'] } } },
    );
    expect(setting(document, 'gw', 'throttle-publish')?.value).toBe('tcp://machine:19611');
  });

  it('to a member of a cluster is host and port', () => {
    const members = (host: string, other: string) =>
      node('wso2is', '5.11.0', { host, enable: ['cluster-member'], links: { 'cluster-wka-members': other } });
    expect(setting(topology({ a: members('h1', 'b'), b: members('h2', 'a') }), 'a', 'cluster-wka-members')?.value).toBe(
      'h2:4000',
    );
  });

  it('of a node to itself is a default where the product follows its own offset, and is not where it does not', () => {
    const document = topology({ a: node('wso2am', '4.2.0', { offset: 3 }) });
    expect(setting(document, 'a', 'event-hub-rest')?.isDefault).toBe(true);
    expect(setting(document, 'a', 'portal-to-gateway-ws-endpoint')).toMatchObject({
      value: 'ws://app1:9102',
      isDefault: false,
    });
  });

  it('that the product takes from another setting is nothing to write', () => {
    expect(setting(gatewayAndKeyManager('2.6.0', {}, { offset: 1 }), 'gateway', 'oauth-proxy')?.isDefault).toBe(true);
  });

  it('that could lead to several nodes is not decided', () => {
    const document = topology({
      gw: gateway(),
      a: trafficManager({ offset: 1 }),
      b: trafficManager({ host: 'tm2', offset: 2 }),
    });
    const reading = {
      ...document,
      nodes: { ...document.nodes, cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane' }) },
      hosts: { ...document.hosts, cp: {}, gw2: {} },
    };
    const gateways = { ...reading, nodes: { ...reading.nodes, gw2: { ...gateway(), host: 'gw2' } } };
    expect(setting(gateways, 'cp', 'portal-to-gateway-ws-endpoint')).toBeUndefined();
    expect(config(gateways, 'cp').undecided).toContainEqual({
      link: 'portal-to-gateway-ws-endpoint',
      nodes: ['gw', 'gw2'],
    });
  });

  it('that leads nowhere has no value', () => {
    const document = topology({ gw: gateway({ links: { 'throttle-publish': 'gw2' } }), gw2: gateway({ host: 'gw2' }) });
    expect(setting(document, 'gw', 'throttle-publish')).toBeUndefined();
    expect(setting(document, 'gw', 'event-hub-rest')).toBeUndefined();
  });
});

describe('files to edit by hand', () => {
  const edits = (fields: Partial<NodeFields>) => config(topology({ a: node('wso2am', '2.6.0', fields) }), 'a').edits;

  it('are those that carry an own port which moved', () => {
    expect(edits({ offset: 2 })).toContainEqual(
      expect.objectContaining({ reference: 'workflow-callback', from: 9443, to: 9445 }),
    );
    expect(edits({})).toEqual([]);
  });

  it('are done when the topology says so', () => {
    const references = (fields: Partial<NodeFields>) => edits(fields).map(({ reference }) => reference);
    expect(references({ offset: 2, ports: { 'workflow-callback': 9445 } })).not.toContain('workflow-callback');
    expect(references({ offset: 2, disable: ['workflow-callback'] })).not.toContain('workflow-callback');
    expect(references({ offset: 2, ports: { 'workflow-callback': 9444 } })).toContain('workflow-callback');
  });

  it('leave out what a setting of the same file carries', () => {
    const found = config(topology({ a: node('wso2am', '4.2.0', { offset: 3 }) }), 'a').edits.map(
      ({ reference }) => reference,
    );
    expect(found).not.toContain('ws-endpoints');
    expect(found).toContain('portal-oauth-callback');
  });
});

describe('two all-in-one servers that copy their events to each other', () => {
  const server = (host: string) => node('wso2am', '4.2.0', { host, enable: ['event-hub-duplicate'] });
  const document = topology({ 'am-1': server('h1'), 'am-2': server('h2') });

  it('name both of them, and ask nothing', () => {
    expect(setting(document, 'am-1', 'event-hub-duplicate')?.value).toBe('tcp://h2:5672');
    const values = config(document, 'am-1').settings.filter(({ id }) => id === 'throttle-publish');
    expect(values.map(({ value }) => value)).toEqual(['tcp://h1:9611', 'tcp://h2:9611']);
    expect(config(document, 'am-1').undecided).toEqual([]);
  });
});
