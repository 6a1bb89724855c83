import {
  chmodSync,
  linkSync,
  lstatSync,
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISK, type Disk } from '../../src/files/disk.js';
import { appendText, createFile, writeWhole } from '../../src/files/write.js';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
  file = join(folder, 'report.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A disk on which the first bytes of a file find room and the rest do not. */
const FULL: Disk = {
  ...DISK,
  create: (path, bytes) => {
    writeFileSync(path, bytes.subarray(0, 1));
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  },
};

describe('a report', () => {
  it('is written with the folders on its way', () => {
    expect(writeWhole(join(folder, 'a/b/report.json'), '{}', folder)).toEqual({ ok: true });
    expect(readFileSync(join(folder, 'a/b/report.json'), 'utf8')).toBe('{}');
  });

  it('replaces an older one and keeps its mode', () => {
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    expect(writeWhole(file, 'new', folder)).toEqual({ ok: true });
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['new', 0o640]);
  });

  it('keeps a symbolic link and writes what it leads to', () => {
    writeFileSync(file, 'old');
    symlinkSync('report.json', join(folder, 'link.json'));
    expect(writeWhole(join(folder, 'link.json'), 'new', folder)).toEqual({ ok: true });
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it('leaves the older one in place when the disk is full', () => {
    writeFileSync(file, 'old');
    expect(writeWhole(file, 'new', folder, FULL)).toEqual({ ok: false, reason: 'the disk is full' });
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['report.json']]);
  });

  it('is not written over a file that is read-only or has another name', () => {
    writeFileSync(file, 'old');
    linkSync(file, join(folder, 'other.json'));
    expect(writeWhole(file, 'new', folder).ok).toBe(false);
    rmSync(join(folder, 'other.json'));
    chmodSync(file, 0o444);
    expect(writeWhole(file, 'new', folder)).toEqual({ ok: false, reason: 'it is read-only' });
  });

  it('goes into what is not a regular file as it is', () => {
    expect(writeWhole('/dev/null', 'new', folder)).toEqual({ ok: true });
    expect(statSync('/dev/null').isFile()).toBe(false);
  });
});

describe('a new file', () => {
  it('is created', () => {
    expect(createFile(file, 'new', folder)).toEqual({ ok: true });
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['report.json']]);
  });

  it('never takes the place of one that exists, nor of a link to nothing', () => {
    writeFileSync(file, 'old');
    symlinkSync('nothing', join(folder, 'link.json'));
    const reason = 'it exists already, and is not overwritten';
    expect([createFile(file, 'new', folder), createFile(join(folder, 'link.json'), 'new', folder)]).toEqual([
      { ok: false, reason },
      { ok: false, reason },
    ]);
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['link.json', 'report.json']]);
  });

  it('is not there at all when the disk is full', () => {
    expect(createFile(file, 'new', folder, FULL)).toEqual({ ok: false, reason: 'the disk is full' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('cannot be created in a folder that is not there', () => {
    expect(createFile(join(folder, 'nowhere/report.json'), 'new', folder)).toEqual({
      ok: false,
      reason: 'no such file or directory',
    });
  });
});

describe('appended text', () => {
  it('goes behind what is there', () => {
    writeFileSync(file, 'old');
    expect([appendText(file, 'new'), readFileSync(file, 'utf8')]).toEqual([{ ok: true }, 'oldnew']);
  });

  it('that has no place is a reason', () => {
    expect(appendText(folder, 'new')).toEqual({ ok: false, reason: 'it is a directory' });
  });
});

describe('what leads out of the working directory', () => {
  const elsewhere = () => {
    const outside = mkdtempSync(join(tmpdir(), 'wso2-topology-outside-'));
    symlinkSync(outside, join(folder, 'out'));
    return outside;
  };

  it('is not written, and no folder is made on the way', () => {
    const outside = elsewhere();
    expect(writeWhole(join(folder, 'out/a/report.json'), '{}', folder).ok).toBe(false);
    expect(createFile(join(folder, 'out/plan.yaml'), '{}', folder).ok).toBe(false);
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });
});

describe('a file that cannot be created', () => {
  it('is said where the system refuses it for another reason than that it exists', () => {
    const refusing: Disk = {
      ...DISK,
      link: () => {
        throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      },
    };
    expect(createFile(file, '{}', folder, refusing).ok).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
