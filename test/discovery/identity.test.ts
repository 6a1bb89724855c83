import { describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { discover } from '../../src/discovery/discover.js';
import { type Answered, discovered, fragmentsOf } from '../configuration/reading.js';

const carbon = (key: string, version: string, more = '') =>
  `<Server><ServerKey>${key}</ServerKey><Version>${version}</Version>${more}</Server>`;
const OFFSET = (offset: number) => `<Ports><Offset>${offset}</Offset></Ports>`;
const UNKNOWN = '<Server><Name>X</Name>';

/** Product, release and profile of each node, and what of these is assumed. */
function nodesOf(files: Readonly<Record<string, string>>, answers: Answered = {}) {
  const [found] = discovered(files, answers).deployments;
  return Object.fromEntries(
    Object.entries(found?.document.nodes ?? {}).map(([id, { product, version, profile }]) => [
      id,
      {
        product,
        version,
        profile,
        assumed: found?.evidence.get(id)?.assumed.map(({ aspect }) => aspect),
        candidates: found?.evidence.get(id)?.assumed.flatMap(({ candidates }) => candidates),
      },
    ]),
  );
}

describe('a node of which nothing names the release', () => {
  const toml = (role: string) => ({
    'box/deployment.toml': `[server]\nserver_role = "${role}"\n[apim.throttling]\nx = 1\n`,
  });

  it('has one of those that have its profile', () => {
    const { box } = nodesOf(toml('control-plane'));
    expect(box?.candidates?.slice(0, 2)).toEqual(['4.0.0', '4.1.0']);
    expect(nodesOf(toml('gateway-worker')).box?.candidates?.[0]).toBe('3.0.0');
  });

  it('has any of those that fit its files where no release has the profile', () => {
    expect(nodesOf(toml('controlplane')).box?.candidates?.[0]).toBe('3.0.0');
  });
});

describe('a node of which nothing names the product', () => {
  const unnamed = (places: readonly string[]) => ({
    kind: 'nodes of which nothing says the product; --product <node>=<product> does',
    count: places.length,
    places: places.map((what) => expect.objectContaining({ what })),
  });

  it('is left out where unrelated products are configured alike, and said', () => {
    const files = { 'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>` };
    expect(nodesOf(files)).toEqual({});
    expect(discovered(files).unread).toEqual([unnamed(['box'])]);
    expect(nodesOf(files, { product: ['box=wso2esb'] }).box).toMatchObject({
      product: 'wso2esb',
      assumed: ['version'],
    });
  });

  it('is left out of a cluster as well, and said', () => {
    const pod = (name: string, image: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: main, image: "${image}" }] }\n`;
    const files = { 'pods.yaml': `${pod('am', 'wso2/wso2am:4.2.0')}---\n${pod('other', 'wso2/wso2nothing:1.0.0')}` };
    expect(Object.keys(nodesOf(files))).toEqual(['am']);
    expect(discovered(files).unread).toEqual([unnamed(['other'])]);
  });

  it('is assumed to be one of the products of the pack beside it', () => {
    const { box } = nodesOf({
      'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>`,
      'integrator/repository/conf/carbon.xml': carbon('EI', '6.6.0'),
    });
    expect(box?.assumed).toContain('product');
    expect(box?.product).toMatch(/^wso2ei-/);
    expect(box?.candidates?.filter((each) => /^wso2(?!ei)/.test(each))).toEqual([]);
  });

  it('is none where the file with the name of a deployment has no table of a server', () => {
    expect(nodesOf({ 'box/conf/deployment-config.toml': '[docker]\nenable = false\n' })).toEqual({});
    expect(Object.keys(nodesOf({ 'box/deployment-gw.toml': '[apim.cors]\nenable = true\n' }))).toEqual(['gw']);
    expect(Object.keys(nodesOf({ 'box/deployment-cp.toml': '[apim.throttling]\nenable = true\n' }))).toEqual(['cp']);
  });

  it('is no node where it is a copy that lies beside another configuration', () => {
    const server = '[server]\noffset = 1\n[apim.cors]\nenable = true\n';
    const files = { 'am/deployment.toml': server, 'am/deployment_template.toml': server };
    expect(Object.keys(nodesOf(files))).toEqual(['am']);
    expect(discovered(files).unread).toEqual([
      expect.objectContaining({ kind: expect.stringContaining('nothing uses'), count: 1 }),
    ]);
    expect(Object.keys(nodesOf({ 'am/deployment_template.toml': server }))).toEqual(['template']);
  });

  it.each(['', 'am/'])('is no node where its product keeps it in its own home: %s', (home) => {
    const server = '[server]\noffset = 1\n[apim.cors]\nenable = true\n';
    const kept = {
      [`${home}repository/resources/conf/deployment-templates/gateway-worker.toml`]: server,
      [`${home}repository/resources/conf/deployment-templates/control-plane.toml`]: server,
      [`${home}backup/repository/conf/carbon.xml`]: carbon('AM', '4.0.0'),
    };
    const files = { [`${home}repository/conf/deployment.toml`]: server, ...kept };
    expect(Object.keys(nodesOf(files))).toEqual([home === '' ? 'node' : 'am']);
    expect(discovered(files).deployments).toHaveLength(1);
    expect(discovered(files).unread).toEqual([
      expect.objectContaining({ kind: expect.stringContaining('nothing uses'), count: 3 }),
    ]);
    expect(Object.keys(nodesOf(kept))).toHaveLength(3);
    const broken = '<Server><Name>';
    const faultsOf = (file: string) =>
      discovered({ ...files, [file]: broken }).deployments.flatMap(({ faults }) => faults.map((fault) => fault.file));
    expect(faultsOf(`${home}backup/repository/conf/registry.xml`)).toEqual([]);
    expect(faultsOf('other/repository/conf/carbon.xml')).toEqual(['other/repository/conf/carbon.xml']);
    const path = `${home}repository/resources/conf/deployment-templates/control-plane.toml`;
    const { deployments } = discover(fragmentsOf(files), {
      catalogue: packagedCatalogue(),
      names: [{ node: 'cp', path }],
      folder: '.',
      answers: { version: [], product: [], profile: [] },
    });
    expect(deployments.flatMap(({ document }) => Object.keys(document.nodes ?? {}))).toContain('cp');
  });

  it('is that of bin/version.txt, unless carbon.xml says another one', () => {
    const version = 'WSO2 API Manager v2.6.0\n';
    const files = { 'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>`, 'box/bin/version.txt': version };
    expect(nodesOf(files).box).toMatchObject({ product: 'wso2am', version: '2.6.0', assumed: [] });
    const other = { ...files, 'box/repository/conf/carbon.xml': carbon('AM', '2.5.0') };
    expect(nodesOf(other).box?.version).toBe('2.5.0');
    expect(nodesOf({ ...files, 'box/bin/version.txt': 'Something 2.6.0.1' })).toEqual({});
    expect(nodesOf({ ...files, 'box/bin/version.txt': 'Other Program v2.6.0' }).box?.product).not.toBe('other');
    expect(nodesOf({ 'box/bin/version.txt': version })).toEqual({});
  });

  it.each([
    ['file', '/opt/wso2is-6.1.0/repository/conf/deployment.toml'],
    ['folder', '/opt/wso2is-6.1.0/repository/conf'],
    ['library', '/opt/wso2is-6.1.0/repository/components/lib/driver.jar'],
    ['file, read only', '/opt/wso2is-6.1.0/repository/conf/deployment.toml:ro'],
  ])('has the release of the home that its image gets a %s in', (_, target) => {
    const toml = { 'conf/deployment.toml': '[server]\nhostname = "is.example.com"\n' };
    const service = (image: string, mount: string) => ({
      'compose.yaml': `services:\n  is:\n    image: ${image}\n    volumes: ["${mount}"]\n`,
      ...toml,
    });
    const source = /\.toml/.test(target) ? './conf/deployment.toml' : './conf';
    expect(nodesOf(service('corp/wso2is:latest', `${source}:${target}`)).is).toMatchObject({
      version: '6.1.0',
      assumed: [],
    });
    expect(nodesOf(service('wso2/wso2is:7.0.0', `${source}:${target}`)).is?.version).toBe('7.0.0');
    const backup = '/backup/wso2is-6.1.0/data';
    expect(nodesOf(service('corp/wso2is:latest', `./data:${backup}`)).is?.version).not.toBe('6.1.0');
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: is }
spec: { containers: [{ name: main, image: "corp/wso2is:latest", volumeMounts: [{ name: conf, mountPath: "${target.replace(':ro', '')}" }, { name: none }] }] }
`;
    expect(nodesOf({ 'pod.yaml': pod }).is).toMatchObject({ version: '6.1.0', assumed: [] });
  });

  it('is of the pack of the others where it is called like a runtime of it, with their release', () => {
    const nodes = nodesOf({
      'ei/wso2ei-6.6.0/conf/carbon.xml': carbon('EI', '6.6.0'),
      'ei/broker/repository/conf/carbon.xml': `${UNKNOWN}${OFFSET(3)}</Server>`,
    });
    expect(nodes.broker).toMatchObject({ product: 'wso2ei-broker', version: '6.6.0' });
  });

  it('is of the pack of the others, whatever its server key and its start script are', () => {
    const nodes = nodesOf(
      {
        'src/core/repository/conf/carbon.xml': `${UNKNOWN}</Server>`,
        'src/core/bin/iot-server.sh': 'java -Dprofile=iot-server x\n',
        'src/broker/repository/conf/carbon.xml': `<Server><ServerKey>MB</ServerKey>${OFFSET(3)}</Server>`,
        'src/broker/bin/wso2server.sh': 'java -Dprofile=broker-default x\n',
      },
      { version: ['3.3.1'] },
    );
    expect([nodes.core?.product, nodes.broker?.product]).toEqual(['wso2iot-core', 'wso2iot-broker']);
  });

  it('is the product that has the profile it names', () => {
    const { box } = nodesOf({
      'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>`,
      'box/bin/wso2server.sh': 'java -Dprofile=api-key-manager x\n',
    });
    expect(box?.product).toBe('wso2am');
  });

  it('is left out where the catalogue has no product', () => {
    const fragments = fragmentsOf({ 'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>` });
    const { deployments } = discover(fragments, {
      catalogue: { ...packagedCatalogue(), products: [] },
      names: [],
      folder: '.',
      answers: { version: [], product: [], profile: [] },
    });
    expect(deployments).toEqual([]);
  });
});

