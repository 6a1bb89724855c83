import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const is = (fields: Partial<NodeFields> = {}) =>
  node('wso2is', '7.1.0', { host: 'vm', hostname: 'sso.corp', ...fields });

/** The addresses that nodes give clients of themselves: `node at front: host:port verdict (ports that are served)`. */
function urls(nodes: Readonly<Record<string, NodeFields>>, hosts: Readonly<Record<string, HostFields>>) {
  return deploymentOf(topology(nodes, { hosts })).ownUrls.map(
    ({ node: id, front, hostname, port, isWritten, listener, verdict, served, by, place, forward }) =>
      `${id} at ${front}: ${hostname}:${port} ${isWritten ? 'written' : 'shipped'} ${listener} ${verdict} (${served.join(' ')}) ${by} ${place.path.join('.')} ${forward.path.join('.')}`,
  );
}

const lb = (...to: readonly string[]): HostFields => ({
  addresses: ['sso.corp'],
  forwards: [{ port: 443, to: [...to] }],
});
const service = (...to: readonly string[]): HostFields => ({
  kind: 'service',
  forwards: [{ port: 9443, to: [...to] }],
});
const ingress = (...to: readonly string[]): HostFields => ({
  ...{ kind: 'ingress', addresses: ['sso.corp'] },
  forwards: [{ port: 443, to: [...to], by: 'Ingress/sso' }],
});

describe('an address that a node gives clients of itself', () => {
  it.each([
    [
      'is right where its front end has the port',
      is({ proxyPort: 443 }),
      lb('is:9443'),
      ['443 written servlet-https right (443)', 'nodes.is.proxyPort'],
    ],
    [
      'is wrong where its front end has another one',
      is({ proxyPort: 8443 }),
      lb('is:9443'),
      ['8443 written servlet-https wrong (443)', 'nodes.is.proxyPort'],
    ],
    [
      'has the port of the listener where none is written',
      is(),
      lb('is:9443'),
      ['9443 shipped servlet-https wrong (443)', 'nodes.is.hostname'],
    ],
    [
      'has that port with the offset',
      is({ offset: 2 }),
      lb('is:9445'),
      ['9445 shipped servlet-https wrong (443)', 'nodes.is.hostname'],
    ],
    [
      'is known where the front end ends the encryption',
      is({ proxyPort: 443 }),
      lb('is:servlet-http'),
      ['443 written servlet-https right (443)', 'nodes.is.proxyPort'],
    ],
    [
      'is known where the front end leads to others as well',
      is({ proxyPort: 443 }),
      lb('other:9444', 'is:9443'),
      ['443 written servlet-https right (443)', 'nodes.is.proxyPort'],
    ],
  ] as const)('%s', (_, own, front, [address, place]) => {
    const other = is({ offset: 1, hostname: 'elsewhere.org' });
    expect(urls({ is: own, other }, { front, vm: {} })).toEqual([
      `is at front: sso.corp:${address} undefined ${place} hosts.front.forwards.0.port`,
    ]);
  });

  it('is wrong where the port of its front end leads to another node', () => {
    const front = {
      ...lb('is:9443'),
      forwards: [
        { port: 443, to: ['is:9443'] },
        { port: 8443, to: ['other:9444'] },
      ],
    };
    const other = is({ offset: 1, hostname: 'elsewhere.org' });
    expect(urls({ is: is({ proxyPort: 8443 }), other }, { front, vm: {} })).toEqual([
      'is at front: sso.corp:8443 written servlet-https wrong (443) undefined nodes.is.proxyPort hosts.front.forwards.0.port',
    ]);
  });

  it('is that of the listener for HTTPS which every server has, and which may be behind a proxy', () => {
    const listener = { purpose: 'x', sources: ['x'] };
    const proxySettings = { toml: { key: 'proxyPort' } };
    const listeners = [
      { ...listener, id: 'plain', basePort: 8000, transport: 'http', onEveryServer: true, proxySettings },
      { ...listener, id: 'admin', basePort: 8001, transport: 'https', onEveryServer: true },
      { ...listener, id: 'extra', basePort: 8002, transport: 'https', proxySettings },
      {
        ...listener,
        id: 'main',
        basePort: 8003,
        transport: 'https',
        onEveryServer: true,
        proxySettings,
        inOwnUrls: true,
      },
    ];
    const behind = (listeners: readonly object[], led: string) => {
      const shop = node('shop', '1', { host: 'vm', hostname: 'sso.corp', proxyPort: 443 });
      const hosts = { vm: {}, front: lb(`shop:${led}`) };
      const products = { shop: { name: 'shop', listeners } };
      return deploymentOf(topology({ shop }, { hosts, products: products as never })).ownUrls.map(
        (url) => url.listener,
      );
    };
    expect(['main', 'plain', 'admin'].map((led) => behind(listeners, led))).toEqual([['main'], ['main'], ['main']]);
    expect(behind(listeners, 'extra')).toEqual([]);
    expect(behind(listeners.slice(0, 3), 'plain')).toEqual([]);
  });

  it.each([
    ['no front end has the name', is({ hostname: 'other.corp' }), lb('is:9443')],
    ['the front end of that name leads to another node', is({ proxyPort: 443 }), lb('other:9444')],
    [
      'the front end leads to another listener of it',
      is({ proxyPort: 443, enable: ['thrift-key-validation'] }),
      lb('is:10711'),
    ],
    ['it does not open the listener', is({ proxyPort: 443, disable: ['servlet-https'] }), lb('is:9763')],
    ['it has no name of its own', node('wso2is', '7.1.0', { host: 'vm', proxyPort: 443 }), lb('is:9443')],
    [
      'it is on a machine of that name, which forwards nothing',
      is({ host: 'front', proxyPort: 443 }),
      { addresses: ['sso.corp'] },
    ],
  ] as const)('is not judged where %s', (_, own, front) => {
    const other = is({ offset: 1, hostname: 'elsewhere.org' });
    expect(urls({ is: own, other }, { front, vm: {} })).toEqual([]);
  });
});

