import type { Decoded } from '../../files/decode.js';

/** Stands for `files/decode.ts` in the page: what a browser hands over is text already. */
export function decode(bytes: Uint8Array): Decoded {
  return { ok: true, text: utf8(bytes) };
}

export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
