import { at, lastIndexUpTo } from '../../../values/lists.js';
import { present } from '../../../values/present.js';

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

  /** The number of its parts. */
  get size(): number {
    return this.parts.length;
  }

  toString(): string {
    return this.text;
  }

  slice(start: number, end = this.text.length): TracedText {
    const cut: Part[] = [];
    for (let index = lastIndexUpTo(this.traced, start); index < this.parts.length; index++) {
      const { start: first, part } = at(this.traced, index);
      if (first >= end) break;
      const [from, to] = [Math.max(start - first, 0), Math.min(end - first, part.text.length)];
      if (from < to) cut.push(partOf(part, from, to));
    }
    return new TracedText(cut);
  }

  /** The text with as many blanks before every line. */
  indented(width: number): TracedText {
    const pad: Part = { text: ' '.repeat(width) };
    return new TracedText([
      pad,
      ...this.parts.flatMap((part) =>
        [...part.text.matchAll(/[^\n]+\n?|\n/g)].flatMap(({ index, 0: line }) => {
          const own = partOf(part, index, index + line.length);
          return line.endsWith('\n') ? [own, pad] : [own];
        }),
      ),
    ]);
  }

  /** The places of a character, the innermost one first; undefined where only the expression that has it is known. */
  placeAt(offset: number): TextPlace | undefined {
    if (this.parts.length === 0) return undefined;
    const { start, part } = at(this.traced, lastIndexUpTo(this.traced, offset));
    return placeOf(part, Math.min(offset - start, part.text.length));
  }

  private get traced() {
    this.starts ??= startsOf(this.parts);
    return this.starts;
  }

  /** The text as the result of an expression at a place. */
  takenInBy(place: TextPlace | undefined): TracedText {
    return place === undefined
      ? this
      : new TracedText(this.parts.map((part) => ({ text: part.text, place: innerOf(part.place, place) })));
  }
}

/** The place of a character of a part, by its offset there. */
function placeOf({ place }: Part, offset: number): TextPlace | undefined {
  return place?.isText ? { ...place, from: place.from + offset } : place;
}

function partOf(part: Part, from: number, to: number): Part {
  return { text: part.text.slice(from, to), ...present({ place: placeOf(part, from) }) };
}

/** Returns the place of a chain that is in a file. */
export function placeIn(place: TextPlace | undefined, file: string): TextPlace | undefined {
  for (let at = place; at; at = at.via) if (at.file === file) return at;
  return undefined;
}

/** The innermost place of a file is the one that counts, so that a chain has one for each file. */
function innerOf(inner: TextPlace | undefined, outer: TextPlace): TextPlace {
  if (inner !== undefined && placeIn(inner, outer.file)) return inner;
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
