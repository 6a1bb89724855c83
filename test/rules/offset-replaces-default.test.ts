import { describe, expect, it } from 'vitest';
import { finding, findings, listenerOf, node, topology } from '../topology-builder.js';

const RULE = 'offset-replaces-default';
const mi = (fields = {}) => topology({ mi: node('wso2mi', '4.2.0', fields) });

describe('Micro Integrator at offset 3, with a port written as 8290', () => {
  const found = () => finding(mi({ offset: 3, ports: { 'passthrough-http': 8290 } }), RULE);

  it('is an information: 8290 is right at the shipped offset 10 only', () => {
    expect(found().severity).toBe('info');
    expect(found().message).toBe('assumed');
    expect(found().data).toEqual({
      node: 'mi',
      host: 'app1',
      offset: 3,
      shippedOffset: 10,
      assumed: [{ what: 'ports.passthrough-http', port: 8290, listener: 'passthrough-http' }],
    });
  });

  it('points at the offset, and at the value beside it', () => {
    expect(found().at.path).toEqual(['nodes', 'mi', 'offset']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'mi', 'ports', 'passthrough-http']]);
  });
});

it('is one finding for all ports of a node', () => {
  const ports = { 'passthrough-http': 8290, 'passthrough-https': 8253, 'management-api-https': 9164 };
  expect(finding(mi({ offset: 3, ports }), RULE).data.assumed).toHaveLength(3);
});

it.each([
  [undefined, 8290, 8253, 9164],
  [3, 8283, 8246, 9157],
  [0, 8280, 8243, 9154],
])('offset %s opens %i, %i and %i', (offset, http, https, management) => {
  const document = mi(offset === undefined ? {} : { offset });
  const port = (id: string) => listenerOf(document, 'mi', id).port;
  expect([port('passthrough-http'), port('passthrough-https'), port('management-api-https')]).toEqual([
    http,
    https,
    management,
  ]);
});

describe('is silent', () => {
  it.each([
    ['at the shipped offset', mi({ ports: { 'passthrough-http': 8290 } })],
    ['for a base port', mi({ offset: 3, ports: { 'passthrough-http': 8280 } })],
    [
      'at offset 0, where the port that is written is the port that opens',
      mi({ offset: 0, ports: { 'passthrough-http': 8290 } }),
    ],
    ['where no port is written', mi({ offset: 3 })],
    [
      'for a product that ships offset 0',
      topology({ is: node('wso2is', '7.0.0', { offset: 3, ports: { 'servlet-https': 9443 } }) }),
    ],
  ])('%s', (_, document) => expect(findings(document, RULE)).toEqual([]));
});
