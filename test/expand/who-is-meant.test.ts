import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { linksOf, node, topology } from '../topology-builder.js';

/** A node of an API Manager on a host that has its name. */
const am = (profile: string, version = '4.2.0', fields: Partial<NodeFields> = {}) => ({ profile, version, ...fields });
type Sketch = ReturnType<typeof am>;

/** Who is at the other end of a link of each node; in brackets those of its kind, where the plan leaves open whether they are a pair. */
function meant(nodes: Readonly<Record<string, Sketch>>, id: string, hosts: Readonly<Record<string, HostFields>> = {}) {
  const document = topology(
    Object.fromEntries(
      Object.entries(nodes).map(([name, { version, ...fields }]) => [
        name,
        node('wso2am', version, { host: name, ...fields }),
      ]),
    ),
    { hosts },
  );
  return Object.fromEntries(
    Object.keys(nodes).map((name) => [
      name,
      linksOf(document, name, id)
        .map(({ targets, peers, front, outcome }) =>
          [
            outcome === 'ambiguous' ? 'one of' : '',
            ...targets,
            peers ? `(${peers.join(' ')})` : '',
            front ? `by ${front}` : '',
          ]
            .filter((word) => word !== '')
            .join(' '),
        )
        .join(', '),
    ]),
  );
}

const copying = { enable: ['traffic-manager-duplicate'] };
const url = (text: string) => ({ links: { 'throttle-publish': { url: text } } });

describe('copies are sent to the others of the kind', () => {
  it.each([
    [
      'of the own release',
      {
        a: am('traffic-manager', '4.2.0', copying),
        b: am('traffic-manager', '4.2.0', copying),
        c: am('traffic-manager', '4.1.0', copying),
        d: am('traffic-manager', '4.1.0', copying),
      },
      { a: 'b', b: 'a', c: 'd', d: 'c' },
    ],
    [
      'of the own group',
      {
        a: am('traffic-manager', '4.2.0', { ...copying, group: 'x' }),
        b: am('traffic-manager', '4.2.0', { ...copying, group: 'x' }),
        c: am('traffic-manager', '4.2.0', { ...copying, group: 'y' }),
        d: am('traffic-manager', '4.2.0', { ...copying, group: 'y' }),
      },
      { a: 'b', b: 'a', c: 'd', d: 'c' },
    ],
    [
      'of the own profile',
      {
        a: am('traffic-manager', '4.2.0', copying),
        b: am('traffic-manager', '4.2.0', copying),
        c: am('default', '4.2.0', copying),
        d: am('default', '4.2.0', copying),
      },
      { a: 'b', b: 'a', c: 'd', d: 'c' },
    ],
    [
      'to one of them, which nothing tells',
      {
        a: am('traffic-manager', '4.2.0', copying),
        b: am('traffic-manager', '4.2.0', copying),
        c: am('traffic-manager', '4.2.0', copying),
      },
      { a: 'one of b c', b: 'one of a c', c: 'one of a b' },
    ],
  ])('%s', (_, nodes: Record<string, Sketch>, expected) => {
    expect(meant(nodes, 'traffic-manager-duplicate')).toMatchObject(expected);
  });
});

describe('all-in-one servers', () => {
  it.each([
    ['may be two systems, which nothing tells', { a: am('default'), b: am('default') }, { a: 'a (a b)', b: 'b (a b)' }],
    [
      'are one where a group says so',
      { a: am('default', '4.2.0', { group: 'x' }), b: am('default', '4.2.0', { group: 'x' }) },
      { a: 'a b', b: 'a b' },
    ],
    [
      'are one where one of them copies',
      { a: am('default', '4.2.0', copying), b: am('default') },
      { a: 'a b', b: 'a b' },
    ],
    [
      'are one where one names the other',
      {
        a: am('default', '4.2.0', { links: { 'key-manager-url': { url: 'https://b:9443/services/' } } }),
        b: am('default'),
      },
      { a: 'a b', b: 'a b' },
    ],
    ['are none of two releases', { a: am('default'), b: am('default', '4.1.0') }, { a: 'a', b: 'b' }],
  ])('%s', (_, nodes: Record<string, Sketch>, expected) => {
    expect(meant(nodes, 'throttle-publish')).toEqual(expected);
  });
});

