import { describe, expect, it } from 'vitest';
import { finding, findings, listenerOf, node, topology } from '../topology-builder.js';

const RULE = 'unlisted-version';

describe('a release between two of the catalogue', () => {
  const document = topology({ mi: node('wso2mi', '4.2.9') });
  const found = () => finding(document, RULE);

  it('is a warning that names the older release that is assumed', () => {
    expect(found().severity).toBe('warning');
    expect(found().message).toBe('assumed');
    expect(found().data).toEqual({ node: 'mi', product: 'wso2mi', version: '4.2.9', assumed: '4.2.0' });
  });

  it('points at the version', () => expect(found().at.path).toEqual(['nodes', 'mi', 'version']));

  it('has the ports of that release', () => expect(listenerOf(document, 'mi', 'passthrough-http').port).toBe(8290));
});

it('a release newer than all of its major version is taken as the newest', () => {
  expect(finding(topology({ apim: node('wso2am', '4.99.0') }), RULE).data.assumed).toBe('4.7.0');
});

it.each([
  ['latest', '7.3.0'],
  ['5.4.x', '5.4.1'],
])('%s is taken as the newest of the releases that it stands for', (version, assumed) => {
  const found = finding(topology({ is: node('wso2is', version) }), RULE);
  expect(found.message).toBe('newest');
  expect(found.data.assumed).toBe(assumed);
});

it.each([
  ['420', '; did you mean "4.2.0"?'],
  ['4.2.o', '; did you mean "4.2.0"?'],
  ['99.0.0', '; the newest wso2am that the catalogue has is 4.7.0'],
  ['26.0', '; did you mean "2.6.0"?'],
  ['1', '; write which: 1.8.0, 1.9.0, 1.9.1, 1.10.0'],
])('%s is no release', (version, hint) => {
  const document = topology({ apim: node('wso2am', version) });
  expect(findings(document, RULE)).toEqual([]);
  expect(finding(document, 'unknown-reference').data).toMatchObject({ kind: 'version', name: version, hint });
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

it.each(['4.2.0', '4.2', 'v4.2.0', '4.2.0.45', '4.2.0-rocky', '4.2.0.0-alpine', '4.2.x'])('%s is listed', (version) => {
  expect(findings(topology({ mi: node('wso2mi', version) }), RULE)).toEqual([]);
});

it('a release that the topology describes is listed', () => {
  const products = { wso2mi: { name: 'our build', releases: ['4.2.9'], listeners: [], links: [], selfReferences: [] } };
  const document = topology({ mi: node('wso2mi', '4.2.9') }, { products: products as never });
  expect(findings(document, RULE)).toEqual([]);
});
