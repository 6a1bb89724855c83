import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const TWO_NODES = `version: 1
hosts: { app1: { addresses: [10.0.0.5] }, app2: {} }
nodes:
  key-manager: { host: app1, product: wso2is, version: 5.10.0 }
  gateway: { host: app1, product: wso2mi, version: 4.2.0 }
  other: { host: app2, product: wso2mi, version: 4.2.0, offset: 3 }
`;
const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  b: { host: app1, product: wso2mi, version: 4.2.0 }
  a: { host: app1, product: wso2mi, version: 4.2.0 }
`;
const CONTAINER = `version: 1
hosts:
  machine: {}
  box: { on: machine, publish: ["127.0.0.1:18290:8290", "9443:9443", "30000-30005:30000-30005"] }
nodes:
  mi: { host: box, product: wso2mi, version: 4.2.0 }
`;
const THRIFT = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 2 }
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5 }
`;

/** The records of a CSV text without quotes in it, by column title. */
function records(csv: string): Readonly<Record<string, string | undefined>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const titles = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(titles.map((title, index) => [title, cells[index]]));
  });
}

async function rows(text: string, ...args: string[]) {
  const { stdout } = await command('ports', 'x.yaml', '--format', 'csv', ...args, { files: { 'x.yaml': text } });
  return records(stdout);
}

const PLAIN = { NO_COLOR: '1' };

const widths = (text: string) => text.split('\n').map((line) => line.length);

describe('ports: what is listed', () => {
  it('lists each listener with its place, its sum and its status', async () => {
    const row = (await rows(TWO_NODES)).find(
      ({ node, listener }) => node === 'other' && listener === 'passthrough-http',
    );
    expect(row).toEqual({
      host: 'app2',
      port: '8283',
      protocol: 'tcp',
      bind: '*',
      node: 'other',
      listener: 'passthrough-http',
      transport: 'http',
      derivation: '8280 + 3',
      'dialled by': '',
      status: 'ok',
    });
  });

  it.each([
    ['gateway', ['8253', '8290', '9164']],
    ['other', ['8246', '8283', '9157']],
  ])('shows the ports of the Micro Integrator of %s', async (node, expected) => {
    const listed = (await rows(TWO_NODES, '--node', node)).map(({ port }) => port);
    expect(listed).toEqual(expect.arrayContaining(expected));
  });

  it('says who dials a listener', async () => {
    const row = (await rows(THRIFT)).find(({ listener }) => listener === 'thrift-key-validation');
    expect(row).toMatchObject({ port: '10402', 'dialled by': 'gateway (key-validation-thrift)' });
  });

  it('marks both owners of a clash', async () => {
    const clashing = (await rows(CLASH)).filter(({ port }) => port === '8290');
    expect(clashing.map(({ node, status }) => [node, status])).toEqual([
      ['a', 'collision'],
      ['b', 'collision'],
    ]);
  });

  it('names the other owner of a clash, also when a filter leaves it out', async () => {
    const { stdout } = await command('ports', 'x.yaml', '--node', 'a', { files: { 'x.yaml': CLASH } });
    expect(stdout).toMatch(/ 8290 .* a .*collision with b$/m);
  });

  it('shows published ports as ports of the machine, with the listener behind them', async () => {
    const published = (await rows(CONTAINER, '--host', 'machine')).map(({ port, bind, node, listener, derivation }) => [
      port,
      bind,
      node,
      listener,
      derivation,
    ]);
    expect(published).toEqual([
      ['9443', '*', '', '', 'published by box as 9443:9443'],
      ['18290', '127.0.0.1', 'mi', 'passthrough-http', 'published by box as 127.0.0.1:18290:8290'],
      ['30000-30005', '*', '', '', 'published by box as 30000-30005:30000-30005'],
    ]);
  });

  it('marks a published port that meets a listener of the machine', async () => {
    const text = `${CONTAINER}  is: { host: machine, product: wso2is, version: 5.10.0 }\n`;
    const { stdout } = await command('ports', 'x.yaml', '--host', 'machine', { files: { 'x.yaml': text } });
    expect(stdout).toMatch(/9443 .*published by box as 9443:9443 .*collision with is$/m);
    expect(stdout).toMatch(/9443 .* is .*collision with box$/m);
  });

  it('lists the links that have to be configured, with the value', async () => {
    const { stdout } = await command('ports', 'x.yaml', { files: { 'x.yaml': THRIFT } });
    const [, links = ''] = stdout.split('links to configure\n');
    expect(links).toMatch(
      /^gateway +key-validation-thrift +key-manager +thrift-key-validation +km\.internal:10402 +km\.internal:10399 +port-mismatch$/m,
    );
    expect(links).toMatch(/^gateway +key-validation-ws +key-manager +servlet-https +km\.internal:9448 +derived$/m);
  });

  it('prints no findings', async () => {
    const { stdout, stderr, code } = await command('ports', 'x.yaml', { files: { 'x.yaml': CLASH } });
    expect([stdout.includes('[port-collision]'), stderr, code]).toEqual([false, '', 0]);
  });
});

