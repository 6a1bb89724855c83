/** Control characters of C0 and C1, direction marks and overrides, line and paragraph separators, byte order marks. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text of files is untrusted: control characters, ANSI escapes and bidirectional overrides are shown, never obeyed.
 * A tab becomes a space, so that columns still match.
 */
export function visible(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
