import { describe, expect, it } from 'vitest';
import {
  editsOf,
  evaluated,
  finding,
  findings,
  gatewayAndKeyManager,
  linkOf,
  listenerOf,
  node,
  topology,
} from '../topology-builder.js';

const RULE = 'thrift-mismatch';
const opened = { 'thrift-key-validation': { bind: '0.0.0.0' } };

describe("the vendor's case: Gateway at offset 2, Key Manager at offset 5", () => {
  const document = gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 });
  const found = () => finding(document, RULE);

  it('is an error that names both ports and their difference', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('differs');
    expect(found().data).toEqual({
      client: 'gateway',
      clientPort: 10_399,
      server: 'key-manager',
      serverPort: 10_402,
      difference: 3,
      clientOffset: 2,
      serverOffset: 5,
    });
  });

  it('points at both offsets', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'offset']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'key-manager', 'offset']]);
  });

  it('names both owners in its subject', () => {
    expect(found().subject.nodes).toEqual(['gateway', 'key-manager']);
  });

  it('is fixed on the client first, then on the server', () => {
    expect(editsOf(found())).toEqual([
      [{ path: 'nodes.gateway.links.key-validation-thrift.port', from: undefined, to: 10_402 }],
      [{ path: 'nodes.key-manager.ports.thrift-key-validation.port', from: undefined, to: 10_399 }],
    ]);
  });

  it("names the elements of the product's file for both fixes", () => {
    const configuration = found().fixes.flatMap((fix) => fix.configuration);
    expect(configuration).toMatchObject([
      { node: 'gateway', file: 'repository/conf/api-manager.xml', to: 10_402 },
      { node: 'key-manager', file: 'repository/conf/api-manager.xml', to: 10_399 },
    ]);
    expect(configuration[0]?.setting).toMatch(/ThriftClientPort/);
    expect(configuration[1]?.setting).toMatch(/ThriftServerPort/);
  });

  it('is found in the other direction too', () => {
    const { data } = finding(gatewayAndKeyManager('2.6.0', { offset: 5 }, { offset: 2 }), RULE);
    expect(data).toMatchObject({ clientPort: 10_402, serverPort: 10_399, difference: 3 });
  });
});

it('points at the URL where one is written', () => {
  const links = { 'key-validation-thrift': { url: 'tcp://km.internal:10397' } };
  const { at } = finding(gatewayAndKeyManager('2.6.0', { links }, { offset: 5 }), RULE);
  expect(at.path.slice(0, 4)).toEqual(['nodes', 'gateway', 'links', 'key-validation-thrift']);
});

describe('the fixes of the vendor page', () => {
  it('10402 on the client is silent', () => {
    const links = { 'key-validation-thrift': { to: 'key-manager', port: 10_402 } };
    expect(findings(gatewayAndKeyManager('2.6.0', { offset: 2, links }, { offset: 5 }), RULE)).toEqual([]);
  });

  it('10399 on the server is silent', () => {
    const ports = { 'thrift-key-validation': { port: 10_399, bind: '0.0.0.0' } };
    const document = gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5, ports });
    expect(findings(document, RULE)).toEqual([]);
    expect(listenerOf(document, 'key-manager', 'thrift-key-validation').port).toBe(10_399);
  });

  it('a port set by hand is not shifted, so 10397 on the client is still wrong', () => {
    const links = { 'key-validation-thrift': { to: 'key-manager', port: 10_397 } };
    const found = finding(gatewayAndKeyManager('2.6.0', { offset: 2, links }, { offset: 5 }), RULE);
    expect(found.data).toMatchObject({ clientPort: 10_397, serverPort: 10_402, difference: 5 });
    expect(found.at.path).toEqual(['nodes', 'gateway', 'links', 'key-validation-thrift', 'port']);
    expect(editsOf(found)[0]).toEqual([
      { path: 'nodes.gateway.links.key-validation-thrift.port', from: 10_397, to: 10_402 },
    ]);
  });
});

describe('the offset moves Thrift', () => {
  it.each(['2.0.0', '2.1.0', '2.2.0', '2.5.0', '2.6.0'])('in %s', (version) => {
    const { data } = finding(gatewayAndKeyManager(version, { offset: 2 }, { offset: 5 }), RULE);
    expect(data).toMatchObject({ clientPort: 10_399, serverPort: 10_402, difference: 3 });
  });

  it.each(['1.8.0', '1.9.0', '1.9.1', '1.10.0'])('not in %s, where both ends stay on 10397', (version) => {
    const document = gatewayAndKeyManager(version, { offset: 2 }, { offset: 5 });
    expect(findings(document, RULE)).toEqual([]);
    expect(linkOf(document, 'gateway', 'key-validation-thrift')).toMatchObject({
      dialled: 10_397,
      expectedPort: 10_397,
      outcome: 'match',
    });
  });

  it.each(['3.0.0', '3.2.0', '4.2.0'])('not in %s, which has no Thrift key validation', (version) => {
    const roles = version === '4.2.0' ? 'control-plane' : 'api-key-manager';
    const document = gatewayAndKeyManager(version, { offset: 2 }, { offset: 5, profile: roles, ports: {} });
    expect(findings(document, RULE)).toEqual([]);
    expect(evaluated(document).deployment.links.some(({ id }) => id === 'key-validation-thrift')).toBe(false);
  });
});

