import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, configMap, deployment, manifest, mounting, service } from './manifests.js';

const TOML = '[server]\nhostname = "mi"\n\n[icp_config]\nenabled = true\nicp_url = "https://icp:9445"\n';
const CONF = mounting('mi-conf');
const CLUSTER = [
  configMap('mi-conf', 'deployment.toml', TOML),
  deployment('mi', 'wso2/wso2mi:4.6.0', CONF.container, CONF.pod),
  deployment('icp', 'wso2/wso2-integration-control-plane:2.0.0', { ports: [{ name: 'runtime', containerPort: 9445 }] }),
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
    ['for a range of other ports', { ...icp, ingress: [{ ports: [{ port: 9000, endPort: 9100 }] }] }],
    ['for another protocol', { ...icp, ingress: [{ from: [mi], ports: [{ port: 9445, protocol: 'UDP' }] }] }],
    ['for a protocol that no server speaks', { ...icp, ingress: [{ ports: [{ protocol: 'SCTP' }] }] }],
    ['for a port of another name', { ...icp, ingress: [{ ports: [{ port: 'console' }] }] }],
    ['for pods of another namespace', from({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } })],
    ['with no rule', { ...icp, policyTypes: ['Ingress'], ingress: [] }],
    ['of names', { ...mi, policyTypes: ['Egress'], egress: [{ to: [icp], ports: [{ port: 9445 }] }] }],
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
    ['for everybody', { ...icp, ingress: [{}] }],
    ['from nobody in particular', { ...icp, ingress: [{ from: [], ports: [{ port: 9445 }] }] }],
    ['by the name of the port', { ...icp, ingress: [{ ports: [{ port: 'runtime' }] }] }],
    ['for every port of the protocol', { ...icp, ingress: [{ ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }] }] }],
    ['by name and range', { ...icp, ingress: [{ ports: [{ port: 1 }, { port: 9440, endPort: 9450 }] }] }],
    ['where one of two rules does', { ...icp, ingress: [{ from: [icp] }, { from: [mi], ports: [{ port: 9445 }] }] }],
    [
      'out, and look-ups of names',
      {
        ...mi,
        policyTypes: ['Egress'],
        egress: [
          { to: [icp], ports: [{ port: 'runtime' }] },
          { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] },
        ],
      },
    ],
    ['out to everything', { ...mi, policyTypes: ['Egress'], egress: [{ to: [icp] }] }],
  ])('%s are silent', async (_, spec) => {
    expect(await rulesIn(...CLUSTER, policy(spec))).toEqual([]);
  });
});

it('a second policy may allow what the first one does not, and default deny needs one in each direction', async () => {
  const deny = manifest('NetworkPolicy', 'deny', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
  const into = policy(from(mi));
  const out = manifest('NetworkPolicy', 'out', {
    spec: {
      ...mi,
      policyTypes: ['Egress'],
      egress: [{ to: [icp], ports: [{ port: 9445 }] }, { ports: [{ port: 53, protocol: 'UDP' }] }],
    },
  });
  expect(await rulesIn(...CLUSTER, deny)).toHaveLength(3);
  expect(await rulesIn(...CLUSTER, deny, into)).toHaveLength(2);
  expect(await rulesIn(...CLUSTER, deny, into, out)).toEqual([]);
});

it('a pod that may look up no names is told once, and not where it dials an address', async () => {
  const closed = policy({ ...mi, policyTypes: ['Egress'], egress: [{ to: [icp], ports: [{ port: 9445 }] }] });
  const { stdout } = await command('check', '-', { stdin: bundle(...CLUSTER, closed) });
  expect(stdout).toContain(
    'NetworkPolicy/p lets mi not look up names: port 53 is closed, and icp is one (icp-heartbeat)',
  );
});

it('ranges and protocols are in a topology as well', async () => {
  const plan = (ports: string) =>
    `version: 1
hosts:
  icp-service: { kind: service, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }
  icp-pod: { kind: pod, policies: [{ direction: in, ${ports} }] }
  mi-pod: { kind: pod }
nodes:
  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }
  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://icp-service:9445" } } }
`;
  const found = async (ports: string) => {
    const { stdout } = await command('check', 'p.yaml', '--format', 'json', { files: { 'p.yaml': plan(ports) } });
    return (JSON.parse(stdout) as Report).findings.map(({ message }) => message);
  };
  expect(await found('ports: ["9440-9450"]')).toEqual([]);
  expect(await found('ports: ["1-9444", 9446]')).toEqual([
    'a policy lets mi not reach port 9445 of icp (icp-heartbeat)',
  ]);
  expect(await found('protocol: udp')).toHaveLength(1);
});

it('those that flows writes allow what the plan needs, and nothing else', async () => {
  const files = { 'r.yaml': bundle(...CLUSTER) };
  const { stdout } = await command('flows', '--format', 'networkpolicy', '--certain', 'r.yaml', { files });
  expect(await rulesIn(...CLUSTER, ...stdout.split('---\n'))).toEqual([]);
  expect(await rulesIn(...CLUSTER, ...stdout.replace('port: 9445', 'port: 1').split('---\n'))).toEqual([
    'blocked-connection',
  ]);
});

it('pods of one workload that are members of a cluster may dial each other', async () => {
  const plan = (replicas: number) =>
    `version: 1\nhosts: { is-pod: { kind: pod, labels: { app: is } } }\nnodes:\n  is: { host: is-pod, product: wso2is, version: 7.1.0, replicas: ${replicas}, enable: [cluster-member] }\n`;
  const written = async (replicas: number) => {
    const files = { 'plan.yaml': plan(replicas) };
    return (await command('flows', '--format', 'networkpolicy', 'plan.yaml', { files })).stdout;
  };
  expect((await written(2)).match(/port: 4000/g)).toHaveLength(2);
  expect(await written(1)).not.toContain('port: 4000');
});

it('a plan of machines has no policies, and pods without labels are chosen by their name', async () => {
  const plan =
    'version: 1\nhosts: { Is-pod: { kind: pod, namespace: a }, m: {} }\nnodes:\n  is: { host: Is-pod, product: wso2is, version: 7.1.0, dials: [{ to: "10.0.0.9:5432" }] }\n  mi: { host: m, product: wso2mi, version: 4.2.0 }\n';
  const { stdout } = await command('flows', '--format', 'networkpolicy', 'plan.yaml', { files: { 'plan.yaml': plan } });
  expect(stdout.match(/kind: NetworkPolicy/g)).toHaveLength(1);
  expect(stdout).toContain('app: is');
  expect(stdout).toContain('cidr: 10.0.0.9/32');
});
