import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { discovered } from '../configuration/reading.js';

type Files = Readonly<Record<string, string>>;

async function rulesOf(files: Files, ...args: readonly string[]): Promise<string[]> {
  const { stdout } = await command('check', '.', '--format', 'json', ...args, { files });
  const { findings } = JSON.parse(stdout) as Report;
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, file }) => `${rule} ${file}`);
}

/** Product and release of each node, and its profile where one is named. */
function nodesOf(files: Files, answers = {}) {
  const [found] = discovered(files, answers).deployments;
  return Object.entries(found?.document.nodes ?? {}).map(([id, { product, version, profile = '' }]) =>
    `${id}: ${product} ${version} ${profile}`.trim(),
  );
}

const server = (key: string, version = '', offset = 0) =>
  `<Server><ServerKey>${key}</ServerKey>${version && `<Version>${version}</Version>`}<Ports><Offset>${offset}</Offset></Ports></Server>`;

describe('small repositories, each with what it has to say', () => {
  it('Hiera data: hosts and ports of peers', async () => {
    const files = {
      'common.yaml': `wso2::pack_filename: wso2am-2.1.0.zip
wso2::apim_traffic_manager: { host: tm.dev, receiver_url_port: 9611, auth_url_port: 9711, jms_url_port: 5672 }
wso2::apim_keymanager: { host: am.dev, port: 9444 }
wso2::enable_advance_throttling: true
wso2::enable_data_publisher: true
wso2::enable_jms_connection_details: true
`,
      'traffic-manager.yaml':
        'wso2::ports: { offset: 2 }\nwso2::hostname: tm.dev\nwso2::product_profile: traffic-manager\n',
      'gateway-worker.yaml': 'wso2::hostname: gw.dev\nwso2::product_profile: gateway-worker\n',
      'key-manager.yaml': 'wso2::hostname: am.dev\nwso2::product_profile: api-key-manager\n',
    };
    expect(await rulesOf(files)).toEqual(['link-mismatch common.yaml', 'link-mismatch common.yaml']);
  });

  it('a dashboard: workers and services that it looks for', async () => {
    const files = {
      'docker-compose.yml': `services:
  dashboard: { image: "wso2/wso2am-analytics-dashboard:3.0.0", volumes: ["./dash:/home/wso2carbon/wso2-config-volume"] }
  am-analytics-worker: { image: "wso2/wso2am-analytics-worker:3.0.0" }
  api-manager: { image: "wso2/wso2am:3.0.0" }
`,
      'dash/conf/dashboard/deployment.yaml': `wso2.carbon: { type: wso2-apim-analytics, ports: { offset: 3 } }
wso2.business.rules.manager: { deployment_configs: [ { "localhost:9444": [x] } ] }
auth.configs: { type: apim, properties: { adminServiceBaseUrl: "https://api-manager:9444", kmDcrUrl: "https://api-manager:9444/client-registration" } }
`,
    };
    expect(await rulesOf(files)).toEqual([
      'link-self dash/conf/dashboard/deployment.yaml',
      'link-mismatch dash/conf/dashboard/deployment.yaml',
    ]);
  });

  it('an Identity Server with a gateway environment is the one that its details name', () => {
    const toml = `[server]
offset = 3
serverDetails = "WSO2 IS as KM 5.10.0"
[[apim.gateway.environment]]
service_url = "https://localhost:9443/services/"
`;
    expect(nodesOf({ 'km1/repository/conf/deployment.toml': toml })).toEqual(['km1: wso2is-km 5.10.0']);
  });

  it('a broker in a cluster opens its coordination port, which is raised twice here', async () => {
    const files = {
      'broker/conf/carbon.xml': server('MB', '', 3),
      'broker/conf/axis2/axis2.xml': '<axisconfig><clustering enable="true"></clustering></axisconfig>',
      'broker/conf/broker.xml':
        '<broker><coordination><thriftServerHost>b1</thriftServerHost><thriftServerPort>7614</thriftServerPort></coordination></broker>',
    };
    expect(await rulesOf(files, '--product', 'broker=wso2ei-broker', '--version', '6.6.0')).toEqual([
      'double-shift broker/conf/broker.xml',
    ]);
  });

  it('runtimes in folders of one conf folder are nodes of one pack', () => {
    const files = {
      'conf/integrator/carbon.xml': server('EI', '6.1.1'),
      'conf/business-process/carbon.xml': server('BPS', '3.6.0', 2),
    };
    expect(nodesOf(files).sort()).toEqual([
      'business-process: wso2ei-business-process 6.1.1',
      'integrator: wso2ei-integrator 6.1.1',
    ]);
  });

  it('the role of a server is its profile, and tables of API Manager make no Identity Server', () => {
    const files = {
      'n1/deployment.toml':
        '[server]\nserver_role = "gateway-worker"\n[apim.key_manager]\nservice_url = "https://km:9443/services/"\n',
      'n2/deployment.toml': '[server]\nserver_role = "traffic-manager"\n[apim.throttling]\nx = 1\n',
    };
    expect(nodesOf(files, { version: ['4.2.0'] })).toEqual([
      'n1: wso2am 4.2.0 gateway-worker',
      'n2: wso2am 4.2.0 traffic-manager',
    ]);
  });

  it('configuration that is copied into images belongs to the services of its names', async () => {
    const toml = '[server]\nhostname = "localhost"\n[apim.throttling]\nx = 1\n';
    const files = {
      'compose.yml':
        'services:\n  apim-cp: { image: "apim-cp:4.2.0", ports: ["9443:9443"] }\n  apim-gw: { image: "apim-gw:4.2.0", ports: ["9444:9443"] }\n',
      'config-templates/cp/deployment.toml': toml,
      'config-templates/gw/deployment.toml': toml,
    };
    expect(await rulesOf(files, '--version', '4.2.0')).toEqual([]);
  });

  it('an answer for a product fills gaps and overrules no file', () => {
    const files = {
      'gw/repository/conf/carbon.xml': server('AM', '1.10.0'),
      'km/repository/conf/carbon.xml': server('AM'),
    };
    expect(nodesOf(files, { version: ['wso2am=2.0.0'] })).toEqual([
      'gw: wso2am 1.10.0 gateway-worker',
      'km: wso2am 2.0.0 api-key-manager',
    ]);
  });

  it('a release that is older than the catalogue is read as the nearest one, and said', async () => {
    const { stdout } = await command('check', '.', '--format', 'json', {
      files: { 'conf/carbon.xml': server('BPS', '3.2.0') },
    });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['unlisted-version', 'warning']]);
  });

  it('a link that a portal shows leads to the port that the machine publishes', async () => {
    const files = {
      'compose.yml': `services:
  store: { image: "wso2/wso2am:2.6.0", environment: [PROFILE_NAME=api-store], ports: ["9446:9443"] }
  publisher: { image: "wso2/wso2am:2.6.0", environment: [PROFILE_NAME=api-publisher], volumes: ["./pub:/home/wso2carbon/wso2-config-volume"] }
`,
      'pub/repository/conf/api-manager.xml':
        '<APIManager><APIStore><URL>https://store:9446/store</URL></APIStore></APIManager>',
    };
    expect(await rulesOf(files)).toEqual([]);
  });

  it('replicas want a fixed port of the machine each', async () => {
    const compose = 'services:\n  gw: { image: "wso2/wso2am:4.2.0", deploy: { replicas: 2 }, ports: ["8243:8243"] }\n';
    expect(await rulesOf({ 'compose.yml': compose })).toEqual(['port-collision compose.yml']);
  });

  it('a published port of a debugger is open', async () => {
    const compose =
      'services:\n  am: { image: "wso2/wso2am:4.2.0", ports: ["9443:9443", "5005:5005"], command: ["--debug", "5005"] }\n';
    expect(await rulesOf({ 'compose.yml': compose })).toEqual([]);
  });

  it('an artefact alone makes no node', () => {
    const path = 'api-resources/synapse-configs/default/proxy-services/WorkflowCallbackService.xml';
    expect(nodesOf({ [path]: '<proxy/>' })).toEqual([]);
  });

  it('a template of a chart is no broken file', async () => {
    const files = {
      'chart/Chart.yaml': 'name: wso2-icp\nappVersion: 1.2.0\n',
      'chart/values.yaml':
        'wso2:\n  deployment:\n    image:\n      repository: wso2/wso2-integration-control-plane\n      tag: 1.2.0\n',
      'chart/confs/deployment.toml': '[server]\nhostname = {{ .Values.x }}\n',
    };
    const { code, stderr } = await command('check', '.', { files });
    expect([code, stderr]).toEqual([0, expect.stringContaining('templates that are not rendered (1)')]);
    expect(nodesOf(files)).toEqual(['chart: wso2icp 1.2.0']);
  });

  it('a machine of Vagrant runs the configuration of the folder that it names', () => {
    const files = {
      'config.yaml': 'servers:\n  - hostname: am.internal\n    ip: 10.0.0.5\n    conf_dir: conf/am\n',
      'conf/am/repository/conf/deployment.toml': '[apim.throttling]\nx = 1\n',
    };
    const [found] = discovered(files).deployments;
    expect(found?.document.hosts).toEqual({ '10.0.0.5': { addresses: ['am.internal'] } });
  });
});
