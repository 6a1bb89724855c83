import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, configMap, deployment, ingress, manifest, mounting, service } from './manifests.js';

const TOML = '[server]\nhostname = "is.example.com"\noffset = 1\n';
const CONF = mounting('is-conf');
const IS = deployment('is', 'wso2/wso2is:7.1.0', CONF.container, CONF.pod);
const SHIPPED = configMap('is-conf', 'deployment.toml', '[server]\noffset = 0\n');

async function reportOf(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Report> {
  const { stdout } = await command('check', '--format', 'json', ...args, { files });
  return JSON.parse(stdout) as Report;
}

async function nodesOf(text: string) {
  const { deployments } = await reportOf({ 'rendered.yaml': text }, 'rendered.yaml');
  return deployments.flatMap(({ nodes }) => nodes);
}

async function findingsIn(...documents: readonly string[]) {
  const { findings } = await reportOf({ 'rendered.yaml': bundle(...documents) }, 'rendered.yaml');
  return findings;
}

describe('a bundle of rendered manifests', () => {
  it('has a node for each container of a product, configured by its ConfigMaps', async () => {
    const [node] = await nodesOf(bundle(configMap('is-conf', 'deployment.toml', TOML), IS));
    expect(node).toMatchObject({
      id: 'is',
      host: 'is-pod',
      product: 'wso2is',
      version: '7.1.0',
      offset: 1,
      sources: ['rendered.yaml', 'Deployment/is', 'ConfigMap/is-conf'],
    });
  });

  it('is read from several files of a folder as one', async () => {
    const files = { 'k8s/conf.yaml': configMap('is-conf', 'deployment.toml', TOML), 'k8s/is.yaml': IS };
    const { deployments } = await reportOf(files, 'k8s');
    expect(deployments.map(({ nodes }) => nodes.map(({ id, offset }) => [id, offset]))).toEqual([[['is', 1]]]);
  });

  it('is several deployments where files define the same workload', async () => {
    const files = { 'k8s/a/is.yaml': IS, 'k8s/b/is.yaml': IS, 'k8s/c/x.yaml': IS, 'k8s/c/y.yaml': IS };
    const { deployments } = await reportOf(files, 'k8s');
    expect(deployments.map(({ name }) => name)).toEqual(['k8s/a', 'k8s/b', 'k8s/c/x.yaml', 'k8s/c/y.yaml']);
  });

  it('may be a List, as kubectl prints it, in YAML or JSON', async () => {
    const indented = IS.replaceAll('\n', '\n  ');
    const list = `apiVersion: v1\nitems:\n- ${indented}\nkind: List\nmetadata:\n  resourceVersion: ""\n`;
    const items = [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'is' },
        spec: { template: { spec: { containers: [{ name: 'is', image: 'wso2/wso2is:7.1.0' }] } } },
      },
    ];
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    expect(await nodesOf(list)).toHaveLength(1);
    expect(await nodesOf(json)).toHaveLength(1);
    expect(await nodesOf(`apiVersion: v1\nkind: List\nitems: ${JSON.stringify(items)}\n`)).toHaveLength(1);
  });

  it('comes from standard input as well', async () => {
    const text = bundle(configMap('is-conf', 'deployment.toml', TOML), IS, service('is', 'is', [9443]));
    const { stdout, code } = await command('check', '-', { stdin: text });
    expect(stdout).toContain('error[forward-mismatch]: is:9443 -> port 9443 of is (default): nothing listens there');
    expect(code).toBe(1);
    expect((await command('import', '-', { stdin: text })).stdout).toContain('offset: 1');
  });

  it('without a product is said and is no error', async () => {
    const text = bundle(deployment('web', 'nginx:1.27'), service('web', 'web', [80]));
    const result = await command('check', '-', { stdin: text });
    expect(result).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'wso2-topology: no WSO2 workload found in stdin\n',
    });
    expect((await command('import', '-', { stdin: text })).stderr).toContain('no WSO2 workload found');
  });

  it('is read beside documents of other kinds, and a broken one is a finding', async () => {
    const crd = manifest('CustomResourceDefinition', 'x', { spec: { names: { kind: 'Y' } } });
    expect(await nodesOf(bundle(crd, 'just: text', IS))).toHaveLength(1);
    const findings = await findingsIn(SHIPPED, IS, 'apiVersion: v1\nkind: Service\nmetadata: { name: [');
    expect(findings.map(({ rule }) => rule)).toEqual(['yaml-syntax']);
  });

  it('may hold what looks like the keys of a topology', async () => {
    const text = `${bundle(IS)}---\napiVersion: v1\nkind: Ingress\nspec:\n  tls:\n  - secretName: x\n    hosts: [a]\n  nodes: 1\n`;
    expect(await nodesOf(text)).toHaveLength(1);
  });
});