describe('the release', () => {
  it('is that of another node of the product where a node has none', () => {
    const nodes = nodesOf({
      'a/repository/conf/carbon.xml': carbon('AM', '2.6.0', OFFSET(1)),
      'b/repository/conf/carbon.xml': `<Server><ServerKey>AM</ServerKey>${OFFSET(2)}</Server>`,
    });
    expect(nodes.b).toMatchObject({ version: '2.6.0', assumed: [] });
  });

  it('is not that of a node of which it is assumed', () => {
    const nodes = nodesOf({
      'a/repository/conf/carbon.xml': `<Server><ServerKey>AM</ServerKey>${OFFSET(1)}</Server>`,
      'b/repository/conf/carbon.xml': `<Server><ServerKey>AM</ServerKey>${OFFSET(2)}</Server>`,
    });
    expect(nodes.b?.assumed).toEqual(['version']);
  });

  it('is not that of another product', () => {
    const nodes = nodesOf({
      'is/repository/conf/carbon.xml': carbon('IS', '5.3.0'),
      'b/repository/conf/carbon.xml': `<Server><ServerKey>AM</ServerKey>${OFFSET(2)}</Server>`,
    });
    expect(nodes.b?.assumed).toEqual(['version']);
  });

  it('that is no release of the product is not taken from an image', () => {
    const compose = (tag: string) => `services:\n  am:\n    image: wso2/wso2am:${tag}\n`;
    expect(nodesOf({ 'compose.yaml': compose('latest') }).am?.assumed).toEqual(['version']);
    expect(nodesOf({ 'compose.yaml': compose('99.1.0') }).am?.product).toBe('wso2am');
  });
});

