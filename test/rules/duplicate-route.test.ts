import { expect, it } from 'vitest';
import type { ForwardFields, HostKind } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'duplicate-route';

function routes(kind: HostKind | undefined, ...forwards: readonly Omit<ForwardFields, 'to'>[]) {
  const to = ['is:servlet-https'];
  const front = { ...(kind ? { kind } : {}), forwards: forwards.map((forward) => ({ ...forward, to })) };
  return topology({ is: node('wso2is', '7.1.0') }, { hosts: { 'is.example.com': front } });
}

it('two routes of one host and path are an error that names both', () => {
  const document = routes('ingress', { port: 443, path: '/', by: 'Ingress/a' }, { port: 443, by: 'Ingress/b' });
  const found = finding(document, RULE);
  expect(found.severity).toBe('error');
  expect(found.data).toEqual({ host: 'is.example.com', path: '/', by: ['Ingress/a', 'Ingress/b'] });
  expect(found.text).toContain('both claim');
  expect(found.at.path).toEqual(['hosts', 'is.example.com', 'forwards', 1, 'port']);
});

it('three routes are one finding, on all ports together', () => {
  const ports = [443, 80].flatMap((port) => ['a', 'b', 'c'].map((by) => ({ port, path: '/x', by })));
  expect(finding(routes('ingress', ...ports), RULE).data.by).toEqual(['a', 'b', 'c']);
});

it('other paths, and one route on two ports, are silent', () => {
  const document = routes(
    'ingress',
    { port: 443, path: '/a', by: 'Ingress/a' },
    { port: 443, path: '/b', by: 'Ingress/b' },
    { port: 80, path: '/a', by: 'Ingress/a' },
  );
  expect(findings(document, RULE)).toEqual([]);
  expect(findings(document, 'port-collision')).toEqual([]);
});

it('on a machine, two forwards of one port collide', () => {
  const document = routes(undefined, { port: 443, by: 'a' }, { port: 443, by: 'b' });
  expect(findings(document, RULE)).toEqual([]);
  expect(findings(document, 'port-collision')).toHaveLength(1);
});