it('templates of a chart are said to be rendered first', async () => {
  const files = {
    'chart/templates/is.yaml': IS.replace('7.1.0', '{{ .Values.tag }}'),
    'chart/compose.yaml': 'services:\n  is:\n    image: wso2/wso2is:7.1.0\n',
  };
  const { stderr } = await command('check', 'chart', { files });
  expect(stderr).toContain('render them first: helm template');
  const alone = await command('check', 'chart/templates/is.yaml', { files });
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('render them first: helm template') });
});

describe('places of what a ConfigMap holds', () => {
  const wrong = '[server]\nhostname = "gw"\n\n[apim.key_manager]\nservice_url = "https://is:9999/services/"\n';
  const { container, pod } = mounting('gw-conf');
  const gateway = deployment(
    'gw',
    'wso2/wso2am:4.2.0',
    { ...container, env: [{ name: 'PROFILE_NAME', value: 'gateway-worker' }] },
    pod,
  );
  const others = [gateway, deployment('is', 'wso2/wso2is-km:5.10.0'), service('is', 'is', [9443])];

  it.each([
    ['a block', `  deployment.toml: |\n    ${wrong.replaceAll('\n', '\n    ')}`, 10, 19],
    ['one line', `  deployment.toml: ${JSON.stringify(wrong)}`, 5, 86],
    [
      'a folded line',
      `  deployment.toml: "[server]\\nhostname = \\"gw\\"\\n\\n[apim.key_manager]\\n\\\n    service_url = \\"https://is:9999/services/\\"\\n"`,
      6,
      19,
    ],
    ['single quotes', `  deployment.toml: 'apim.key_manager.service_url = "https://is:9999/services/"'`, 5, 52],
  ])('are found in %s', async (_, data, line, column) => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: gw-conf }\ndata:\n${data}\n`;
    const { findings } = await reportOf({ 'r.yaml': [map, ...others].join('\n---\n') }, 'r.yaml');
    const found = findings.filter(({ rule }) => rule === 'link-mismatch');
    expect(found.map(({ range: { start } }) => [start.line, start.column])).toEqual([[line, column]]);
  });
});

describe('a Service', () => {
  const conf = configMap('is-conf', 'deployment.toml', TOML);

  it('that leads to what listens is silent, by number, by name or without a target', async () => {
    const named = deployment('is', 'wso2/wso2is:7.1.0', { ports: [{ name: 'https', containerPort: 9443 }] });
    const ports = [{ port: 443, targetPort: 'https' }, { port: 9443 }, { port: 80, targetPort: 9763 }];
    expect(await findingsIn(named, service('is', 'is', ports))).toEqual([]);
  });

  it('that leads to another port is found at its target', async () => {
    const [found, ...others] = await findingsIn(conf, IS, service('is', 'is', [{ port: 443, targetPort: 9443 }]));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'forward-mismatch', data: { node: 'is', target: '9443' } });
  });

  it('selects the pods of a DeploymentConfig by the label that OpenShift gives them', async () => {
    const config = manifest('DeploymentConfig', 'is-config', {
      spec: {
        template: {
          metadata: { labels: { app: 'is' } },
          spec: { containers: [{ name: 'is', image: 'wso2/wso2is:7.1.0' }] },
        },
      },
    });
    const named = (name: string) => service('is', 'is', [9443], { selector: { deploymentconfig: name } });
    expect(await findingsIn(config, named('is-config'))).toEqual([]);
    expect(
      await findingsIn(config, service('is', 'is', [9443], { selector: { app: 'is', deploymentconfig: 'x' } })),
    ).toMatchObject([{ rule: 'forward-mismatch', message: expect.stringContaining('selects no pods') }]);
  });

  it('that selects no pods is found where it shares a label with those of a node', async () => {
    const lost = manifest('Service', 'is', { spec: { selector: { app: 'is', tier: 'x' }, ports: [{ port: 9443 }] } });
    const other = manifest('Service', 'db', { spec: { selector: { app: 'db' }, ports: [{ port: 3306 }] } });
    expect((await findingsIn(SHIPPED, IS, lost, other)).map(({ message }) => message)).toEqual([
      'is selects no pods: nothing answers on 9443',
    ]);
  });

  it('without a selector leads out of the cluster, and a headless one to ports of the pods', async () => {
    const outer = manifest('Service', 'db', { spec: { type: 'ExternalName', externalName: 'db.corp' } });
    const headless = service('is', 'is', [{ port: 9443, targetPort: 1 }], { clusterIP: 'None' });
    expect(await findingsIn(SHIPPED, IS, outer, headless)).toEqual([]);
  });

  it('that leads to an agent which its container declares is silent', async () => {
    const ports = [{ containerPort: 2222 }, { containerPort: 9443 }];
    const pod = deployment('is', 'wso2/wso2is:7.1.0', { ports });
    expect(await findingsIn(pod, service('is', 'is', [2222]))).toEqual([]);
    const onMachines = service('is', 'is', [{ port: 2222, nodePort: 32222 }], { type: 'NodePort' });
    expect(await findingsIn(pod, onMachines)).toEqual([]);
  });

  it('that leads to a port called like a protocol of the product is found, by its own name and by that of the container', async () => {
    const broker = (port: object) => deployment('mb', 'wso2/wso2ei-broker:6.6.0', { ports: [port] });
    const named = [{ name: 'mqtt-tls', port: 8836 }];
    const rulesOf = async (...texts: readonly string[]) => (await findingsIn(...texts)).map(({ rule }) => rule);
    expect(await rulesOf(broker({ containerPort: 8836 }), service('mb', 'mb', named))).toEqual(['forward-mismatch']);
    const container = broker({ name: 'mqtts', containerPort: 8836 });
    expect(await rulesOf(container, service('mb', 'mb', [8836]))).toEqual(['forward-mismatch']);
    const metrics = [{ name: 'http-metrics', port: 9404 }];
    expect(await rulesOf(broker({ containerPort: 9404 }), service('mb', 'mb', metrics))).toEqual([]);
    // An Identity Server speaks no MQTT.
    const other = deployment('is', 'wso2/wso2is:7.1.0', { ports: [{ containerPort: 8836 }] });
    expect(await rulesOf(other, service('is', 'is', named))).toEqual([]);
  });

  it('that leads to a sidecar is silent', async () => {
    const containers = [
      { name: 'is', image: 'wso2/wso2is:7.1.0' },
      { name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 15000 }] },
    ];
    const pod = manifest('Pod', 'is', { spec: { containers } }, { labels: { app: 'is' } });
    expect(await findingsIn(pod, service('is', 'is', [15000, 9443]))).toEqual([]);
  });

  it('of a node port takes it on every machine', async () => {
    const ports = [{ port: 9443, nodePort: 30443 }];
    const findings = await findingsIn(
      deployment('is', 'wso2/wso2is:7.1.0'),
      service('a', 'is', ports, { type: 'NodePort' }),
      service('b', 'is', ports, { type: 'NodePort' }),
    );
    expect(findings).toMatchObject([{ rule: 'port-collision', data: { host: 'cluster-machine' } }]);
  });
});

describe('a node whose own pod has no name', () => {
  const toml = (endpoint: string) => `[[apim.gateway.environment]]\nname = "Default"\ntype = "hybrid"\n${endpoint}\n`;
  const { container, pod } = mounting('am-conf');
  const found = (endpoint: string) =>
    findingsIn(
      configMap('am-conf', 'deployment.toml', toml(endpoint)),
      deployment('am', 'wso2/wso2am:4.2.0', container, pod),
      service('am', 'am', [8243, 9443]),
      ingress('am', { 'gw.example.com': 'am:8243' }, { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' }),
    );

  it('sends no clients there', async () => {
    const [finding, ...others] = await found('ws_endpoint = "ws://gw.example.com:9099"');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'advertised-endpoint', fixes: [] });
    expect(finding?.message).toContain('websocket of am listens on 9099, and no front end leads there');
  });

  it('dials itself as localhost', async () => {
    const [finding] = await found('service_url = "https://gw.example.com/services/"');
    expect(finding?.message).toContain('is reached at localhost:9443');
    expect(finding?.fixes[0]?.title).toContain('https://localhost:9443/services/');
  });
});

describe('probes', () => {
  const probe = (fields: Readonly<Record<string, unknown>>) =>
    findingsIn(
      configMap('is-conf', 'deployment.toml', TOML),
      deployment('is', 'wso2/wso2is:7.1.0', { ...CONF.container, ...fields }, CONF.pod),
    );

  it.each([
    ['an HTTP request', { httpGet: { port: 9443, scheme: 'HTTPS' } }],
    ['a connection', { tcpSocket: { port: 9443 } }],
    ['nc', { exec: { command: ['/bin/sh', '-c', 'nc -z localhost 9443'] } }],
    ['nc with a time limit', { exec: { command: ['sh', '-c', 'nc -z -w 3 127.0.0.1 9443 && echo ok'] } }],
    ['bash', { exec: { command: ['bash', '-c', '</dev/tcp/localhost/9443'] } }],
    ['curl', { exec: { command: ['curl', '-k', 'https://localhost:9443/carbon'] } }],
    ['an unknown name', { httpGet: { port: 'servlet', scheme: 'HTTPS' } }],
  ])('of a closed port are found in %s', async (_, livenessProbe) => {
    expect((await probe({ livenessProbe })).map(({ rule }) => rule)).toEqual(['probe-mismatch']);
  });

  it.each([
    ['an open port', { httpGet: { port: 9444, scheme: 'HTTPS' } }],
    ['a named port', { httpGet: { port: 'https', scheme: 'HTTPS' } }],
    ['another host', { httpGet: { port: 9443, host: 'example.com' } }],
    ['another host by a command', { exec: { command: ['nc', '-z', 'db', '3306'] } }],
    ['the address of the pod', { exec: { command: ['sh', '-c', 'nc -z $POD_IP 9444'] } }],
  ])('of %s are silent', async (_, readinessProbe) => {
    expect(await probe({ readinessProbe, ports: [{ name: 'https', containerPort: 9444 }] })).toEqual([]);
  });

  it('that speak plain HTTP to an encrypted port are found', async () => {
    const [found] = await probe({ startupProbe: { httpGet: { port: 9444 } } });
    expect(found).toMatchObject({ rule: 'probe-mismatch', data: { scheme: 'http', listener: 'servlet-https' } });
  });
});

describe('routes', () => {
  const is = [deployment('is', 'wso2/wso2is:7.1.0'), service('is', 'is', [{ name: 'https', port: 9443 }])];
  const secure = { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' };

  it('to a port of the Service, by number or name, are silent', async () => {
    const ways = { 'a.example.com': 'is:9443', 'b.example.com': 'is:https', '*.example.com': 'is:9443' };
    expect(await findingsIn(...is, ingress('is', ways, secure))).toEqual([]);
  });

  it('to a port that it does not have, or to a Service that is not there, are found', async () => {
    const ways = { 'a.example.com': 'is:8443', 'b.example.com': 'other:9443' };
    const findings = await findingsIn(...is, ingress('is', ways, secure));
    expect(findings.map(({ message }) => message)).toEqual([
      'Ingress/is leads to port 8443 of is, which has 9443',
      'Ingress/is leads to other, which does not exist',
    ]);
  });

  it('in plain HTTP to an encrypted port are found, unless TLS is handed on', async () => {
    const ways = { 'a.example.com': 'is:9443' };
    expect(await findingsIn(...is, ingress('is', ways))).toMatchObject([{ rule: 'forward-scheme' }]);
    const passed = { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' };
    expect(await findingsIn(...is, ingress('is', ways, passed))).toEqual([]);
    const passedOnce = { 'ingress.kubernetes.io/ssl-passthrough': 'true' };
    expect(await findingsIn(...is, ingress('is', ways, passedOnce))).toEqual([]);
  });

  it('may have the name of a Service: clients outside come through the Ingress, pods do not', async () => {
    const toml = (url: string) =>
      `[server]\nhostname = "am"\n[apim.key_manager]\nservice_url = "https://km:9443/services/"\n[[apim.gateway.environment]]\nname = "Default"\nhttps_endpoint = "${url}"\n`;
    const am = (url: string) => [
      configMap('am-conf', 'deployment.toml', toml(url)),
      deployment('am', 'wso2/wso2am:4.2.0', mounting('am-conf').container, mounting('am-conf').pod),
      service('am', 'am', [9443]),
      ingress('am', { am: 'am:9443', 'gw.example.com': 'gw:8243' }, secure),
    ];
    const gw = [
      deployment('gw', 'wso2/wso2am:4.2.0'),
      service('gw', 'gw', [8243, 8280]),
      ingress('gw', { gw: 'gw:8243' }, secure),
      ingress('gw-other', { gw: 'gw:8243' }, { ...secure, 'kubernetes.io/ingress.class': 'other' }).replace(
        '"ingressClassName":"nginx",',
        '',
      ),
    ];
    const rulesOf = async (url: string) => {
      const findings = await findingsIn(...am(url), ...gw);
      return findings
        .map(({ rule }) => rule)
        .filter((rule) => rule === 'advertised-endpoint' || rule === 'unknown-reference');
    };
    expect(await rulesOf('https://gw')).toEqual([]);
    expect(await rulesOf('https://gw:8244')).toEqual(['advertised-endpoint']);
  });

  it('lead to a product whose registry an installer puts in', async () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: { name: is }
spec:
  template:
    metadata: { labels: { app: is } }
    spec:
      containers:
        - name: is
          image: "$image.registry.@"/wso2is:5.9.0
`;
    expect(await nodesOf(text)).toMatchObject([{ product: 'wso2is', version: '5.9.0' }]);
  });

  it('of the Gateway API are judged by the policy for the Service', async () => {
    const rules = [{ matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'is', port: 9443 }] }];
    const route = manifest('HTTPRoute', 'is', { spec: { hostnames: ['a.example.com'], rules } });
    const policy = manifest('BackendTLSPolicy', 'is', { spec: { targetRefs: [{ kind: 'Service', name: 'is' }] } });
    expect(await findingsIn(...is, route)).toMatchObject([{ rule: 'forward-scheme' }]);
    expect(await findingsIn(...is, route, policy)).toEqual([]);
    const told = service('is', 'is', [{ port: 9443, appProtocol: 'https' }]);
    expect(await findingsIn(is[0] ?? '', told, route)).toEqual([]);
  });

  it.each([
    ['passthrough', 0],
    ['reencrypt', 0],
    ['edge', 1],
  ])('of OpenShift with %s are judged by it', async (termination, count) => {
    const spec = {
      host: 'a.example.com',
      to: { kind: 'Service', name: 'is' },
      port: { targetPort: 'https' },
      tls: { termination },
    };
    const findings = await findingsIn(...is, manifest('Route', 'is', { spec }));
    expect(findings.map(({ rule }) => rule)).toEqual(Array.from({ length: count }, () => 'forward-scheme'));
  });

  it('of two charts for one host are found', async () => {
    const ways = { 'a.example.com': 'is:9443' };
    const findings = await findingsIn(...is, ingress('one', ways, secure), ingress('two', ways, secure));
    expect(findings).toMatchObject([{ rule: 'duplicate-route', data: { by: ['Ingress/one', 'Ingress/two'] } }]);
  });
});

