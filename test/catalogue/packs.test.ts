import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Release, releaseOf } from '../../src/catalogue/release.js';
import { type Facts, openedBy, rules, scripts } from './pack-scripts.js';
import { readProducts } from './product-files.js';

const products = new Map(readProducts().map(({ product }) => [product.id, product]));
const docs = readFileSync(new URL('../../docs/catalogue.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

function release(id: string, version: string): Release {
  const product = products.get(id);
  if (!product) throw new Error(`there is no product ${id}`);
  return releaseOf(product, version);
}

/** Every release whose pack is kept. */
const packs = scripts.storedProducts().flatMap((id) => {
  const releases = [...scripts.readStored(id).releases];
  return releases.map(([version, facts]) => ({ id, version, facts }));
});

/** Every release of which a complete pack is kept. */
const completePacks = scripts.storedProducts(scripts.completeFolder).flatMap((id) => {
  const releases = [...scripts.readStored(id, scripts.completeFolder).releases];
  return releases.map(([version, facts]) => ({ id, version, facts }));
});

const placesOf = (of: readonly { id: string; version: string; facts: Facts }[]) =>
  of.flatMap(({ id, version, facts }) => scripts.placed(facts, release(id, version), rules));

describe('the configuration of packs', () => {
  it('is kept for every release that is configured by a TOML file and published with its sources', () => {
    const kept = (id: string) => packs.filter((pack) => pack.id === id).map(({ version }) => version);
    const listed = (id: string, first: string, last: string) => {
      const releases = products.get(id)?.releases ?? [];
      return releases.slice(releases.indexOf(first), releases.indexOf(last) + 1);
    };
    expect(kept('wso2am')).toEqual(listed('wso2am', '3.0.0', '4.7.0'));
    expect(kept('wso2mi')).toEqual(listed('wso2mi', '1.1.0', '4.5.0'));
    expect(kept('wso2is')).toEqual(listed('wso2is', '5.9.0', '7.3.0'));
    for (const id of ['wso2am-acp', 'wso2am-tm', 'wso2am-universal-gw'])
      expect(kept(id)).toEqual(listed(id, '4.5.0', '4.7.0'));
  });

  it.each(packs)('of $id $version has no port that is in no entry, or in one with another number', (pack) => {
    const found = scripts.placed(pack.facts, release(pack.id, pack.version), rules);
    expect(found.filter(({ problem }) => problem)).toEqual([]);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ ids, why }) => (ids === undefined) === (why === undefined))).toEqual([]);
  });

  it.each(completePacks)(
    'of the complete $id $version has no port that is in no entry, or in one with another number',
    (pack) => {
      const found = scripts.placed(pack.facts, release(pack.id, pack.version), rules);
      expect(found.filter(({ problem }) => problem)).toEqual([]);
      expect(found.length).toBeGreaterThan(40);
    },
  );

  it('names the profiles that the catalogue has', () => {
    const named = scripts
      .storedProducts()
      .flatMap((id) => [...scripts.readStored(id).profiles].map(([version, profiles]) => ({ id, version, profiles })));
    expect(named.length).toBe(20);
    for (const { id, version, profiles } of named)
      expect([id, version, [...release(id, version).profiles].sort()]).toEqual([id, version, profiles]);
  });

  it('builds the features that open a listener into the profiles that the catalogue has for it', () => {
    const compared = scripts.storedProducts().flatMap((id) =>
      [...scripts.readStored(id).features].flatMap(([version, features]) => {
        const built = new Set([...features.values()].flat());
        return [...features].flatMap(([feature, having]) =>
          release(id, version)
            .listeners.filter((listener) => openedBy[feature]?.includes(listener.id))
            .map(({ id: listener, profiles }) => ({
              listener: `${id} ${version} ${listener}`,
              opened: [...built].filter((one) => profiles.includes('all') || profiles.includes(one)).sort(),
              having,
            })),
        );
      }),
    );
    expect(compared.length).toBeGreaterThan(200);
    expect(compared.filter(({ opened, having }) => opened.join(' ') !== having.join(' '))).toEqual([]);
  });

  it('is what the documentation counts', () => {
    for (const [of, name] of [
      [packs, 'packs'],
      [completePacks, 'complete packs'],
    ] as const) {
      const all = placesOf(of);
      const inEntries = all.filter(({ ids }) => ids).length;
      expect(docs).toContain(`${all.length} places in ${of.length} ${name}: ${inEntries} are in entries`);
      expect(docs).toContain(`${all.length - inEntries} have a reason`);
    }
  });

  it('proves three of four listeners and two of five links', () => {
    const proved = new Set(
      [...packs, ...completePacks].flatMap(({ id, version, facts }) =>
        scripts
          .placed(facts, release(id, version), rules)
          .flatMap(({ ids = [] }) => ids.map((one) => `${id} ${version} ${one}`)),
      ),
    );
    const share = (section: 'listeners' | 'links') => {
      const all = packs.flatMap(({ id, version }) =>
        release(id, version)[section].map((entry) => `${id} ${version} ${entry.id}`),
      );
      return all.filter((one) => proved.has(one)).length / all.length;
    };
    expect(share('listeners')).toBeGreaterThan(0.75);
    expect(share('links')).toBeGreaterThan(0.4);
  });

  it('needs every rule that says what a place is', () => {
    const used = placesOf([...packs, ...completePacks]).map(({ rule }) => rule);
    expect(rules.filter((rule) => !used.includes(rule))).toEqual([]);
  });
});

