import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { discovered } from '../configuration/reading.js';

const IMAGE = 'wso2/wso2am:4.2.0';
const DOCKERFILE = `FROM ${IMAGE}\nCMD ["-DportOffset=3"]\n`;

/** What is known of the nodes of the first deployment: release, offset of the container, and its files. */
function nodesOf(files: Readonly<Record<string, string>>) {
  const [found] = discovered(files).deployments;
  return Object.fromEntries(
    Object.entries(found?.document.nodes ?? {}).map(([id, { product, version, profile }]) => {
      const fragments = found?.configurations?.get(id)?.fragments ?? [];
      const offset = fragments.flatMap((fragment) => fragment.offset?.value ?? [])[0];
      return [id, { product, version, profile, offset, files: fragments.map(({ file }) => file) }];
    }),
  );
}

function hostsOf(files: Readonly<Record<string, string>>) {
  return discovered(files).deployments[0]?.document.hosts ?? {};
}

describe('a service', () => {
  it('has the variables of its env_file, and none where the file is not there', () => {
    const compose = (file: string) => `services:\n  am:\n    image: ${IMAGE}\n    env_file: ${file}\n`;
    const files = { 'am.env': 'JAVA_OPTS=-DportOffset=4\nPROFILE_NAME=control-plane\n', 'none.env': '' };
    expect(nodesOf({ ...files, 'compose.yaml': compose('am.env') }).am).toMatchObject({
      offset: 4,
      profile: 'control-plane',
    });
    expect(nodesOf({ ...files, 'compose.yaml': compose('missing.env') }).am).toMatchObject({ offset: undefined });
    expect(nodesOf({ ...files, 'compose.yaml': compose('none.env') }).am).toMatchObject({ offset: undefined });
  });

  it('takes the ports that it publishes although nothing says which product it runs', () => {
    const unnamed = '<Server><Name>X</Name></Server>';
    const compose = `services:
  am: { image: ${IMAGE}, ports: ["9447:9443"] }
  other: { image: "registry/other:1", ports: ["9447:9443"], volumes: ["./conf:/opt/pack/repository/conf"] }
`;
    const files = { 'compose.yaml': compose, 'conf/carbon.xml': unnamed, 'box/repository/conf/carbon.xml': unnamed };
    expect(Object.keys(nodesOf(files))).toEqual(['am']);
    expect(hostsOf(files).localhost?.occupied).toEqual([{ port: 9447, by: 'compose service other' }]);
  });

  it('has the variables of the last of several env_files, and its own before all', () => {
    const files = { 'a.env': 'JAVA_OPTS=-DportOffset=4\n', 'b.env': 'JAVA_OPTS=-DportOffset=5\n' };
    const compose = `services:\n  am:\n    image: ${IMAGE}\n    env_file: [a.env, b.env]\n`;
    const own = `${compose}    environment:\n      JAVA_OPTS: -DportOffset=6\n`;
    expect(nodesOf({ ...files, 'compose.yaml': compose }).am?.offset).toBe(5);
    expect(nodesOf({ ...files, 'compose.yaml': own }).am?.offset).toBe(6);
  });

  it('is read from an example where the file itself is not there, and has the variables of an example, which is said', () => {
    const example = `services:\n  am:\n    image: wso2/wso2am:\${V}\n`;
    const env = { '.env.example': 'V=4.2.0\n' };
    for (const ending of ['example', 'dist', 'template'])
      expect(nodesOf({ [`docker-compose.yml.${ending}`]: example, ...env }).am?.version).toBe('4.2.0');
    const own = example.replace('am:', 'own:');
    const { deployments, unread } = discovered({ 'compose.yaml.dist': example, 'compose.yaml': own, ...env });
    expect(deployments.flatMap(({ document }) => Object.keys(document.nodes))).toEqual(['own']);
    expect(unread).toEqual([expect.objectContaining({ kind: expect.stringContaining('example is read'), count: 1 })]);
  });

  it('has no variables of an example where there are several, or where its own are there', () => {
    const compose = 'services:\n  am:\n    image: wso2/wso2am:${V:-4.0.0}\n';
    const files = { 'compose.yaml': compose, '.env.example': 'V=4.2.0\n' };
    expect(nodesOf({ ...files, '.env.sample': 'V=4.1.0\n' }).am?.version).toBe('4.0.0');
    expect(nodesOf({ ...files, '.env': 'V=4.3.0\n' }).am?.version).toBe('4.3.0');
    const plain = { ...files, 'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n` };
    expect(discovered(plain).unread).toEqual([]);
  });

  it('is still a template where an engine has to complete it', () => {
    expect(discovered({ 'compose.yaml.template': `services:\n  am:\n    image: {{ image }}\n` }).deployments).toEqual(
      [],
    );
  });

  it('has no name that it shares with another one, which is said', () => {
    const service = (name: string) =>
      `  ${name}:\n    image: ${IMAGE}\n    networks: { net: { aliases: [lb.corp, ${name}.corp] } }\n`;
    const files = { 'compose.yaml': `services:\n${service('am-1')}${service('am-2')}` };
    expect(hostsOf(files)).toMatchObject({
      'am-1': { addresses: ['am-1.corp'] },
      'am-2': { addresses: ['am-2.corp'] },
    });
    expect(discovered(files).unread).toEqual([
      {
        kind: expect.stringContaining('services of a network share'),
        count: 1,
        places: [expect.objectContaining({ what: 'lb.corp' })],
      },
    ]);
  });

  it('shares its name with a front end, which has it no more than the others', () => {
    const net = 'networks: { net: { aliases: [lb.corp] } }';
    const files = {
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n    ${net}\n  nginx:\n    image: nginx\n    ${net}\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf"]\n`,
      'nginx.conf':
        'http { server { listen 443 ssl; server_name lb.corp; location / { proxy_pass https://am:9443; } } }\n',
    };
    const named = Object.entries(hostsOf(files)).flatMap(([id, host]) => [id, ...(host?.addresses ?? [])]);
    expect(named).not.toContain('lb.corp');
    expect(hostsOf(files).nginx?.forwards).toHaveLength(1);
  });

  it('says which published ports are none', () => {
    const compose = `services:\n  am:\n    image: ${IMAGE}\n    ports: ["99999:9443"]\n`;
    expect(discovered({ 'compose.yaml': compose }).unread).toEqual([
      {
        kind: expect.stringContaining('that are none'),
        count: 1,
        places: [expect.objectContaining({ what: '99999:9443' })],
      },
    ]);
    expect(discovered({ 'compose.yaml': compose.replace(IMAGE, 'nginx') }).unread).toEqual([]);
  });

  it('has what an override file adds, and the override file may have services of its own', () => {
    const files = {
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n    ports: ["9443:9443"]\n  db:\n    image: mysql\n`,
      'compose.override.yaml': `services:\n  am:\n    ports: ["9444:9443"]\n    command: -DportOffset=2\n    scale: 1\n  gw:\n    image: ${IMAGE}\n`,
    };
    expect(nodesOf(files)).toMatchObject({ am: { offset: 2, version: '4.2.0' }, gw: { version: '4.2.0' } });
    expect(hostsOf(files).am?.publish).toEqual(['9443:9443', '9444:9443']);
  });

  it('has the debug port, links and names that an override file adds', () => {
    const files = {
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n  gw:\n    image: ${IMAGE}\n    links: ["am:manager"]\n`,
      'compose.override.yaml':
        'services:\n  am:\n    command: --debug 5006\n  gw:\n    links: ["am:control"]\n    extra_hosts: ["box.example:host-gateway"]\n',
    };
    expect(hostsOf(files)).toMatchObject({
      am: { addresses: ['manager', 'control'], occupied: [{ port: 5006 }] },
      localhost: { addresses: ['box.example'] },
    });
  });

  it('runs alone where an override file has no base', () => {
    expect(nodesOf({ 'compose.override.yaml': `services:\n  am:\n    image: ${IMAGE}\n` })).toHaveProperty('am');
  });

  it('is several containers where it has replicas that publish one port, at most sixteen', () => {
    const compose = (count: number, ports: string) => ({
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n    scale: ${count}\n    ports: ["${ports}"]\n`,
    });
    expect(Object.keys(nodesOf(compose(2, '9443:9443')))).toEqual(['am', 'am-2']);
    expect(Object.keys(nodesOf(compose(2, '9443-9444:9443')))).toEqual(['am']);
    expect(Object.keys(nodesOf(compose(1000, '9443:9443')))).toHaveLength(16);
  });
});

describe('an image', () => {
  const compose = (build: string) => `services:\n  am:\n    build: ${build}\n`;

  it('is what the Dockerfile makes, also where the compose file names it from elsewhere', () => {
    const build = compose('{ context: ., dockerfile: dockerfiles/am/Dockerfile }');
    const expected = { product: 'wso2am', version: '4.2.0', offset: 3 };
    expect(nodesOf({ 'compose.yaml': build, 'dockerfiles/am/Dockerfile': DOCKERFILE }).am).toMatchObject(expected);
    expect(nodesOf({ 'compose.yaml': build, 'deep/dockerfiles/am/Dockerfile': DOCKERFILE }).am).toMatchObject(expected);
  });

  it('is not known where two Dockerfiles could be meant, or none', () => {
    const build = { 'compose.yaml': compose('{ context: ., dockerfile: am/Dockerfile }') };
    const two = { ...build, 'a/am/Dockerfile': DOCKERFILE, 'b/am/Dockerfile': DOCKERFILE };
    expect(nodesOf(two)).not.toHaveProperty('am');
    expect(nodesOf({ 'compose.yaml': compose('./nowhere'), 'a/Dockerfile': DOCKERFILE })).not.toHaveProperty('am');
  });

  it('has the configuration that is copied into it, and that of the context where a folder is a variable', () => {
    const toml = '[server]\nhostname = "x"\n[apim.cors]\nallow_origins = "*"\n';
    const files = (copy: string) => ({
      'compose.yaml': compose('./am'),
      'am/Dockerfile': `FROM ${IMAGE}\nARG WHERE\nCOPY ${copy} /home/\nCOPY start.sh /\n`,
      'am/conf/deployment.toml': toml,
    });
    expect(nodesOf(files('conf')).am?.files).toContain('am/conf/deployment.toml');
    expect(nodesOf(files('conf/*.toml')).am?.files).toContain('am/conf/deployment.toml');
    expect(nodesOf(files('${WHERE}')).am?.files).toContain('am/conf/deployment.toml');
  });

  it('starts from another stage, and from arguments of the compose file', () => {
    const files = {
      'compose.yaml': compose('{ context: ., args: { TAG: 4.1.0 }, target: run }'),
      Dockerfile:
        'ARG TAG=4.2.0\nFROM wso2/wso2am:${TAG} AS base\nENV JAVA_OPTS=-DportOffset=2\nFROM base AS run\nARG JAVA_OPTS=-DportOffset=9\nCMD $JAVA_OPTS\nFROM scratch\n',
    };
    expect(nodesOf(files).am).toMatchObject({ version: '4.1.0', offset: 2 });
  });

  it('is not known from a Dockerfile without a base', () => {
    expect(nodesOf({ 'compose.yaml': compose('.'), Dockerfile: 'RUN x\nCOPY a /b\n' })).not.toHaveProperty('am');
  });
});

describe('names of the machine', () => {
  const compose = (more: string) => ({ 'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n${more}` });

  it('are those of extra_hosts that lead to its gateway, or to itself in its network', () => {
    expect(
      hostsOf(compose('    extra_hosts: ["box:host-gateway", "localhost:host-gateway"]\n')).localhost,
    ).toMatchObject({
      addresses: ['box'],
    });
    expect(hostsOf(compose('    network_mode: host\n    extra_hosts: ["box:127.0.0.1"]\n')).localhost).toMatchObject({
      addresses: ['box'],
    });
  });

  it('are not those of services', () => {
    const files = compose('    extra_hosts: ["db:host-gateway"]\n  db:\n    image: mysql\n');
    expect(hostsOf(files).localhost).not.toHaveProperty('addresses');
  });

  it('are those that a node has for itself, unless the address is a container', () => {
    const files = (address: string) => ({
      'compose.yaml': `services:\n  am:\n    image: ${IMAGE}\n    volumes: ["./am:/conf"]\n    networks:\n      net:\n        ipv4_address: 10.5.0.2\n    extra_hosts: ["am.example:${address}"]\n`,
      'am/deployment.toml': '[server]\nhostname = "am.example"\n[apim.cors]\nallow_origins = "*"\n',
    });
    expect(hostsOf(files('192.168.1.5')).localhost).toMatchObject({ addresses: ['am.example'] });
    expect(hostsOf(files('10.5.0.2')).localhost).not.toHaveProperty('addresses');
  });
});

describe('ports that a container publishes and its product does not have', () => {
  const portsOf = (image: string) =>
    hostsOf({ 'compose.yaml': `services:\n  x:\n    image: ${image}\n    ports: ["8006:8006", "9444:9444"]\n` }).x
      ?.occupied;

  it('are those of Siddhi applications where the product runs them, unless they are near a port of the product', () => {
    expect(portsOf('wso2/wso2am-analytics-worker:3.1.0')).toEqual([{ port: 8006, by: 'what is deployed in it' }]);
    expect(portsOf(IMAGE)).toBeUndefined();
  });
});

describe('variables of the environment of a container', () => {
  const compose = (port: string) => `services:
  router:
    image: wso2/choreo-connect-router:1.2.0
    environment: [ADAPTER_HOST=adapter, "ADAPTER_PORT=${port}", ADAPTER_PASSWORD=hidden]
  adapter: { image: "wso2/choreo-connect-adapter:1.2.0" }
`;

  async function linksOf(files: Readonly<Record<string, string>>) {
    const { stdout } = await command('check', '.', '--format', 'json', { files });
    const { deployments, findings } = JSON.parse(stdout) as Report;
    const links = deployments
      .flatMap((deployment) => deployment.endpoints)
      .filter(({ links: ids }) => ids.includes('xds'));
    return [
      links.map(({ endpoint, verdict }) => `${endpoint} ${verdict}`),
      findings.map(({ rule, range }) => [rule, range.start.line]),
    ];
  }

  it('are ends of links, host and port apart', async () => {
    expect(await linksOf({ 'compose.yaml': compose('18000') })).toEqual([['adapter:18000 right'], []]);
    expect(await linksOf({ 'compose.yaml': compose('18001') })).toEqual([
      ['adapter:18001 wrong'],
      [['link-mismatch', 4]],
    ]);
  });

  it('are taken from the file that has the service where an override leaves them', async () => {
    const override = 'services: { router: { environment: { ADAPTER_PORT: 18002, OTHER: 1 } } }\n';
    const [links] = await linksOf({ 'compose.yaml': compose('18000'), 'compose.override.yaml': override });
    expect(links).toEqual([]);
  });

  it('hold no secrets', () => {
    expect(JSON.stringify(discovered({ 'compose.yaml': compose('18000') }))).not.toContain('hidden');
  });
});