it('pods of StatefulSets are known by their names, replicas are counted, owned objects are left out', async () => {
  const spec = (image: string) => ({
    replicas: 2,
    serviceName: 'tm',
    template: { metadata: { labels: { app: 'tm' } }, spec: { containers: [{ name: 'tm', image }] } },
  });
  const set = manifest('StatefulSet', 'tm', { spec: spec('wso2/wso2am:4.2.0') }, { namespace: 'wso2' });
  const owned = manifest(
    'Pod',
    'tm-0',
    { spec: { containers: [{ name: 'tm', image: 'wso2/wso2am:4.2.0' }] } },
    { ownerReferences: [{ kind: 'StatefulSet' }] },
  );
  const { deployments } = await reportOf({ 'r.yaml': bundle(set, owned) }, 'r.yaml');
  expect(deployments.flatMap(({ hosts }) => hosts)).toEqual([
    {
      id: 'tm-pod',
      addresses: expect.arrayContaining(['tm-0.tm', 'tm-1.tm.wso2.svc']),
      ephemeral: { from: 32768, to: 60999 },
    },
  ]);
});

it('pods on the network of the host share its ports', async () => {
  const spec = { hostNetwork: true };
  const findings = await findingsIn(
    deployment('is-1', 'wso2/wso2is:7.1.0', {}, spec),
    deployment('is-2', 'wso2/wso2is:7.1.0', {}, spec),
  );
  expect(findings).toMatchObject([{ rule: 'port-collision', data: { host: 'cluster-machine' } }]);
});

