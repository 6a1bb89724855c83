import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, configMap, deployment, manifest, mounting, service } from './manifests.js';

const IMAGE = 'wso2/wso2is:7.1.0';

async function reportOf(...documents: readonly string[]): Promise<Report> {
  const { stdout } = await command('check', '-', '--format', 'json', { stdin: bundle(...documents) });
  return JSON.parse(stdout) as Report;
}

async function rulesIn(...documents: readonly string[]): Promise<readonly string[]> {
  return (await reportOf(...documents)).findings.map(({ rule }) => rule);
}

async function versionsIn(...documents: readonly string[]): Promise<readonly (string | undefined)[]> {
  const { deployments } = await reportOf(...documents);
  return deployments.flatMap(({ nodes }) => nodes.map(({ version }) => version));
}

describe('parts of a pod that are not what they should be say nothing', () => {
  it.each([
    ['ports', { ports: [{ containerPort: 'https' }, {}, { containerPort: 9443, name: 'https' }] }, {}],
    [
      'mounts',
      { volumeMounts: [{ mountPath: '/conf' }, { name: 'conf' }] },
      { volumes: [{ configMap: { name: 'c' } }] },
    ],
    ['items', {}, { volumes: [{ name: 'conf', configMap: { name: 'c', items: [{}, { key: 'a' }, { path: 'b' }] } }] }],
    ['variables', { env: [{ name: 'A' }, { value: 'b' }, { name: 'C', value: { d: 1 } }] }, {}],
    ['commands', { command: [['sh']], args: [{ a: 1 }] }, {}],
    ['probes', { livenessProbe: { exec: { command: [['nc']] } }, readinessProbe: { tcpSocket: {} } }, {}],
    ['other containers', {}, { initContainers: [{ name: 'x' }] }],
  ])('%s', async (_, container, pod) => {
    const { deployments, findings } = await reportOf(
      deployment('is', IMAGE, container, pod),
      service('is', 'is', [9443]),
      configMap('c', 'notes.txt', 'nothing'),
    );
    expect(deployments.flatMap(({ nodes }) => nodes.map(({ id, version }) => [id, version]))).toEqual([
      ['is', '7.1.0'],
    ]);
    expect(findings).toEqual([]);
  });

  it('a number of replicas', async () => {
    const { deployments } = await reportOf(deployment('is', IMAGE, {}, {}, { replicas: 'many' }));
    expect(deployments.flatMap(({ nodes }) => nodes)).toHaveLength(1);
  });

  it('containers without a name or an image', async () => {
    const containers = [{ image: IMAGE }, { name: 'no image' }, { name: 'is', image: IMAGE }];
    const { deployments } = await reportOf(manifest('Pod', 'is', { spec: { containers } }));
    expect(deployments.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(['is']);
  });
});

describe('the release of an image without a tag', () => {
  const labelled = (version: string, where: 'template' | 'metadata') => {
    const labels = { 'app.kubernetes.io/version': version };
    const spec = { containers: [{ name: 'is', image: 'wso2/wso2is@sha256:0123' }] };
    const template = { metadata: where === 'template' ? { labels } : {}, spec };
    return manifest('Deployment', 'is', { spec: { template } }, where === 'metadata' ? { labels } : {});
  };

  it('is that of the labels of its pods as well', async () => {
    expect(await versionsIn(labelled('7.0.0', 'template'))).toEqual(['7.0.0']);
  });

  it('is assumed where the labels name none', async () => {
    expect(await versionsIn(labelled('latest', 'metadata'))).toEqual(await versionsIn(deployment('is', 'wso2/wso2is')));
  });
});

it('a probe of another host by a connection is silent, and one of the pod is judged', async () => {
  const asks = (tcpSocket: Readonly<Record<string, unknown>>) =>
    rulesIn(deployment('is', IMAGE, { readinessProbe: { tcpSocket } }));
  expect(await asks({ port: 3306, host: 'db' })).toEqual([]);
  expect(await asks({ port: 3306 })).toEqual(['probe-mismatch']);
});

it('a manifest that is nested too deep is a finding, and the others are read', async () => {
  const deep = `apiVersion: v1\nkind: Service\nmetadata: ${'['.repeat(2000)}${']'.repeat(2000)}`;
  const { findings, deployments } = await reportOf(deployment('is', IMAGE), deep);
  expect(findings.map(({ rule, message }) => [rule, /nested more than \d+ levels deep/.test(message)])).toEqual([
    ['yaml-syntax', true],
  ]);
  expect(deployments.flatMap(({ nodes }) => nodes)).toHaveLength(1);
});

it('lists of nothing, and items that are no objects, are left out', async () => {
  const empty = 'apiVersion: v1\nkind: List\nitems:\n';
  const odd = 'apiVersion: v1\nkind: List\nitems:\n- just: text\n- apiVersion: v1\n  metadata: {}\n';
  expect(await versionsIn(empty, odd, deployment('is', IMAGE))).toEqual(['7.1.0']);
});

describe('a policy', () => {
  const toml = '[server]\nhostname = "cp"\n\n[apim.key_manager]\nservice_url = "https://is:9443/services/"\n';
  const conf = mounting('cp-conf');
  const cluster = [
    configMap('cp-conf', 'deployment.toml', toml),
    deployment('cp', 'wso2/wso2am-acp:4.6.0', conf.container, conf.pod),
    deployment('is', IMAGE),
    service('is', 'is', [9443]),
  ];
  const blocked = async (spec: Readonly<Record<string, unknown>>) =>
    (await rulesIn(...cluster, manifest('NetworkPolicy', 'is', { spec }))).filter(
      (rule) => rule === 'blocked-connection',
    );

  const podSelector = { matchLabels: { app: 'is' } };

  it('that lets nobody in blocks', async () => {
    expect(await blocked({ podSelector })).toEqual(['blocked-connection']);
  });

  it.each([
    ['a range of ports', { ingress: [{ ports: [{ port: 9000, endPort: 9999 }] }] }],
    ['addresses', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 9443 }] }] }],
    ['a named port', { ingress: [{ ports: [{ port: 'https' }] }] }],
    ['other directions', { policyTypes: ['Egress'], egress: [{}] }],
  ])('of %s is not held against anybody', async (_, rest) => {
    expect(await blocked({ podSelector, ...rest })).toEqual([]);
  });

  it('for pods that an incomplete expression chooses is one for none', async () => {
    expect(await blocked({ podSelector: { matchExpressions: [{}] } })).toEqual([]);
  });
});
