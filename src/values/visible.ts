/**
 * Text of files is untrusted: control characters, ANSI escapes and bidirectional overrides are shown, never obeyed.
 * A tab becomes a space, so that columns still match.
 */
export function visible(text: string): string {
  // Nearly every text is plain, and the second pattern takes longer to compile than a text to show.
  if (/^[ -~]*$/.test(text)) return text;
  // Control characters of C0 and C1, direction marks and overrides, line and paragraph separators, byte order marks.
  const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
  return text.replaceAll('\t', ' ').replaceAll(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
