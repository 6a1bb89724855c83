import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { bundle, configMap, deployment, ingress, manifest, mounting, service } from './manifests.js';

// Bundles of the shapes that charts of the vendor and issues of users have, each as small as it can be.

const SECURE = { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' };

/** A server with a deployment.toml in a ConfigMap of its own. */
function server(name: string, image: string, toml: string, container: Readonly<Record<string, unknown>> = {}): string {
  const conf = mounting(`${name}-conf`);
  const workload = deployment(name, image, { ...conf.container, ...container }, conf.pod);
  return `${configMap(`${name}-conf`, 'deployment.toml', toml)}\n---\n${workload}`;
}

async function rulesIn(...documents: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await command('check', '-', '--format', 'json', { stdin: bundle(...documents) });
  const { findings } = JSON.parse(stdout) as Report;
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, data }) => `${rule} ${data.port ?? data.dialled ?? data.name ?? data.host}`)
    .sort();
}

const GATEWAY = 'wso2/wso2am-universal-gw:4.6.0';
const CONTROL_PLANE = 'wso2/wso2am-acp:4.6.0';
const TRAFFIC_MANAGER = 'wso2/wso2am-tm:4.6.0';

const probe = (port: number) => ({
  livenessProbe: { exec: { command: ['/bin/sh', '-c', `nc -z localhost ${port}`] } },
});

describe('contradictions of charts', () => {
  it('a gateway whose port is shifted twice, while Service and probes stay', async () => {
    const toml = (port: number) =>
      `[server]\nhostname = "gw"\noffset = 1\n\n[transport.https.properties]\nport = ${port}\n`;
    const rest = [service('gw', 'gw', [9444])];
    const shifted = await rulesIn(server('gw', GATEWAY, toml(9444), probe(9444)), ...rest);
    expect(shifted).toEqual(expect.arrayContaining(['forward-mismatch 9444', 'probe-mismatch 9444']));
    expect(shifted.filter((rule) => rule.startsWith('double-shift'))).toHaveLength(1);
    const right = await rulesIn(server('gw', GATEWAY, toml(9443), probe(9444)), ...rest);
    // A gateway without a traffic manager is told so.
    expect(right.filter((rule) => !rule.startsWith('link-self'))).toEqual([]);
  });

  it('an all-in-one server behind ingresses with literal ports', async () => {
    const toml = '[server]\nhostname = "am"\noffset = 1\n';
    const am = [server('am', 'wso2/wso2am:4.6.0', toml), service('am', 'am', [9444, 8244])];
    const literal = ingress('am', { 'am.example.com': 'am:9443', 'gw.example.com': 'am:8243' }, SECURE);
    const moved = ingress('am', { 'am.example.com': 'am:9444', 'gw.example.com': 'am:8244' }, SECURE);
    expect(await rulesIn(...am, literal)).toEqual(['forward-mismatch 443', 'forward-mismatch 443']);
    expect(await rulesIn(...am, moved)).toEqual([]);
  });

  it('a name that no chart creates', async () => {
    const toml = (host: string) =>
      `[server]\nhostname = "cp"\n\n[[apim.gateway.environment]]\nname = "Default"\nservice_url = "https://${host}:9443/services/"\n`;
    const rest = [deployment('gw', GATEWAY), service('apim-wso2am-universal-gw-service', 'gw', [9443])];
    expect(await rulesIn(server('cp', CONTROL_PLANE, toml('apim-wso2am-gateway-service')), ...rest)).toContain(
      'unknown-service 9443',
    );
    const right = await rulesIn(server('cp', CONTROL_PLANE, toml('apim-wso2am-universal-gw-service')), ...rest);
    expect(right.filter((rule) => rule.startsWith('unknown-service'))).toEqual([]);
  });

  it("a JMS port from another node's offset, and the same port on a node of another role", async () => {
    const toml = (hub: string) =>
      `[server]\nhostname = "gw"\n\n[apim.event_hub]\nenable = true\nservice_url = "https://cp:9443/services/"\nevent_listening_endpoints = ["tcp://${hub}"]\n`;
    const rest = [
      server('tm', TRAFFIC_MANAGER, '[server]\nhostname = "tm"\noffset = 2\n'),
      deployment('cp', CONTROL_PLANE),
      service('tm', 'tm', [5674, 9613, 9713]),
      service('cp', 'cp', [9443, 5672, 9611, 9711]),
    ];
    const of = async (hub: string) => (await rulesIn(server('gw', GATEWAY, toml(hub)), ...rest)).join('; ');
    expect(await of('cp:5674')).toContain('link-mismatch 5674');
    expect(await of('tm:5674')).toContain('link-target 5674');
    expect(await of('cp:5672')).not.toMatch(/5672|5674/);
  });

  it('literal ports of a control plane that has an offset', async () => {
    const toml =
      '[server]\nhostname = "tm"\n\n[apim.event_hub]\nservice_url = "https://cp:9443/services/"\nevent_listening_endpoints = ["tcp://cp:5672"]\n';
    const cp = server('cp', CONTROL_PLANE, '[server]\nhostname = "cp"\noffset = 1\n');
    const found = await rulesIn(server('tm', TRAFFIC_MANAGER, toml), cp, service('cp', 'cp', [9444, 5673]));
    expect(found.filter((rule) => rule.startsWith('link-mismatch'))).toHaveLength(1);
  });

  it('an offset that neither Service nor probes follow', async () => {
    const is = (offset: string) =>
      server('is', 'wso2/wso2is:7.1.0', `[server]\nhostname = "is"\noffset = "${offset}"\n`, probe(9443));
    expect(await rulesIn(is('1'), service('is', 'is', [9443]))).toEqual([
      'forward-mismatch 9443',
      'probe-mismatch 9443',
    ]);
    expect(await rulesIn(is('0'), service('is', 'is', [9443]))).toEqual([]);
  });

  it('a port of an internal API that neither Service nor probes follow', async () => {
    const toml = (port: number) => `[server]\nhostname = "mi"\n\n[mediation]\ninternal_http_api_port = ${port}\n`;
    const mi = (port: number) =>
      server('mi', 'wso2/wso2mi:4.6.0', toml(port), { livenessProbe: { httpGet: { path: '/healthz', port: 9201 } } });
    expect(await rulesIn(mi(9300), service('mi', 'mi', [9201]))).toEqual([
      'forward-mismatch 9201',
      'probe-mismatch 9201',
    ]);
    expect(await rulesIn(mi(9191), service('mi', 'mi', [9201]))).toEqual([]);
  });
});

