import { describe, expect, it } from 'vitest';
import type { HostFields, PolicyFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'blocked-connection';

function guarded(icp: readonly PolicyFields[] | undefined, mi?: readonly PolicyFields[]) {
  const links = { 'icp-heartbeat': { url: 'https://icp-service:443' } };
  const pod = (policies: readonly PolicyFields[] | undefined): HostFields => ({
    kind: 'pod',
    ...(policies ? { policies } : {}),
  });
  return topology(
    { icp: node('wso2icp', '2.0.0', { host: 'icp-pod' }), mi: node('wso2mi', '4.6.0', { host: 'mi-pod', links }) },
    {
      hosts: {
        'icp-service': { kind: 'service', forwards: [{ port: 443, to: ['icp-pod:9445'] }] },
        'icp-pod': pod(icp),
        'mi-pod': pod(mi),
      },
    },
  );
}

it('a policy that lets nobody in is found at the connection, with the port of the pod', () => {
  const found = finding(guarded([{ direction: 'in', peers: [], by: 'NetworkPolicy/deny' }]), RULE);
  expect(found.severity).toBe('error');
  expect(found.data).toEqual({
    node: 'mi',
    link: 'icp-heartbeat',
    target: 'icp',
    port: 9445,
    direction: 'in',
    by: ['NetworkPolicy/deny'],
  });
  expect(found.at.path).toEqual(['nodes', 'mi', 'links', 'icp-heartbeat', 'url']);
});

it.each([
  ['another pod', [{ direction: 'in', peers: ['other'] }]],
  ['the port of the Service', [{ direction: 'in', ports: [443] }]],
] as const)('a policy that allows %s is found', (_, policies) => {
  expect(findings(guarded(policies), RULE)).toHaveLength(1);
});

it('a policy of outgoing connections is found', () => {
  expect(finding(guarded(undefined, [{ direction: 'out', ports: [53] }]), RULE).data).toMatchObject({
    direction: 'out',
  });
});

it.each([
  ['none', undefined],
  ['one of the other direction', [{ direction: 'out', peers: [] }]],
  ['everybody', [{ direction: 'in' }]],
  [
    'the pod and the port, beside one that allows nothing',
    [
      { direction: 'in', peers: [] },
      { direction: 'in', peers: ['mi-pod'], ports: [9445] },
    ],
  ],
] as const)('%s is silent', (_, policies) => {
  expect(findings(guarded(policies), RULE)).toEqual([]);
});

const OUT: readonly PolicyFields[] = [{ direction: 'out', ports: [9445, '443-444'], by: 'NetworkPolicy/out' }];

describe('a pod that may ask nobody for addresses', () => {
  it('is found once, with the name that it asks for', () => {
    const found = findings(guarded(undefined, OUT), RULE);
    expect(found.map(({ message, severity, data, at }) => [message, severity, data, at.path])).toEqual([
      [
        'lookup',
        'warning',
        { node: 'mi', link: 'icp-heartbeat', name: 'icp-service', by: ['NetworkPolicy/out'] },
        ['nodes', 'mi', 'links', 'icp-heartbeat', 'url'],
      ],
    ]);
  });

  it.each([
    ['that may ask on port 53', [...OUT, { direction: 'out', ports: ['50-60'] }]],
    ['that may do everything', [{ direction: 'out' }]],
    ['that nobody restricts', [{ direction: 'in', ports: [9445] }]],
  ] as const)('is not one %s', (_, policies) => {
    expect(findings(guarded(undefined, policies), RULE)).toEqual([]);
  });

  it.each([
    ['an address', 'https://10.0.0.5:9445', 'pod'],
    ['its own name', 'https://mi-pod:8290', 'pod'],
    ['a name from a machine', 'https://icp-pod:9445', 'machine'],
  ] as const)('is not one that dials %s', (_, url, kind) => {
    const hosts: Readonly<Record<string, HostFields>> = {
      'icp-pod': { kind: 'pod', addresses: ['10.0.0.5'] },
      'mi-pod': { ...(kind === 'pod' ? { kind } : {}), policies: OUT },
    };
    const nodes = {
      icp: node('wso2icp', '2.0.0', { host: 'icp-pod' }),
      mi: node('wso2mi', '4.6.0', { host: 'mi-pod', links: { 'icp-heartbeat': { url } } }),
    };
    expect(findings(topology(nodes, { hosts }), RULE).filter(({ message }) => message === 'lookup')).toEqual([]);
  });
});
