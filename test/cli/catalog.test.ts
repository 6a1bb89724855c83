import { describe, expect, it } from 'vitest';
import { command } from './command.js';

interface Listener {
  readonly listener: string;
  readonly basePort: number | null;
  readonly port: number | null;
  readonly protocol: string;
  readonly shift: string;
  readonly explicitTakesOffset: boolean | 'unknown';
  readonly notes: string;
  readonly sources: readonly string[];
}

async function json(...args: string[]) {
  const { stdout } = await command('catalog', ...args, '--format', 'json');
  return JSON.parse(stdout);
}

async function listeners(...args: string[]): Promise<readonly Listener[]> {
  return (await json(...args)).listeners;
}

async function portOf(id: string, ...args: string[]) {
  return (await listeners(...args)).find(({ listener }) => listener === id)?.port;
}

describe('catalog: ports of a release', () => {
  it.each([
    ['passthrough-http', 8290, 8283],
    ['passthrough-https', 8253, 8246],
    ['management-api-https', 9164, 9157],
  ])(
    '%s of the Micro Integrator is %i as shipped and %i at offset 3, which replaces 10',
    async (id, shipped, configured) => {
      expect(await portOf(id, 'wso2mi', '4.2.0')).toBe(shipped);
      expect(await portOf(id, 'wso2mi', '4.2.0', '--offset', '3')).toBe(configured);
    },
  );

  it.each([
    ['websocket', '2.6.0', 9101],
    ['websocket', '2.1.0', 9101],
    ['websocket-secure', '2.2.0', 8099],
    ['thrift-key-validation', '2.6.0', 10399],
    ['thrift-key-validation', '1.10.0', 10397],
    ['thrift-key-validation', '3.0.0', undefined],
    ['cluster-member', '2.6.0', 4000],
  ])('%s of API Manager %s at offset 2 is %s', async (id, version, port) => {
    expect(await portOf(id, 'wso2am', version, '--offset', '2')).toBe(port);
  });

  it.each([
    ['jmx-rmi-registry', 9999, 'tcp'],
    ['jmx-rmi-server', 11111, 'tcp'],
    ['kdc', 8000, 'udp'],
    ['thrift-entitlement', 10500, 'tcp'],
    ['cluster-member', 4000, 'tcp'],
    ['cluster-multicast', 45564, 'udp'],
  ])('lists %s of the Identity Server with its sources', async (id, port, protocol) => {
    const found = (await listeners('wso2is', '5.10.0')).find(({ listener }) => listener === id);
    expect(found).toMatchObject({ port, protocol });
    expect(found?.sources).not.toEqual([]);
  });

  it('lists ports that are drawn at random, with their cause', async () => {
    const { randomPorts } = await json('wso2is', '5.10.0');
    expect(randomPorts).toContainEqual(
      expect.objectContaining({ protocol: 'tcp', cause: expect.any(String), sources: expect.any(Array) }),
    );
  });

  it('tells what becomes of a value written by hand', async () => {
    const found = (await listeners('wso2am', '2.6.0')).find(({ listener }) => listener === 'thrift-key-validation');
    expect(found).toMatchObject({ shift: 'follows', explicitTakesOffset: false });
  });

  it('has the keys that programs rely on', async () => {
    const sheet = await json('wso2am', '2.6.0');
    const keys = [
      'product',
      'name',
      'version',
      'configModel',
      'defaultOffset',
      'profiles',
      'listeners',
      'links',
      'selfReferences',
      'randomPorts',
      'notes',
    ];
    expect(Object.keys(sheet)).toEqual(expect.arrayContaining(keys));
    const entry = [
      'listener',
      'basePort',
      'port',
      'protocol',
      'transport',
      'shift',
      'explicitTakesOffset',
      'enabled',
      'profiles',
      'bind',
      'purpose',
      'settings',
      'notes',
      'sources',
    ];
    for (const listener of sheet.listeners) expect(Object.keys(listener)).toEqual(expect.arrayContaining(entry));
  });

  it('shows what one profile opens and dials', async () => {
    const ids = (await listeners('wso2am', '2.6.0', '--profile', 'api-key-manager')).map(({ listener }) => listener);
    expect(ids).toContain('thrift-key-validation');
    expect(ids).not.toContain('websocket');
  });

  it('has no port where an artifact chooses it', async () => {
    expect(await portOf('inbound-http', 'wso2mi', '4.2.0')).toBeNull();
  });

  it.each([60, 80, 120])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await command('catalog', 'wso2am', '4.2.0', { columns, env: { NO_COLOR: '1' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('shows notes where sources contradict each other', async () => {
    const { stdout } = await command('catalog', 'wso2mi', '4.2.0');
    expect(stdout).toMatch(/^jmx-rmi-registry \(9999 \+ 10 \(shipped offset\)\)$/m);
    expect(stdout).toMatch(/^ {2}note: Contradiction: /m);
    expect(stdout).toMatch(/^ {2}source: /m);
  });

  it.each(['csv', 'markdown'])('has a row for each listener in %s', async (format) => {
    const { stdout } = await command('catalog', 'wso2mi', '4.2.0', '--format', format);
    expect(stdout).toContain(
      format === 'csv'
        ? '\r\npassthrough-http,8290,8280,tcp,http,follows,true,true,all,any,'
        : '| passthrough-http | 8290 | 8280 |',
    );
  });
});

describe('catalog: lists', () => {
  it('lists every product with its releases', async () => {
    const products: readonly { product: string; releases: readonly string[] }[] = await json();
    expect(products.find(({ product }) => product === 'wso2mi')?.releases).toContain('4.2.0');
    expect(products.map(({ product }) => product)).toEqual(products.map(({ product }) => product).sort());
  });

  it('tells what changed between releases', async () => {
    const { releases } = await json('wso2am');
    const changes = Object.fromEntries(
      releases.map(({ version, changes }: { version: string; changes: unknown }) => [version, changes]),
    );
    expect(changes['2.0.0']).toContainEqual({
      listener: 'thrift-key-validation',
      change: 'shift',
      from: 'manual',
      to: 'follows',
    });
    expect(changes['2.1.0']).toContainEqual({
      listener: 'websocket',
      change: 'appeared',
      basePort: 9099,
      protocol: 'tcp',
    });
    expect(changes['3.0.0']).toContainEqual({
      listener: 'thrift-key-validation',
      change: 'vanished',
      basePort: 10397,
      protocol: 'tcp',
    });
    expect(changes['1.8.0']).toEqual([]);
  });

  it('has a row for each release, also where nothing changed', async () => {
    const { stdout } = await command('catalog', 'wso2mi');
    expect(stdout).toMatch(/^1\.0\.0 +10 +oldest release listed$/m);
    expect(stdout).toMatch(/^4\.3\.0 +10 +nothing$/m);
    expect(stdout).toMatch(/^1\.2\.0 +10 +management-api-http +default: off -> on$/m);
  });

  it('tells who uses a port, with releases as ranges', async () => {
    const uses = await json('--port', '9099');
    expect(uses).toContainEqual(
      expect.objectContaining({
        product: 'wso2am',
        releases: ['2.1.0 - 4.7.0'],
        listener: 'websocket',
        basePort: 9099,
        port: 9099,
      }),
    );
  });

  it('finds a port before and after the shipped offset', async () => {
    const mi = expect.objectContaining({ product: 'wso2mi', listener: 'passthrough-http', basePort: 8280, port: 8290 });
    expect(await json('--port', '8280')).toContainEqual(mi);
    expect(await json('--port', '8290')).toContainEqual(mi);
  });

  it('searches a range, and one product', async () => {
    const uses: readonly { product: string; port: number }[] = await json('wso2mi', '--port', '8200-8300');
    expect(new Set(uses.map(({ product }) => product))).toEqual(new Set(['wso2mi']));
    expect(new Set(uses.map(({ port }) => port))).toEqual(new Set([8253, 8290]));
  });

  it('says when nobody uses a port', async () => {
    const { stdout, code } = await command('catalog', '--port', '65535');
    expect([stdout, code]).toEqual(['port 65535 in the catalogue\nno listener uses it\n', 0]);
    expect(await json('--port', '65535')).toEqual([]);
  });

  it.each(['table', 'csv', 'markdown'])('shows all of it as %s', async (format) => {
    for (const args of [[], ['wso2mi'], ['--port', '9443']]) {
      const { stdout, code } = await command('catalog', ...args, '--format', format);
      expect([code, stdout.includes('wso2mi') || stdout.includes('4.2.0')]).toEqual([0, true]);
    }
  });
});

describe('catalog: names that people use', () => {
  it.each(['apim', 'WSO2 API Manager', 'api-manager'])('%s shows wso2am', async (name) => {
    const [used, id] = await Promise.all([name, 'wso2am'].map((product) => command('catalog', product)));
    expect(used).toEqual(id);
  });
});

it.each([
  ['0.1', '1.0.0, the oldest listed release'],
  ['4.2.9', '4.2.0, the nearest older release'],
])('catalog shows the nearest release in place of one that is not listed: %s', async (version, used) => {
  const { code, stderr } = await command('catalog', 'wso2mi', version);
  expect([code, stderr]).toEqual([0, `wso2-topology: wso2mi ${version} is not in the catalogue; this is ${used}\n`]);
});

describe('catalog: names that do not exist', () => {
  it.each([
    [['ws02am'], 'there is no product "ws02am" in the catalogue; did you mean "wso2am"?'],
    [['wso2am-gw'], 'there is no product "wso2am-gw" in the catalogue; `wso2-topology catalog` lists them'],
    [
      ['sp'],
      'there is no product "sp" in the catalogue; did you mean one of wso2sp-dashboard, wso2sp-editor, wso2sp-manager, wso2sp-worker?',
    ],
    [['nginx-plus'], 'there is no product "nginx-plus" in the catalogue; `wso2-topology catalog` lists them'],
    [
      ['wso2am', '4.2.o'],
      'wso2am "4.2.o" is no release; the catalogue has wso2am 1.8.0 to 4.7.0; did you mean "4.2.0"?',
    ],
    [['wso2am', '1'], 'wso2am "1" is no release; write which: 1.8.0, 1.9.0, 1.9.1, 1.10.0'],
    [['wso2am', '99.0.0'], 'wso2am "99.0.0" is no release; the newest wso2am that the catalogue has is 4.7.0'],
    [
      ['wso2am', '2.6.0', '--profile', 'gateway-wrker'],
      'wso2am 2.6.0 has no profile "gateway-wrker"; did you mean "gateway-worker"?',
    ],
    [['wso2mi', '4.2.0', '--profile', 'x'], 'wso2mi 4.2.0 has no profile "x", only default'],
    [['--offset', '2'], '--offset needs a product and one release, as in wso2-topology catalog wso2am 4.2.0'],
    [['wso2am', '4.2.0', '--port', '9443'], '--port searches all releases: leave the version out'],
  ])('%o', async (args, message) => {
    const { code, stdout, stderr } = await command('catalog', ...args);
    expect([code, stdout, stderr]).toEqual([2, '', `wso2-topology: ${message}\n`]);
  });

  it.each([
    [['--port', '0']],
    [['--port', '9100-9000']],
    [['--port', '65536']],
    [['wso2am', '4.2.0', '--offset', 'two']],
    [['a', 'b', 'c']],
    [['--format', 'xml']],
  ])('%o is one line on stderr', async (args) => {
    const { code, stdout, stderr } = await command('catalog', ...args);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });

  it.each([
    ['4.2.7', '4.2.0'],
    ['4.99.0', '4.7.0'],
    ['2.3', '2.2.0'],
  ])('shows for release %s the nearest older one, %s, and says so', async (asked, shown) => {
    const { code, stdout, stderr } = await command('catalog', 'wso2am', asked, '--format', 'json');
    expect([code, JSON.parse(stdout).version]).toEqual([0, shown]);
    expect(stderr).toBe(
      `wso2-topology: wso2am ${asked} is not in the catalogue; this is ${shown}, the nearest older release\n`,
    );
  });

  it.each([
    ['latest', 'latest is not one release; this is 4.7.0, the newest'],
    ['4.2.0-rc1', '4.2.0-rc1 is not in the catalogue; this is 4.2.0, the nearest release'],
    ['1.0.0', '1.0.0 is not in the catalogue; this is 1.8.0, the oldest listed release'],
  ])('says what it takes for %s', async (asked, message) => {
    const { code, stderr } = await command('catalog', 'wso2am', asked);
    expect([code, stderr]).toEqual([0, `wso2-topology: wso2am ${message}\n`]);
  });

  it.each(['4.2', 'v4.2.0', '4.2.x', '4.2.0.45', '4.2.0.0-alpine'])('takes %s in silence', async (version) => {
    const { stdout, stderr } = await command('catalog', 'wso2am', version);
    expect([stdout.split(':')[0], stderr]).toEqual(['wso2am 4.2.0', '']);
  });
});

describe('catalog: what an upgrade changes', () => {
  interface Difference {
    readonly kind: string;
    readonly id: string;
    readonly change: string;
    readonly from?: unknown;
    readonly to?: unknown;
  }

  const differences = async (...args: string[]): Promise<readonly Difference[]> =>
    (await json('--diff', ...args)).differences;

  it.each([
    [['wso2am', '2.6.0', '3.0.0'], { kind: 'release', id: '', change: 'configured in', from: 'xml', to: 'toml' }],
    [
      ['wso2am', '1.10.0', '2.6.0'],
      { kind: 'listener', id: 'thrift-key-validation', change: 'shift', from: 'manual', to: 'follows' },
    ],
    [['wso2am', '2.6.0', '3.0.0'], { kind: 'listener', id: 'thrift-key-validation', change: 'vanished', from: 10397 }],
    [['wso2am', '3.2.0', '4.2.0'], { kind: 'listener', id: 'websub-http', change: 'appeared', to: 9021 }],
    [['wso2am', '3.2.0', '4.2.0'], { kind: 'link', id: 'analytics-publish', change: 'vanished', from: 7612 }],
    [
      ['wso2am', '3.2.0', '4.2.0'],
      { kind: 'role', id: 'control-plane', change: 'appeared', to: ['default', 'control-plane'] },
    ],
    [
      ['wso2mi', '1.1.0', '1.2.0'],
      { kind: 'listener', id: 'management-api-https', change: 'open by default', from: false, to: true },
    ],
    [
      ['wso2am-analytics-worker', '2.6.0', '3.0.0'],
      { kind: 'listener', id: 'databridge-binary', change: 'added by the product', from: 1, to: 0 },
    ],
  ])('of %s: %o', async (args, difference) => {
    expect(await differences(...args)).toContainEqual(difference);
  });

  it('is nothing between equal releases, and the other way round between swapped ones', async () => {
    expect((await command('catalog', '--diff', 'wso2am-tm', '4.6.0', '4.7.0')).stdout).toBe(
      'wso2am-tm: from 4.6.0 to 4.7.0\nnothing changed\n',
    );
    const [there, back] = [
      await differences('wso2mi', '4.1.0', '4.2.0'),
      await differences('wso2mi', '4.2.0', '4.1.0'),
    ];
    expect(back.length).toBe(there.length);
  });

  it('shows of two lists only what the other one has not', async () => {
    const { stdout } = await command('catalog', '--diff', 'wso2am', '4.2.0', '4.3.0');
    expect(stdout).toMatch(/^key-manager +played by +api-key-manager-node$/m);
  });
});

describe('catalog: search', () => {
  it('finds entries by name, alias, setting, purpose and note, with their releases', async () => {
    const hits = await json('--search', 'Thrift');
    expect(hits).toContainEqual(
      expect.objectContaining({
        product: 'wso2am',
        kind: 'listener',
        id: 'thrift-key-validation',
        releases: ['1.8.0 - 2.6.0'],
      }),
    );
    expect(hits).toContainEqual(expect.objectContaining({ kind: 'link', id: 'key-validation-thrift' }));
    const byAlias: readonly { id: string }[] = await json('wso2am', '--search', 'thrift-keymgt');
    expect(byAlias.map(({ id }) => id)).toContain('thrift-key-validation');
    const bySetting: readonly { id: string }[] = await json('wso2mi', '--search', 'internal_https_api_port');
    expect(bySetting.map(({ id }) => id)).toContain('management-api-https');
    const references: readonly { kind: string }[] = await json('wso2am', '--search', 'localhost:9443');
    expect(references.map(({ kind }) => kind)).toContain('self-reference');
  });

  it('says when nothing has the text', async () => {
    expect((await command('catalog', '--search', 'no such text')).stdout).toBe(
      '"no such text" in the catalogue\nno entry has it\n',
    );
  });

  it.each([80, 160])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await command('catalog', 'wso2am', '--search', 'thrift', { columns, env: { NO_COLOR: '1' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });
});

describe('catalog: parts of a release', () => {
  it('is brief with a line for each port', async () => {
    const options = { columns: 80, env: { NO_COLOR: '1' } };
    const { stdout } = await command('catalog', 'wso2am', '4.2.0', '--brief', options);
    const lines = stdout.trimEnd().split('\n');
    const rows = lines.filter((line) => /^ *\d+\/(?:tcp|udp) /.test(line));
    const found = await listeners('wso2am', '4.2.0');
    expect([rows.length, lines.slice(-rows.length)]).toEqual([found.length, rows]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('1 default, 2 control-plane, 3 gateway-worker');
    expect(rows.find((row) => row.includes('passthrough-https'))).toMatch(
      /^ 8243\/tcp +passthrough-https +follows +on +1 3$/,
    );
    expect(rows.find((row) => row.includes('servlet-https'))).toMatch(/all$/);
    expect(stdout).toMatch(/^links: \d+ \(--links shows them\); self-references: \d+ \(shown without --brief\)$/m);
  });

  it('is brief without profiles where it has one, or one is asked for', async () => {
    for (const args of [
      ['wso2mi', '4.2.0'],
      ['wso2am', '4.2.0', '--profile', 'gateway-worker'],
      ['wso2sp-editor', '4.4.0'],
    ]) {
      const { stdout } = await command('catalog', ...args, '--brief');
      expect([args, /profiles:|default {2}profiles/.test(stdout)]).toEqual([args, false]);
    }
  });

  it('is brief as data without notes and sources', async () => {
    const { listeners: found, links, selfReferences, notes } = await json('wso2am', '4.2.0', '--brief');
    expect(notes).toBeUndefined();
    const entries = [...found, ...links, ...selfReferences];
    expect(entries.some((entry) => 'notes' in entry || 'sources' in entry)).toBe(false);
    expect(found.length).toBe((await listeners('wso2am', '4.2.0')).length);
  });

  it('is what it dials, with its settings, and of one profile', async () => {
    const { stdout } = await command('catalog', 'wso2am', '4.2.0', '--links', '--profile', 'gateway-worker');
    expect(stdout).toMatch(/^throttle-publish .*9611/m);
    expect(stdout).toMatch(/setting: toml: /);
    expect(stdout).not.toContain('portal-to-gateway-ws-endpoint');
    const data = await json('wso2am', '4.2.0', '--links');
    expect(Object.keys(data)).toEqual(['product', 'version', 'links']);
  });

  it('says when a release dials nothing', async () => {
    const { stdout } = await command('catalog', 'wso2sp-editor', '4.4.0', '--links');
    expect(stdout).toContain('it dials nothing');
  });

  it.each(['csv', 'markdown', 'json'])('is shown as %s', async (format) => {
    for (const [arg, id] of [
      ['--brief', 'passthrough-http'],
      ['--links', 'dashboard-heartbeat'],
    ] as const) {
      const { stdout, code } = await command('catalog', 'wso2mi', '4.2.0', arg, '--format', format);
      expect([code, stdout.includes(id)]).toEqual([0, true]);
    }
  });
});

describe('catalog: options that do not go together', () => {
  it.each([
    [['--diff', 'wso2am', '3.2.0'], '--diff needs a product and two releases'],
    [['wso2am', '3.2.0', '4.2.0'], 'a second release is for --diff'],
    [['--search', 'x', 'wso2am', '3.2.0'], '--search searches all releases'],
    [['--search', 'x', '--port', '9443'], 'two searches'],
    [['--brief'], '--brief needs a product and one release'],
    [['wso2am', '--links', '--brief'], '--links and --brief need a product and one release'],
    [['--diff', 'wso2am', '3.2.0', '4.2.0', '--offset', '2'], '--offset needs a product and one release'],
  ])('%s', async (args, message) => {
    const { code, stderr } = await command('catalog', ...args);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });
});
