import { closeSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTopologies } from '../../src/files/read.js';
import { isBelow, strayReason } from '../../src/files/root.js';

const PLAN = 'hosts: {}\nnodes: {}\n';
const BOUNDS = { maxBytes: 1000 };

let folder: string;

/** A working folder beside one that belongs to others. */
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'wso2-topology-root-')));
  for (const name of ['work', 'others']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'others/plan.yaml'), PLAN);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const work = () => join(folder, 'work');
const link = (target: string, name: string) => symlinkSync(join(folder, target), join(work(), name));
const reasons = (...paths: readonly string[]) =>
  readTopologies(paths, work(), BOUNDS).map((read) => (read.ok ? 'read' : read.reason));

describe('a link that leads out of the working folder', () => {
  const OUT = expect.stringContaining('out of');

  it('to a file is refused, alone and in a folder', () => {
    link('others/plan.yaml', 'plan.yaml');
    expect(reasons('plan.yaml')).toEqual([OUT]);
    expect(reasons('.')).toEqual([OUT]);
  });

  it('to a folder is refused', () => {
    link('others', 'plans');
    expect(reasons('plans')).toEqual([OUT]);
  });

  it('to a folder is not followed on the way', () => {
    link('others', 'plans');
    expect(reasons('.')).toEqual([]);
  });

  it('is followed where the other folder is named as a root', () => {
    link('others/plan.yaml', 'plan.yaml');
    const [read] = readTopologies(['plan.yaml'], work(), { ...BOUNDS, root: join(folder, 'others') });
    expect(read?.ok).toBe(true);
  });

  it('is not written to', () => {
    link('others/plan.yaml', 'plan.yaml');
    expect(strayReason(join(work(), 'plan.yaml'), work())).toEqual(OUT);
  });
});

it('a link to a file that is not there is neither read nor written', () => {
  link('others/gone.yaml', 'plan.yaml');
  expect(reasons('plan.yaml')).toEqual(['no such file or directory']);
  expect(strayReason(join(work(), 'plan.yaml'), work())).toBe('it is a link to a file that is not there');
});

it.each([
  ['a new file', 'work/new.yaml'],
  ['a new file in a new folder', 'work/new/plan.yaml'],
  ['a file outside of the working folder, which was named itself', 'others/plan.yaml'],
])('%s may be written', (_, path) => expect(strayReason(join(folder, path), work())).toBeUndefined());

it('a file that the shell hands over is read', () => {
  const file = openSync(join(folder, 'others/plan.yaml'), 'r');
  try {
    expect(reasons(`/dev/fd/${file}`)).toEqual(['read']);
  } finally {
    closeSync(file);
  }
});

describe('a path is below a folder', () => {
  it.each([
    ['/a', '/a', true],
    ['/a/b', '/a', true],
    ['/a', '/', true],
    ['/ab', '/a', false],
    ['/', '/a', false],
  ])('%s below %s: %s', (path, of, below) => expect(isBelow(path, of)).toBe(below));
});
