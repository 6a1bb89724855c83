import {
  chmodSync,
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
import { type Disk, replaceFile } from '../../src/files/replace.js';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
  file = join(folder, 'plan.yaml');
  writeFileSync(file, 'old\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A disk on which one operation fails. */
function failing(operation: 'create' | 'adopt' | 'rename', code: string): Disk & { readonly removed: string[] } {
  const removed: string[] = [];
  const fail = () => {
    throw Object.assign(new Error(code), { code });
  };
  const disk: Disk = {
    read: readFileSync,
    stat: statSync,
    resolve: (path) => path,
    create: (path, bytes) => writeFileSync(path, bytes),
    adopt: () => undefined,
    rename: () => undefined,
    remove: (path) => {
      removed.push(path);
      rmSync(path, { force: true });
    },
  };
  return { ...disk, [operation]: fail, removed };
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
    const disk = failing('rename', 'EIO');
    const slow: Disk = {
      ...disk,
      create: (path, bytes) => {
        disk.create(path, bytes);
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
    expect(replaceFile(file, 'old\n', 'new\n')).toEqual({ ok: false, reason: 'it is not there any more' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('when it is read-only', () => {
    chmodSync(file, 0o444);
    expect(replaceFile(file, 'old\n', 'new\n').ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it.each([
    ['create', 'ENOSPC', 'no space left on the disk'],
    ['adopt', 'EPERM', 'its owner and mode cannot be kept'],
    ['rename', 'EACCES', 'permission denied'],
    ['rename', 'EIO', 'EIO'],
  ] as const)('when %s fails with %s', (operation, code, reason) => {
    const disk = failing(operation, code);
    expect(replaceFile(file, 'old\n', 'new\n', disk)).toEqual({ ok: false, reason });
    expect(readFileSync(file, 'utf8')).toBe('old\n');
    expect(disk.removed).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['plan.yaml']);
  });

  it('but a mistake of ours is not hidden', () => {
    const disk: Disk = { ...failing('create', ''), create: () => JSON.parse('{') };
    expect(() => replaceFile(file, 'old\n', 'new\n', disk)).toThrow(SyntaxError);
  });
});