describe('ports: order and filters', () => {
  it.each([
    ['host', ['app1', 'app1', 'app2'], ['8290', '9443', '8283']],
    ['node', ['app1', 'app1', 'app2'], ['8290', '9443', '8283']],
    ['port', ['app2', 'app1', 'app1'], ['8283', '8290', '9443']],
  ])('sorts by %s', async (by, hosts, ports) => {
    const listed = (await rows(TWO_NODES, '--by', by)).filter(({ port = '' }) => ports.includes(port));
    expect(listed.map(({ host, port }) => [host, port])).toEqual(hosts.map((host, index) => [host, ports[index]]));
  });

  it('does not depend on the order in the file', async () => {
    const turned = CLASH.replace(/( {2}b: .*\n)( {2}a: .*\n)/, '$2$1');
    expect(await rows(turned)).toEqual(await rows(CLASH));
  });

  it('takes several filters, which narrow each other', async () => {
    const listed = await rows(TWO_NODES, '--host', 'app1', '--node', 'gateway', '--node', 'other');
    expect(new Set(listed.map(({ node }) => node))).toEqual(new Set(['gateway']));
  });

  it('keeps the links of the node that has them', async () => {
    const { stdout } = await command('ports', 'x.yaml', '--node', 'key-manager', { files: { 'x.yaml': THRIFT } });
    const [, links = ''] = stdout.split('links to configure');
    expect(links).toContain('key-manager-to-gateway-admin');
    expect(links).not.toContain('key-validation');
  });

  it.each([
    ['--node', 'gatewy', 'did you mean "gateway"?'],
    ['--host', 'app11', 'did you mean "app1"?'],
  ])('%s %s is a mistake, and names the nearest', async (option, value, hint) => {
    const { code, stdout, stderr } = await command('ports', 'x.yaml', option, value, {
      files: { 'x.yaml': TWO_NODES },
    });
    expect([code, stdout, stderr.trimEnd().endsWith(hint), stderr.trimEnd().split('\n').length]).toEqual([
      2,
      '',
      true,
      1,
    ]);
  });

  it('says so when filters leave nothing', async () => {
    const { code, stderr } = await command('ports', 'x.yaml', '--host', 'app2', '--node', 'gateway', {
      files: { 'x.yaml': TWO_NODES },
    });
    expect([code, stderr]).toEqual([2, 'wso2-topology: --host app2 --node gateway: no port is left to list\n']);
  });
});

