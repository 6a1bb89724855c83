import { decode } from '../../files/decode.js';
import type { EmbeddedText } from '../../model/manifests.js';
import type { Value } from './value.js';

/** Returns the text of a scalar, with the place of each of its characters where the way it is written has one for each. */
export function embeddedText(key: string, value: Value): EmbeddedText | undefined {
  const { scalar, part, range } = value;
  if (typeof scalar?.value !== 'string') return undefined;
  const [from, to] = scalar.range ?? [0, 0];
  const read = READERS[scalar.type ?? '']?.(part.text.slice(from, to), scalar.value);
  const text = scalar.value;
  const known = { key, text, file: part.file, range };
  // A reader that comes to another text than the library does not know the places.
  if (read?.text !== text) return known;
  const { offsets } = read;
  return {
    ...known,
    positionOf: (offset) =>
      part.positionOf(part.start + from + (offsets[Math.max(0, Math.min(offset, offsets.length - 1))] ?? 0)),
  };
}

const BASE64 = /^[A-Za-z0-9+/=\s]*$/;

/** Returns the text that a Secret holds in base64; only the place of the whole is known. */
export function decodedText(key: string, { text: encoded, part, range }: Value): EmbeddedText | undefined {
  if (encoded === undefined || !BASE64.test(encoded)) return undefined;
  const decoded = decode(bytesOf(encoded));
  return decoded.ok ? { key, text: decoded.text, file: part.file, range } : undefined;
}

/** Reads base64 that may lack its padding or have it in the wrong place; a last character that says nothing is left out. */
function bytesOf(encoded: string): Uint8Array {
  const digits = encoded.replace(/[\s=]/g, '');
  const binary = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** A text as it is read, and the 0-based offset of each character and of the end in what is written. */
interface Traced {
  readonly text: string;
  readonly offsets: readonly number[];
}

const READERS: Readonly<Record<string, (written: string, value: string) => Traced>> = {
  BLOCK_LITERAL: literal,
  QUOTE_DOUBLE: (written) => quoted(written, ESCAPE),
  QUOTE_SINGLE: (written) => quoted(written, /''/y),
  PLAIN: (written) => ({ text: written, offsets: Array.from({ length: written.length + 1 }, (_, index) => index) }),
};

/** Lines of a block scalar are those of the text, indented. */
function literal(written: string, value: string): Traced {
  const lines = value.split('\n');
  const offsets: number[] = [];
  let at = written.indexOf('\n') + 1;
  const indent = indentOf(written.slice(at), lines);
  for (const [index, line] of lines.entries()) {
    for (let column = 0; column < line.length; column++) offsets.push(Math.min(at + indent + column, written.length));
    const next = written.indexOf('\n', at);
    offsets.push(Math.min(next < 0 ? written.length : next, at + indent + line.length));
    at = next < 0 || index === lines.length - 1 ? at : next + 1;
  }
  return { text: value, offsets };
}

function indentOf(body: string, lines: readonly string[]): number {
  const first = lines.findIndex((line) => line.trim() !== '');
  const written = first < 0 ? undefined : body.split('\n', first + 1)[first];
  return written === undefined ? 0 : written.search(/\S/) - (lines[first]?.search(/\S/) ?? 0);
}

/** An escape of a double-quoted scalar; the last alternative is a line that goes on without a space. */
const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)/y;
/** Blanks inside quotes: with line ends, one of these is a space, and more are as many line ends less one. */
const BLANKS = /[ \t\r\n]+/y;

const NAMED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\t': '\t', e: '\x1b' };

function quoted(written: string, escapes: RegExp): Traced {
  const offsets: number[] = [];
  let text = '';
  for (let at = 1; at < written.length - 1; ) {
    const [match, replaced] = tokenAt(written, at, escapes);
    for (let index = 0; index < replaced.length; index++) offsets.push(match === replaced ? at + index : at);
    text += replaced;
    at += match.length;
  }
  return { text, offsets: [...offsets, written.length - 1] };
}

/** The text at an offset, and its meaning. */
function tokenAt(written: string, at: number, escapes: RegExp): readonly [string, string] {
  const escaped = matchAt(escapes, written, at);
  if (escaped !== undefined) return [escaped, unescaped(escaped)];
  const blanks = matchAt(BLANKS, written, at);
  if (blanks === undefined) return [written.charAt(at), written.charAt(at)];
  const lines = blanks.split('\n').length - 1;
  return [blanks, lines === 0 ? blanks : lines === 1 ? ' ' : '\n'.repeat(lines - 1)];
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unescaped(written: string): string {
  if (written === "''") return "'";
  const rest = written.slice(1);
  if (/^[xuU]/.test(rest) && rest.length > 1) return String.fromCodePoint(Number.parseInt(rest.slice(1), 16));
  if (/^\r?\n/.test(rest)) return '';
  return NAMED[rest] ?? rest;
}