describe('the ports of a pack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-pack-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The facts of a pack with these files, as plain data. */
  function facts(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const pack = mkdtempSync(join(folder, 'pack-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(pack, path)), { recursive: true });
      writeFileSync(join(pack, path), text);
    }
    const found = scripts.factsOf(scripts.readPack([pack]));
    return Object.fromEntries([...found].map(([place, values]) => [place, values.join(' ')]));
  }

  it('are numbers of keys that mean a port, ports of addresses, and placeholders', () => {
    const defaults = {
      'a.port': '9443',
      'a.tcpPort': 7611,
      'a.url': 'https://localhost:9444/services',
      'a.own': 'https://localhost:${mgt.transport.https.port}/',
      'a.proxy_port': '',
      'a.other': '$ref{a.proxy_port}',
      'a.transport': 8080,
      'a.timeout': 60000,
      'a.class': 'org.example:Name',
      'a.big.port': 70000,
      'a.hosts': ['one:9611', 'two:9711'],
    };
    expect(facts({ 'conf/default.json': JSON.stringify(defaults) })).toEqual({
      'default a.port': '9443',
      'default a.tcpPort': '7611',
      'default a.url': '9444',
      'default a.own': '${mgt.transport.https.port}',
      'default a.proxy_port': 'unset',
      'default a.other': '$ref{a.proxy_port}',
      'default a.hosts': '9611 9711',
    });
  });

  it('are in what is inferred, and in the file that ships', () => {
    expect(
      facts({
        'conf/infer.json': JSON.stringify({ 'a.scheme': { cloud: { 'a.member_port': 5701 } } }),
        'conf/deployment.toml': '[[a.environment]]\nws_endpoint = "ws://localhost:9099"\n[server]\noffset = 3\n',
      }),
    ).toEqual({ 'infer a.member_port': '5701', 'toml a.environment[].ws_endpoint': '9099' });
  });

  it('are in elements and attributes of templates, with comments and conditions left out', () => {
    const template = `<Server port="8005">{% if a.length > 0 %}<Connector port="9443"/>{% endif %}
      <!-- <Connector port="1234"/> -->{# port="1235" #}
      <receiver name="http"><parameter name="port">8280</parameter><parameter name="size">4000</parameter></receiver>
      {% for profile in a.profiles %}<p>{{profile.proxy_port}}</p>{% endfor %}</Server>`;
    expect(facts({ 'x/templates/repository/conf/one.xml.j2': template })).toEqual({
      'repository/conf/one.xml Server/@port': '8005',
      'repository/conf/one.xml Connector/@port': '9443',
      'repository/conf/one.xml receiver[http]/parameter[port]': '8280',
      'repository/conf/one.xml {{a.profiles[].proxy_port}}': 'unset',
    });
  });

  it('are those of the template that replaces a file', () => {
    expect(
      facts({
        'carbon-home/repository/conf/one.xml': '<Server port="8005"/>',
        'carbon-home/repository/resources/conf/templates/repository/conf/one.xml.j2': '<Server port="8006"/>',
      }),
    ).toEqual({ 'repository/conf/one.xml Server/@port': '8006' });
  });

  it('come with the profiles that scripts, builds and installations name', () => {
    const pack = mkdtempSync(join(folder, 'pack-'));
    writeFileSync(join(pack, 'profileSetup.sh'), 'case $1 in\n\t-Dprofile=node)\n\t;;\n# -Dprofile=other)\nesac\n');
    writeFileSync(join(pack, 'pom.xml'), '<a><profile>worker</profile><port>1</port></a>');
    const installed = join(pack, 'repository/components/portal/configuration');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'config.ini'), '');
    const profiles = ['default', 'node', 'portal', 'worker'];
    expect(scripts.readPack([pack])).toMatchObject({ profiles, templates: [] });
  });

  it('come with no profiles where nothing names one', () => {
    expect(scripts.readPack([mkdtempSync(join(folder, 'pack-'))])).toMatchObject({ profiles: [] });
  });

  it('are in properties, and a file without text says nothing', () => {
    expect(
      facts({ 'src/conf/a.properties': '# port=1\nqueue = amqp://localhost:5675\n', 'src/conf/infer.json': '' }),
    ).toEqual({ 'conf/a.properties queue': '5675' });
  });
});

