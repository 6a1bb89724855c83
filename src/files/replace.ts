import type { Stats } from 'node:fs';
import { decode } from './decode.js';
import { DISK, type Disk, MODE, throughTemporary, type Written } from './disk.js';
import { systemCode, systemReason } from './system-error.js';

/**
 * Replaces the text of a file at once. Mode, owner, byte order mark and the target of a symbolic link stay. A file whose text is
 * not the expected one any more is left alone, and so is one that must not be written.
 * @param before the text that was read
 */
export function replaceFile(path: string, before: string, after: string, disk: Disk = DISK): Written {
  try {
    const target = disk.resolve(path);
    const present = disk.read(target);
    const decoded = decode(present);
    if (!decoded.ok || decoded.text !== before) return CHANGED;
    const stat = disk.stat(target);
    if (!stat) return CHANGED;
    return refusalOf(stat) ?? replaced({ target, present, stat }, encode(after, present), disk);
  } catch (error) {
    return { ok: false, reason: systemReason(error) };
  }
}

/** Says why a file must not be replaced; undefined where it may. */
export function refusalOf({ mode, nlink }: Stats): Written | undefined {
  if ((mode & WRITABLE) === 0) return { ok: false, reason: 'it is read-only' };
  return nlink > 1
    ? { ok: false, reason: `it has ${nlink} names (hard links), and replacing it would part them` }
    : undefined;
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

function replaced({ target, present, stat }: Original, bytes: Uint8Array, disk: Disk): Written {
  return throughTemporary(target, bytes, { disk, mode: MODE.replace }, (temporary) => {
    const adopted = adoptedBy(temporary, stat, disk);
    if (!adopted.ok) return adopted;
    // Writing may have taken a while.
    if (Buffer.compare(disk.read(target), present) !== 0) return CHANGED;
    disk.rename(temporary, target);
    return { ok: true };
  });
}

function adoptedBy(temporary: string, stat: Stats, disk: Disk): Written {
  try {
    disk.adopt(temporary, stat);
    return { ok: true };
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error;
    return { ok: false, reason: 'its owner and mode cannot be kept' };
  }
}

function encode(text: string, like: Uint8Array): Uint8Array {
  const hasMark = like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf;
  return new TextEncoder().encode(hasMark ? `\ufeff${text}` : text);
}
