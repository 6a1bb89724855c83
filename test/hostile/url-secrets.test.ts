import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

const FORMATS = ['text', 'compact', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html', 'rdjson'];
const SECRET = /Sup3rS3cret|hunter2/;

/** Wrong ports, in every way in which a topology names an address, and free texts with URLs. */
const PLAN = `version: 1
name: "https://boss:Sup3rS3cret@wiki/?token=hunter2"
defaults: { product: wso2am, version: 4.2.0 }
hosts:
  a1: { occupied: [{ port: 9443, by: "https://boss:Sup3rS3cret@old:9443/?token=hunter2" }] }
  a2: {}
  lb:
    forwards:
      - { port: 443, path: "/a?token=hunter2", by: "boss:Sup3rS3cret@x", to: ["gw:1"] }
      - { port: 443, path: "/a?token=hunter2", to: ["gw:passthrough-https"] }
  a3: {}
nodes:
  cp: { host: a1, profile: control-plane }
  tm: { host: a3, profile: traffic-manager }
  gw: # see https://boss:Sup3rS3cret@wiki/?token=hunter2
    host: a2
    profile: gateway-worker
    offset: 1 # https://boss:Sup3rS3cret@wiki/?token=hunter2
    links:
      event-hub-rest: { to: cp, url: "https://boss:Sup3rS3cret@a1:9999/services/?token=hunter2&on=true" } # boss:Sup3rS3cret@a1
      throttle-publish: { to: tm, url: "tcp://boss:Sup3rS3cret@a3:9612,tcp://boss:hunter2@a3:9613" }
      key-validation-ws: { to: cp, url: "https:\\/\\/boss:Sup3rS3cret@a1:9998\\/services\\/" }
    dials:
      - { to: "jdbc:mysql://root:Sup3rS3cret@a1:3307/apim?password=hunter2", purpose: "https://u:Sup3rS3cret@db/?t=hunter2" }
      - { to: "https://boss:Sup3rS3cret@a1:9997/?token=hunter2" }
      - { to: "jdbc:sqlserver://outside:1433;user=sa;password=hunter2" }
ignore:
  - { rule: privileged-port, node: gw, reason: "https://boss:Sup3rS3cret@wiki/?token=hunter2" }
`;

/** URLs that are written in another way than they are meant, or that are none as a standard has them. */
const WRITTEN = [
  '"https://boss:Sup3rS3cret x@a1:9999/services/?token=hunter2 hunter2"',
  '"https://boss x:hunter2/ Sup3rS3cret@a1:9999/services/"',
  '"https://boss:Sup3rS3cret\\x40a1:9999/services/"',
  '"https://boss:Sup3rS3cret\\u0040a1:9999/?x\\x3dhunter2"',
  '"https\\x3a//boss\\x3ahunter2\\x40Sup3rS3cret@a1:9999/services/"',
  '"https:\\x2f\\x2fboss:Sup3rS3cret@a1:9999/services/?token=hunter2"',
  '"https://boss:Sup3rS3cret\\thunter2@a1:9999/services/"',
  '"https://boss:hunter2\\"Sup3rS3cret@a1:9999/services/"',
  "'https://boss:hunter2\"Sup3rS3cret@a1:9999/services/'",
  "'https://boss:hunter2''Sup3rS3cret@a1:9999/services/'",
  '"https://boss:hunter2<Sup3rS3cret>x@a1:9999/services/?token=hunter2<hunter2"',
  '"https://boss:Sup3rS3cret%40a1:9999/services/"',
  '"https%3A%2F%2Fboss%3ASup3rS3cret%40a1:9999/services/"',
  '"https://boss:hunter2\n          Sup3rS3cret@a1:9999/services/"',
  '"https://boss:hunter2\\\n          Sup3rS3cret\\\n          @a1:9999/?tok\\\n          en=hunter2"',
  "'https://boss:hunter2\n          Sup3rS3cret@a1:9999/services/'",
  'https://boss:hunter2\n          Sup3rS3cret@a1:9999/services/',
  '|-\n          https://boss:hunter2\n          Sup3rS3cret@a1:9999/services/',
  '>-\n          https://boss:hunter2\n          Sup3rS3cret@a1:9999/?token=hunter2',
  '&url !!str "https://boss:hunter2\\x40Sup3rS3cret@a1:9999/services/"',
  '"boss:hunter2 Sup3rS3cret@a1:9999"',
  '"a1:9999/services/?token=hunter2"',
  '"jdbc:sqlserver://a1:9999;user=Sup3rS3cret;password=hunter2 Sup3rS3cret"',
  '"https://{{ host }}:9999/?token={{ hunter2 }}"',
];

/** A node for each of these URLs, which dials a wrong port; each is a comment as well. */
function planOf(urls: readonly string[]): string {
  const nodes = urls.map(
    (url, index) => `  gw${index}: # ${url.replaceAll(/\s+/g, ' ')}
    host: a2
    profile: gateway-worker
    offset: ${index}
    links:
      event-hub-rest:
        to: cp
        url: ${url}
    dials:
      - purpose: x
        to: ${url.replace('&url', '')}
`,
  );
  return `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { a1: {}, a2: {} }
nodes:
  cp: { host: a1, profile: control-plane }
${nodes.join('')}`;
}

/** Everything that `check` says of a plan. */
function checkedOf(plan: string): readonly string[] {
  write({ 'plan.yaml': plan });
  const outputs = FORMATS.flatMap((format) => ['--output', `${format}=out/${format}`]);
  const { stdout, stderr } = run([
    'check',
    '--update-baseline',
    '--baseline',
    'out/base.json',
    'plan.yaml',
    ...outputs,
  ]);
  const written = [...FORMATS, 'base.json'].map((name) => readFileSync(path(`out/${name}`), 'utf8'));
  return [...written, stdout, stderr];
}

const OTHERS = [
  ['ports', 'plan.yaml'],
  ['ports', '--format', 'json', 'plan.yaml'],
  ['flows', 'plan.yaml'],
  ['flows', '--format', 'json', 'plan.yaml'],
  ['flows', '--format', 'mermaid', 'plan.yaml'],
  ['flows', '--format', 'csv', 'plan.yaml'],
  ['config', 'plan.yaml'],
  ['config', '--format', 'json', 'plan.yaml'],
  ['fix', 'plan.yaml'],
  ['fix', '--check', 'plan.yaml'],
  ['fix', '--format', 'json', 'plan.yaml'],
  ['plan', 'plan.yaml'],
  ['diff', 'old.yaml', 'plan.yaml'],
  ['diff', '--format', 'json', 'old.yaml', 'plan.yaml'],
  ['export', 'nft', 'plan.yaml'],
  ['export', 'goss', 'plan.yaml'],
  ['export', 'terraform-aws', 'plan.yaml'],
];

describe('a URL of a topology is shown without its user, password and query', () => {
  it('in every format of every command', () => {
    write({ 'old.yaml': PLAN.replaceAll('9999', '9996').replaceAll('Sup3rS3cret', 'hunter2') });
    const checked = checkedOf(PLAN);
    const ran = OTHERS.map((args) => run(args));
    expect(ran.map(({ code }) => code)).not.toContain(2);
    const others = ran.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const said = [...checked, ...others];
    expect(said.join('\n')).toContain('https://***@a1:9999/services/?token=***&on=true');
    for (const text of said) expect(text).not.toMatch(SECRET);
  });

  it('also where the topology breaks the schema, is no YAML, or has a name made of one', () => {
    const url = 'https://boss:Sup3rS3cret@a1:9999/services/?token=hunter2';
    const long = `https://boss:${'Sup3rS3cret'.repeat(20)}@a1:9999`;
    const broken = [
      PLAN.replace('host: a2', `host: "${url}"`),
      PLAN.replace('host: a2', `host: "${long}"`),
      PLAN.replace('host: a2', `host: a2\n    "${url}": 1\n    "${long}": 1`),
      PLAN.replace('host: a2', `host: a2\n    offset: "${url}"`),
      PLAN.replace('  a3: {}', `  "${url}": {}\n  a3: { addresses: ["${url}"], publish: ["${url}"] }`),
      PLAN.replace('  a3: {}', `  "${url}": {}\n  "${url}": {}\n  a3: {}`),
      PLAN.replace('host: a2', `host: [ "${url}"\n`),
      `${PLAN}${url}\n`,
    ];
    for (const plan of broken) for (const text of checkedOf(plan)) expect(text).not.toMatch(SECRET);
  });
});

describe('in whatever way a URL is written, nothing of its user, password and query is shown', () => {
  it('in every format of every command', () => {
    const plan = planOf(WRITTEN);
    write({ 'old.yaml': plan.replaceAll('9999', '9996') });
    const checked = checkedOf(plan);
    expect(checked.join('\n')).toContain('event-hub-rest');
    const ran = OTHERS.map((args) => run(args));
    expect(ran.map(({ code }) => code)).not.toContain(2);
    for (const text of [...checked, ...ran.flatMap(({ stdout, stderr }) => [stdout, stderr])])
      expect(text).not.toMatch(SECRET);
  });

  it.each(WRITTEN)('where it breaks the schema or the text, and as a key: %s', (url) => {
    const entries = url.includes('\n') ? '' : `  ? ${url}\n  : { host: a1 }\n`;
    const broken = [
      `${planOf([url]).replace('    host: a2', `    host: ${url.replace('&url', '&other')}`)}${entries}`,
      planOf([url]).replace('    host: a2', `    host: [ ${url}\n   b: ]`),
    ];
    for (const plan of broken) for (const text of checkedOf(plan)) expect(text).not.toMatch(SECRET);
  });

  it('a correction keeps it', () => {
    write({ 'plan.yaml': planOf(WRITTEN.slice(0, 10)) });
    run(['fix', '--write', 'plan.yaml']);
    const text = readFileSync(path('plan.yaml'), 'utf8');
    expect(text).toContain('"https://boss:Sup3rS3cret x@a1:9443/services/?token=hunter2 hunter2"');
    expect(text).not.toContain('***');
    expect(text.replaceAll(/#.*/g, '').match(/Sup3rS3cret/g)).toHaveLength(20);
  });
});

it('a correction of a URL keeps its user, password and query, whoever writes it', () => {
  write({ 'plan.yaml': PLAN });
  const fixed = run(['fix', 'plan.yaml']);
  expect(fixed.stdout).toContain('https://***@a1:9999/services/?token=***&on=true -> https://***@a1:9444/');
  expect(fixed.stdout).toContain('url: "https://***@a1:9444/services/?token=***&on=true"');
  run(['fix', '--write', 'plan.yaml']);
  const text = readFileSync(path('plan.yaml'), 'utf8');
  expect(text).toContain('"https://boss:Sup3rS3cret@a1:9444/services/?token=hunter2&on=true"');
  expect(text).toContain('"tcp://boss:Sup3rS3cret@a3:9611,tcp://boss:hunter2@a3:9611"');
  expect(text).not.toContain('***');
});

it('a password that is changed is no change of a connection', () => {
  write({ 'old.yaml': PLAN, 'plan.yaml': PLAN.replaceAll('Sup3rS3cret', 'hunter2') });
  expect(JSON.parse(run(['diff', '--format', 'json', 'old.yaml', 'plan.yaml']).stdout)).toMatchObject({
    different: false,
  });
});
