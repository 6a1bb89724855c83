import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, deployment, ingress, manifest, service } from './manifests.js';

async function reportOf(...documents: readonly string[]): Promise<Report> {
  const { stdout } = await command('check', '-', '--format', 'json', { stdin: bundle(...documents) });
  return JSON.parse(stdout) as Report;
}

const IS = deployment('is', 'wso2/wso2is:7.1.0');

it('objects without a name, a spec or anything in it are left out', async () => {
  const kinds = [
    'Deployment',
    'Service',
    'Ingress',
    'HTTPRoute',
    'Route',
    'ConfigMap',
    'NetworkPolicy',
    'BackendTLSPolicy',
  ];
  const empty = kinds.flatMap((kind) => [
    `apiVersion: v1\nkind: ${kind}\n`,
    manifest(kind, 'x', {}),
    manifest(kind, 'not a name', { spec: [], data: 1 }),
    manifest(kind, 'y', {
      spec: { rules: [{}], ports: [{ port: 'x' }, {}], template: { spec: { containers: [{ name: 'c' }] } } },
      data: { a: { b: 1 } },
    }),
  ]);
  const { findings, deployments } = await reportOf(...empty, IS);
  expect(findings).toEqual([]);
  expect(deployments.flatMap(({ nodes }) => nodes)).toHaveLength(1);
});

