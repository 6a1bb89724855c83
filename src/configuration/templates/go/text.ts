import { lastUpTo } from '../../../values/lists.js';

/** Where a text comes from: the offset in a file of its first character, or of the expression that it is the result of. Offsets are 0-based. */
export interface TextPlace {
  readonly file: string;
  readonly from: number;
  /** Each of its characters is one of the file. */
  readonly isText: boolean;
  /** The expression of another file that took it in. */
  readonly via?: TextPlace;
}

interface Part {
  readonly text: string;
  readonly place?: TextPlace;
}

/** A text made of parts of files and of results of expressions; it knows where each of its characters comes from. */
export class TracedText {
  private readonly parts: readonly Part[];
  private joined: string | undefined;
  private starts: readonly { readonly start: number; readonly part: Part }[] | undefined;

  private constructor(parts: readonly Part[]) {
    this.parts = parts.filter(({ text }) => text !== '');
  }

  /** The whole text of a file. */
  static ofFile(file: string, text: string): TracedText {
    return new TracedText([{ text, place: { file, from: 0, isText: true } }]);
  }

  static concat(texts: readonly (TracedText | string)[]): TracedText {
    return new TracedText(texts.flatMap((text) => (typeof text === 'string' ? { text } : text.parts)));
  }

  get text(): string {
    this.joined ??= this.parts.map(({ text }) => text).join('');
    return this.joined;
  }

  get length(): number {
    return this.parts.reduce((sum, { text }) => sum + text.length, 0);
  }

  toString(): string {
    return this.text;
  }

  slice(start: number, end = this.text.length): TracedText {
    let at = 0;
    const cut: Part[] = [];
    for (const { text, place } of this.parts) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, text.length)];
      at += text.length;
      if (from >= to) continue;
      const moved = place?.isText ? { ...place, from: place.from + from } : place;
      cut.push({ text: text.slice(from, to), ...(moved ? { place: moved } : {}) });
    }
    return new TracedText(cut);
  }

  /** The text with as many blanks before every line. */
  indented(width: number): TracedText {
    const pad: Part = { text: ' '.repeat(width) };
    return new TracedText([
      pad,
      ...this.parts.flatMap(({ text, place }) =>
        [...text.matchAll(/[^\n]+\n?|\n/g)].flatMap(({ index, 0: line }) => {
          const moved = place?.isText ? { ...place, from: place.from + index } : place;
          const part: Part = { text: line, ...(moved ? { place: moved } : {}) };
          return line.endsWith('\n') ? [part, pad] : [part];
        }),
      ),
    ]);
  }

  /** The places of a character, the innermost one first; undefined where only the expression that has it is known. */
  placeAt(offset: number): TextPlace | undefined {
    if (this.parts.length === 0) return undefined;
    this.starts ??= startsOf(this.parts);
    const { start, part } = lastUpTo(this.starts, offset);
    const { place } = part;
    return place?.isText ? { ...place, from: place.from + Math.min(offset - start, part.text.length) } : place;
  }

  /** The text as the result of an expression at a place. */
  takenInBy(place: TextPlace | undefined): TracedText {
    return place === undefined
      ? this
      : new TracedText(this.parts.map((part) => ({ text: part.text, place: innerOf(part.place, place) })));
  }
}

/** Returns the place of a chain that is in a file. */
export function placeIn(place: TextPlace | undefined, file: string): TextPlace | undefined {
  for (let at = place; at; at = at.via) if (at.file === file) return at;
  return undefined;
}

function innerOf(inner: TextPlace | undefined, outer: TextPlace): TextPlace {
  return inner === undefined ? outer : { ...inner, via: inner.via === undefined ? outer : innerOf(inner.via, outer) };
}

function startsOf(parts: readonly Part[]) {
  let start = 0;
  return parts.map((part) => {
    const entry = { start, part };
    start += part.text.length;
    return entry;
  });
}
