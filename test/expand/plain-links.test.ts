import { describe, expect, it } from 'vitest';
import { allLinks } from '../../src/deployment/all-links.js';
import { wholeLink } from '../../src/deployment/shared-link.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

/** Links are made once for all nodes that say nothing of their own; with a `bind` of every address a node says something and means the same. */
function linksWith(product: string, version: string, profile: string, bind: object) {
  const twin = (host: string, offset: number) => node(product, version, { host, profile, offset, ...bind });
  const nodes = { a: twin('h1', 0), b: twin('h2', 0), c: twin('h3', 1) };
  const forwards = catalogue
    .release(product, version)
    ?.listeners.map(({ id }, index) => ({ port: 1000 + index, to: [`a:${id}`] }));
  const links = (hosts: object) => allLinks(deploymentOf(topology(nodes, { hosts: hosts as never }))).map(wholeLink);
  return [...links({}), ...links({ lb: { forwards } })];
}

describe('links are the same whether they are made once or for each node', () => {
  it.each(
    catalogue.products.flatMap(({ id, releases }) => releases.slice(-1).map((release) => [id, release] as const)),
  )('%s %s', (product, version) => {
    for (const profile of catalogue.release(product, version)?.profiles ?? [])
      expect(linksWith(product, version, profile, {})).toEqual(
        linksWith(product, version, profile, { bind: '0.0.0.0' }),
      );
  });
});

describe('a link of nodes that say nothing of their own', () => {
  const link = { from: 'hub', to: 'hub', listener: 'api', enabled: true, sources: ['x'] };
  const products = {
    shop: {
      ...{ name: 'shop', profiles: ['hub', 'front'], roles: { hub: ['hub'], front: ['front'] } },
      listeners: [
        { id: 'api', basePort: 8000, purpose: 'x', sources: ['x'] },
        { id: 'closed', basePort: 8100, enabled: false, purpose: 'x', sources: ['x'] },
      ],
      links: [
        { ...link, id: 'other-site', own: 'never' },
        { ...link, id: 'same-site', own: 'role-player' },
        { ...link, id: 'anyone', own: 'allowed' },
        { ...link, id: 'nowhere', listener: 'closed' },
      ],
    },
  };
  const hub = (host: string) => node('shop', '1', { host, group: host });
  const ends = (id: string) =>
    allLinks(deploymentOf(topology({ a: hub('h1'), b: hub('h2') }, { products: products as never })))
      .filter((each) => each.id === id)
      .map((each) => [each.node, each.targets.join(), each.target, each.expectedHost, each.expectedPort]);

  it('leads each of two groups to the other one, where nodes never mean themselves', () => {
    expect(ends('other-site')).toEqual([
      ['a', 'b', 'b', 'h2', 8000],
      ['b', 'a', 'a', 'h1', 8000],
    ]);
  });

  it.each(['same-site', 'anyone'])('leads each node to itself: %s', (id) => {
    expect(ends(id)).toEqual([
      ['a', 'a', 'a', 'h1', 8000],
      ['b', 'b', 'b', 'h2', 8000],
    ]);
  });

  it('leads to no host where the node does not open the listener', () => {
    expect(ends('nowhere')).toEqual([
      ['a', 'a', 'a', undefined, undefined],
      ['b', 'b', 'b', undefined, undefined],
    ]);
  });
});
