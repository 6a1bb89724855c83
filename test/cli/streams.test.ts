import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../dist/bin/wso2-topology.cjs', import.meta.url));
const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;
const LINKS = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp.internal: {}, gw.internal: {} }
nodes:
  control-plane: { host: cp.internal, profile: control-plane }
  gateway: { host: gw.internal, profile: gateway-worker }
`;
const ESC = '\u001b';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wso2-topology-streams-'));
  writeFileSync(join(directory, 'plan.yaml'), CLASH);
  writeFileSync(join(directory, 'links.yaml'), LINKS);
  mkdirSync(join(directory, 'many'));
  for (let index = 0; index < 1500; index++) writeFileSync(join(directory, `many/${index}.yaml`), CLASH);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Env = Readonly<Record<string, string>>;

/** The built tool with both streams piped. */
function piped(args: readonly string[], env: Env = {}) {
  return spawnSync(process.execPath, [bin, ...args], { cwd: directory, encoding: 'utf8', env });
}

function bash(script: string, env: Env = {}) {
  return spawnSync('bash', ['--noprofile', '--norc', '-c', script], {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', NODE: process.execPath, BIN: bin, ...env },
  });
}

/** util-linux's `script` runs a command on a terminal of its own; others have another command line. */
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** What the tool writes on a terminal that is so wide. */
function onTerminal(columns: number, args: string, env: Env = {}): string {
  const inner = `stty cols ${columns}; "$NODE" "$BIN" ${args}`;
  return bash('script -qec "$INNER" /dev/null', { TERM: 'xterm', INNER: inner, ...env }).stdout.replaceAll(
    '\r\n',
    '\n',
  );
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('into a pipe', () => {
  it('findings go to stdout, and stderr stays empty', () => {
    const { status, stdout, stderr } = piped(['check', 'plan.yaml']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('error[port-collision]');
  });

  it('everything else goes to stderr', () => {
    const { status, stdout, stderr } = piped(['check', 'missing.yaml', 'plan.yaml', '--format', 'json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(stderr).toBe('wso2-topology: cannot read missing.yaml: no such file or directory\n');
  });

  it.each([
    [{}, false],
    [{ CI: 'true' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '' }, false],
    [{ FORCE_COLOR: '1', CI: 'true' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ] as const)('with %j colours are used: %s', (env, colored) => {
    for (const command of ['check', 'ports', 'fix'])
      expect(piped([command, 'plan.yaml'], env).stdout.includes(ESC)).toBe(colored);
  });

  it('a flag beats the environment', () => {
    expect(piped(['check', 'plan.yaml', '--color', 'always'], { NO_COLOR: '1' }).stdout).toContain(ESC);
    expect(piped(['check', 'plan.yaml', '--color', 'never'], { FORCE_COLOR: '1' }).stdout).not.toContain(ESC);
  });

  it.each(['json', 'sarif', 'junit', 'gitlab', 'github', 'markdown', 'html', 'compact'])(
    '%s is never coloured',
    (format) => {
      expect(piped(['check', 'plan.yaml', '--format', format], { FORCE_COLOR: '1' }).stdout).not.toContain(ESC);
    },
  );

  it('lines are as long as they are, unless COLUMNS asks for another width', () => {
    const whole = piped(['ports', 'plan.yaml']).stdout;
    const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    expect(widest(whole)).toBeGreaterThan(80);
    expect(widest(piped(['ports', 'plan.yaml'], { COLUMNS: '80' }).stdout)).toBeLessThanOrEqual(80);
    expect(piped(['ports', 'plan.yaml'], { COLUMNS: 'wide' }).stdout).toBe(whole);
  });
});

describe.skipIf(!hasTerminal)('on a terminal', () => {
  it('colours are used', () => expect(onTerminal(80, 'check plan.yaml')).toContain(ESC));

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('colours are not used with %j', (env) => {
    expect(onTerminal(80, 'check plan.yaml', env)).not.toContain(ESC);
  });

  it.each([80, 200])('lists fit into %i columns', (columns) => {
    for (const command of ['ports plan.yaml', 'flows links.yaml', 'catalog wso2mi 4.2.0'])
      expect(widest(onTerminal(columns, command, { NO_COLOR: '1' }))).toBeLessThanOrEqual(columns);
  });

  it('a wide one has a column for what a narrow one has as a heading', () => {
    const [narrow, wide] = [80, 200].map((columns) => onTerminal(columns, 'ports plan.yaml', { NO_COLOR: '1' }));
    expect(wide).not.toBe(narrow);
    expect(wide).toMatch(/^host +port/m);
  });

  it('a long run tells how far it is, and leaves nothing of it behind', () => {
    const shown = onTerminal(80, 'check many --quiet --fail-on never', { NO_COLOR: '1' });
    expect(shown).toMatch(new RegExp(`\r${ESC}\\[2Kchecked \\d+ of 1500 files`));
    expect(shown.lastIndexOf(`\r${ESC}[2K`)).toBeGreaterThan(shown.lastIndexOf('checked'));
  });

  it('the line of progress never gets into what is piped away', () => {
    const shown = onTerminal(80, 'check many --format compact > out.txt; grep -c checked out.txt');
    expect(shown).toContain('checked');
    expect(shown.trimEnd().endsWith('0')).toBe(true);
  });
});

describe('a pipe that is closed early', () => {
  it.each([
    ['check many', 1],
    ['check many --format json', 1],
    ['check many --fail-on never', 0],
    ['ports many', 0],
    ['catalog', 0],
    ['--help', 0],
  ])('is no error of %s, which ends in %i', (args, code) => {
    const { stdout, stderr } = bash(`"$NODE" "$BIN" ${args} | head -1 > first.txt; echo "\${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: `${code}\n`, stderr: '' });
  });

  it('before anything is written is none either', () => {
    const { stdout, stderr } = bash('"$NODE" "$BIN" check many | true; echo "${PIPESTATUS[0]}"');
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' });
  });
});
