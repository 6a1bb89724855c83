import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';

const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wso2-topology-output-'));
  writeFileSync(join(directory, 'plan.yaml'), CLASH);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function check(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['check', ...args], {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stdin: async () => new Uint8Array(),
    env: {},
    streams: { input: new PassThrough(), output: new PassThrough() },
    terminal: { stdout: false, stderr: false, columns: undefined },
    cwd: directory,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

const read = (name: string) => readFileSync(join(directory, name), 'utf8');

describe('check --output', () => {
  it('writes several reports of one run, and folders on the way', async () => {
    const { code } = await check(
      'plan.yaml',
      '--output',
      'sarif=out/deep/a.sarif',
      '--output',
      'junit=out/a.xml',
      '--output',
      'json=a.json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(read('out/deep/a.sarif')).version).toBe('2.1.0');
    expect(read('out/a.xml')).toContain('<testsuite ');
    expect(JSON.parse(read('a.json')).reportVersion).toBe(1);
  });

  it('leaves standard output as it is', async () => {
    const { stdout } = await check('plan.yaml');
    expect((await check('plan.yaml', '--output', 'html=a.html')).stdout).toBe(stdout);
  });

  it('takes everything behind the first equals sign as the name of the file', async () => {
    await check('plan.yaml', '--output', 'compact=a=b.txt');
    expect(read('a=b.txt')).toContain('[port-collision]');
  });

  it('replaces an older report as a whole and leaves nothing else behind', async () => {
    writeFileSync(join(directory, 'a.txt'), 'x'.repeat(100_000));
    await check('plan.yaml', '--output', 'compact=a.txt');
    expect(read('a.txt').endsWith('[port-collision]\n')).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['a.txt', 'plan.yaml']);
  });

  it('keeps the mode of an older report', async () => {
    writeFileSync(join(directory, 'a.txt'), '', { mode: 0o600 });
    await check('plan.yaml', '--output', 'compact=a.txt');
    expect(statSync(join(directory, 'a.txt')).mode & 0o777).toBe(0o600);
  });

  it('writes to the target of a symbolic link', async () => {
    writeFileSync(join(directory, 'target.txt'), '');
    symlinkSync('target.txt', join(directory, 'link.txt'));
    await check('plan.yaml', '--output', 'compact=link.txt');
    expect(lstatSync(join(directory, 'link.txt')).isSymbolicLink()).toBe(true);
    expect(read('target.txt')).toContain('[port-collision]');
  });

  it('writes no colours to a file', async () => {
    await check('plan.yaml', '--color', 'always', '--output', 'text=a.txt');
    expect(read('a.txt')).not.toContain('\u001b');
  });

  it('ends in 2 with one line when a file cannot be written, and writes the others', async () => {
    mkdirSync(join(directory, 'folder'));
    const { code, stderr, stdout } = await check(
      'plan.yaml',
      '--output',
      'json=folder',
      '--output',
      'compact=plan.yaml/x',
      '--output',
      'compact=a.txt',
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      'wso2-topology: cannot write folder: it is a directory\nwso2-topology: cannot write plan.yaml/x: a part of the path is not a directory\n',
    );
    expect(stdout).toContain('port-collision');
    expect(existsSync(join(directory, 'a.txt'))).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('says so when a folder may not be written to', async () => {
    mkdirSync(join(directory, 'closed'));
    chmodSync(join(directory, 'closed'), 0o500);
    expect((await check('plan.yaml', '--output', 'json=closed/a.json')).stderr).toBe(
      'wso2-topology: cannot write closed/a.json: permission denied\n',
    );
  });

  it.each([
    [['--output', 'srif=a'], 'there is no format "srif"; did you mean "sarif"'],
    [['--output', 'sarif'], 'name a file'],
    [['--output', 'sarif='], 'name a file'],
    [['--output', 'sarif=-'], 'use --format sarif'],
    [['--output', 'sarif=a', '--output', 'json=./a'], 'another --output writes ./a already'],
  ])('is a mistake on the command line in %j', async (args, words) => {
    const { code, stderr, stdout } = await check('plan.yaml', ...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
  });
});
