import { describe, expect, it } from 'vitest';
import { discovered } from '../configuration/reading.js';

const IMAGE = 'wso2/wso2am:4.2.0';

function nodesOf(files: Readonly<Record<string, string>>) {
  return discovered(files).deployments[0]?.document.nodes ?? {};
}

function hostsOf(files: Readonly<Record<string, string>>) {
  return discovered(files).deployments[0]?.document.hosts ?? {};
}

const TOML = '[server]\nhostname = "x"\n[apim.cors]\nallow_origins = "*"\n';

describe('an image that a script builds', () => {
  const compose =
    'services:\n  am:\n    image: own/am:1\n  other:\n    image: own/other:1\n  nothing:\n    command: x\n';
  const versionOf = (script: string, files: Readonly<Record<string, string>>) =>
    nodesOf({ 'compose.yaml': compose, 'build.sh': script, ...files }).am?.version;
  const recipe = 'ARG TAG=4.2.0\nFROM wso2/wso2am:${TAG} AS first\nFROM wso2/wso2am:4.0.0 AS second\nFROM first\n';

  it('is what the Dockerfile of its context makes', () => {
    expect(versionOf('docker build -t own/am:1 .\n', { Dockerfile: recipe })).toBe('4.2.0');
    expect(versionOf('docker build docker/am -t own/am:1 \n', { 'docker/am/Dockerfile': recipe })).toBe('4.2.0');
  });

  it('is made with the Dockerfile, the arguments and the stage that the script names', () => {
    const script = 'docker build \\\n  --tag=own/am:1 --file d/x.Dockerfile --build-arg TAG=4.1.0 --build-arg NAME .\n';
    expect(versionOf(script, { 'd/x.Dockerfile': recipe })).toBe('4.1.0');
    expect(versionOf('docker build --target second -t "own/am:1" . && x\n', { Dockerfile: recipe })).toBe('4.0.0');
  });

  it('is not known where the command ends too early', () => {
    expect(versionOf('docker build --pull -t\n', { Dockerfile: recipe })).not.toBe('4.2.0');
    expect(versionOf('docker build -t own/am:1 --build-arg\n', { Dockerfile: recipe })).toBe('4.2.0');
  });
});

describe('what a service mounts', () => {
  const compose = (more: string) => `services:\n  am:\n    image: ${IMAGE}\n${more}`;
  const configOf = (text: string) => discovered({ 'compose.yaml': text, 'conf/am/deployment.toml': TOML });
  const filesOf = (text: string) =>
    [...(configOf(text).deployments[0]?.configurations?.get('am')?.fragments ?? [])].map(({ file }) => file);

  it('is a folder of the project, with or without a dot', () => {
    expect(filesOf(compose('    volumes: ["./conf/am:/x"]\n'))).toContain('conf/am/deployment.toml');
    expect(filesOf(compose('    volumes: ["conf/am:/x", "named:/y"]\n'))).toContain('conf/am/deployment.toml');
  });

  it('is a config of the project', () => {
    const configs = 'configs:\n  toml:\n    file: ./conf/am/deployment.toml\n  other:\n    external: true\n';
    expect(filesOf(compose(`    configs: [toml, other]\n${configs}`))).toContain('conf/am/deployment.toml');
    const long = '    configs:\n      - source: toml\n        target: /x\n';
    expect(filesOf(compose(`${long}${configs}`))).toContain('conf/am/deployment.toml');
  });
});

describe('names of a compose file', () => {
  it('are those of a map of hosts; links without a name and hosts without an address give none', () => {
    const compose = `services:\n  am:\n    image: ${IMAGE}\n    extra_hosts: { box: host-gateway }\n  gw:\n    image: ${IMAGE}\n    links: [am]\n    extra_hosts: ["nonsense", "v6=[::1]"]\n`;
    const hosts = hostsOf({ 'compose.yaml': compose });
    expect(hosts.localhost?.addresses).toEqual(['box']);
    expect(hosts.am).not.toHaveProperty('addresses');
  });

  it('are apart on the machines of several projects', () => {
    const hosts = hostsOf({
      'a/compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n`,
      'b/compose.yaml': `services:\n  gw:\n    image: ${IMAGE}\n`,
    });
    expect(Object.keys(hosts)).toEqual(expect.arrayContaining(['machine-a', 'machine-b']));
  });
});

