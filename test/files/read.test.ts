import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf } from '../../src/files/read.js';

const TOPOLOGY = 'version: 1\nhosts: {}\nnodes: {}\n';
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'read-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}

const read = (...paths: string[]) => filesOf(directory, 1000).topologies(paths);
const names = async (...paths: string[]) => (await read(...paths)).map(({ file }) => file);

describe('a file', () => {
  it('is read whatever it is called, and named relative to the working directory', async () => {
    write({ 'sub/plan.txt': TOPOLOGY });
    expect(await names(join(directory, 'sub/plan.txt'))).toEqual(['sub/plan.txt']);
  });

  it('outside of the working directory has a name that leads out of it', async () => {
    write({ 'plan.yaml': TOPOLOGY, 'sub/x': '' });
    expect(await filesOf(join(directory, 'sub'), 1000).topologies(['../plan.yaml'])).toMatchObject([
      { ok: true, file: '../plan.yaml' },
    ]);
  });

  it.each([
    ['missing.yaml', /no such file/],
    ['plan.yaml/x', /directory/],
    ['n'.repeat(300), /too long/],
  ])('%s that cannot be read is a reason', async (path, reason) => {
    write({ 'plan.yaml': TOPOLOGY });
    const [result] = await read(path);
    expect(result).toMatchObject({ ok: false });
    expect(result?.ok ? '' : result?.reason).toMatch(reason);
  });

  it('that leads to itself is a reason', async () => {
    symlinkSync('loop.yaml', join(directory, 'loop.yaml'));
    expect(await read('loop.yaml')).toMatchObject([{ ok: false, file: 'loop.yaml' }]);
  });

  it('that is too long is read just far enough to say so', async () => {
    write({ 'plan.yaml': 'x'.repeat(5000) });
    const [result] = await read('plan.yaml');
    expect(result?.ok ? result.bytes.length : 0).toBe(1001);
  });
});

describe('a directory', async () => {
  it('holds every topology below it, sorted', async () => {
    write({
      'b.yml': TOPOLOGY,
      'a.yaml': TOPOLOGY,
      'sub/c.json': '{"version":1,"hosts":{},"nodes":{}}',
      'sub/deep/d.YAML': TOPOLOGY,
    });
    expect(await names('.')).toEqual(['a.yaml', 'b.yml', 'sub/c.json', 'sub/deep/d.YAML']);
  });

  it('holds other files, which are left alone', async () => {
    write({
      'compose.yaml': 'services:\n  a: {}\n',
      'hosts.yaml': 'hosts:\n  a: {}\n',
      'notes.txt': TOPOLOGY,
      '.hidden/a.yaml': TOPOLOGY,
      'node_modules/a.yaml': TOPOLOGY,
      'minified.json': '{"version":1,"hosts":{},"nodes":{}}',
    });
    expect(await names('.')).toEqual(['minified.json']);
  });

  it('holds nothing when it is empty', async () => expect(await names('.')).toEqual([]));
});

it('what exists is known', () => {
  write({ 'topology.yaml': TOPOLOGY });
  const files = filesOf(directory, 1000);
  expect([files.exists('topology.yaml'), files.exists('.'), files.exists('topologies')]).toEqual([true, true, false]);
});