describe('a mounted file', () => {
  const conf = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata:\n${data}\n`;
  const pod = (mount: Readonly<Record<string, unknown>>, volume: Readonly<Record<string, unknown>>) =>
    deployment(
      'is',
      'wso2/wso2is:7.1.0',
      { volumeMounts: [{ name: 'v', ...mount }, { name: 'v' }, { name: 'w', mountPath: '/w' }] },
      {
        volumes: [
          { name: 'v', ...volume },
          { name: 'w', emptyDir: {} },
        ],
      },
    );
  const path = '/home/wso2carbon/is/repository/conf';
  const offsetOf = async (...documents: readonly string[]) =>
    (await reportOf(...documents)).deployments.flatMap(({ nodes }) => nodes.map(({ offset }) => offset));

  it.each([
    ['a key at a path', { mountPath: `${path}/deployment.toml`, subPath: 'is-toml' }, { configMap: { name: 'conf' } }],
    [
      'a key by another name',
      { mountPath: path },
      { configMap: { name: 'conf', items: [{ key: 'is-toml', path: 'deployment.toml' }] } },
    ],
    [
      'one of several sources',
      { mountPath: path },
      {
        projected: {
          sources: [
            { secret: { name: 's' } },
            { configMap: { name: 'conf', items: [{ key: 'is-toml', path: 'deployment.toml' }] } },
          ],
        },
      },
    ],
  ])('may be %s', async (_, mount, volume) => {
    expect(await offsetOf(conf('  is-toml: |\n    [server]\n    offset = 3\n  other: x'), pod(mount, volume))).toEqual([
      3,
    ]);
  });

  it.each([
    ['folded', '  deployment.toml: >\n    [server]\n\n    offset = 3\n'],
    ['plain', '  deployment.toml: server.offset = 3'],
    ['escaped', '  deployment.toml: "[server]\\x0aoffset\\u0020=\\U00000020\\t3\\n# \\\\ \\""'],
    ['folded in quotes', '  deployment.toml: "[server]\n\n    offset  = 3"'],
    ['in single quotes', "  deployment.toml: 'server.offset = 3 # it''s'"],
    ['empty before it', '  log4j2.properties: |\n  deployment.toml: |+\n\n    [server]\r\n    offset = 3\n\n'],
  ])('may be %s', async (_, data) => {
    expect(await offsetOf(conf(data), pod({ mountPath: path }, { configMap: { name: 'conf' } }))).toEqual([3]);
  });

  it('that is not in the bundle says nothing', async () => {
    expect(await offsetOf(pod({ mountPath: path }, { configMap: { name: 'lost' } }))).toEqual([0]);
  });
});

it('two products in one pod are two nodes that share its ports', async () => {
  const containers = [
    { name: 'is', image: 'wso2/wso2is:7.1.0' },
    { name: 'mi', image: 'wso2/wso2mi:4.2.0' },
  ];
  const pod = manifest('Pod', 'both', { spec: { containers } }, { labels: { app: 'both' } });
  const { deployments } = await reportOf(pod, service('both', 'both', [9443, 8253]));
  expect(deployments.flatMap(({ nodes }) => nodes.map(({ id, host }) => [id, host]))).toEqual([
    ['both-is', 'both-pod'],
    ['both-mi', 'both-pod'],
  ]);
});

it('equal names in two namespaces are told apart', async () => {
  const of = (namespace: string) => {
    const template = {
      metadata: { labels: { app: 'is' } },
      spec: { containers: [{ name: 'is', image: 'wso2/wso2is:7.1.0' }] },
    };
    return [
      manifest('Deployment', 'is', { spec: { template } }, { namespace }),
      manifest('Service', 'is', { spec: { selector: { app: 'is' }, ports: [{ port: 9443 }] } }, { namespace }),
    ];
  };
  const { deployments, findings } = await reportOf(...of('a'), ...of('b'));
  expect(deployments.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(['is', 'is.b']);
  expect(findings).toEqual([]);
});

it('the release of an image with a digest is that of the labels', async () => {
  const digest = deployment('is', 'wso2/wso2is@sha256:0123').replace(
    'metadata: {"name":"is"}',
    'metadata: {"name":"is","labels":{"app.kubernetes.io/version":"7.0.0"}}',
  );
  const { deployments } = await reportOf(digest);
  expect(deployments.flatMap(({ nodes }) => nodes.map(({ version }) => version))).toEqual(['7.0.0']);
});

describe('routes of other kinds', () => {
  const is = [IS, service('is', 'is', [{ name: 'https', port: 9443 }])];
  const backendRefs = [
    { name: 'is', port: 9443 },
    { kind: 'Other', name: 'x' },
  ];
  const rulesIn = async (...documents: readonly string[]) =>
    (await reportOf(...documents)).findings.map(({ rule }) => rule);

  it.each([
    ['TLSRoute', { hostnames: ['a.example.com'], rules: [{ backendRefs }] }, []],
    ['TLSRoute', { parentRefs: [{ name: 'gw' }], rules: [{ backendRefs }] }, []],
    ['GRPCRoute', { rules: [{ backendRefs }] }, ['forward-scheme']],
    ['Route', { to: { name: 'is' } }, ['forward-scheme']],
    [
      'Route',
      { to: { name: 'is' }, alternateBackends: [{ name: 'lost' }], tls: { termination: 'passthrough' } },
      ['forward-mismatch'],
    ],
    [
      'Ingress',
      { rules: [{ host: 'a', http: { paths: [{ backend: { service: { name: 'is', port: { name: 'https' } } } }] } }] },
      [],
    ],
  ])('%s', async (kind, spec, rules) => {
    expect(await rulesIn(...is, manifest(kind, 'r', { spec }))).toEqual(rules);
  });

  it.each([
    ['GRPCS', []],
    ['FCGI', []],
    ['HTTP', ['forward-scheme']],
  ])('nginx with the protocol %s', async (protocol, rules) => {
    const annotations = { 'nginx.ingress.kubernetes.io/backend-protocol': protocol };
    expect(await rulesIn(...is, ingress('is', { 'a.example.com': 'is:9443' }, annotations))).toEqual(rules);
  });

  it('of a namespace without Services are not judged, nor those of other software', async () => {
    const other = manifest(
      'Ingress',
      'o',
      {
        spec: {
          rules: [{ host: 'o', http: { paths: [{ backend: { service: { name: 'web', port: { number: 1 } } } }] } }],
        },
      },
      { namespace: 'other' },
    );
    expect(await rulesIn(...is, other)).toEqual([]);
    const web = [deployment('web', 'nginx'), service('web', 'web', [80])];
    expect(await rulesIn(...is, ...web, ingress('web', { 'web.example.com': 'web:80' }))).toEqual([]);
  });
});

it('a Service that other software is behind as well, and one of UDP, are silent', async () => {
  const other = manifest('Deployment', 'web', {
    spec: { template: { metadata: { labels: { app: 'is' } }, spec: { containers: [{ name: 'w', image: 'nginx' }] } } },
  });
  const ports = [{ port: 9443 }, { port: 30053, protocol: 'UDP', nodePort: 30053 }];
  const { findings } = await reportOf(IS, other, service('is', 'is', ports));
  expect(findings.filter(({ rule }) => rule !== 'forward-mismatch')).toEqual([]);
});

it('policies that flows writes name namespaces and addresses', async () => {
  const plan =
    'version: 1\nhosts:\n  icp-pod: { kind: pod, namespace: a, labels: { app: icp } }\n  mi-pod: { kind: pod, namespace: b, labels: { app: mi } }\n  icp: { kind: service, namespace: a, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }\nnodes:\n  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }\n  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://icp.a:9445" } }, dials: [{ to: "[2001:db8::1]:53", protocol: udp }] }\n';
  const { stdout } = await command('flows', '--format', 'networkpolicy', 'p.yaml', { files: { 'p.yaml': plan } });
  expect(stdout).toContain('kubernetes.io/metadata.name: b');
  expect(stdout).toContain('cidr: 2001:db8::1/128');
});
