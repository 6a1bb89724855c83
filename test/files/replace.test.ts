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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISK, type Disk } from '../../src/files/disk.js';
import { replaceFile } from '../../src/files/replace.js';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
  file = join(folder, 'plan.yaml');
  writeFileSync(file, 'old\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A disk on which one operation fails. */
function failing(operation: 'create' | 'adopt' | 'rename', code: string): Disk {
  const fail = () => {
    throw Object.assign(new Error(code), { code });
  };
  return { ...DISK, [operation]: fail };
}

describe('replacing a file', () => {
  it('gives it the new text and leaves nothing else behind', () => {
    expect(replaceFile(file, 'old\n', 'new\n')).toEqual({ ok: true });
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('keeps its mode', () => {
    chmodSync(file, 0o640);
    replaceFile(file, 'old\n', 'new\n');
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('keeps a symbolic link and writes what it leads to', () => {
    const link = join(folder, 'link.yaml');
    symlinkSync(file, link);
    expect(replaceFile(link, 'old\n', 'new\n')).toEqual({ ok: true });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });

  it('removes what a killed run left beside it, and nothing that a run may still need', () => {
    const [old, fresh, other] = ['.plan.yaml.0123456789ab.tmp', '.plan.yaml.ba9876543210.tmp', '.plan.yaml.tmp'];
    for (const name of [old, fresh, other]) writeFileSync(join(folder, name), 'half');
    for (const name of [old, other]) utimesSync(join(folder, name), 0, 0);
    replaceFile(file, 'old\n', 'new\n');
    expect(readdirSync(folder).sort()).toEqual([fresh, other, 'plan.yaml'].sort());
  });

  it('keeps a byte order mark', () => {
    writeFileSync(file, '\ufeffold\n');
    replaceFile(file, 'old\n', 'new\n');
    expect(readFileSync(file, 'utf8')).toBe('\ufeffnew\n');
  });
});

describe('a file that cannot be replaced stays as it is', () => {
  it('when it was changed in the meantime', () => {
    writeFileSync(file, 'somebody else\n');
    expect(replaceFile(file, 'old\n', 'new\n')).toEqual({
      ok: false,
      reason: 'it was changed by somebody else in the meantime',
    });
    expect(readFileSync(file, 'utf8')).toBe('somebody else\n');
  });

  it('when it is replaced while the new text is written', () => {
    const slow: Disk = {
      ...DISK,
      create: (path, bytes, mode) => {
        DISK.create(path, bytes, mode);
        writeFileSync(file, 'somebody else\n');
      },
    };
    expect(replaceFile(file, 'old\n', 'new\n', slow)).toEqual({
      ok: false,
      reason: 'it was changed by somebody else in the meantime',
    });
    expect(readFileSync(file, 'utf8')).toBe('somebody else\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('when it is no text any more', () => {
    writeFileSync(file, Uint8Array.of(0xff, 0xfe, 0));
    expect(replaceFile(file, 'old\n', 'new\n').ok).toBe(false);
    expect([...readFileSync(file)]).toEqual([0xff, 0xfe, 0]);
  });

  it('when it is gone', () => {
    rmSync(file);
    expect(replaceFile(file, 'old\n', 'new\n')).toEqual({ ok: false, reason: 'no such file or directory' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('when it is read-only', () => {
    chmodSync(file, 0o444);
    expect(replaceFile(file, 'old\n', 'new\n').ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('when it has another name, which would keep the old text', () => {
    linkSync(file, join(folder, 'other.yaml'));
    expect(replaceFile(file, 'old\n', 'new\n')).toEqual({
      ok: false,
      reason: 'it has 2 names (hard links), and replacing it would part them',
    });
    expect(readFileSync(file, 'utf8')).toBe('old\n');
  });

  it.each([
    ['create', 'ENOSPC', 'the disk is full'],
    ['adopt', 'EPERM', 'its owner and mode cannot be kept'],
    ['rename', 'EACCES', 'permission denied'],
    ['rename', 'EIO', 'the disk reports an error'],
    ['rename', 'ENXIO', 'ENXIO'],
  ] as const)('when %s fails with %s', (operation, code, reason) => {
    const disk = failing(operation, code);
    expect(replaceFile(file, 'old\n', 'new\n', disk)).toEqual({ ok: false, reason });
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('but a mistake of ours is not hidden', () => {
    const disk: Disk = { ...DISK, create: () => JSON.parse('{') };
    expect(() => replaceFile(file, 'old\n', 'new\n', disk)).toThrow(SyntaxError);
  });
});

describe('a file is left as it was', () => {
  it('where it disappears after it was read', () => {
    expect(replaceFile(file, 'old\n', 'new\n', { ...DISK, stat: () => undefined }).ok).toBe(false);
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('where the system fails while its mode is set', () => {
    expect(replaceFile(file, 'old\n', 'new\n', failing('adopt', 'EIO')).ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });
});