describe('a finding in a bundle', () => {
  const map = `# Source: is/templates/conf.yaml\n${configMap('is-conf', 'deployment.toml', TOML)}`;
  const found = async () => {
    const { findings } = await reportOf({ 'r.yaml': bundle(map, IS, service('is', 'is', [9443])) }, 'r.yaml');
    return findings[0];
  };

  it('names the object, the template and the line inside of the embedded file', async () => {
    expect(await found()).toMatchObject({
      notes: ['in Service/is'],
      related: [{ label: 'is: servlet-https = 9443 + 1 = 9444 (line 3 of deployment.toml)' }],
    });
    const wrong = `${TOML}\n[apim.key_manager]\nservice_url = "https://lost:9443/services/"\n`;
    const text = `# Source: gw/templates/conf.yaml\n${configMap('is-conf', 'deployment.toml', wrong)}`;
    const env = [{ name: 'PROFILE_NAME', value: 'gateway-worker' }];
    const gateway = deployment('gw', 'wso2/wso2am:4.2.0', { ...CONF.container, env }, CONF.pod);
    const others = [deployment('cp', 'wso2/wso2am:4.2.0'), service('cp', 'cp', [9443])];
    const findings = await findingsIn(text, gateway, ...others);
    expect(findings.filter(({ rule }) => rule === 'unknown-service')).toMatchObject([
      {
        label: expect.stringContaining('(line 6 of deployment.toml)'),
        notes: ['line 6 of deployment.toml in ConfigMap/is-conf, rendered from gw/templates/conf.yaml'],
      },
    ]);
  });
});

