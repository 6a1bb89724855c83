import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { configMap, deployment, manifest, mounting, service } from './manifests.js';

type Files = Readonly<Record<string, string>>;

async function findingsIn(files: Files) {
  const { stdout } = await command('check', '.', '--format', 'json', { files });
  const { findings } = JSON.parse(stdout) as Report;
  return findings.map(({ severity, rule, file, range, message }) => ({
    what: `${severity} ${rule}`,
    at: `${file}:${range?.start.line}`,
    message,
  }));
}

const absent = (node: string, name: string) =>
  `node ${node} reads its configuration from ${name}, which is not among the files; offset 0 is assumed, as shipped, and what its ports decide is not judged; add it, or say its ports in a topology`;

describe('a pod whose ConfigMap is not there', () => {
  const { container, pod } = mounting('is-conf');
  const IS = deployment('is', 'wso2/wso2is:7.1.0', container, pod);
  const SERVICE = service('is', 'is', [9453]);

  it('has ports that are not known: what leads to them is not judged', async () => {
    expect(await findingsIn({ 'k8s.yaml': `${IS}\n---\n${SERVICE}` })).toEqual([
      { what: 'warning unknown-reference', at: 'k8s.yaml:4', message: absent('is', 'ConfigMap/is-conf') },
    ]);
  });

  it.each([
    ['[server]\noffset = 10\n', []],
    ['[server]\noffset = 0\n', ['error forward-mismatch']],
  ])('is judged with it: %j', async (text, expected) => {
    const files = { 'k8s.yaml': [IS, SERVICE, configMap('is-conf', 'deployment.toml', text)].join('\n---\n') };
    expect((await findingsIn(files)).map(({ what }) => what)).toEqual(expected);
  });

  it('is one as well where it mounts a Secret, or the file alone', async () => {
    const mounts = {
      volumeMounts: [{ name: 'conf', mountPath: '/x/repository/conf/deployment.toml', subPath: 'a.toml' }],
    };
    const secret = { volumes: [{ name: 'conf', secret: { secretName: 'is-conf' } }] };
    const alone = deployment('is', 'wso2/wso2is:7.1.0', mounts, secret);
    expect((await findingsIn({ 'k8s.yaml': alone })).map(({ message }) => message)).toEqual([
      absent('is', 'Secret/is-conf'),
    ]);
  });

  it.each(['/home/wso2carbon/wso2is-7.1.0/repository/conf/log4j2.properties', '/home/wso2carbon/security'])(
    'is judged as shipped where other files are meant: %s',
    async (mountPath) => {
      const other = deployment('is', 'wso2/wso2is:7.1.0', { volumeMounts: [{ name: 'conf', mountPath }] }, pod);
      const found = await findingsIn({ 'k8s.yaml': `${other}\n---\n${SERVICE}` });
      expect(found.map(({ what }) => what)).toEqual(['error forward-mismatch']);
    },
  );

  it('says where it is instead of an offset when it is imported', async () => {
    const files = { 'k8s.yaml': [IS, manifest('Namespace', 'x', {})].join('\n---\n') };
    const { stdout } = await command('import', '.', { files });
    expect(stdout).toContain('# offset: unknown, it is in ConfigMap/is-conf # k8s.yaml:4');
  });
});

describe('a service of a compose file whose configuration is not there', () => {
  const compose = (mount: string) =>
    `services:\n  is:\n    image: wso2/wso2is:7.1.0\n    volumes: ["${mount}"]\n    ports: ["9453:9453"]\n`;
  const CONF = '/home/wso2carbon/wso2-config-volume/repository/conf';

  it.each([
    [`./conf/deployment.toml:${CONF}/deployment.toml`, 'conf/deployment.toml'],
    [`./is:${CONF}`, 'is'],
    ['/etc/wso2/deployment.toml:/x/deployment.toml:ro', '/etc/wso2/deployment.toml'],
  ])('has ports that are not known: %s', async (mount, name) => {
    expect(await findingsIn({ 'compose.yaml': compose(mount) })).toEqual([
      { what: 'warning unknown-reference', at: 'compose.yaml:4', message: absent('is', name) },
    ]);
  });

  it.each([`./conf/datasources:${CONF}/datasources`, './lib:/home/wso2carbon/lib'])(
    'is judged as shipped where other files are meant: %s',
    async (mount) => {
      const found = await findingsIn({ 'compose.yaml': compose(mount) });
      expect(found.map(({ what }) => what)).toEqual(['error publish-mismatch']);
    },
  );

  it('is judged with it', async () => {
    const files = { 'compose.yaml': compose(`./is:${CONF}`), 'is/deployment.toml': '[server]\noffset = 10\n' };
    expect(await findingsIn(files)).toEqual([]);
  });
});

describe('an image of somebody else, with configuration that no file shows', () => {
  const CORP = 'registry.corp:5000/team/wso2is:7.1.0';
  const composed = (image: string, ...ports: readonly string[]) => ({
    'compose.yaml': `services:\n  is:\n    image: ${image}\n    ports: ${JSON.stringify(ports)}\n`,
  });
  const whatOf = async (files: Files) => (await findingsIn(files)).map(({ what }) => what);

  it('has an offset that is not known where two of its ports are those of another one', async () => {
    expect(await findingsIn(composed(CORP, '443:9445', '9765:9765', '53:53/udp'))).toEqual([
      { what: 'warning unknown-reference', at: 'compose.yaml:3', message: absent('is', `the image ${CORP}`) },
    ]);
  });

  it.each([
    ['one of its ports is moved alone', composed(CORP, '9445:9445')],
    ['another port is as shipped', composed(CORP, '9443:9443', '9445:9445', '9765:9765')],
    ['the ports are moved differently', composed(CORP, '9445:9445', '9766:9766')],
    ['the image is of the vendor', composed('wso2/wso2is:7.1.0', '9445:9445', '9765:9765')],
    ['the image is in a registry of the vendor', composed('docker.wso2.com/wso2is:7.1.0', '9445:9445', '9765:9765')],
  ])('is judged as shipped where %s', async (_, files) => {
    expect(await whatOf(files)).toContain('error publish-mismatch');
  });

  it('is judged by what its command and its files say', async () => {
    const [name = '', text] = Object.entries(composed(CORP, '9445:9445', '9765:9765')).flat();
    expect(await whatOf({ [name]: `${text}    command: ["-DportOffset=2"]\n` })).toEqual([]);
    const mounted = `${text}    volumes: ["./conf:/home/wso2carbon/wso2-config-volume/repository/conf"]\n`;
    const toml = { 'conf/deployment.toml': '[server]\noffset = 1\n' };
    expect(await whatOf({ [name]: mounted, ...toml })).toEqual(['error publish-mismatch', 'error publish-mismatch']);
  });

  it('is one in a pod as well', async () => {
    const ports = [9445, 9765].map((containerPort) => ({ containerPort }));
    const files = (image: string) => ({
      'k8s.yaml': `${deployment('is', image, { ports })}\n---\n${service('is', 'is', [9445])}`,
    });
    expect(await whatOf(files(CORP))).toEqual(['warning unknown-reference']);
    expect(await whatOf(files('wso2/wso2is:7.1.0'))).toEqual(['error forward-mismatch']);
  });
});
