import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, bash } = workshop();

/** Processor time of a command in seconds; undefined where it had to be killed. */
function costOf(args: string): number {
  const { stderr } = bash(`TIMEFORMAT='%U %S'; time "$NODE" "$BIN" ${args} >/dev/null 2>errors; cat errors >&2`);
  const [user = 0, system = 0] = (stderr.split('\n').at(0) ?? '').split(' ').map(Number);
  expect(stderr).not.toMatch(/heap|a bug/);
  return user + system;
}

/** Measurements of which the best counts: another program can slow one of them down, and none makes a square of a line. */
const ATTEMPTS = 3;

/** Twice the input costs at most two and a half times as much, start of the program left out. */
function grows(args: string, textOf: (size: number) => Readonly<Record<string, string>>, size: number): void {
  const excess = (): number => {
    const [start = 0, once = 0, twice = 0] = [0, size, size * 2].map((each) => {
      write(textOf(each));
      return costOf(args);
    });
    // Below a fifth of a second the start is all that is measured.
    return twice - start - Math.max(2.5 * (once - start), 0.3) - 0.2;
  };
  let best = excess();
  for (let attempt = 1; attempt < ATTEMPTS && best > 0; attempt++) best = Math.min(best, excess());
  expect(best).toBeLessThanOrEqual(0);
}

const lines = (count: number, lineOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => lineOf(index)).join('');

const conf = (name: string, text: string) => ({
  [`conf/${name}`]: text,
  'plan.yaml': `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { a1: {}, a2: {} }
nodes:
  control-plane: { host: a1, profile: control-plane }
  gateway: { host: a2, profile: gateway-worker, config: conf }
`,
});

describe('twice the input is at most two and a half times the work', () => {
  it.each([
    [
      'attributes of one element',
      (n: number) => conf('carbon.xml', `<Server${lines(n, (i) => ` a${i}="1"`)}/>`),
      6_000,
    ],
    ['values with entities', (n: number) => conf('carbon.xml', `<Server>${'<b>&lt;1</b>'.repeat(n)}</Server>`), 8_000],
    [
      'addresses in a file with a finding',
      (n: number) => conf('deployment.toml', `[server]\noffset = 70000\n#${'://'.repeat(n)}\n`),
      40_000,
    ],
    [
      'sections that are switched off',
      (n: number) => conf('deployment.toml', '[[a]]\nenabled = false\nurl = "tcp://x:1"\n'.repeat(n)),
      3_000,
    ],
    [
      'ends of one link',
      (n: number) =>
        conf(
          'deployment.toml',
          lines(n, (i) => `[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://x${i}:${i + 1}"]\n`),
        ),
      4_000,
    ],
    ['comments and brackets', (n: number) => conf('deployment.toml', `${'# [ { "\n'.repeat(n)}a = 1\n`), 20_000],
  ])('check: %s', (_, textOf, size) => grows('check plan.yaml', textOf, size));

  it.each([
    [
      'published ranges',
      'check',
      (n: number) =>
        `hosts:\n  m: {}\n${lines(n, (i) => `  c${i}: { on: m, publish: ["10.0.0.${i}:1-65535:1-65535"] }\n`)}nodes:\n  a: { host: m, product: wso2mi, version: 4.2.0 }\n`,
      45,
    ],
    [
      'nodes on one host that clash',
      'fix --check',
      (n: number) =>
        `hosts: { m: {} }\nnodes:\n  n: { host: m, product: wso2mi, version: 4.2.0 }\n${lines(n, (i) => `  n${i}: { host: m, product: wso2mi, version: 4.2.0 }\n`)}`,
      400,
    ],
    [
      'nodes on one host that leave their offset to the tool',
      'check',
      (n: number) =>
        `hosts: { m: {} }\nnodes:\n  n: { host: m, product: wso2mi, version: 4.2.0 }\n${lines(n, (i) => `  n${i}: { host: m, product: wso2mi, version: 4.2.0, offset: auto }\n`)}`,
      800,
    ],
  ])('%s: %s', (_, command, textOf, size) =>
    grows(`${command} plan.yaml`, (n) => ({ 'plan.yaml': `version: 1\n${textOf(n)}` }), size),
  );

  it.each(['://', '@', '://a@', ':a@,', '?a=', '{{', ';a=', '[:', "'"])(
    'check: the address %s, repeated in a value, a comment and a key',
    (piece) =>
      grows(
        'check plan.yaml',
        (n) => {
          const text = piece.repeat(n);
          const node = `  "${text}":\n    host: m # a://${text}\n    product: "a://${text}"\n`;
          return { 'plan.yaml': `version: 1\nhosts: { m: {} }\nnodes:\n${node}` };
        },
        40_000,
      ),
  );
});

