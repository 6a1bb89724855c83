import { describe, expect, it } from 'vitest';
import type { HostFields, LinkFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'unknown-service';

function dialling(url: string, more: Readonly<Record<string, HostFields>> = {}, link = 'icp-heartbeat') {
  const links: Readonly<Record<string, LinkFields>> = { [link]: { url } };
  return topology(
    {
      icp: node('wso2icp', '2.0.0', { host: 'icp-pod' }),
      mi: node('wso2mi', '4.6.0', { host: 'mi-pod', links }),
    },
    {
      hosts: {
        'icp-pod': { kind: 'pod', namespace: 'wso2' },
        'mi-pod': { kind: 'pod', namespace: 'wso2' },
        'icp-service': { kind: 'service', namespace: 'wso2', forwards: [{ port: 9445, to: ['icp-pod:9445'] }] },
        ...more,
      },
    },
  );
}

describe('a short name that no Service has', () => {
  const found = () => finding(dialling('https://cloud-icp:9445'), RULE);

  it('is an error that says where the node is reached', () => {
    expect(found().severity).toBe('error');
    expect(found().data).toMatchObject({ name: 'cloud-icp', expected: 'icp-service:9445', candidates: ['icp'] });
  });

  it('points at the literal, and is cured by the Service that leads there', () => {
    expect(found().at.path).toEqual(['nodes', 'mi', 'links', 'icp-heartbeat', 'url']);
    expect(found().fixes[0]?.edits).toMatchObject([{ to: 'https://icp-service:9445' }]);
  });
});

describe('a node to which no Service leads', () => {
  const forwards = [{ port: 9743, to: ['icp-pod:9743'] }];
  const unserved = (host: string) =>
    dialling(`https://${host}:9445`, { 'icp-service': { kind: 'service', namespace: 'wso2', forwards } });

  it('has no name that could be written', () => {
    const { text, fixes } = finding(unserved('cloud-icp'), RULE);
    expect(text).toContain('; icp listens on 9445, and no Service leads there');
    expect(fixes).toEqual([]);
  });

  it('is no more reached by a Service that leads to other ports of it', () => {
    const { text, fixes } = finding(unserved('icp-service'), 'link-mismatch');
    expect(text).toContain('; icp-runtime-https of icp listens on 9445, and no Service leads there');
    expect(fixes).toEqual([]);
  });

  it('has one of its own where a headless Service gives pods names', () => {
    const pods = { kind: 'pod', namespace: 'wso2', addresses: ['icp-0.icp'] } as const;
    const document = dialling('https://icp-service:9445', {
      'icp-pod': pods,
      'icp-service': { kind: 'service', namespace: 'wso2', forwards },
    });
    expect(finding(document, 'link-mismatch').text).toContain('is reached at icp-pod:9445');
  });
});

it.each([
  ['a Service of another namespace', 'https://icp-service.other.svc:9445'],
  ['an unknown Service of the own namespace', 'https://icp.wso2.svc.cluster.local:9445'],
])('%s is found', (_, url) => {
  expect(findings(dialling(url), RULE)).toHaveLength(1);
});

it.each([
  ['the Service', 'https://icp-service:9445'],
  ['the Service by its full name', 'https://icp-service.wso2.svc.cluster.local:9445'],
  ['the Service by name and namespace', 'https://icp-service.wso2:9445'],
  ['a name outside of the cluster', 'https://icp.example.com:9445'],
  ['a namespace of which nothing is known', 'https://icp.elsewhere.svc:9445'],
])('%s is silent', (_, url) => {
  expect(findings(dialling(url), RULE)).toEqual([]);
});

it('on machines and without Services a short name is outside', () => {
  expect(findings(dialling('https://cloud-icp:9445', { 'mi-pod': {} }), RULE)).toEqual([]);
});

it('a Service of another namespace is not meant by a short name', () => {
  const other: HostFields = { kind: 'service', namespace: 'other', forwards: [{ port: 9445, to: ['icp-pod:9445'] }] };
  expect(findings(dialling('https://lost:9445', { lost: other }), RULE)).toHaveLength(1);
  expect(findings(dialling('https://lost.other:9445', { lost: other }), RULE)).toEqual([]);
});