describe('a pack that somebody published', () => {
  const defaults = (values: object) => ({ defaults: values });

  it('is of a release if it has every default of the sources', () => {
    const sources = defaults({ 'a.port': '9443', 'product.version': '${product.version}', 'a.both': ['one'] });
    const complete = defaults({
      'a.port': '9443',
      'product.version': '7.0.0',
      'a.both': ['one', 'one'],
      'b.port': '1',
    });
    expect(scripts.otherDefaults(sources, complete, '7.0.0')).toEqual([]);
  });

  it('is not where a default is missing or has another value', () => {
    const sources = defaults({ 'a.port': '9443', 'b.port': '9763', 'product.version': '${product.version}' });
    const complete = defaults({ 'a.port': '9444', 'product.version': '6.0.0' });
    expect(scripts.otherDefaults(sources, complete, '7.0.0')).toEqual(['a.port', 'b.port', 'product.version']);
  });
});

describe('npm run prove', () => {
  const program = fileURLToPath(new URL('../../scripts/prove.mjs', import.meta.url));
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  const made = mkdtempSync(join(tmpdir(), 'wso2-topology-prove-'));
  const folder = join(made, 'proposed');
  mkdirSync(folder);
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  it('shows the count of every release, and that nothing is unmapped', () => {
    const { status, stdout } = run();
    const lines = stdout.trimEnd().split('\n');
    expect([status, lines.length]).toEqual([0, packs.length + completePacks.length]);
    expect(lines.every((line) => line.endsWith(' 0 unmapped'))).toBe(true);
  });

  it('proposes a release from a pack', () => {
    writeFileSync(join(folder, 'default.json'), JSON.stringify({ 'apim.ws.port': '9098', 'apim.grpc.port': '9100' }));
    const { status, stdout } = run('propose', 'wso2am', '99.0.0', folder);
    const { basedOn, releases, entries, review } = parse(stdout);
    expect([status, basedOn, releases.at(-1)]).toEqual([0, 'wso2am 4.7.0', '99.0.0']);
    expect(entries).toEqual([
      { id: 'websocket', from: { '- 4.7.0': 9099 }, to: { '99.0.0 -': 9098 }, place: 'default apim.ws.port' },
    ]);
    expect(review).toContainEqual({
      place: 'default apim.grpc.port',
      is: ['9100'],
      because: 'nothing says what it is',
    });
  });

  it('keeps no complete pack that lacks a default of the sources', () => {
    const [sources, complete] = [mkdtempSync(join(made, 'sources-')), mkdtempSync(join(made, 'complete-'))];
    writeFileSync(join(sources, 'default.json'), JSON.stringify({ 'apim.ws.port': '9099' }));
    writeFileSync(join(complete, 'default.json'), JSON.stringify({ 'apim.ws.port': '9098' }));
    const { status, stderr } = run('complete', 'wso2am', '99.0.0', complete, sources);
    expect([status, stderr]).toEqual([2, 'prove: not the pack of wso2am 99.0.0: apim.ws.port\n']);
  });

  it('shows what a distribution is that runs profiles of a product as its own', () => {
    writeFileSync(join(folder, 'profileSetup.sh'), '\t-Dprofile=extra)\n');
    const { status, stdout } = run('split', 'wso2am', '99.0.0', 'default=gateway-worker', folder);
    const { basedOn, profiles, roles, listeners, links, review } = parse(stdout);
    expect([status, basedOn, profiles, roles.gateway]).toEqual([0, 'wso2am 4.7.0', ['default'], ['default']]);
    expect([listeners.includes('passthrough-https'), listeners.includes('databridge-binary')]).toEqual([true, false]);
    expect([links.includes('event-hub-rest'), links.includes('publisher-to-devportal-url')]).toEqual([true, false]);
    expect(review[0]).toMatchObject({ profile: 'extra' });
  });

  it.each([
    [['split', 'wso2am', '99.0.0', 'default=worker', folder], 'wso2am 4.7.0 has no profile worker'],
    [['split', 'wso2am', '1.0.0', 'default=default', folder], 'no pack of wso2am before 1.0.0 is kept'],
    [['frobnicate'], 'there is no command frobnicate'],
    [['propose', 'wso2am', '1.0.0', folder], 'no pack of wso2am before 1.0.0 is kept'],
  ])('says what is wrong with %o', (args, message) => {
    const { status, stderr } = run(...args);
    expect([status, stderr.includes(message)]).toEqual([2, true]);
  });
});