describe('an address behind an Ingress', () => {
  const behind = (own: NodeFields, more: Readonly<Record<string, HostFields>> = {}) =>
    urls(
      { is: { ...own, host: 'pod' } },
      { pod: { kind: 'pod' }, svc: service('pod:9443'), ing: ingress('svc:9443'), ...more },
    );

  it.each([
    [
      'is right at its port',
      is({ proxyPort: 443 }),
      'sso.corp:443 written servlet-https right (443)',
      'nodes.is.proxyPort',
    ],
    [
      'is not decided at another one, which the controller may open',
      is({ proxyPort: 30_443 }),
      'sso.corp:30443 written servlet-https undecided (443)',
      'nodes.is.proxyPort',
    ],
    ['is wrong at the port of the pod', is(), 'sso.corp:9443 shipped servlet-https wrong (443)', 'nodes.is.hostname'],
    [
      'is wrong where it is the own machine, which no client has',
      is({ hostname: 'localhost', proxyPort: 443 }),
      'localhost:443 written servlet-https wrong (443)',
      'nodes.is.proxyPort',
    ],
  ] as const)('%s', (_, own, address, place) => {
    expect(behind(own)).toEqual([`is at ing: ${address} Ingress/sso ${place} hosts.ing.forwards.0.port`]);
  });

  it('is wrong where it is the own machine, and its Ingress leads to others as well', () => {
    const forwards = [
      { port: 8443, to: ['vm:1'] },
      { port: 443, to: ['svc:9443'], by: 'Ingress/sso' },
    ];
    const local = is({ hostname: 'localhost', proxyPort: 443 });
    expect(behind(local, { vm: {}, ing: { kind: 'ingress', addresses: ['sso.corp'], forwards } })).toEqual([
      'is at ing: localhost:443 written servlet-https wrong (443) Ingress/sso nodes.is.proxyPort hosts.ing.forwards.1.port',
    ]);
  });

  it('is that of the Ingress where a Service has its name', () => {
    const svc = { ...service('pod:9443'), addresses: ['sso.corp'] };
    expect(behind(is({ proxyPort: 443 }), { svc })).toEqual([
      'is at ing: sso.corp:443 written servlet-https right (443) Ingress/sso nodes.is.proxyPort hosts.ing.forwards.0.port',
    ]);
  });

  it('is not judged where the name is that of the Service', () => {
    expect(behind(is({ hostname: 'svc', proxyPort: 9443 }))).toEqual([]);
  });

  it('is not judged where it is the own machine, and no Ingress leads there', () => {
    const local = is({ hostname: 'localhost', proxyPort: 443 });
    expect(behind(local, { ing: { forwards: [{ port: 443, to: ['svc:9443'] }] } })).toEqual([]);
  });

  it('is that of a server that builds its URLs from what the front end tells, only where its port is written', () => {
    const am = (fields: Partial<NodeFields>) =>
      node('wso2am', '2.6.0', { host: 'vm', hostname: 'sso.corp', ...fields });
    expect(urls({ am: am({}) }, { front: lb('am:9443'), vm: {} })).toEqual([]);
    expect(urls({ am: am({ proxyPort: 443 }) }, { front: lb('am:9443'), vm: {} })).toHaveLength(1);
  });
});
