/** Returns how many columns of a terminal a text takes; it holds no control characters any more. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < '\u007f') return 1;
  if (isNarrowed(character)) return 0;
  return isWide(character) ? 2 : 1;
}

/** East Asian wide forms and emoji. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u.test(
    character,
  );
}

/** Characters that are drawn over the one before them. */
function isNarrowed(character: string): boolean {
  return /\p{Mark}|\u200b|\u200c|\u200d/u.test(character);
}

/** Lines of at most `width` columns: broken at spaces, else behind punctuation, else anywhere. Nothing is lost. */
export function wrapped(text: string, width: number): readonly string[] {
  return linesOfPieces(pieces(text, width), width);
}

/** Lines that are broken at spaces only: a path or URL stays whole, so that it can be copied, and may be wider. */
export function wrappedAtSpaces(text: string, width: number): readonly string[] {
  return linesOfPieces(wordsOf(text), width);
}

function linesOfPieces(pieces: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Pieces of a text that are not broken: words with the spaces after them, and parts of names. */
function pieces(text: string, width: number): readonly string[] {
  return wordsOf(text).flatMap((word) => (widthOf(word.trimEnd()) <= width ? [word] : parts(word, width)));
}

/** Words with the spaces behind them. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** Names are broken behind what joins their words. */
const PART = /[^-./:,;@_]*[-./:,;@_]+\s*|[^-./:,;@_]+/g;

function parts(word: string, width: number): readonly string[] {
  return (word.match(PART) ?? []).flatMap((part) => (widthOf(part.trimEnd()) <= width ? [part] : slices(part, width)));
}

function slices(part: string, width: number): readonly string[] {
  const found: string[] = [];
  let slice = '';
  for (const character of part) {
    if (slice !== '' && widthOf(slice) + characterWidth(character) > width) {
      found.push(slice);
      slice = '';
    }
    slice += character;
  }
  return slice === '' ? found : [...found, slice];
}

/** Returns the widest part of a text that {@link wrapped} only breaks when it must. */
export function unbrokenWidth(text: string): number {
  const words = text.match(/\S+/g) ?? [];
  return Math.max(0, ...words.flatMap((word) => (word.match(PART) ?? []).map(widthOf)));
}
