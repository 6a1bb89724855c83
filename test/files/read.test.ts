import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exists, readTopologies } from '../../src/files/read.js';

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

const BOUNDS = { maxBytes: 1000 };
const read = (...paths: string[]) => readTopologies(paths, directory, BOUNDS);
const names = (...paths: string[]) => read(...paths).map(({ file }) => file);

describe('a file', () => {
  it('is read whatever it is called, and named relative to the working directory', () => {
    write({ 'sub/plan.txt': TOPOLOGY });
    expect(names(join(directory, 'sub/plan.txt'))).toEqual(['sub/plan.txt']);
  });

  it('outside of the working directory has a name that leads out of it', () => {
    write({ 'plan.yaml': TOPOLOGY, 'sub/x': '' });
    expect(readTopologies(['../plan.yaml'], join(directory, 'sub'), BOUNDS)).toMatchObject([
      { ok: true, file: '../plan.yaml' },
    ]);
  });

  it.each([
    ['missing.yaml', /no such file/],
    ['plan.yaml/x', /directory/],
    ['n'.repeat(300), /too long/],
  ])('%s that cannot be read is a reason', (path, reason) => {
    write({ 'plan.yaml': TOPOLOGY });
    const [result] = read(path);
    expect(result).toMatchObject({ ok: false });
    expect(result?.ok ? '' : result?.reason).toMatch(reason);
  });

  it('that leads to itself is a reason', () => {
    symlinkSync('loop.yaml', join(directory, 'loop.yaml'));
    expect(read('loop.yaml')).toMatchObject([{ ok: false, file: 'loop.yaml' }]);
  });

  it('that is too long is read just far enough to say so', () => {
    write({ 'plan.yaml': 'x'.repeat(5000) });
    const [result] = read('plan.yaml');
    expect(result?.ok ? result.bytes.length : 0).toBe(1001);
  });
});

describe('a directory', () => {
  it('holds every topology below it, sorted', () => {
    write({
      'b.yml': TOPOLOGY,
      'a.yaml': TOPOLOGY,
      'sub/c.json': '{"version":1,"hosts":{},"nodes":{}}',
      'sub/deep/d.YAML': TOPOLOGY,
    });
    expect(names('.')).toEqual(['a.yaml', 'b.yml', 'sub/c.json', 'sub/deep/d.YAML']);
  });

  it('holds other files, which are left alone', () => {
    write({
      'compose.yaml': 'services:\n  a: {}\n',
      'hosts.yaml': 'hosts:\n  a: {}\n',
      'notes.txt': TOPOLOGY,
      '.hidden/a.yaml': TOPOLOGY,
      'node_modules/a.yaml': TOPOLOGY,
      'minified.json': '{"version":1,"hosts":{},"nodes":{}}',
    });
    expect(names('.')).toEqual(['minified.json']);
  });

  it('holds nothing when it is empty', () => expect(names('.')).toEqual([]));
});

it('what exists is known', () => {
  write({ 'topology.yaml': TOPOLOGY });
  symlinkSync('loop', join(directory, 'loop'));
  const paths = ['topology.yaml', '.', 'topologies', 'topology.yaml/x', 'loop'];
  expect(paths.map((path) => exists(join(directory, path)))).toEqual([true, true, false, false, false]);
});