describe('an answer', () => {
  const files = { 'box/repository/conf/carbon.xml': `${UNKNOWN}</Server>` };

  it('names the product of a node, and of all nodes of which nothing does', () => {
    expect(nodesOf(files, { product: ['box=wso2is'] }).box?.product).toBe('wso2is');
    expect(nodesOf(files, { product: ['wso2am'], version: ['2.6.0'] }).box).toMatchObject({
      product: 'wso2am',
      version: '2.6.0',
      assumed: [],
    });
  });

  it('of a release, or of a profile, tells which product a node can be', () => {
    expect(nodesOf(files, { version: ['box=2.6.0'] }).box?.product).toBe('wso2am');
    const named = nodesOf(files, { product: ['wso2am'], version: ['2.6.0'], profile: ['box=api-store'] });
    expect(named.box?.profile).toBe('api-store');
  });

  it('that is no product of the catalogue leaves the product open', () => {
    expect(nodesOf(files, { product: ['box=wso2xyz'] })).toEqual(nodesOf(files));
  });

  it('that is no version leaves the release open', () => {
    expect(nodesOf(files, { product: ['wso2am'], version: ['new'] }).box?.assumed).toEqual(['version']);
  });

  it('for all nodes is no release of a product of another line', () => {
    expect(nodesOf(files, { product: ['wso2am'], version: ['77.0.0'] }).box?.assumed).toEqual(['version']);
  });
});