describe('ports: formats', () => {
  it('json is the document of check', async () => {
    const files = { 'x.yaml': THRIFT };
    const ports = await command('ports', 'x.yaml', '--format', 'json', { files });
    const check = await command('check', 'x.yaml', '--format', 'json', { files });
    expect(ports.stdout).toBe(check.stdout);
  });

  it('json of a filter holds the ports and links that are asked for', async () => {
    const { stdout } = await command('ports', 'x.yaml', '--format', 'json', '--node', 'gateway', {
      files: { 'x.yaml': THRIFT },
    });
    const [{ listeners, links }] = JSON.parse(stdout).deployments;
    expect(new Set([...listeners, ...links].map(({ node }: { node: string }) => node))).toEqual(new Set(['gateway']));
  });

  it.each([40, 60, 80, 120])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await command('ports', 'x.yaml', { files: { 'x.yaml': THRIFT }, columns, env: PLAIN });
    expect(Math.max(...widths(stdout))).toBeLessThanOrEqual(columns);
  });

  it('has whole lines in a pipe, and as many columns as COLUMNS says', async () => {
    const listed = async (env: Readonly<Record<string, string>>, columns?: number) => {
      const world = { files: { 'x.yaml': THRIFT }, env: { ...PLAIN, ...env }, ...(columns ? { columns } : {}) };
      return Math.max(...widths((await command('ports', 'x.yaml', world)).stdout));
    };
    const whole = await listed({});
    expect(whole).toBeGreaterThan(100);
    expect(await listed({ COLUMNS: '90' })).toBeLessThanOrEqual(90);
    expect(await listed({ COLUMNS: '60' }, 200)).toBeLessThanOrEqual(60);
    for (const COLUMNS of ['', '0', '-3', 'wide', '100000']) expect(await listed({ COLUMNS })).toBe(whole);
  });

  it('has a heading per host on 80 columns, and keeps port and protocol together', async () => {
    const { stdout } = await command('ports', 'x.yaml', { files: { 'x.yaml': TWO_NODES }, columns: 80, env: PLAIN });
    expect(stdout).toMatch(/^host app1 \(10\.0\.0\.5\)$/m);
    expect(stdout).toMatch(/^ *9443\/tcp +\* +key-manager +servlet-https/m);
  });

  it.each([
    ['node', /^node gateway on app1 \(wso2mi 4\.2\.0 default, offset 10\)$/m],
    ['port', /^port 8283\/tcp$/m],
  ])('has a heading per %s on 80 columns', async (by, heading) => {
    const world = { files: { 'x.yaml': TWO_NODES }, columns: 80, env: PLAIN };
    const { stdout } = await command('ports', 'x.yaml', '--by', by, world);
    expect(stdout).toMatch(heading);
  });

  it('heads published ports without a known listener on 80 columns, and tells on what a container runs', async () => {
    const world = { files: { 'x.yaml': CONTAINER }, columns: 80, env: PLAIN };
    const byNode = await command('ports', 'x.yaml', '--by', 'node', world);
    const byHost = await command('ports', 'x.yaml', world);
    expect(byNode.stdout).toMatch(/^no known node$/m);
    expect(byHost.stdout).toMatch(/^host box on machine$/m);
  });

  it('loses no letter on 80 columns', async () => {
    const id = 'n'.repeat(128);
    const text = `version: 1\nhosts: { h: {} }\nnodes: { ${id}: { host: h, product: wso2mi, version: 4.2.0 } }\n`;
    const { stdout } = await command('ports', 'x.yaml', { files: { 'x.yaml': text }, columns: 80, env: PLAIN });
    const letters = (stdout.match(/n/g) ?? []).length;
    expect(stdout).not.toContain('…');
    expect(letters).toBeGreaterThanOrEqual(128 * 4);
  });

  it('writes whole lines into a pipe', async () => {
    const { stdout } = await command('ports', 'x.yaml', { files: { 'x.yaml': THRIFT } });
    expect(stdout).toMatch(/^gw\.internal +9101 +tcp +\* +gateway +websocket +ws +9099 \+ 2 +ok$/m);
  });

  it.each([
    [{ columns: 200 }, [], true],
    [{ columns: 200, env: { NO_COLOR: '1' } }, [], false],
    [{}, [], false],
    [{}, ['--color', 'always'], true],
  ])('colours a clash when colours are on: %o %o', async (world, args, colored) => {
    const { stdout } = await command('ports', 'x.yaml', ...args, { files: { 'x.yaml': CLASH }, ...world });
    expect(stdout.includes('\u001b[31mcollision with a\u001b[39m')).toBe(colored);
  });

  it('markdown escapes what is markup', async () => {
    const { stdout } = await command('ports', 'x.yaml', '--format', 'markdown', { files: { 'x.yaml': THRIFT } });
    expect(stdout).toContain('| km.internal | 9448 | tcp | \\* | key-manager | servlet-https |');
    expect(stdout).toContain('### Links to configure');
  });

  it('keeps deployments of several files apart', async () => {
    const files = { 'a.yaml': CLASH, 'b.yaml': CLASH };
    const table = await command('ports', 'a.yaml', 'b.yaml', { files });
    const csv = await command('ports', 'a.yaml', 'b.yaml', '--format', 'csv', { files });
    const markdown = await command('ports', 'a.yaml', 'b.yaml', '--format', 'markdown', { files });
    expect(markdown.stdout.match(/^### Ports of [ab]\.yaml$/gm)).toHaveLength(2);
    expect(table.stdout).toMatch(/^== a\.yaml ==$[\s\S]*^== b\.yaml ==$/m);
    expect(new Set(records(csv.stdout).map(({ file }) => file))).toEqual(new Set(['a.yaml', 'b.yaml']));
  });

  it('says when nobody listens', async () => {
    const { stdout, code } = await command('ports', 'x.yaml', {
      files: { 'x.yaml': 'version: 1\nhosts: { a: {} }\nnodes: {}\n' },
    });
    expect([stdout, code]).toEqual(['no listeners\n', 0]);
  });
});

describe('ports: files that are broken', () => {
  it.each([
    ['yaml-syntax', 'a: [\n'],
    ['schema', 'version: 1\nhosts: {}\nnode: {}\n'],
    ['unknown-reference', CLASH.replaceAll('wso2mi', 'wso2mo')],
  ])('says %s findings on stderr and ends in 1', async (rule, text) => {
    const { code, stderr } = await command('ports', 'x.yaml', { files: { 'x.yaml': text } });
    expect([code, stderr.includes(`[${rule}]\n`), /^x\.yaml:\d+:\d+: error /.test(stderr)]).toEqual([1, true, true]);
  });

  it('lists what the other files hold', async () => {
    const { code, stdout } = await command('ports', 'a.yaml', 'b.yaml', {
      files: { 'a.yaml': CLASH, 'b.yaml': 'a: [\n' },
    });
    expect([code, stdout.includes('8290')]).toEqual([1, true]);
  });

  it('ends in 2 when a file cannot be read', async () => {
    const { code, stdout, stderr } = await command('ports', 'x.yaml', 'y.yaml', { files: { 'x.yaml': CLASH } });
    expect([code, stdout.includes('8290'), stderr]).toEqual([
      2,
      true,
      'wso2-topology: cannot read y.yaml: no such file or directory\n',
    ]);
  });

  it.each([[['--by', 'size']], [['--format', 'tabel']]])('%o is one line on stderr', async (args) => {
    const { code, stdout, stderr } = await command('ports', ...args);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });

  it('shows examples in its help', async () => {
    const { code, stdout } = await command('ports', '--help');
    expect([code, stdout.includes('Examples:')]).toEqual([0, true]);
  });
});
