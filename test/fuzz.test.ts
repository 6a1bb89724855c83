import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function fuzz(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/fuzz.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('random input of every kind meets all promises', () => {
  const { status, stdout } = fuzz('--seed', '20', '--seconds', '600', '--cases', '10');
  expect(stdout).toBe(
    ['topology', 'configuration', 'fix', 'relations', 'expansion'].map((kind) => `fuzz: ${kind}: 2 cases\n`).join(''),
  );
  expect(status).toBe(0);
});

it('a kind that does not exist is one line', () => {
  expect(fuzz('--kind', 'nope')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'fuzz: no kind "nope"; there are topology, configuration, fix, relations, expansion\n',
  });
});