it('twice the services and variables of a file that they share are at most two and a half times the work', () =>
  grows(
    'check .',
    (n) => ({
      'docker-compose.yml': `services:\n${lines(n, (i) => `  am${i}: { image: "wso2/wso2am:4.2.0", env_file: am.env }\n`)}`,
      'am.env': 'NAME=value\n'.repeat(n * 250),
    }),
    60,
  ));

it('twice the brackets of a pattern are at most two and a half times the work', () =>
  grows(
    'check . --product wso2am --version 4.2.0',
    (n) => ({
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`${'a'.repeat(200)}${i}/deployment.toml`, '[server]\noffset = 1\n']),
      ),
      '.gitignore': `*${'['.repeat(n)}\n`,
    }),
    100_000,
  ));

it('twice the aliases among the values of a chart are at most two and a half times the work', () =>
  grows(
    'check .',
    (n) => ({
      'Chart.yaml': 'name: am\n',
      'values.yaml': `base: &base { port: 9443 }\n${lines(n, (i) => `k${i}: *base\n`)}`,
      'templates/am.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: am }\nspec: { template: { spec: { containers: [{ name: am, image: "wso2/wso2am:4.2.0" }] } } }\n',
    }),
    5000,
  ));

/** `count` nodes in pairs, each pair on hosts of its own. */
const pairs = (defaults: string, pairOf: (index: number) => readonly [string, string]) => (count: number) => {
  const half = Math.max(1, count / 2);
  const hosts = lines(half, (i) => `  a${i}: {}\n  b${i}: {}\n`);
  const nodes = lines(half, (i) => {
    const [first, second] = pairOf(i);
    return `  first-${i}: { host: a${i}, ${first} }\n  second-${i}: { host: b${i}, ${second} }\n`;
  });
  return `defaults: { ${defaults} }\nhosts:\n${hosts}nodes:\n${nodes}`;
};

/** A tree with a file for many of the readers, whose text follows what makes a file one of the kind. */
const tree = (text: string) => ({
  'conf/Dockerfile': text,
  'conf/deployment.yaml': text,
  'conf/server/deployment.yaml': text,
  'conf/config.toml': text,
  'conf/config.yaml': `servers:\n${text}`,
  'docker-compose.yml': `services:\n${text}`,
  'k8s/pod.yaml': text,
  'values.yaml': text,
  'nginx/nginx.conf': text,
  'haproxy/haproxy.cfg': `frontend x\n${text}`,
  'httpd/httpd.conf': text,
  'build.sh': `docker build -t x .\n${text}`,
  'bin/wso2server.sh': text,
  '.env': `A=${text}`,
  hosts: text,
});

describe('twice the text is at most two and a half times the work, whatever reader a file is for', () => {
  it.each([
    ['\n'],
    [' '],
    ['\r'],
    ['\t\n'],
    ['{{'],
    ['{% '],
    ['<%'],
    ['docker '],
    ['-D'],
    ['jdwp='],
    ['COPY --a '],
    ['$env{'],
    ['a://'],
    ['"hosts" '],
    ['upstream '],
    ['ProxyPass '],
  ])('%j', (piece) => grows('check .', (n) => tree(piece.repeat(Math.ceil(n / piece.length))), 60_000));
});

