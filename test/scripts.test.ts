import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const COPIED = ['package.json', 'README.md', 'docs', 'schemas', 'scripts', 'src', 'topologies'];

const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-scripts-'));
const checkout = join(directory, 'a b#c%20d é漢');
const built = () => readFileSync(join(checkout, 'dist/bin/bin.js'), 'latin1');

function script(name: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [join(checkout, 'scripts', name), ...args], { cwd: checkout, encoding: 'utf8' });
}

describe('a checkout in a folder with a space, #, % and letters that are not ASCII', () => {
  beforeAll(() => {
    mkdirSync(checkout);
    for (const name of COPIED) cpSync(join(root, name), join(checkout, name), { recursive: true });
    rmSync(join(checkout, 'src/generated'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
    expect(script('generate.mjs')).toMatchObject({ status: 0, stderr: '' });
    expect(script('bundle.mjs')).toMatchObject({ status: 0, stderr: '' });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is started', () => {
    expect(script('start.mjs')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('10402') });
  });

  it('is documented', () => {
    expect(script('docs.mjs', '--check')).toMatchObject({ status: 0, stderr: '' });
  });

  it('refuses to build a program that is not ASCII, and keeps what was built before', () => {
    const before = built();
    appendFileSync(
      join(checkout, 'src/bin.ts'),
      'const tag = (parts: TemplateStringsArray) => parts.join();\nprocess.stdout.write(tag`not · ASCII`);\n',
    );
    const { status, stderr } = script('bundle.mjs');
    expect(status).toBe(1);
    expect(stderr).toContain('`not · ASCII`');
    expect(built()).toBe(before);
  });
});
