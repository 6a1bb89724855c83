import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, configMap, deployment, manifest, mounting, service } from './manifests.js';

const TOML = '[server]\nhostname = "mi"\n\n[icp_config]\nenabled = true\nicp_url = "https://icp:9445"\n';
const CONF = mounting('mi-conf');
const CLUSTER = [
  configMap('mi-conf', 'deployment.toml', TOML),
  deployment('mi', 'wso2/wso2mi:4.6.0', CONF.container, CONF.pod),
  deployment('icp', 'wso2/wso2-integration-control-plane:2.0.0'),
  service('icp', 'icp', [9445]),
];

function policy(spec: Readonly<Record<string, unknown>>): string {
  return manifest('NetworkPolicy', 'p', { spec });
}

async function rulesIn(...documents: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await command('check', '-', '--format', 'json', { stdin: bundle(...documents) });
  return (JSON.parse(stdout) as Report).findings.map(({ rule }) => rule);
}

const icp = { podSelector: { matchLabels: { app: 'icp' } } };
const from = (...peers: readonly Readonly<Record<string, unknown>>[]) => ({ ...icp, ingress: [{ from: peers }] });
const mi = { podSelector: { matchLabels: { app: 'mi' } } };
const where = (operator: string, values: readonly string[] = []) => ({
  podSelector: { matchExpressions: [{ key: 'app', operator, values }] },
});

describe('policies that forbid a connection', () => {
  it.each([
    ['without rules', { ...icp }],
    ['for every pod', { podSelector: {} }],
    ['for another pod', from({ podSelector: { matchLabels: { app: 'other' } } })],
    ['for pods without the label', from(where('DoesNotExist'))],
    ['for pods of other values', from(where('NotIn', ['mi']))],
    ['for another port', { ...icp, ingress: [{ from: [mi], ports: [{ port: 9446 }] }] }],
    ['of outgoing connections', { ...mi, policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }] }],
  ])('%s are found', async (_, spec) => {
    expect(await rulesIn(...CLUSTER, policy(spec))).toEqual(['blocked-connection']);
  });
});

describe('policies that allow it', () => {
  it.each([
    ['by label', from(mi)],
    ['by expressions', from(where('In', ['mi']), where('Exists'))],
    ['for every namespace', from({ namespaceSelector: {}, ...mi })],
    ['for namespaces of which the labels are not known', from({ namespaceSelector: { matchLabels: { team: 'a' } } })],
    [
      'by the name of the namespace',
      from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } }, ...mi }),
    ],
    ['by address', from({ ipBlock: { cidr: '10.0.0.0/8' } })],
    ['by a range of ports', { ...icp, ingress: [{ ports: [{ port: 9000, endPort: 9999 }] }] }],
    ['for other pods', { podSelector: { matchLabels: { app: 'other' } } }],
  ])('%s are silent', async (_, spec) => {
    expect(await rulesIn(...CLUSTER, policy(spec))).toEqual([]);
  });
});

it('those that flows writes allow what the plan needs, and nothing else', async () => {
  const files = { 'r.yaml': bundle(...CLUSTER) };
  const { stdout } = await command('flows', '--format', 'networkpolicy', '--certain', 'r.yaml', { files });
  expect(await rulesIn(...CLUSTER, ...stdout.split('---\n'))).toEqual([]);
  expect(await rulesIn(...CLUSTER, ...stdout.replace('port: 9445', 'port: 1').split('---\n'))).toEqual([
    'blocked-connection',
  ]);
});

it('a plan of machines has no policies, and pods without labels are chosen by their name', async () => {
  const plan =
    'version: 1\nhosts: { Is-pod: { kind: pod, namespace: a }, m: {} }\nnodes:\n  is: { host: Is-pod, product: wso2is, version: 7.1.0, dials: [{ to: "10.0.0.9:5432" }] }\n  mi: { host: m, product: wso2mi, version: 4.2.0 }\n';
  const { stdout } = await command('flows', '--format', 'networkpolicy', 'plan.yaml', { files: { 'plan.yaml': plan } });
  expect(stdout.match(/kind: NetworkPolicy/g)).toHaveLength(1);
  expect(stdout).toContain('app: is');
  expect(stdout).toContain('cidr: 10.0.0.9/32');
});