describe('ports that other containers publish', () => {
  const published = (entry: string) =>
    hostsOf({
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n  db:\n    image: mysql\n    ports: ["${entry}"]\n`,
    }).localhost?.occupied;

  it('are taken, with the address, the protocol and the range', () => {
    expect(published('127.0.0.1:3306:3306/tcp')).toMatchObject([{ port: 3306, bind: '127.0.0.1', protocol: 'tcp' }]);
    expect(published('3306-3310:3306-3310/udp')).toMatchObject([{ ports: '3306-3310', protocol: 'udp' }]);
  });

  it('are none where their range goes down', () => {
    expect(published('3310-3306:3306')).toBeUndefined();
  });
});

describe('machines of Vagrant', () => {
  const machines = (text: string) =>
    Object.values(nodesOf({ 'config.yaml': text, 'am/repository/conf/deployment.toml': TOML })).map(({ host }) => host);

  it('run the folder of their configuration', () => {
    expect(machines('servers:\n  - hostname: a\n    ip: 10.0.0.4\n    conf_dir: am\n')).toEqual(['10.0.0.4']);
  });

  it('without an address, or in a file that cannot be understood, run nothing', () => {
    expect(machines('other: 1\nservers:\n  - hostname: a\n    conf_dir: am\n')).toEqual(['x']);
    expect(machines('servers:\n  - conf_dir: [\n')).toEqual(['x']);
  });
});

describe('Services of a chart', () => {
  const chart = (name: string) => `name: ${name}\nappVersion: "4.3.0"\n`;
  const values = (...hosts: readonly string[]) =>
    `wso2:\n  apim:\n    configurations:\n      throttling:\n        servicePort: 9443\n        urls: [${hosts.join(', ')}]\n`;

  it('are names of the node of their release, where several nodes are of one chart', () => {
    const host = 'one-wso2am-acp-1-service.apim.svc.cluster.local';
    const hosts = hostsOf({
      'k/wso2am-acp/Chart.yaml': chart('wso2am-acp'),
      'k/one-values.yaml': values(host, 'one-wso2am-acp-headless', 'else.example'),
      'k/two-values.yaml': values(host),
    });
    expect(Object.values(hosts).flatMap((found) => found?.addresses ?? [])).toEqual([host]);
  });
});

describe('services and folders that are named alike', () => {
  const compose = (...names: readonly string[]) =>
    `services:\n${names.map((name) => `  ${name}:\n    image: own/${name}:4.2.0\n`).join('')}`;

  it('are left alone where two services could be meant by one folder', () => {
    const files = { 'compose.yaml': compose('apim-cp-1', 'apim-cp-2'), 'conf/cp/deployment.toml': TOML };
    expect(Object.keys(nodesOf(files))).not.toContain('apim-cp-1');
  });

  it('are left alone where two folders are as telling', () => {
    const files = {
      'compose.yaml': compose('apim-cp-dc1'),
      'conf/cp/deployment.toml': TOML,
      'other/dc1/deployment.toml': TOML,
    };
    expect(Object.keys(nodesOf(files))).not.toContain('apim-cp');
  });

  it('are joined where a folder that all mount has one of their name', () => {
    const mounting = (name: string) => `  ${name}:\n    image: ${IMAGE}\n    volumes: ["./conf:/conf"]\n`;
    const files = {
      'compose.yaml': `services:\n${mounting('apim-cp')}${mounting('apim-gw')}${mounting('apim-tm')}`,
      'conf/cp/x/deployment.toml': TOML,
      'conf/cp/y/deployment.toml': TOML,
      'conf/gw/deployment.toml': TOML,
    };
    expect(Object.keys(nodesOf(files))).toEqual(expect.arrayContaining(['apim-cp', 'apim-gw', 'apim-tm']));
  });

  it('are joined by the most telling folder', () => {
    const files = {
      'compose.yaml': compose('apim-cp-dc1', 'apim-gw'),
      'conf/cp/deployment.toml': TOML,
      'conf/cp/dc1/deployment.toml': TOML,
      'conf/gw/deployment.toml': TOML,
    };
    expect(Object.keys(nodesOf(files))).toContain('apim-cp-dc1');
  });
});
