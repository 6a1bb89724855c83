import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { linkOf, node, topology } from '../topology-builder.js';

const link = (id: string, from: string, to: string) => ({
  id,
  from,
  to,
  listener: 'api',
  enabled: true,
  sources: ['x'],
});
const products = {
  shop: {
    ...{ name: 'shop', profiles: ['front', 'desk', 'other', 'store'] },
    roles: { front: ['front'], desk: ['desk'], other: ['other'], store: ['store'] },
    listeners: [{ id: 'api', basePort: 8000, shift: 'follows', purpose: 'x', sources: ['x'] }],
    links: [
      link('hint', 'front', 'desk'),
      link('stock', 'front', 'store'),
      link('feed', 'desk', 'store'),
      link('rest', 'other', 'store'),
    ],
  },
};
const of = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
  node('shop', '1', { host, profile, ...fields });

/** The stores that are meant by a front with these links, where a desk and something else on one host each know one of them. */
function storesOf(links: NodeFields['links'], more: Readonly<Record<string, NodeFields>> = {}) {
  const document = topology(
    {
      front: of('front', 'f', links ? { links } : {}),
      desk: of('desk', 'd', { links: { feed: 's1' } }),
      other: of('other', 'd', { offset: 1, links: { rest: 's2' } }),
      s1: of('store', 's1'),
      s2: of('store', 's2'),
      ...more,
    },
    { products: products as never, hosts: { d: { addresses: ['d.corp'] } } },
  );
  return linkOf(document, 'front', 'stock').targets.join(' ');
}

describe('a node is on the side of what its links name', () => {
  it.each<[string, NodeFields['links'], string]>([
    ['a node', { hint: 'other' }, 's2'],
    ['the port of a node', { hint: { url: 'd:8001' } }, 's2'],
    ['the port of the node that plays the role', { hint: { url: 'd.corp:8000' } }, 's1'],
    ['a port that nobody has, where one node plays the role', { hint: { url: 'd:8005' } }, 's1'],
    ['a host, where one node plays the role', { hint: { url: 'd' } }, 's1'],
  ])('%s', (_, links, expected) => {
    expect(storesOf(links)).toBe(expected);
  });

  it.each<[string, NodeFields['links']]>([
    ['where it has none', undefined],
    ['where they name a node that does not exist', { hint: 'nobody' }],
    ['where they name a host that is not in the plan', { hint: { url: 'elsewhere:8000' } }],
    ['where they name a port alone', { hint: { port: 8000 } }],
    ['by a link that does not exist', { hints: { to: 'other', url: 'd:8001' } }],
  ])('and on none %s', (_, links) => {
    expect(storesOf(links)).toBe('s1 s2');
  });

  it('and on none by a host on which several play the role, but for the port of one of them', () => {
    const second = { second: of('desk', 'd', { offset: 2, links: { feed: 's1' } }), s3: of('store', 's3') };
    expect(storesOf({ hint: { url: 'd:8005' } }, second)).toBe('s1 s2 s3');
    expect(storesOf({ hint: { url: 'd:8002' } }, second)).toBe('s1 s3');
  });
});
