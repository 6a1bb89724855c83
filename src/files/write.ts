import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DISK, type Disk, MODE, throughTemporary, type Written } from './disk.js';
import { refusalOf } from './replace.js';
import { strayReason } from './root.js';
import { systemCode, systemReason } from './system-error.js';

/**
 * Writes a file whole or not at all: a reader never sees half a report, and a full disk leaves the old one in place. Folders on the
 * way are made. A symbolic link keeps its target, and what is not a regular file (`/dev/stderr`, a pipe) is written to, not replaced.
 * @param cwd the working directory, inside of which no symbolic link may lead out of the repository
 */
export function writeWhole(path: string, text: string, cwd: string, disk: Disk = DISK): Written {
  try {
    const stray = strayReason(path, cwd);
    if (stray !== undefined) return { ok: false, reason: stray };
    mkdirSync(dirname(path), { recursive: true });
    const known = disk.stat(path);
    if (known && !known.isFile()) {
      writeFileSync(path, text);
      return { ok: true };
    }
    const refusal = known && refusalOf(known);
    if (refusal) return refusal;
    const target = known ? disk.resolve(path) : path;
    return throughTemporary(target, encode(text), { disk, mode: known ? MODE.replace : MODE.create }, (temporary) => {
      if (known) chmodSync(temporary, known.mode & 0o7777);
      disk.rename(temporary, target);
      return { ok: true };
    });
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

/**
 * Creates a file, whole or not at all; one that exists is never touched.
 * @param cwd the working directory, inside of which no symbolic link may lead out of the repository
 */
export function createFile(path: string, text: string, cwd: string, disk: Disk = DISK): Written {
  const stray = strayReason(dirname(path), cwd);
  if (stray !== undefined) return { ok: false, reason: stray };
  return throughTemporary(path, encode(text), { disk, mode: MODE.create }, (temporary) => {
    try {
      disk.link(temporary, path);
      return { ok: true };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      return { ok: false, reason: 'it exists already, and is not overwritten' };
    }
  });
}

/** Appends text to a file, which is made where it is missing. */
export function appendText(path: string, text: string): Written {
  try {
    appendFileSync(path, text);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
