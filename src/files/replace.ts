import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decode } from './decode.js';

/** A file has its new text, or still its old one. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The operations that replacing a file takes; a test puts a full disk in their place. */
export interface Disk {
  readonly read: (path: string) => Uint8Array;
  readonly stat: (path: string) => Stats;
  /** Where a path leads, symbolic links followed. */
  readonly resolve: (path: string) => string;
  /** Makes a file that must not exist yet, its bytes safely on the disk. */
  readonly create: (path: string, bytes: Uint8Array) => void;
  /** Gives a file the mode and owner of another one. */
  readonly adopt: (path: string, like: Stats) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
}

/**
 * Replaces the text of a file at once: a temporary file beside it takes its place when it is complete, so that no reader ever
 * sees half a file and a full disk costs nothing. Mode, owner, byte order mark and the target of a symbolic link stay. A file
 * whose text is not the expected one any more is left alone, and so is one that must not be written.
 * @param before the text that was read
 */
export function replaceFile(path: string, before: string, after: string, disk: Disk = DISK): Written {
  try {
    const target = disk.resolve(path);
    const present = disk.read(target);
    const decoded = decode(present);
    if (!decoded.ok || decoded.text !== before) return CHANGED;
    const stat = disk.stat(target);
    if ((stat.mode & WRITABLE) === 0) return { ok: false, reason: 'it is read-only' };
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    return replacedBy(temporary, { target, present, stat }, encode(after, present), disk);
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Write permission for anybody: a system that ignores it for its administrator does not do the file's owner a favour. */
const WRITABLE = 0o222;

const CHANGED: Written = { ok: false, reason: 'it was changed by somebody else in the meantime' };

/** A file that is about to be replaced. */
interface Original {
  readonly target: string;
  readonly present: Uint8Array;
  readonly stat: Stats;
}

function replacedBy(temporary: string, { target, present, stat }: Original, bytes: Uint8Array, disk: Disk): Written {
  try {
    disk.create(temporary, bytes);
    disk.adopt(temporary, stat);
    // Writing may have taken a while.
    if (Buffer.compare(disk.read(target), present) !== 0) {
      disk.remove(temporary);
      return CHANGED;
    }
    disk.rename(temporary, target);
    return { ok: true };
  } catch (error) {
    disk.remove(temporary);
    return { ok: false, reason: reasonOf(error) };
  }
}

function encode(text: string, like: Uint8Array): Uint8Array {
  const hasMark = like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf;
  return new TextEncoder().encode(hasMark ? `\ufeff${text}` : text);
}

const DISK: Disk = {
  read: readFileSync,
  stat: statSync,
  resolve: realpathSync,
  create: (path, bytes) => {
    const file = openSync(path, 'wx', 0o600);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  adopt: (path, { mode, uid, gid }) => {
    const own = statSync(path);
    if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid);
    chmodSync(path, mode & 0o7777);
  },
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'its owner and mode cannot be kept',
  ENOENT: 'it is not there any more',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'no space left on the disk',
  EROFS: 'the disk is read-only',
};

/** The system's reason in words; anything that is no system error is a bug and thrown on. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return REASONS[code] ?? code;
}
