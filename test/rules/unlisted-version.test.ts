import { describe, expect, it } from 'vitest';
import { finding, findings, listenerOf, node, topology } from '../topology-builder.js';

const RULE = 'unlisted-version';

describe('a release between two of the catalogue', () => {
  const document = topology({ mi: node('wso2mi', '4.2.9') });
  const found = finding(document, RULE);

  it('is a warning that names the older release that is assumed', () => {
    expect(found.severity).toBe('warning');
    expect(found.message).toBe('assumed');
    expect(found.data).toEqual({ node: 'mi', product: 'wso2mi', version: '4.2.9', assumed: '4.2.0' });
  });

  it('points at the version', () => expect(found.at.path).toEqual(['nodes', 'mi', 'version']));

  it('has the ports of that release', () => expect(listenerOf(document, 'mi', 'passthrough-http').port).toBe(8290));
});

it('a release newer than all is taken as the newest', () => {
  expect(finding(topology({ apim: node('wso2am', '99.0.0') }), RULE).data.assumed).toBe('4.7.0');
});

it('a version from the defaults is pointed at there', () => {
  const document = topology({ mi: { host: 'app1', product: 'wso2mi' } }, { defaults: { version: '4.2.9' } });
  expect(finding(document, RULE).at.path).toEqual(['defaults', 'version']);
});

it('is a finding for each node', () => {
  expect(
    findings(topology({ a: node('wso2mi', '4.2.9'), b: node('wso2mi', '4.2.9', { offset: 20 }) }), RULE),
  ).toHaveLength(2);
});

it.each(['4.2.0', '4.2'])('%s is listed', (version) => {
  expect(findings(topology({ mi: node('wso2mi', version) }), RULE)).toEqual([]);
});

it('a release that the topology describes is listed', () => {
  const products = { wso2mi: { name: 'our build', releases: ['4.2.9'], listeners: [], links: [], selfReferences: [] } };
  const document = topology({ mi: node('wso2mi', '4.2.9') }, { products: products as never });
  expect(findings(document, RULE)).toEqual([]);
});