describe('what users report', () => {
  const is = [deployment('is', 'wso2/wso2is:7.1.0'), service('is', 'is', [9443])];

  it('ports that a Service does not have, and that a peer dials', async () => {
    const toml =
      '[server]\nhostname = "gw"\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://tm:9611"]\ntraffic_manager_auth_urls = ["ssl://tm:9711"]\n';
    const rest = [server('gw', GATEWAY, toml), deployment('tm', TRAFFIC_MANAGER)];
    const of = async (...ports: readonly number[]) =>
      (await rulesIn(...rest, service('tm', 'tm', ports))).filter((rule) => rule.startsWith('link-mismatch'));
    expect(await of(9443)).not.toEqual([]);
    expect(await of(9443, 9611, 9711)).toEqual([]);
  });

  it('a key manager that is localhost and should be the Service', async () => {
    const toml = (host: string) =>
      `[server]\nhostname = "gw"\n\n[apim.key_manager]\nservice_url = "https://${host}:9443/services/"\n`;
    const rest = [deployment('cp', CONTROL_PLANE), service('cp', 'cp', [9443])];
    const of = async (host: string) =>
      (await rulesIn(server('gw', GATEWAY, toml(host)), ...rest)).filter((rule) =>
        /link-(self|target) 9443/.test(rule),
      );
    expect(await of('localhost')).toHaveLength(1);
    expect(await of('cp')).toEqual([]);
  });

  it('a default back end that is not there, and one of another port', async () => {
    const away = manifest('Ingress', 'is', {
      spec: { ingressClassName: 'nginx', defaultBackend: { service: { name: 'lost', port: { number: 9443 } } } },
    });
    expect(await rulesIn(...is, away)).toEqual(['forward-mismatch 443']);
    const old = manifest('Ingress', 'is', { spec: { backend: { serviceName: 'is', servicePort: 9763 } } });
    expect(await rulesIn(...is, old)).toEqual(['forward-mismatch 443']);
  });

  it('two charts that claim one host', async () => {
    const ways = { 'gw.example.com': 'is:9443' };
    expect(await rulesIn(...is, ingress('am', ways, SECURE), ingress('gw', ways, SECURE))).toEqual([
      'duplicate-route gw.example.com',
    ]);
  });

  it('ssl-passthrough that is replaced, with and without the protocol of the back end', async () => {
    const ways = { 'is.example.com': 'is:9443' };
    expect(await rulesIn(...is, ingress('is', ways))).toEqual(['forward-scheme 9443']);
    expect(await rulesIn(...is, ingress('is', ways, SECURE))).toEqual([]);
  });

  it('health and management ports that are not exposed, or asked on the wrong number', async () => {
    const asked = deployment('mi', 'wso2/wso2mi:4.2.0', { readinessProbe: { tcpSocket: { port: 9191 } } });
    expect(await rulesIn(asked, service('mi', 'mi', [9164]))).toEqual(['probe-mismatch 9191']);
    expect(await rulesIn(deployment('mi', 'wso2/wso2mi:4.2.0'), service('mi', 'mi', [9154]))).toEqual([
      'forward-mismatch 9154',
    ]);
  });

  it('a heartbeat that goes to the old port', async () => {
    const toml = (port: number) =>
      `[server]\nhostname = "mi"\n\n[icp_config]\nenabled = true\nicp_url = "https://icp:${port}"\n`;
    const rest = [deployment('icp', 'wso2/wso2-integration-control-plane:2.0.0'), service('icp', 'icp', [9445, 9446])];
    expect(await rulesIn(server('mi', 'wso2/wso2mi:4.6.0', toml(9446)), ...rest)).toEqual(['link-mismatch 9446']);
    expect(await rulesIn(server('mi', 'wso2/wso2mi:4.6.0', toml(9445)), ...rest)).toEqual([]);
  });

  it('several pods behind one Service, where a link has to name single ones', async () => {
    const toml =
      '[server]\nhostname = "gw"\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://tm:9611"]\ntraffic_manager_auth_urls = ["ssl://tm:9711"]\n';
    const of = async (replicas: number) =>
      rulesIn(
        server('gw', GATEWAY, toml),
        deployment('tm', TRAFFIC_MANAGER, {}, {}, { replicas }),
        service('tm', 'tm', [9611, 9711]),
      );
    expect((await of(2)).filter((rule) => rule.startsWith('link-target'))).toEqual([
      'link-target 9611',
      'link-target 9711',
    ]);
    expect((await of(1)).filter((rule) => rule.startsWith('link-target'))).toEqual([]);
  });

  it('a web socket endpoint with the port of the pod, behind an Ingress', async () => {
    const toml = (ws: string) =>
      `[server]\nhostname = "cp"\n\n[[apim.gateway.environment]]\nname = "Default"\nservice_url = "https://gw:9443/services/"\nws_endpoint = "${ws}"\nwss_endpoint = "wss://ws.example.com:443"\nhttp_endpoint = "http://gw.example.com"\nhttps_endpoint = "https://gw.example.com"\n`;
    const ways = [
      ingress('gw', { 'gw.example.com': 'gw:8243' }, SECURE),
      ingress('ws', { 'ws.example.com': 'gw:8099' }, SECURE),
    ];
    const rest = [deployment('gw', GATEWAY), service('gw', 'gw', [9443, 8243, 8280, 9099, 8099]), ...ways];
    expect(await rulesIn(server('cp', CONTROL_PLANE, toml('ws://ws.example.com:9099')), ...rest)).toEqual([
      'advertised-endpoint 9099',
    ]);
    expect(await rulesIn(server('cp', CONTROL_PLANE, toml('ws://ws.example.com')), ...rest)).toEqual([]);
  });

  it('a peer that dials 9443 of a host name which an Ingress serves on 443', async () => {
    const toml = (authority: string) =>
      `[server]\nhostname = "cp"\n\n[apim.key_manager]\nservice_url = "https://${authority}/services/"\n`;
    const front = ingress('is', { 'is.example.com': 'is:9443' }, SECURE);
    const of = async (authority: string) =>
      rulesIn(server('cp', CONTROL_PLANE, toml(authority)), deployment('is', 'wso2/wso2is:7.1.0'), is[1] ?? '', front);
    expect(await of('is.example.com:9443')).toContain('link-mismatch 9443');
    expect((await of('is.example.com')).filter((rule) => rule.startsWith('link-mismatch'))).toEqual([]);
  });

  it('a server behind 443 that still sends clients to its own port', async () => {
    const front = (host: string) => ingress('is', { [host]: 'is:9443' }, SECURE);
    const of = async (toml: string, host = 'is.example.com') =>
      rulesIn(
        server('is', 'wso2/wso2is:7.1.0', `[server]\nhostname = "is.example.com"\n${toml}`),
        service('is', 'is', [9443]),
        front(host),
      );
    expect(await of('')).toEqual(['own-url 9443']);
    expect(await of('offset = 0\n\n[transport.https.properties]\nproxyPort = 9443\n')).toEqual(['own-url 9443']);
    expect(await of('\n[transport.https]\nproperties.proxyPort = 443\n')).toEqual([]);
    expect(await of('base_path = "https://$ref{server.hostname}"\n')).toEqual([]);
    expect(await of('base_path = "https://$ref{server.hostname}:${carbon.management.port}"\n')).toEqual([
      'own-url 9443',
    ]);
    expect(await of('', '*.example.com')).toEqual([]);
  });

  it('a port of a Service that a value moves, while a peer keeps the literal', async () => {
    const toml = '[server]\nhostname = "cp"\n\n[apim.key_manager]\nservice_url = "https://is:9443/services/"\n';
    const of = async (port: number) =>
      (
        await rulesIn(
          server('cp', CONTROL_PLANE, toml),
          deployment('is', 'wso2/wso2is:7.1.0'),
          service('is', 'is', [{ port, targetPort: 9443 }]),
        )
      ).filter((rule) => rule.startsWith('link-mismatch'));
    expect(await of(9444)).toEqual(['link-mismatch 9443']);
    expect(await of(9443)).toEqual([]);
  });

  it('the name of a Deployment where the one of its Service is meant', async () => {
    const toml = (host: string) =>
      `[server]\nhostname = "gw"\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://tm-1-svc:9611"]\ntraffic_manager_auth_urls = ["ssl://${host}:9711"]\n`;
    const rest = [deployment('tm-1', TRAFFIC_MANAGER), service('tm-1-svc', 'tm-1', [9611, 9711])];
    const of = async (host: string) =>
      (await rulesIn(server('gw', GATEWAY, toml(host)), ...rest)).filter((rule) => /9711/.test(rule));
    expect(await of('tm-1')).toEqual(['unknown-service 9711']);
    expect(await of('tm-1-svc')).toEqual([]);
  });

  it('silent: calls of a server to itself, by localhost or by an internal name', async () => {
    const front = ingress('am', { 'am.example.com': 'am:9443' }, SECURE);
    const of = async (more: string) => {
      const toml = `[server]\nhostname = "am.example.com"\n${more}`;
      return rulesIn(server('am', 'wso2/wso2am:4.2.0', toml), service('am', 'am', [9443, 8243]), front);
    };
    expect(await of('')).toEqual([]);
    expect(await of('internal_hostname = "am"\n')).toEqual([]);
  });

  it('silent: a controller whose port for its control plane nobody reads, since it is no product of the catalogue', async () => {
    const env = [
      { name: 'APIP_GW_CONTROLPLANE_HOST', value: 'am:9443' },
      { name: 'APIP_GW_CONTROLPLANE_PORT', value: '443' },
    ];
    const controller = deployment('controller', 'ghcr.io/wso2/api-platform/gateway-controller:1.0.0', { env });
    const { stdout, stderr, code } = await command('check', '-', { stdin: bundle(controller) });
    expect({ stdout, stderr, code }).toEqual({
      stdout: '',
      stderr: 'wso2-topology: no WSO2 workload found in stdin\n',
      code: 0,
    });
  });

  it('silent: databases outside, pods that wait for others, ports that no Service exposes, the front end of a proxy', async () => {
    const toml =
      '[server]\nhostname = "is.example.com"\n\n[database.identity_db]\nurl = "jdbc:mysql://mysql-db:3306/db"\n\n[transport.https.properties]\nproxyPort = 443\n';
    const init = { initContainers: [{ name: 'wait', image: 'busybox', command: ['sh', '-c', 'nc -z mysql-db 3306'] }] };
    const conf = mounting('is-conf');
    const pod = deployment('is', 'wso2/wso2is:7.1.0', conf.container, { ...conf.pod, ...init });
    const front = ingress('is', { 'is.example.com': 'is:9443' }, SECURE);
    expect(
      await rulesIn(configMap('is-conf', 'deployment.toml', toml), pod, service('is', 'is', [9443]), front),
    ).toEqual([]);
  });
});
