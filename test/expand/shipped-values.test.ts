import { describe, expect, it } from 'vitest';
import { allLinks } from '../../src/deployment/all-links.js';
import { expandPlan } from '../../src/expand/expand.js';
import { planOf } from '../../src/load/plan.js';
import type { Evidence } from '../../src/model/evidence.js';
import type { LinkEntry } from '../../src/model/product.js';
import type { NodeFields } from '../../src/model/topology.js';
import { catalogue, FILE, node, topology } from '../topology-builder.js';

/** A product whose front dials the stores; it ships with offset 2, and its own listeners are at 8000 and 9000. */
const shop = (link: Partial<LinkEntry>) => ({
  ...{ name: 'shop', configModel: 'toml', defaultOffset: 2, profiles: ['front', 'store'] },
  roles: { front: ['front'], store: ['store'], shelf: ['store'] },
  listeners: [
    { id: 'api', basePort: 8000, transport: 'http', shift: 'follows', purpose: 'x', sources: ['x'] },
    { id: 'admin', basePort: 9000, transport: 'https', shift: 'fixed', purpose: 'x', sources: ['x'] },
  ],
  links: [
    { id: 'other', from: 'front', to: 'shelf', listener: 'api', settings: { toml: { key: 'other' } }, sources: ['x'] },
    {
      ...{ id: 'stock', from: 'front', to: 'store', listener: 'api', defaultPort: 8000, sources: ['x'] },
      ...{ takesOwnOffset: false, enabled: true, kind: 'endpoint', settings: { toml: { key: 'stock' } } },
      ...link,
    },
  ],
});

/** The link of a front at offset 2; `files` are those that were read of it. */
function stockOf(
  link: Partial<LinkEntry>,
  fields: Partial<NodeFields> = {},
  nodes: Readonly<Record<string, NodeFields>> = {},
  files?: readonly string[],
) {
  const front = node('shop', '1', { host: 'h', profile: 'front', ...fields });
  const document = topology({ f: front, ...nodes }, { products: { shop: shop(link) } as never });
  const evidence: Evidence | undefined = files && { sources: files, assumed: [], contradictions: [] };
  const { plan } = planOf([{ file: FILE, document }]);
  const known = plan.nodes.map((each) => (each.id === 'f' && evidence ? { ...each, evidence } : each));
  const links = allLinks(expandPlan({ ...plan, nodes: known }, catalogue).deployment);
  const found = links.find(({ node: from, id }) => from === 'f' && id === 'stock');
  const { outcome, basis, unjudged, dialled, dialledHost, reached, target } = found ?? {};
  return [outcome, basis, unjudged, dialledHost, dialled, reached && `${reached.node}:${reached.listener}`, target]
    .filter((part) => part !== undefined)
    .join(' ');
}

const store = (host: string, fields: Partial<NodeFields> = {}) =>
  node('shop', '1', { host, profile: 'store', ...fields });
const own = { defaultValue: 'http://localhost:8000/stock' };

describe('a shipped value that nobody of the plan is at the end of', () => {
  it.each<[string, Partial<LinkEntry>, Partial<NodeFields>, string]>([
    ['that is the own machine leads to the node itself', own, { offset: 0 }, 'self shipped h 8000 f:api'],
    ['that has no listener there leads to none', own, {}, 'undecided shipped nobody h 8000'],
    ['by the loopback', { defaultValue: 'http://127.0.0.1:8000' }, {}, 'undecided shipped nobody h 8000'],
    ['by a placeholder', { defaultValue: '${carbon.local.ip}:8000' }, {}, 'undecided shipped nobody h 8000'],
    [
      'that moves with the node',
      { ...own, takesOwnOffset: true },
      { offset: 5 },
      'undecided shipped nobody h 8005 f:api',
    ],
    [
      'that moves with the node, of which no address is known',
      { takesOwnOffset: true },
      { offset: 5 },
      'undecided shipped nobody h 8005 f:api',
    ],
    [
      'that may move with the node',
      { ...own, takesOwnOffset: 'unknown' },
      { offset: 0 },
      'undecided shipped nobody h 8000 f:api',
    ],
    ['at the shipped offset', { ...own, defaultPort: 8002 }, {}, 'undecided shipped nobody h 8002 f:api'],
    [
      'that is a port which the offset does not move',
      { ...own, defaultPort: 9000 },
      { offset: 5 },
      'undecided shipped nobody h 9000 f:admin',
    ],
    ['that is a port of another node', { ...own, defaultPort: 8007 }, { offset: 5 }, 'undecided shipped nobody h 8007'],
    ['of which no address is known', {}, { offset: 0 }, 'external assumed'],
    ['that may move, of which no address is known', { takesOwnOffset: 'unknown' }, { offset: 0 }, 'external assumed'],
    [
      'that is another machine',
      { defaultValue: 'http://stock.example.com:8000', takesOwnOffset: true },
      {},
      'external assumed',
    ],
    ['that has no port', { ...own, defaultPort: null }, {}, 'external assumed'],
  ])('%s', (_, link, fields, expected) => {
    const neighbour = node('shop', '1', { host: 'h', profile: 'front', offset: 7 });
    expect(stockOf(link, fields, { neighbour })).toBe(expected);
  });

  it('is not there for members of a cluster, of which none is shipped', () => {
    expect(stockOf({ ...own, kind: 'members', takesOwnOffset: true })).toBe('external assumed');
  });
});

