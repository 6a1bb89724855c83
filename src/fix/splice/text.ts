/** A piece of a text and what replaces it; offsets are 0-based, the end is exclusive. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** It writes a value where one from an alias or a merge key holds: needed only if that one is not changed itself. */
  readonly overrides?: true;
}

/** Replaces pieces of a text, which do not overlap. Insertions at one place keep their order. */
export function replaced(text: string, changes: readonly Change[]): string {
  let [result, position] = ['', 0];
  for (const change of [...changes].sort((a, b) => a.start - b.start)) {
    if (change.start < position) throw new Error('two corrections overlap');
    result += text.slice(position, change.start) + change.text;
    position = change.end;
  }
  return result + text.slice(position);
}

/** Returns the end of the line that contains an offset, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = offset;
  return rest.exec(text)?.index ?? text.length;
}

export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  // A search of the whole text would look through all of it where no line ends so.
  return start + text.slice(start, offset).lastIndexOf('\r') + 1;
}

/** Returns the line break of a text: the first one is used everywhere. */
export function lineBreak(text: string): string {
  return /\r\n|\n/.exec(text)?.[0] ?? '\n';
}
