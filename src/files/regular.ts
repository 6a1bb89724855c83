import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { systemReason } from './system-error.js';

/** Bytes of a file, or why there are none. */
export type ReadBytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a regular file, symbolic links followed. Pipes, devices and sockets are not opened, because reading them may never end.
 * Of a file longer than `maxBytes` the result has one byte more than that, which is enough to say that it is too long.
 */
export function readRegular(path: string, maxBytes: number): ReadBytes {
  try {
    const refusal = refusalOf(statSync(path));
    if (refusal !== undefined) return { ok: false, reason: refusal };
    // Something else may have taken its place by now: opening a pipe must not wait for a writer.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      const changed = refusalOf(stats);
      return changed === undefined
        ? { ok: true, bytes: bytesOf(file, stats.size, maxBytes) }
        : { ok: false, reason: changed };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

/** Reads what the process was handed over as an open file, a pipe for example, to its end or to one byte more than `maxBytes`. */
export function readHandedOver(path: string, maxBytes: number): ReadBytes {
  try {
    const file = openSync(path, 'r');
    try {
      return { ok: true, bytes: bytesOf(file, CHUNK, maxBytes) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

/** Bytes that are made room for at first, whatever size a file claims to have. */
const LEAST = 4096;
/** Bytes of a pipe that are made room for at first. */
const CHUNK = 65_536;

function refusalOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  return stats.isDirectory() ? 'it is a directory' : NOT_REGULAR;
}

/** Reads to the end or to the limit, whatever size the file claims to have: it may grow, and some systems say 0. */
function bytesOf(file: number, size: number, maxBytes: number): Uint8Array {
  // The kernel gives settings under /proc to the first call alone, whose buffer has to hold them.
  let buffer = new Uint8Array(Math.min(Math.max(size, LEAST), maxBytes) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length > maxBytes) return buffer.subarray(0, length);
    if (length === buffer.length) {
      const longer = new Uint8Array(Math.min(length * 2, maxBytes) + 1);
      longer.set(buffer);
      buffer = longer;
    }
  }
}

/** The reason for which pipes, devices and sockets are left alone. */
export const NOT_REGULAR = 'only regular files are read';