describe('twice the nodes cost at most two and a half times as much', () => {
  const AM_4 = 'product: wso2am, version: 4.3.0';
  const AM_2 = 'product: wso2am, version: 2.6.0';
  const km = (url: string) => `links: { key-manager-url: { url: "${url}" } }`;

  it.each<[string, (count: number) => string, number?]>([
    ['without findings', pairs(AM_4, () => ['profile: control-plane', 'profile: gateway-worker'])],
    [
      'with a finding for each pair that names its ends',
      pairs(AM_4, (i) => [
        `profile: control-plane, offset: ${1 + (i % 5)}`,
        `profile: gateway-worker, ${km(`https://a${i}:9443/services/`)}`,
      ]),
    ],
    [
      'with a Thrift mismatch of each pair',
      pairs(AM_2, (i) => [
        'profile: api-key-manager, offset: 1, ports: { thrift-key-validation: { bind: 0.0.0.0 } }',
        `profile: gateway-worker, links: { key-validation-thrift: { to: first-${i} } }`,
      ]),
    ],
    [
      'that all dial one host of many servers, each on a port without a listener',
      (count: number) =>
        pairs(AM_4, (i) => [
          `profile: control-plane, offset: ${i * 11}`,
          `profile: gateway-worker, ${km(`https://a0:${1000 + i}/services/`)}`,
        ])(count).replace(/host: a\d+/g, 'host: a0'),
      400,
    ],
    ['that are all-in-one and may be copies of each other', pairs(AM_4, (i) => [`offset: ${i % 7}`, ''])],
    [
      'behind front ends that forward to each',
      (count: number) =>
        pairs(AM_4, (i) => ['profile: control-plane', `profile: gateway-worker, ${km(`https://lb:${2000 + i}/`)}`])(
          count,
        ).replace(
          'hosts:\n',
          `hosts:\n  lb: { forwards: [${lines(Math.max(1, count / 2), (i) => `{ port: ${2000 + i}, to: ["first-${i}:servlet-https"] }, `)}] }\n`,
        ),
    ],
  ])('linked, %s', (_, textOf, size = 1000) =>
    grows('check plan.yaml', (n) => ({ 'plan.yaml': `version: 1\n${textOf(n)}` }), size),
  );

  it.each(['check', 'check --format json', 'flows --format json', 'config --format json'])(
    'that do not say which of as many they dial: %s plan.yaml',
    (command) => {
      const choosing = pairs(`${AM_2}, disable: [workflow-callback]`, () => [
        'profile: api-key-manager',
        'profile: gateway-worker',
      ]);
      grows(`${command} plan.yaml`, (n) => ({ 'plan.yaml': `version: 1\n${choosing(n)}` }), 1000);
    },
  );

  it.each([
    [
      'two on each host, of three products',
      (i: number) =>
        `host: m${Math.floor(i / 2)}, ${['product: wso2am, version: 4.2.0', 'product: wso2is, version: 7.0.0', 'product: wso2mi, version: 4.2.0'][i % 3]}, offset: ${20 * (i % 2)}`,
    ],
    [
      'eight on each host, where every two clash',
      (i: number) =>
        `host: m${Math.floor(i / 8)}, ${AM_4}, profile: gateway-worker, offset: ${10 * Math.floor((i % 8) / 2)}`,
    ],
    ['all on one host', (i: number) => `host: m0, product: wso2mi, version: 4.2.0, offset: ${i}`],
  ])('spread and crowded, %s', (_, nodeOf) =>
    grows(
      'check plan.yaml',
      (n) => ({
        'plan.yaml': `version: 1\nhosts:\n${lines(n + 1, (i) => `  m${i}: {}\n`)}nodes:\n${lines(n + 1, (i) => `  n${i}: { ${nodeOf(i)} }\n`)}`,
      }),
      1000,
    ),
  );
});

it('more ranges of ports than a machine has are a finding, and no longer looked at', () => {
  const ranges = lines(150, (i) => `  c${i}: { on: m, publish: ["10.0.0.${i}:1-65535:1-65535"] }\n`);
  write({
    'plan.yaml': `version: 1\nhosts:\n  m: {}\n${ranges}nodes:\n  a: { host: m, product: wso2mi, version: 4.2.0 }\n`,
  });
  const { code, stdout } = bash('tool check plan.yaml --format compact');
  expect(code).toBe(1);
  expect(stdout).toContain('more than 100 ranges of ports are published on m; the others are not looked at');
});

/** Inputs that once took minutes, gigabytes or the whole machine; the program is killed after a minute. */
it.each([
  ['8,000 attributes', 'check', conf('carbon.xml', `<Server${lines(8_000, (i) => ` a${i}="1"`)}/>`)],
  ['16,000 values with entities', 'check', conf('carbon.xml', `<Server>${'<b>&lt;1</b>'.repeat(16_000)}</Server>`)],
  ['4 MiB of them', 'check', conf('carbon.xml', `<Server>${'<b>&lt;1</b>'.repeat(340_000)}</Server>`)],
  [
    '4 MiB of what begins an address',
    'check',
    conf('deployment.toml', `[server]\noffset = 70000\n#${'://'.repeat(1_390_000)}\n`),
  ],
  [
    '250 published ranges',
    'check',
    {
      'plan.yaml': `version: 1\nhosts:\n  m: {}\n${lines(250, (i) => `  c${i}: { on: m, publish: ["10.0.0.${i}:1-65535:1-65535"] }\n`)}nodes:\n  a: { host: m, product: wso2mi, version: 4.2.0 }\n`,
    },
  ],
  [
    '1,500 pairs with a Thrift mismatch',
    'check',
    {
      'plan.yaml': `version: 1\n${pairs('product: wso2am, version: 2.6.0', (i) => [
        'profile: api-key-manager, offset: 1, ports: { thrift-key-validation: { bind: 0.0.0.0 } }',
        `profile: gateway-worker, links: { key-validation-thrift: { to: first-${i} } }`,
      ])(3000)}`,
    },
  ],
  [
    '6,000 nodes on one host',
    'fix --check',
    {
      'plan.yaml': `version: 1\nhosts: { m: {} }\nnodes:\n${lines(6000, (i) => `  n${i}: { host: m, product: wso2mi, version: 4.2.0 }\n`)}`,
    },
  ],
])('%s are judged, with half a gigabyte of memory', (_, args, files) => {
  write(files);
  const { code, stderr } = bash(`"$NODE" --max-old-space-size=512 "$BIN" ${args} plan.yaml >out`);
  expect(stderr).not.toMatch(/heap|a bug/);
  expect([0, 1]).toContain(code);
});

it('thousands of nodes on one host are corrected', () => {
  const nodes = lines(3000, (i) => `  n${i}: { host: m, product: wso2mi, version: 4.2.0 }\n`);
  write({ 'plan.yaml': `version: 1\nhosts: { m: {} }\nnodes:\n${nodes}` });
  const { code, stdout } = bash('tool fix --check plan.yaml | tail -1');
  expect([code, stdout.includes('n2999: offset')]).toEqual([0, true]);
});

it('where a search for offsets ends early, fix says that it did', () => {
  // Its own address makes each node a search of its own, and no port is free.
  const address = (i: number) => `10.0.0.${i + 1}`;
  const nodes = lines(200, (i) => `  n${i}: { host: m, product: wso2mi, version: 4.2.0, bind: ${address(i)} }\n`);
  write({
    'plan.yaml': `version: 1
hosts:
  m:
    addresses: [${Array.from({ length: 200 }, (_, i) => address(i)).join(', ')}]
    occupied: [{ ports: 1-65535, by: a firewall }]
nodes:
${nodes}`,
  });
  const { stdout } = bash('tool fix plan.yaml');
  expect(stdout).toContain('the search ended before every offset of');
});
