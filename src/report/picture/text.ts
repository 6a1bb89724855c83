/** Pixels that a character of a picture takes, in the widest of its fonts. */
export const CHARACTER = 6.7;

/** Returns a text of at most so many characters, the rest as one ellipsis. */
export function fitted(text: string, characters: number): string {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, Math.max(characters - 1, 0)).join('')}\u2026`;
}

/** Puts words on lines of at most so many characters; a longer word is shortened. */
export function linesOf(words: readonly string[], characters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const joined = `${last} ${word}`;
    if (last !== undefined && [...joined].length <= characters) lines[lines.length - 1] = joined;
    else lines.push(fitted(word, characters));
  }
  return lines;
}

/** Returns pieces with the height at which each begins, one below the other with space between, and where the last one ends. */
export function stacked<T extends { readonly height: number }>(pieces: readonly T[], start: number, between: number) {
  let end = start;
  const placed = pieces.map((piece) => {
    const top = end;
    end += piece.height + between;
    return { piece, top };
  });
  return { placed, end };
}

/** Returns a length in pixels, with one decimal place at most. */
export function pixels(length: number): number {
  return Math.round(length * 10) / 10;
}