it('connections lead to pods, through Services that are named', async () => {
  const toml = '[server]\nhostname = "gw"\n\n[apim.key_manager]\nservice_url = "https://cp:443/services/"\n';
  const { container, pod } = mounting('gw-conf');
  const env = [{ name: 'PROFILE_NAME', value: 'gateway-worker' }];
  const text = bundle(
    configMap('gw-conf', 'deployment.toml', toml),
    deployment('gw', 'wso2/wso2am:4.2.0', { ...container, env }, pod),
    deployment('cp', 'wso2/wso2am:4.2.0'),
    service('cp', 'cp', [{ port: 443, targetPort: 9443 }]),
    ingress('cp', { 'am.example.com': 'cp:443' }, { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' }),
  );
  const { stdout } = await command('flows', '--format', 'csv', 'r.yaml', { files: { 'r.yaml': text } });
  const rows = stdout.split(/\r?\n/).map((line) => line.split(','));
  expect(rows).toContainEqual(
    expect.arrayContaining([
      'gw-pod',
      'gw',
      'cp-pod',
      'cp',
      '9443',
      expect.stringMatching(/^r\.yaml:1?\d$/),
      'through cp:443',
    ]),
  );
  expect(rows).toContainEqual(expect.arrayContaining(['clients', 'am.example.com', '443']));
  expect(rows).toContainEqual(
    expect.arrayContaining(['am.example.com', 'forward', 'cp-pod', 'cp', '9443', 'through cp:443']),
  );
});

it('import writes what check reads', async () => {
  const text = bundle(
    configMap('is-conf', 'deployment.toml', TOML),
    deployment(
      'is',
      'wso2/wso2is:7.1.0',
      { ...CONF.container, livenessProbe: { httpGet: { port: 9443, scheme: 'HTTPS' } } },
      CONF.pod,
      { replicas: 2 },
    ),
    service('is', 'is', [9443, { port: 53, protocol: 'UDP' }]),
    ingress('is', { 'is.example.com': 'is:9443' }),
  );
  const { stdout } = await command('import', 'r.yaml', { files: { 'r.yaml': text } });
  expect(stdout).toContain('    replicas: 2\n');
  const rules = async (file: string, content: string) =>
    (await reportOf({ [file]: content }, file)).findings.map(({ rule, message }) => [rule, message]);
  expect((await rules('t.yaml', stdout)).sort()).toEqual((await rules('r.yaml', text)).sort());
});

describe('a port that a container declares', () => {
  const yaml = (port: number) =>
    `wso2.carbon:\n  type: wso2-apim-analytics\n  ports: { offset: 3 }\nwso2.transports.http:\n  listenerConfigurations:\n    - { id: default, host: 0.0.0.0, port: ${port}, scheme: https }\n`;
  const conf = mounting('conf');
  const dashboard = (declared: number) =>
    deployment(
      'dashboard',
      'wso2/wso2am-analytics-dashboard:3.2.0',
      { ...conf.container, ports: [{ containerPort: declared }] },
      conf.pod,
    );

  it('is one of the product where its files set it, and of something else where they do not', async () => {
    const rules = async (port: number, declared: number) => {
      const findings = await findingsIn(configMap('conf', 'deployment.yaml', yaml(port)), dashboard(declared));
      return findings.map(({ rule }) => rule).filter((rule) => rule === 'occupied-port');
    };
    expect(await rules(30_643, 30_646)).toEqual([]);
  });
});