describe('a name that two products had', () => {
  it('means the one that has the release', () => {
    const compose = (tag: string) => ({ 'compose.yaml': `services:\n  x:\n    image: wso2/is-as-km:${tag}\n` });
    const products = ['5.7.0', '5.11.0', 'latest'].map((tag) => nodesOf(compose(tag)).x?.product);
    expect(products).toEqual(['wso2is-km', 'wso2is', 'wso2is']);
  });
});

describe('a carbon.xml in the folder of a runtime', () => {
  const broker = (version: string) => nodesOf({ 'broker/conf/carbon.xml': carbon('MB', version) }).broker;

  it('is of the pack where it has the version of the server that the runtime is made from', () => {
    expect(broker('3.2.0')).toMatchObject({ product: 'wso2ei-broker', assumed: ['version'] });
  });

  it('is of a server of its own at any other version', () => {
    expect(broker('3.1.0')).toMatchObject({ product: 'wso2mb', version: '3.1.0', assumed: [] });
    expect(broker('3.3.0')).toMatchObject({ product: 'wso2mb', version: '3.3.0', assumed: [] });
  });
});

describe('an Identity Server with an api-manager.xml', () => {
  const manager =
    '<APIManager><APIKeyValidator><ServerURL>https://km:9444/services/</ServerURL></APIKeyValidator></APIManager>';
  const home = (xml: string) => ({
    'is/repository/conf/carbon.xml': xml,
    'is/repository/conf/api-manager.xml': manager,
  });

  it('is the key manager', () => {
    expect(nodesOf(home(carbon('IS', '5.7.0'))).is).toMatchObject({ product: 'wso2is-km', version: '5.7.0' });
    expect(nodesOf(home(`<Server><ServerKey>IS</ServerKey>${OFFSET(1)}</Server>`)).is).toMatchObject({
      product: 'wso2is-km',
      assumed: ['version'],
    });
  });

  it('is the Identity Server at a release that the key manager does not have', () => {
    expect(nodesOf(home(carbon('IS', '5.8.0'))).is).toMatchObject({ product: 'wso2is', version: '5.8.0' });
  });

  it('is the Identity Server without that file', () => {
    expect(nodesOf({ 'is/repository/conf/carbon.xml': carbon('IS', '5.7.0') }).is?.product).toBe('wso2is');
  });
});
