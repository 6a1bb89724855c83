import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode, systemReason } from './system-error.js';

/** A file has its new text, or still its old one. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The operations that writing a file takes; a test puts a full disk in their place. */
export interface Disk {
  readonly read: (path: string) => Uint8Array;
  readonly stat: (path: string) => Stats | undefined;
  /** Returns where a path leads, symbolic links followed. */
  readonly resolve: (path: string) => string;
  /** Makes a file that must not exist yet, its bytes safely on the disk. */
  readonly create: (path: string, bytes: Uint8Array, mode: number) => void;
  /** Gives a file the mode and owner of another one. */
  readonly adopt: (path: string, like: Stats) => void;
  readonly rename: (from: string, to: string) => void;
  /** Gives a file a second name, which must not exist yet. */
  readonly link: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
}

/**
 * Writes bytes to a temporary file beside the target, and lets `settle` give it its place when it is complete: no reader ever sees
 * half a file, and a full disk costs nothing. Afterwards the temporary file is gone, whatever happened.
 */
export function throughTemporary(
  target: string,
  bytes: Uint8Array,
  { disk, mode }: { readonly disk: Disk; readonly mode: number },
  settle: (temporary: string) => Written,
): Written {
  const prefix = `.${basename(target).slice(0, NAME_LENGTH)}.`;
  const temporary = join(dirname(target), `${prefix}${randomBytes(RANDOM_BYTES).toString('hex')}${SUFFIX}`);
  try {
    removeLeftovers(dirname(target), prefix, disk);
    disk.create(temporary, bytes, mode);
    return settle(temporary);
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  } finally {
    disk.remove(temporary);
  }
}

/** The mode of a new file, and of one that takes the place of another until it has the mode of that one. */
export const MODE = { create: 0o666, replace: 0o600 } as const;

/** Characters of a name that the name of its temporary file repeats: a name has 255 bytes at most. */
const NAME_LENGTH = 60;
const RANDOM_BYTES = 6;
const SUFFIX = '.tmp';

/** Temporary files older than this belong to a run that was killed, in milliseconds: to write one takes a moment. */
const ABANDONED = 60 * 1000;

function removeLeftovers(folder: string, prefix: string, disk: Disk): void {
  const length = prefix.length + RANDOM_BYTES * 2 + SUFFIX.length;
  for (const name of readdirSync(folder)) {
    if (name.length !== length || !name.startsWith(prefix) || !name.endsWith(SUFFIX)) continue;
    const modified = disk.stat(join(folder, name))?.mtimeMs;
    if (modified !== undefined && Date.now() - modified > ABANDONED) disk.remove(join(folder, name));
  }
}

/** The disk of the machine. */
export const DISK: Disk = {
  read: readFileSync,
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
  resolve: realpathSync,
  create: (path, bytes, mode) => {
    const file = openSync(path, 'wx', mode);
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
  link: (from, to) => {
    try {
      linkSync(from, to);
    } catch (error) {
      // Some file systems have no second names; a copy is as careful not to overwrite anything.
      if (systemCode(error) === 'EEXIST') throw error;
      copyFileSync(from, to, constants.COPYFILE_EXCL);
    }
  },
  remove: (path) => {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      // A temporary file that cannot be removed changes nothing about what was written.
      systemCode(error);
    }
  },
};
