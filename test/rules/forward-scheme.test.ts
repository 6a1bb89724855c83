import { expect, it } from 'vitest';
import type { ForwardFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'forward-scheme';

function routed(...forwards: readonly Omit<ForwardFields, 'port'>[]) {
  const front = { kind: 'ingress' as const, forwards: forwards.map((forward) => ({ port: 443, ...forward })) };
  return topology({ is: node('wso2is', '7.1.0') }, { hosts: { 'is.example.com': front } });
}

it('plain HTTP to an encrypted listener is an error at the target', () => {
  const found = finding(routed({ scheme: 'http', by: 'Ingress/is', path: '/', to: ['is:servlet-https'] }), RULE);
  expect(found.severity).toBe('error');
  expect(found.data).toMatchObject({
    by: 'Ingress/is',
    scheme: 'http',
    node: 'is',
    listener: 'servlet-https',
    port: 9443,
  });
  expect(found.at.path).toEqual(['hosts', 'is.example.com', 'forwards', 0, 'to', 0]);
});

it('TLS to a plain listener is found as well', () => {
  expect(finding(routed({ scheme: 'https', to: ['is:9763'] }), RULE).data).toMatchObject({ listener: 'servlet-http' });
});

it('the right scheme, and one that is not said, are silent', () => {
  expect(
    findings(routed({ scheme: 'https', path: '/a', to: ['is:9443'] }, { path: '/b', to: ['is:9443'] }), RULE),
  ).toEqual([]);
});

it('one way on two ports of the front end is one finding', () => {
  const to = ['is:servlet-https'];
  const forwards = [443, 80].map((port) => ({ port, path: '/', scheme: 'http' as const, to }));
  const document = topology(
    { is: node('wso2is', '7.1.0') },
    { hosts: { 'is.example.com': { kind: 'ingress', forwards } } },
  );
  expect(findings(document, RULE)).toHaveLength(1);
});
