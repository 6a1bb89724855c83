import { describe, expect, it } from 'vitest';
import { wholeLink } from '../../src/deployment/shared-link.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

/** Links are made once for all nodes that say nothing of their own; with a `bind` of every address a node says something and means the same. */
function linksWith(product: string, version: string, profile: string, bind: object) {
  const twin = (host: string, offset: number) => node(product, version, { host, profile, offset, ...bind });
  const nodes = { a: twin('h1', 0), b: twin('h2', 0), c: twin('h3', 1) };
  const forwards = catalogue
    .release(product, version)
    ?.listeners.map(({ id }, index) => ({ port: 1000 + index, to: [`a:${id}`] }));
  const links = (hosts: object) => deploymentOf(topology(nodes, { hosts: hosts as never })).links.map(wholeLink);
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
