import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './system-error.js';

/**
 * Writes a file whole or not at all: a reader never sees half a report, and a full disk leaves the old one in place. Folders on the
 * way are made. A symbolic link keeps its target, and what is no regular file (`/dev/stderr`, a pipe) is written to, not replaced.
 */
export function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(path) : path;
  const known = statSync(target, { throwIfNoEntry: false });
  if (known && !known.isFile()) {
    writeFileSync(target, text);
    return;
  }
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    writeFileSync(temporary, text, known ? { mode: known.mode } : {});
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EEXIST: 'a part of the path is not a directory',
  ENOENT: 'no such file or directory',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** The system's reason in words; anything that is no error of the system is a bug and thrown on. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? code;
}
