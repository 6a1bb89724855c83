import { describe, expect, it } from 'vitest';
import { discovered } from '../configuration/reading.js';

const toml = (role: string) =>
  `[server]\nhostname = "localhost"\nserver_role = "${role}"\n[apim.cors]\nallow_origins = "*"\n`;

describe('services that mount nothing', () => {
  const compose =
    'services:\n  apim-cp:\n    image: cp:4.2.0\n    ports: ["9443:9443"]\n  apim-gw:\n    image: gw:4.2.0\n    ports: ["9444:9443"]\n';

  it('are joined with the configuration that is named as they are, each in its own container', () => {
    const [found] = discovered({
      'docker-compose.yml': compose,
      'config-templates/cp/deployment.toml': toml('control-plane'),
      'config-templates/gw/deployment.toml': toml('gateway-worker'),
    }).deployments;
    const nodes = Object.entries(found?.document.nodes ?? {});
    expect(nodes.map(([id, { host, version, profile }]) => [id, host, version, profile])).toEqual([
      ['apim-cp', 'apim-cp', '4.2.0', 'control-plane'],
      ['apim-gw', 'apim-gw', '4.2.0', 'gateway-worker'],
    ]);
  });

  it('are left alone where two folders could be meant', () => {
    const [found] = discovered({
      'docker-compose.yml': compose,
      'a/cp/deployment.toml': toml('control-plane'),
      'b/cp/deployment.toml': toml('control-plane'),
    }).deployments;
    expect(Object.keys(found?.document.nodes ?? {})).not.toContain('apim-cp');
  });
});

describe('a service of something else', () => {
  it('is no node for a script that it mounts', () => {
    const [found, ...others] = discovered({
      'compose.yaml': `services:
  apim:
    image: wso2/wso2am:4.2.0
    volumes: ["./start.sh:/home/wso2carbon/start.sh"]
  postgres:
    image: postgres:14-alpine
    ports: ["5432:5432"]
    volumes: ["./db/init.sh:/docker-entrypoint-initdb.d/init.sh"]
`,
      'start.sh': 'exec sh api-manager.sh -DportOffset=1\n',
      'db/init.sh': 'cat > /tmp/deployment.toml <<EOF\n[server]\noffset = 7\nEOF\n',
    }).deployments;
    expect(others).toEqual([]);
    expect(Object.keys(found?.document.nodes ?? {})).toEqual(['apim']);
    expect(found?.document.hosts).toHaveProperty('apim');
  });

  it('is no node for a script that names nothing', () => {
    const [found] = discovered({
      'compose.yaml': `services:
  mi: { image: "wso2/wso2mi:4.2.0" }
  tools: { image: "alpine:3", volumes: ["./deploy.sh:/deploy.sh"] }
`,
      'deploy.sh': 'java -Dserver.port=8080 -jar tool.jar\n',
    }).deployments;
    expect(Object.keys(found?.document.nodes ?? {})).toEqual(['mi']);
  });
});

describe('an inventory', () => {
  it('says which machines there are: variables of others make no node', () => {
    const { deployments } = discovered({
      'dev/inventory': 'mi_1 ansible_host=app1\n',
      'dev/host_vars/mi_1.yml': 'product_name: wso2mi\nproduct_version: 4.2.0\n',
      'dev/host_vars/mi_2.yml': 'product_name: wso2mi\nproduct_version: 4.2.0\n',
    });
    expect(Object.keys(deployments[0]?.document.nodes ?? {})).toEqual(['mi_1']);
  });

  const am = (name: string) => `product_name: wso2am\nproduct_version: 4.2.0\nhostname: ${name}\n`;
  const hostsOf = (files: Readonly<Record<string, string>>) => discovered(files).deployments[0]?.document.hosts ?? {};

  it('has names for machines: links may dial those and the host names of the variables', () => {
    const hosts = hostsOf({
      'dev/inventory': 'gw_1 ansible_host=10.0.0.1\nkm_1 ansible_host=10.0.0.2\n',
      'dev/host_vars/gw_1.yml': am('gw.example'),
      'dev/host_vars/km_1.yml': am('km.example'),
    });
    expect(hosts).toMatchObject({
      '10.0.0.1': { addresses: ['gw_1', 'gw.example'] },
      '10.0.0.2': { addresses: ['km_1', 'km.example'] },
    });
  });

  it('gives no machine a host name that several nodes have, or that every machine has', () => {
    const hosts = hostsOf({
      'dev/inventory': 'gw_1 ansible_host=10.0.0.1\ngw_2 ansible_host=10.0.0.2\nkm_1 ansible_host=10.0.0.3\n',
      'dev/host_vars/gw_1.yml': am('api.example'),
      'dev/host_vars/gw_2.yml': am('api.example'),
      'dev/host_vars/km_1.yml': am('localhost'),
    });
    expect(Object.values(hosts)).toMatchObject([
      { addresses: ['gw_1'] },
      { addresses: ['gw_2'] },
      { addresses: ['km_1'] },
    ]);
  });
});

describe('a chart', () => {
  it('runs what is below its folder in pods, each with ports of its own', () => {
    const carbon = '<Server><ServerKey>ESB</ServerKey><Version>5.0.0</Version></Server>';
    const [found] = discovered({
      'stack/Chart.yaml': 'name: stack\nappVersion: "5.0.0"\n',
      'stack/confs/a/conf/carbon.xml': carbon,
      'stack/confs/b/conf/carbon.xml': carbon,
    }).deployments;
    const hosts = Object.values(found?.document.nodes ?? {}).map(({ host }) => host);
    expect(new Set(hosts).size).toBe(2);
  });
});
