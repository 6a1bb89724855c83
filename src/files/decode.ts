import { isUtf8 } from 'node:buffer';

/** A text, or why the bytes are none. */
export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Reads bytes as UTF-8, with or without a byte order mark. Other encodings are recognised by their first bytes. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { ok: false, reason: 'the file is UTF-16; save it as UTF-8' };
  // A decoder that refuses would be loaded at every start.
  if (!isUtf8(bytes)) return { ok: false, reason: 'the file is not UTF-8 text' };
  return { ok: true, text: utf8(bytes) };
}

/** Returns bytes as UTF-8 without their byte order mark; bytes that are not UTF-8 become U+FFFD. */
export function utf8({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const text = Buffer.from(buffer, byteOffset, byteLength).toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
