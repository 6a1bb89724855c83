import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHandedOver, readRegular } from '../../src/files/regular.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-regular-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(length: number): string {
  const file = join(folder, 'file');
  writeFileSync(file, 'x'.repeat(length));
  return file;
}

describe.each([
  ['a regular file', readRegular],
  ['a file that was handed over', readHandedOver],
])('%s', (_, read) => {
  it.each([
    ['is read', 10, 10],
    ['is empty', 0, 0],
    ['is read to one byte behind the limit', 30, 21],
    ['is read in several pieces', 200_000, 21],
  ])('%s', (_, length, count) => {
    const result = read(written(length), 20);
    expect(result.ok && result.bytes.length).toBe(count);
  });

  it('is read whole where it is longer than the first piece', () => {
    const result = read(written(200_000), 1_000_000);
    expect(result.ok && result.bytes.length).toBe(200_000);
  });

  it('is a reason where it does not exist', () => {
    expect(read(join(folder, 'gone'), 20)).toEqual({ ok: false, reason: 'no such file or directory' });
  });
});

describe('what is no regular file is refused', () => {
  it('a folder', () => {
    expect(readRegular(folder, 20)).toEqual({ ok: false, reason: 'it is a directory' });
  });

  it('a pipe, without waiting for its writer', () => {
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(readRegular(pipe, 20)).toEqual({ ok: false, reason: 'only regular files are read' });
  });
});
