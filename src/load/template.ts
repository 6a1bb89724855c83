interface Template {
  readonly reason: string;
  /** Offsets in the text, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\{\{[^}]*\}?\}?|\{%.*?(%\}|$)|<%.*?(%>|$)/, 'this looks like a template; render it first'],
  [/\$\{[^}]*\}?|\$\([^)]*\)?/, 'variables are not expanded; put their values in first, for example with envsubst'],
];

/** Finds what is still a template in a piece of text, and says what to do about it. */
export function templateIn(text: string): Template | undefined {
  for (const [mark, reason] of MARKS) {
    const found = mark.exec(text);
    if (found) return { reason, start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}
