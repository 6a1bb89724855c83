import { describe, expect, it } from 'vitest';
import { deploymentOf, gatewayAndKeyManager, listenerOf, node, openedBy, topology } from '../topology-builder.js';

/** The port and derivation of a listener of a single node. */
function port(product: string, version: string, id: string, fields = {}) {
  const { port: number, derivation } = listenerOf(topology({ it: node(product, version, fields) }), 'it', id);
  return [number, derivation];
}

describe("the vendor's numbers", () => {
  it.each([
    ['wso2am', '4.2.0', 'servlet-https', { offset: 1 }, 9444],
    ['wso2am', '4.2.0', 'servlet-https', { offset: 2 }, 9445],
    ['wso2am', '2.6.0', 'websocket', { offset: 2 }, 9101],
    ['wso2am', '2.1.0', 'websocket', { offset: 2 }, 9101],
    ['wso2am', '2.2.0', 'websocket-secure', { offset: 2 }, 8099],
    ['wso2am', '2.5.0', 'websocket-secure', { offset: 2 }, 8101],
    ['wso2am', '2.6.0', 'thrift-key-validation', { offset: 5 }, 10_402],
    ['wso2am', '2.0.0', 'thrift-key-validation', { offset: 5 }, 10_402],
    ['wso2am', '1.10.0', 'thrift-key-validation', { offset: 5 }, 10_397],
    ['wso2am', '1.8.0', 'thrift-key-validation', { offset: 5 }, 10_397],
    ['wso2mi', '4.2.0', 'passthrough-http', {}, 8290],
    ['wso2mi', '4.2.0', 'passthrough-https', {}, 8253],
    ['wso2mi', '4.2.0', 'management-api-https', {}, 9164],
    ['wso2mi', '4.2.0', 'passthrough-http', { offset: 3 }, 8283],
    ['wso2mi', '4.2.0', 'passthrough-https', { offset: 3 }, 8246],
    ['wso2mi', '4.2.0', 'management-api-https', { offset: 3 }, 9157],
    ['wso2am', '2.6.0', 'cluster-member', { offset: 2, enable: ['cluster-member'] }, 4000],
    ['wso2am', '2.6.0', 'cluster-multicast', { offset: 2, enable: ['cluster-multicast'] }, 45_564],
    ['wso2is', '5.11.0', 'cluster-member', { offset: 2, enable: ['cluster-member'] }, 4000],
    ['wso2is', '5.11.0', 'cluster-multicast', { offset: 2, enable: ['cluster-multicast'] }, 45_564],
  ])('%s %s %s with %o is %i', (product, version, id, fields, expected) => {
    expect(port(product, version, id, fields)[0]).toBe(expected);
  });

  it('has no Thrift key validation since 3.0.0', () => {
    expect(openedBy(topology({ apim: node('wso2am', '3.0.0') }), 'apim')).not.toContain('thrift-key-validation');
  });
});

describe('a derivation can be followed', () => {
  it.each([
    ['wso2am', '2.6.0', 'servlet-https', { offset: 2 }, '9443 + 2'],
    ['wso2mi', '4.2.0', 'passthrough-http', {}, '8280 + 10 (shipped offset)'],
    ['wso2mi', '4.2.0', 'passthrough-http', { offset: 10 }, '8280 + 10'],
    ['wso2am', '2.6.0', 'servlet-https', {}, '9443'],
    ['wso2am', '2.2.0', 'websocket-secure', { offset: 2 }, '8099 (not moved by the offset)'],
    [
      'wso2am',
      '2.6.0',
      'thrift-key-validation',
      { offset: 5, ports: { 'thrift-key-validation': 10_399 } },
      '10399 (set by hand, offset not added)',
    ],
    ['wso2am', '2.1.0', 'websocket', { offset: 2, ports: { websocket: 9101 } }, '9101 (set by hand) + 2'],
  ])('%s %s %s', (product, version, id, fields, expected) => {
    expect(port(product, version, id, fields)[1]).toBe(expected);
  });
});

it('9101 by hand and the offset of 2.1.0 make 9103', () => {
  expect(port('wso2am', '2.1.0', 'websocket', { offset: 2, ports: { websocket: 9101 } })[0]).toBe(9103);
});

describe('what a node opens', () => {
  it('are the listeners of its profile', () => {
    const document = gatewayAndKeyManager('2.6.0');
    expect(openedBy(document, 'gateway')).toContain('websocket');
    expect(openedBy(document, 'gateway')).not.toContain('thrift-key-validation');
    expect(openedBy(document, 'key-manager')).toContain('thrift-key-validation');
    expect(openedBy(document, 'key-manager')).not.toContain('websocket');
  });

  it('are those of the default profile where none is named', () => {
    const ids = openedBy(topology({ apim: node('wso2am', '2.6.0') }), 'apim');
    expect(ids).toEqual(expect.arrayContaining(['thrift-key-validation', 'websocket', 'databridge-binary']));
  });

  it('leaves out what is disabled, under any of its names', () => {
    const ids = openedBy(
      topology({ apim: node('wso2am', '2.6.0', { disable: ['passthru-http', 'websocket'] }) }),
      'apim',
    );
    expect(ids).not.toContain('passthrough-http');
    expect(ids).not.toContain('websocket');
  });

  it('adds what is enabled, in any profile', () => {
    const gateway = node('wso2am', '2.6.0', {
      profile: 'gateway-worker',
      enable: ['hazelcast-wka', 'thrift-key-validation'],
    });
    expect(openedBy(topology({ gateway }), 'gateway')).toEqual(
      expect.arrayContaining(['cluster-member', 'thrift-key-validation']),
    );
  });

  it('leaves out what is both', () => {
    const both = node('wso2am', '2.6.0', { enable: ['cluster-member'], disable: ['cluster-member'] });
    expect(openedBy(topology({ both }), 'both')).not.toContain('cluster-member');
  });

  it('includes a port that an artifact chooses, once it is written', () => {
    const mi = (fields = {}) => openedBy(topology({ mi: node('wso2mi', '4.2.0', fields) }), 'mi');
    expect(mi()).not.toContain('inbound-http');
    expect(mi({ ports: { 'inbound-http': 8085 } })).toContain('inbound-http');
    expect(mi({ enable: ['inbound-http'] })).not.toContain('inbound-http');
  });
});

