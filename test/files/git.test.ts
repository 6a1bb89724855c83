import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { extractRevision } from '../../src/files/git.js';

let home = '';
const env = { PATH: process.env.PATH ?? '' };
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: home, stdio: 'pipe' });

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wso2-topology-git-'));
  git('init', '--initial-branch=main');
  mkdirSync(join(home, 'deploy'));
  writeFileSync(join(home, 'deploy/a ü.yaml'), 'one\n');
  writeFileSync(join(home, 'binary'), Buffer.from([0, 10, 255, 10]));
  symlinkSync('/etc/hostname', join(home, 'link'));
  git('add', '.');
  git('commit', '--message', 'First');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function extracted(revision: string, directory = home) {
  const result = extractRevision(revision, directory, env);
  if (!result.ok) throw new Error(result.reason);
  return result.revision;
}

it('writes the files of a revision byte for byte, and none that came later', () => {
  writeFileSync(join(home, 'later.yaml'), 'two\n');
  const { directory, remove } = extracted('HEAD');
  expect(readdirSync(directory).sort()).toEqual(['binary', 'deploy']);
  expect(readFileSync(join(directory, 'deploy/a ü.yaml'), 'utf8')).toBe('one\n');
  expect([...readFileSync(join(directory, 'binary'))]).toEqual([0, 10, 255, 10]);
  remove();
  expect(existsSync(directory)).toBe(false);
});

it('leaves symbolic links out and says so', () => {
  const { left, remove } = extracted('HEAD');
  expect(left).toEqual(['symbolic links and submodules of the revision: 1']);
  remove();
});

it('stands in the folder that it was asked from', () => {
  const { directory, remove } = extracted('main', join(home, 'deploy'));
  expect(readdirSync(directory)).toEqual(['a ü.yaml']);
  remove();
});

it('runs no filter of the repository', () => {
  git('config', 'filter.evil.smudge', `touch ${join(home, 'ran')}`);
  writeFileSync(join(home, '.git/info/attributes'), '* filter=evil diff=evil\n');
  extracted('HEAD').remove();
  expect(existsSync(join(home, 'ran'))).toBe(false);
});

it('passes over an object that the clone does not have', () => {
  const blob = git('rev-parse', 'HEAD:binary').toString().trim();
  rmSync(join(home, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const { directory, left, remove } = extracted('HEAD');
  expect(readdirSync(directory)).toEqual(['deploy']);
  expect(left).toContain('files of the revision that this clone does not have: 1');
  remove();
});
