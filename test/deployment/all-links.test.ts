import { expect, it } from 'vitest';
import { allLinks, linkCount } from '../../src/deployment/all-links.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

const document = topology({
  plain: node('wso2am', '4.2.0'),
  gateway: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' }),
  integrator: node('wso2mi', '4.2.0', { host: 'mi' }),
  written: node('wso2mi', '4.2.0', { host: 'mi2', disable: ['management-api-http'] }),
});

it('links that nodes do not use are listed in the order of the nodes and of the catalogue', () => {
  const deployment = deploymentOf(document);
  const links = allLinks(deployment);
  for (const { id, product, release } of deployment.nodes) {
    const inCatalogue = catalogue.release(product, release)?.links.map((link) => link.id) ?? [];
    const own = [...new Set(links.filter((link) => link.node === id).map((link) => link.id))];
    expect(own).toEqual(inCatalogue.filter((link) => own.includes(link)));
    expect(own.length).toBeGreaterThan(0);
  }
  const nodes = [...new Set(links.map((link) => link.node))];
  expect(nodes).toEqual(deployment.nodes.map(({ id }) => id).filter((id) => nodes.includes(id)));
});

it('links that nodes do not use are off, and name the node, its place and whom they would lead to', () => {
  const deployment = deploymentOf(document);
  const unused = allLinks(deployment).filter((link) => !deployment.links.includes(link));
  expect(unused.length).toBeGreaterThan(0);
  expect(new Set(unused.map(({ outcome }) => outcome))).toEqual(new Set(['off']));
  for (const { node: id, place, target } of unused) expect([place.path, target]).toEqual([['nodes', id], undefined]);
  const own = unused.filter(({ node: id, targets }) => targets.includes(id));
  expect(own.every(({ targets }) => targets.length === 1)).toBe(true);
});

it('links that nodes do not use are counted', () => {
  const deployment = deploymentOf(document);
  expect(linkCount(deployment)).toBe(allLinks(deployment).length);
  expect(linkCount(deployment)).toBeGreaterThan(deployment.links.length);
  const text = JSON.stringify(document);
  expect(check([{ file: 'plan.json', text }], { catalogue }).summary.links).toBe(linkCount(deployment));
});
