import { symlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run, bash } = workshop();

const CONF = { 'conf/deployment.toml': '[server]\noffset = 1\nserver_role = "gateway-worker"\n' };

it.each<[string, string | Uint8Array]>([
  ['stars between what a long name repeats', `${'*a'.repeat(20)}b`],
  ['folders between folders', `${'**/a*'.repeat(3000)}/x`],
  ['classes and brackets without an end', `${'[a-z]'.repeat(3000)}\n${'['.repeat(5000)}\n${'(a+)+'.repeat(1000)}`],
  ['backslashes', '\\'.repeat(5001)],
  ['many patterns', '*a*b\n'.repeat(50_000)],
  ['patterns as long as they may be', `${'*a'.repeat(1000)}b\n`.repeat(130)],
  ['bytes', new Uint8Array([255, 254, 0])],
])('a .gitignore of %s ends nothing', (_, text) => {
  const names = Array.from({ length: 50 }, (_, index) => `${'a'.repeat(200)}${index}/deployment.toml`);
  write({ ...CONF, ...Object.fromEntries(names.map((name) => [name, '[server]\noffset = 1\n'])), '.gitignore': text });
  const { code, stderr } = run(['check', '.', '--version', '4.2.0', '--product', 'wso2am']);
  expect([0, 1, 2]).toContain(code);
  expect(stderr).not.toContain('bug');
});

it.each([
  ['a pipe', 'mkfifo .gitignore'],
  ['a link out of the root', 'ln -s /dev/zero .gitignore'],
  ['a folder', 'mkdir .gitignore'],
  ['too long', 'yes conf | head -c 300000 > .gitignore'],
])('a .gitignore that is %s is not obeyed, and that is said', (_, made) => {
  write(CONF);
  bash(made);
  const { code, stdout, stderr } = run(['check', '.', '--version', '4.2.0', '--product', 'wso2am']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^wso2-topology: cannot read \.gitignore: .*; what it names is read$/m);
  expect(stdout).toContain('1 node');
});

it('links in circles are read once', () => {
  write(CONF);
  symlinkSync('.', path('loop'));
  symlinkSync('loop/loop', path('other'));
  expect(run(['check', '.', '--version', '4.2.0', '--product', 'wso2am']).stdout).toContain('1 node');
});