describe('Thrift that is not used is silent', () => {
  it('when the Gateway validates over the web service', () => {
    const document = gatewayAndKeyManager('2.6.0', { offset: 2, disable: ['key-validation-thrift'] }, { offset: 5 });
    expect(findings(document, RULE)).toEqual([]);
  });

  it('when the Key Manager does not start its Thrift server', () => {
    const document = gatewayAndKeyManager(
      '2.6.0',
      { offset: 2 },
      { offset: 5, disable: ['thrift-key-validation'], ports: {} },
    );
    expect(findings(document, RULE)).toEqual([]);
  });

  it('when there is no Key Manager in the topology', () => {
    const gateway = node('wso2am', '2.6.0', { profile: 'gateway-worker', offset: 2 });
    expect(findings(topology({ gateway }), RULE)).toEqual([]);
  });

  it('when the all-in-one node is its own Key Manager', () => {
    const server = node('wso2am', '2.6.0', { offset: 2 });
    expect(findings(topology({ a: server, b: { ...server, host: 'app2', offset: 5 } }), RULE)).toEqual([]);
  });

  it('when both ends have the same offset', () => {
    expect(findings(gatewayAndKeyManager('2.6.0', { offset: 5 }, { offset: 5 }), RULE)).toEqual([]);
  });
});

describe('several gateways and key managers', () => {
  const gateway = (host: string, offset: number, links = {}) =>
    node('wso2am', '2.6.0', { host, profile: 'gateway-worker', offset, links });
  const keyManager = (host: string, offset: number) =>
    node('wso2am', '2.6.0', { host, profile: 'api-key-manager', offset, ports: opened });

  it('are one finding for each pair that disagrees', () => {
    const document = topology({
      gw1: gateway('a', 2),
      gw2: gateway('b', 5),
      gw3: gateway('c', 3),
      km: keyManager('d', 5),
    });
    expect(findings(document, RULE).map(({ subject }) => subject.nodes)).toEqual([
      ['gw1', 'km'],
      ['gw3', 'km'],
    ]);
  });

  it('are told apart where the topology names the other end', () => {
    const to = (id: string) => ({ 'key-validation-thrift': id });
    const document = topology({
      gw1: gateway('a', 2, to('km1')),
      gw2: gateway('b', 5, to('km2')),
      km1: keyManager('c', 2),
      km2: keyManager('d', 6),
    });
    const found = finding(document, RULE);
    expect(found.data).toMatchObject({ client: 'gw2', clientPort: 10_402, server: 'km2', serverPort: 10_403 });
    expect(editsOf(found)).toEqual([
      [{ path: 'nodes.gw2.links.key-validation-thrift.port', from: undefined, to: 10_403 }],
      [{ path: 'nodes.km2.ports.thrift-key-validation.port', from: undefined, to: 10_402 }],
    ]);
  });

  it('in a list of ends are fixed in the entry that is wrong', () => {
    const document = topology({
      gw: gateway('a', 2, { 'key-validation-thrift': ['km1', { to: 'km2' }] }),
      km1: keyManager('b', 2),
      km2: keyManager('c', 6),
    });
    expect(editsOf(finding(document, RULE))[0]).toEqual([
      { path: 'nodes.gw.links.key-validation-thrift.1.port', from: undefined, to: 10_403 },
    ]);
  });

  it('do not get a fix on the server that breaks another gateway', () => {
    const document = topology({ gw1: gateway('a', 2), gw2: gateway('b', 5), km: keyManager('d', 5) });
    expect(editsOf(finding(document, RULE))).toEqual([
      [{ path: 'nodes.gw1.links.key-validation-thrift.port', from: undefined, to: 10_402 }],
    ]);
  });

  it('cannot be judged by a server that one end of the topology could be any of', () => {
    const document = topology({ gw: gateway('a', 2), km1: keyManager('b', 3), km2: keyManager('c', 4) });
    expect(findings(document, RULE)).toEqual([]);
    expect(linkOf(document, 'gw', 'key-validation-thrift')).toMatchObject({
      outcome: 'ambiguous',
      candidates: ['km1', 'km2'],
    });
  });
});

it('an Identity Server as Key Manager is found by its role', () => {
  const document = topology({
    gateway: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker', offset: 2 }),
    identity: node('wso2is-km', '5.7.0', { host: 'km', offset: 1, ports: opened }),
  });
  expect(finding(document, RULE).data).toMatchObject({
    clientPort: 10_399,
    server: 'identity',
    serverPort: 10_398,
    difference: 1,
  });
});