describe('a listener binds', () => {
  const bind = (fields: object) =>
    listenerOf(topology({ km: node('wso2am', '2.6.0', fields) }), 'km', 'thrift-key-validation').bind;
  const https = (fields: object) =>
    listenerOf(topology({ km: node('wso2am', '2.6.0', fields) }), 'km', 'servlet-https').bind;

  it('every address where nothing is said', () => expect(https({})).toBe('*'));
  it('loopback where it ships so', () => expect(bind({})).toBe('127.0.0.1'));
  it('the address of its node', () =>
    expect([https({ bind: '10.0.0.1' }), bind({ bind: '10.0.0.1' })]).toEqual(['10.0.0.1', '10.0.0.1']));
  it('its own before that of its node', () => {
    const ports = { 'servlet-https': { bind: '10.0.0.2' } };
    expect(https({ bind: '10.0.0.1', ports })).toBe('10.0.0.2');
  });
  it('the number of its host where a name of it is written', () => {
    const hosts = { app1: { addresses: ['10.0.0.7', 'am.corp'] } };
    const km = node('wso2am', '2.6.0', { ports: { 'servlet-https': { bind: 'AM.corp' } } });
    expect(listenerOf(topology({ km }, { hosts }), 'km', 'servlet-https').bind).toBe('10.0.0.7');
  });
  it.each(['0.0.0.0', '::', '*'])('every address when %s is written', (address) =>
    expect(https({ bind: address })).toBe('*'),
  );
});

describe('a place to point at', () => {
  const place = (fields: object) =>
    listenerOf(topology({ a: node('wso2am', '2.6.0', fields) }), 'a', 'websocket').place.path;

  it('is the written port', () =>
    expect(place({ ports: { websocket: 9099 } })).toEqual(['nodes', 'a', 'ports', 'websocket']));
  it('is the port of the long form', () => {
    expect(place({ ports: { 'ws-inbound': { port: 9099 } } })).toEqual(['nodes', 'a', 'ports', 'ws-inbound', 'port']);
  });
  it('is the offset where only an address is written', () => {
    expect(place({ ports: { websocket: { bind: '10.0.0.1' } } })).toEqual(['nodes', 'a', 'offset']);
  });
  it('is the offset, written or not', () => expect(place({})).toEqual(['nodes', 'a', 'offset']));
  it('is in the defaults where the port comes from there', () => {
    const document = topology(
      { a: { host: 'app1' } },
      { defaults: { product: 'wso2am', version: '2.6.0', ports: { websocket: 9199 } } },
    );
    expect(listenerOf(document, 'a', 'websocket').place.path).toEqual(['defaults', 'ports', 'websocket']);
  });
});

describe('a port of a listener that is closed', () => {
  const closed = (ports: object) =>
    deploymentOf(topology({ a: node('wso2am', '2.6.0', { offset: 1, disable: ['websocket'], ports: ports as never }) }))
      .nodes[0]?.closedPorts;

  it('is one that is written', () => {
    expect(closed({ websocket: 9100, 'servlet-https': 9500 })).toMatchObject([
      { listener: 'websocket', written: 9100, port: 9101, place: { path: ['nodes', 'a', 'ports', 'websocket'] } },
    ]);
  });

  it('is none where only its address is', () => {
    expect(closed({ websocket: { bind: '10.0.0.1' } })).toEqual([]);
  });
});

it('a listener says what the product adds to its port', () => {
  const products = {
    shop: {
      name: 'shop',
      listeners: [
        { id: 'plain', basePort: 8000, purpose: 'x', sources: ['x'] },
        { id: 'added', basePort: 9000, increment: 10, purpose: 'x', sources: ['x'] },
      ],
    },
  };
  const { listeners } = deploymentOf(topology({ a: node('shop', '1') }, { products: products as never }));
  expect(listeners.map(({ id, port, increment }) => [id, port, increment])).toEqual([
    ['plain', 8000, undefined],
    ['added', 9010, 10],
  ]);
});

describe('a self-reference', () => {
  const reference = (id: string, fields = {}, version = '2.6.0') =>
    deploymentOf(topology({ apim: node('wso2am', version, { offset: 2, ...fields }) })).nodes[0]?.selfReferences.find(
      (each) => each.id === id,
    );

  it('has the shipped and the effective port of each listener in its text', () => {
    expect(reference('workflow-callback')?.ports).toEqual([
      { listener: 'servlet-https', shipped: 9443, effective: 9445 },
    ]);
  });

  it('has the port that its file carries now', () => {
    expect(reference('workflow-callback', { ports: { 'workflow-callback': 9445 } })?.configured).toBe(9445);
  });

  it('is not carried by every profile', () => {
    expect(reference('jndi-properties')).toBeDefined();
    expect(reference('jndi-properties', { profile: 'gateway-worker' })).toBeUndefined();
  });

  it('follows a port that was given by hand', () => {
    expect(reference('workflow-callback', { ports: { 'servlet-https': 9500 } })?.ports).toMatchObject([
      { effective: 9502 },
    ]);
  });
});
