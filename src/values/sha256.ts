import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Returns the SHA-256 of a text as UTF-8: 32 bytes. */
export function sha256Of(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}