describe('a shipped value that a file leaves alone', () => {
  const left = (
    link: Partial<LinkEntry>,
    fields: Partial<NodeFields> = {},
    files = ['conf/repository/conf/deployment.toml'],
  ) => stockOf({ ...own, ...link }, fields, { s: store('elsewhere') }, files);

  it.each<[string, Partial<LinkEntry>, Partial<NodeFields>, string]>([
    ['leads to the node itself', {}, {}, 'self shipped h 8000'],
    ['which moves with it', { takesOwnOffset: true }, {}, 'self shipped h 8002 f:api'],
    ['where the link is switched on', { enabled: false }, { enable: ['stock'] }, 'self shipped h 8000'],
    ['where the link that it falls back to is left alone too', { fallback: 'other' }, {}, 'self shipped h 8000'],
    ['leads nowhere where it has no port', { defaultPort: null }, {}, 'derived assumed'],
  ])('%s', (_, link, fields, expected) => {
    expect(left(link, fields)).toBe(expected);
  });

  it.each<[string, Partial<LinkEntry>, Partial<NodeFields>, string]>([
    ['where the link is off', { enabled: false }, {}, 'off assumed'],
    ['where it may be off', { enabled: 'unknown' }, {}, 'off assumed'],
    ['where clients are told', { front: 'client' }, {}, 'derived assumed s'],
    ['where clients are shown it', { kind: 'advertised' }, {}, 'derived assumed s'],
    ['where it does no harm', { leftAsShipped: true }, {}, 'derived assumed s'],
    ['where another link has the value', { settings: { derivedFrom: 'other' } }, {}, 'derived assumed s'],
    ['where it is another machine', { defaultValue: 'http://stock.example.com' }, {}, 'derived assumed s'],
    [
      'where the link that it falls back to is written',
      { fallback: 'other' },
      { links: { other: { url: 'http://elsewhere:8001' } } },
      'derived assumed s',
    ],
    [
      'where it is in another file',
      { settings: { xml: { file: 'carbon.xml', path: 'Stock' } } },
      {},
      'derived assumed s',
    ],
    ['where its place is not known', { settings: {} }, {}, 'derived assumed s'],
  ])('is not judged %s', (_, link, fields, expected) => {
    expect(left(link, fields)).toBe(expected);
  });

  it('is in force only where one of its files was read', () => {
    const xml = {
      settings: {
        xml: [
          { file: 'a/stock.xml', path: 'Stock' },
          { file: 'b/store.xml', path: 'Stock' },
        ],
      },
    };
    const read = (...files: readonly string[]) => left(xml, {}, [...files]);
    expect([read('x/stock.xml'), read('carbon.xml', 'store.xml')]).toEqual([
      'self shipped h 8000',
      'self shipped h 8000',
    ]);
    expect([read(), read('carbon.xml')]).toEqual(['derived assumed s', 'derived assumed s']);
    expect(stockOf(own, {}, { s: store('elsewhere') })).toBe('derived assumed s');
  });

  it('leads to the neighbour that answers there', () => {
    const beside = (profile: string) => {
      const neighbour = node('shop', '1', { host: 'h', profile, offset: 0 });
      return stockOf(own, {}, { s: store('elsewhere'), neighbour }, ['deployment.toml']);
    };
    expect(beside('store')).toBe('match shipped h 8000 neighbour');
    expect(beside('front')).toBe('self shipped h 8000 neighbour:api');
    expect(beside('unknown')).toBe('undecided shipped unknown-node h 8000');
  });
});
