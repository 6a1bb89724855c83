import type { Decoded } from '../../files/decode.js';

/** Stands for `files/decode.ts` in the page; texts of files come as UTF-8, and what a Secret holds may be anything. */
export function decode(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: 'the file is not UTF-8 text' };
  }
}

export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