describe('of those in a role are meant', () => {
  it.each([
    [
      'those of the own release',
      { gw: am('gateway-worker'), tm1: am('traffic-manager'), tm2: am('traffic-manager', '4.1.0') },
      { gw: 'tm1' },
    ],
    [
      'those of another one where there are no others',
      { gw: am('gateway-worker'), tm2: am('traffic-manager', '4.1.0') },
      { gw: 'tm2' },
    ],
    [
      'those that do least besides',
      { gw: am('gateway-worker'), all: am('default'), cp: am('control-plane') },
      { gw: 'cp' },
    ],
    [
      'those of the own group, by each group',
      {
        gw: am('gateway-worker', '4.2.0', { group: 'x' }),
        gw2: am('gateway-worker', '4.2.0', { group: 'y' }),
        tm1: am('traffic-manager', '4.2.0', { group: 'x' }),
        tm2: am('traffic-manager', '4.2.0', { group: 'y' }),
      },
      { gw: 'tm1', gw2: 'tm2' },
    ],
    [
      'those of other groups where the own one has none',
      { gw: am('gateway-worker', '4.2.0', { group: 'x' }), tm: am('traffic-manager', '4.2.0', { group: 'y' }) },
      { gw: 'tm' },
    ],
    [
      'those on the own side of what is written, and those on none',
      {
        gw: am('gateway-worker', '4.2.0', { links: { 'key-manager-url': { url: 'https://cp:9443/services/' } } }),
        cp: am('control-plane', '4.2.0', url('tcp://tm3:9611')),
        gw2: am('gateway-worker', '4.2.0', url('tcp://tm1:9611')),
        tm1: am('traffic-manager'),
        tm2: am('traffic-manager'),
        tm3: am('traffic-manager', '4.2.0', {
          links: { 'traffic-manager-to-event-hub-rest': { url: 'https://cp:9443' } },
        }),
      },
      { gw: 'tm2 tm3', gw2: 'tm1 tm2' },
    ],
  ])('%s', (_, nodes: Record<string, Sketch>, expected) => {
    expect(meant(nodes, 'throttle-publish')).toMatchObject(expected);
  });
});

describe('a front end is meant', () => {
  const nodes = { gw: am('gateway-worker'), cp1: am('control-plane'), cp2: am('control-plane') };
  const lb = (...to: readonly string[]) => ({ lb: { forwards: [{ port: 443, to: [...to] }] } });

  it.each([
    ['where it leads to all of them', lb('cp1:servlet-https', 'cp2:servlet-https'), 'cp1 cp2 by lb'],
    ['in whatever order', lb('cp2:servlet-https', 'cp1:servlet-https', 'cp1:9443'), 'cp1 cp2 by lb'],
    ['not where it leads to one of them', lb('cp1:servlet-https'), 'one of cp1 cp2'],
    ['not where it leads to others as well', lb('cp1:9443', 'cp2:9443', 'gw:9443'), 'one of cp1 cp2'],
    ['not where it leads to another listener', lb('cp1:9763', 'cp2:9763'), 'one of cp1 cp2'],
    ['not where it leads to different ones', lb('cp1:9443', 'cp2:9763'), 'one of cp1 cp2'],
    ['not where it leads nowhere', lb('cp1:1'), 'one of cp1 cp2'],
  ])('%s', (_, hosts, expected) => {
    expect(meant(nodes, 'key-manager-url', hosts).gw).toBe(expected);
  });

  it('of clients before a single node, and before nodes that mean themselves', () => {
    const forward = (port: number, ...to: readonly string[]) => ({
      port,
      to: to.map((id) => `${id}:passthrough-https`),
    });
    const one = { lb: { forwards: [forward(443, 'gw')] } };
    expect(
      meant({ gw: am('gateway-worker'), cp: am('control-plane') }, 'portal-to-gateway-https-endpoint', one).cp,
    ).toBe('gw by lb');
    const own = { all: am('default') };
    const before = { lb: { forwards: [forward(443, 'all')] } };
    expect(meant(own, 'portal-to-gateway-https-endpoint', before).all).toBe('all by lb');
    expect(meant(own, 'key-manager-url', { lb: { forwards: [{ port: 443, to: ['all:9443'] }] } }).all).toBe('all');
  });

  it('not where all of the nodes are dialled', () => {
    const managers = { gw: am('gateway-worker'), tm1: am('traffic-manager'), tm2: am('traffic-manager') };
    const hosts = lb('tm1:databridge-binary', 'tm2:databridge-binary');
    expect(meant(managers, 'throttle-publish', hosts).gw).toBe('tm1 tm2');
  });

  it('the first one by its name', () => {
    const two = {
      z: { forwards: [{ port: 1, to: ['cp1:9443', 'cp2:9443'] }] },
      y: { forwards: [{ port: 2, to: ['cp1:9443', 'cp2:9443'] }] },
    };
    expect(meant(nodes, 'key-manager-url', two).gw).toBe('cp1 cp2 by y');
  });
});

