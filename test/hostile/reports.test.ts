import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

interface Reported {
  readonly rule: string;
  readonly fingerprint: string;
  readonly range: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
}

function findingsOf(text: string): readonly Reported[] {
  write({ 'plan.yaml': text });
  return JSON.parse(run(['check', 'plan.yaml', '--format', 'json']).stdout).findings;
}

const SOUND = 'hosts: { m: {} }\nnodes:\n  a: { host: m, product: wso2mi, version: 4.2.0 }\n';

describe('two findings of one rule have two fingerprints', () => {
  it.each([
    [
      'equal published ports',
      'version: 1\nhosts:\n  m: {}\n  c: { on: m, publish: ["8253:8253", "8253:8253"] }\nnodes:\n  a: { host: c, product: wso2mi, version: 4.2.0, offset: 0 }\n',
    ],
    ['an unknown name twice', `version: 1\n${SOUND.replace('4.2.0 }', '4.2.0, enable: [nope, nope] }')}`],
    ['two broken lines', `version: 1\n${SOUND}  b: "x\n\n\n  c: 'y\n\n\n\n  d: "z\n`],
    ['two fields with one fault', `version: 1\n${SOUND}rules: { a: 1, b: 1 }\nignore: [{ rule: 1 }, { rule: 1 }]\n`],
  ])('%s', (_, text) => {
    const findings = findingsOf(text);
    const keys = findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('so that a baseline which accepts one of them does not accept another', () => {
    const once = `version: 1\n${SOUND.replace('4.2.0 }', '4.2.0, enable: [nope] }')}`;
    write({ 'plan.yaml': once });
    run(['check', 'plan.yaml', '--baseline', 'accepted.json', '--update-baseline']);
    expect(run(['check', 'plan.yaml', '--baseline', 'accepted.json']).code).toBe(0);
    write({ 'plan.yaml': once.replace('[nope]', '[nope, nope]') });
    expect(run(['check', 'plan.yaml', '--baseline', 'accepted.json']).code).toBe(1);
  });
});

describe('a position is inside of the text', () => {
  it.each([
    ['version: 1\r\nhosts: { a: {}, a: {} \r\nnodes:\r\n'],
    ['version: 1\r\nhosts: "\r\n'],
    ['nodes:\n  identity: { host: is, version: 6.'],
    ['version: 1\nhosts: {}\nnodes:\n? |-\nx\n: t\n'],
    ['version: 1\rhosts: { a: {} }\rnodes: {'],
    ['\n\n'],
    ['{'],
  ])('%j', (text) => {
    const findings = findingsOf(text);
    const lines = text.split(/\r\n|\r|\n/);
    expect(findings.length).toBeGreaterThan(0);
    for (const {
      range: { start, end },
    } of findings) {
      const lengthOf = (line: number) => lines[line - 1]?.length ?? Number.NaN;
      expect(start.column).toBeLessThanOrEqual(Math.max(1, lengthOf(start.line)));
      expect(end.column).toBeLessThanOrEqual(Math.max(1, lengthOf(end.line)) + 1);
      expect(end.line > start.line || end.column > start.column).toBe(true);
    }
  });
});

describe('a file whose lines end with a carriage return alone', () => {
  const TEXT = `version: 1\n${SOUND}  b: { host: m, product: wso2mi, version: 4.2.0 } # kept\n`.replaceAll('\n', '\r');

  it('is read like any other', () => {
    const [finding] = findingsOf(TEXT);
    expect([finding?.rule, finding?.range.start.line]).toEqual(['port-collision', 5]);
  });

  it('is corrected and keeps its line ends', () => {
    write({ 'plan.yaml': TEXT });
    expect(run(['fix', 'plan.yaml', '--write']).code).toBe(0);
    const fixed = readFileSync(path('plan.yaml'), 'utf8');
    expect(fixed).toContain(', offset: 11 } # kept\r');
    expect(fixed).not.toContain('\n');
    expect(run(['check', 'plan.yaml']).code).toBe(0);
  });

  it('is one in configuration too', () => {
    write({
      'plan.yaml': `version: 1\n${SOUND.replace('wso2mi, version: 4.2.0', 'wso2si, version: 4.2.0, config: conf')}`,
      'conf/server/deployment.yaml': 'wso2.carbon:\r  ports:\r    offset: 7\r',
    });
    const { deployments } = JSON.parse(run(['check', 'plan.yaml', '--format', 'json']).stdout);
    expect(deployments[0].nodes[0].offset).toBe(7);
  });
});

/** Problems of the form of what `import` wrote of this folder. */
function faultsOfImport(...options: string[]): readonly Reported[] {
  const { code, stdout } = run(['import', '.', ...options]);
  expect([code, stdout.includes('product: wso2am')]).toEqual([0, true]);
  const { findings } = JSON.parse(run(['check', '-', '--format', 'json'], { input: stdout }).stdout);
  return findings.filter(({ rule }: Reported) => rule === 'schema' || rule === 'yaml-syntax');
}

describe('what import writes is what check accepts', () => {
  it.each([
    ['ports: ["70000:9763", "9612:0", "x:y", "9443:9443"]'],
    ['hostname: "a>b"\n    networks: { default: { aliases: ["x>y", "", "-", "ok"] } }'],
    ['container_name: "a b|c"\n    ports: ["9443-9440:9443-9440", "[::1]:9443:9443", "::9443"]'],
    ['environment: { PORT_OFFSET: 99999999999999999999, JAVA_OPTS: "-DportOffset=1e9" }'],
  ])('of a compose service with %j', (lines) => {
    write({ 'docker-compose.yml': `services:\n  am:\n    image: wso2/wso2am:4.2.0\n    ${lines}\n` });
    expect(faultsOfImport()).toEqual([]);
    expect(faultsOfImport('--inline')).toEqual([]);
  });

  it.each([
    ['api m!!js'],
    ['x'.repeat(300)],
    ['a/../b'],
    ['${NAME}'],
    ['"a\\tb\\u0007"'],
    ['__proto__'],
    ['"::error::x"'],
  ])('of a compose service that is called %s', (name) => {
    write({ 'docker-compose.yml': `services:\n  ${name}:\n    image: wso2/wso2am:4.2.0\n    ports: ["9443:9443"]\n` });
    expect(faultsOfImport()).toEqual([]);
  });
});