describe('links of a product of the plan', () => {
  const listener = { shift: 'follows', purpose: 'x', sources: ['x'] };
  const link = (id: string, to: string, more: object = {}) => ({
    ...{ id, from: 'front', to, listener: 'api', enabled: true, sources: ['x'] },
    ...more,
  });
  const shop = (links: readonly object[]) => ({
    ...{ name: 'shop', profiles: ['front', 'store', 'desk'], links },
    roles: { front: ['front'], store: ['store'], desk: ['desk'] },
    listeners: [
      { ...listener, id: 'api', basePort: 8000 },
      { ...listener, id: 'api-https', basePort: 8001, transport: 'https' },
    ],
  });
  const of = (host: string, profile: string, fields: Partial<NodeFields> = {}) =>
    node('shop', '1', { host, profile, ...fields });
  const found = (
    links: readonly object[],
    id: string,
    nodes: Readonly<Record<string, NodeFields>>,
    hosts: Readonly<Record<string, HostFields>> = {},
  ) =>
    linksOf(topology(nodes, { hosts, products: { shop: shop(links) } as never }), 'f', id).map(
      ({ outcome, targets, front }) => [outcome, ...targets, front].filter((part) => part !== undefined).join(' '),
    );
  const stores = { s: of('s', 'store'), t: of('t', 'store', { offset: 5 }) };

  it('name the front end of any of their listeners', () => {
    const links = [link('stock', 'store', { reaches: 'one', listener: ['api', 'api-https'] })];
    const hosts = { lb: { forwards: [{ port: 443, to: ['s:api-https', 't:api-https'] }] } };
    expect(found(links, 'stock', { f: of('f', 'front'), ...stores }, hosts)).toEqual(['derived s t lb']);
  });

  it('have the nodes of a list that belongs with it, and of no list of another role', () => {
    const links = (role: string) => [link('stock', 'store', { pairedWith: ['list'] }), link('list', role)];
    const nodes = (to: string) => ({ f: of('f', 'front', { links: { list: to } }), d: of('d', 'desk'), ...stores });
    expect(found(links('store'), 'stock', nodes('t'))).toEqual(['derived t']);
    expect(found(links('desk'), 'stock', nodes('d'))).toEqual(['ambiguous s t']);
  });

  it('are not asked about where another link takes the value of one, and one node is meant', () => {
    const links = (reaches?: string) => [
      link('stock', 'store', reaches === undefined ? {} : { reaches }),
      link('heir', 'store', { fallback: 'stock' }),
    ];
    const nodes = { f: of('f', 'front'), ...stores };
    expect(found(links('one'), 'stock', nodes)).toEqual(['off s t']);
    expect(found(links(), 'stock', nodes)).toEqual(['ambiguous s t']);
  });

  it('lead to no copy where there are more than a hundred of a kind', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [at === 0 ? 'f' : `n${at}`, of('h', 'front')]));
    const copy = [link('copy', 'front', { reaches: 'others', own: 'never' })];
    const ends = (count: number) =>
      linksOf(topology(many(count), { products: { shop: shop(copy) } as never }), 'f', 'copy');
    expect(ends(100).map(({ targets }) => targets.length)).toEqual([99]);
    expect(ends(101).map(({ targets }) => targets.length)).toEqual([0]);
  });
});

describe('a product of which is not known how many nodes a link leads to', () => {
  const listener = { id: 'api', basePort: 8000, shift: 'follows', purpose: 'x', sources: ['x'] };
  const products = {
    shop: {
      ...{ name: 'shop', listeners: [listener], profiles: ['front', 'store'] },
      roles: { front: ['front'], store: ['store'] },
      links: [{ id: 'stock', from: 'front', to: 'store', listener: 'api', sources: ['x'] }],
    },
  };
  const of = (host: string, profile: string, fields = {}) => node('shop', '1', { host, profile, ...fields });
  const outcomes = (...stores: readonly object[]) => {
    const nodes = Object.fromEntries(stores.map((fields, index) => [`s${index}`, of(`s${index}`, 'store', fields)]));
    const document = topology({ f: of('f', 'front'), ...nodes }, { products: products as never });
    return linksOf(document, 'f', 'stock').map(({ outcome, candidates }) => [outcome, ...candidates].join(' '));
  };

  it.each([
    ['means all of them where they have one port', [{}, {}], 'derived'],
    ['asks which one is meant where they differ', [{}, { offset: 1 }], 'ambiguous s0 s1'],
    ['asks which one is meant where one of them does not listen', [{}, { disable: ['api'] }], 'ambiguous s0 s1'],
  ])('%s', (_, stores, expected) => {
    expect(outcomes(...stores)).toEqual([expected]);
  });
});
