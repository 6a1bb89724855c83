import type { Range } from '../model/finding.js';
import { linesOf } from '../values/lines.js';
import { blankedUrlSecrets } from '../values/url-secrets.js';

/**
 * Returns what may be shown of a product's configuration file: the values that findings are about, each with its key. Everything else is
 * blank, because any other text may be a secret, under whatever name. Lines and columns stay where they are.
 * @param judged the places of the values, those of the file's ports, hosts and endpoints
 */
export function excerptOf(text: string, judged: readonly Range[]): string {
  const lines = linesOf(text);
  const pieces = new Map<number, Piece[]>();
  for (const range of judged) {
    const known = pieces.get(range.start.line) ?? [];
    pieces.set(range.start.line, known);
    known.push(...piecesOf(lines[range.start.line - 1] ?? '', range));
  }
  const last = Math.max(0, ...pieces.keys());
  return Array.from({ length: last }, (_, index) => lineWith(pieces.get(index + 1) ?? [])).join('\n');
}

/** A part of a line that may be shown; `at` is 0-based. */
interface Piece {
  readonly at: number;
  readonly text: string;
}

/** A value and its key; nothing for a value that ends on another line, or is of no kind that is shown. */
function piecesOf(line: string, { start, end }: Range): readonly Piece[] {
  if (start.line !== end.line) return [];
  const at = start.column - 1;
  const from = Math.max(0, at - REACH);
  const keys = keyPieces(line.slice(from, at));
  const written = line.slice(at, end.column - 1);
  const text = shownValue(written) ?? (IMAGE_KEY.test(keys[0]?.text ?? '') ? shownImage(written) : undefined);
  return text === undefined ? [] : [...keys.map((piece) => ({ ...piece, at: piece.at + from })), { at, text }];
}

/** Characters before a value that are looked at for its key. */
const REACH = 2000;

/** Texts that give a value to a key: `offset = `, `offset: "`, `urls = [`. */
const KEY = /(?:^|[\s{,;])([\w.-]{1,80}["']?[ \t]{0,8}[=:][ \t]{0,8}["'[{]{0,3})$/d;
/** `listen 8443;` */
const WORD = /^[ \t]{0,80}([A-Za-z_][\w-]{0,80}[ \t]{1,8})$/d;
const ELEMENT = /(<[\w:.-]{1,80})(?:\s[^<>]*)?>[ \t]{0,80}$/d;
/** The key of a list of several values on one line. */
const LIST = /^[ \t]{0,80}([\w.-]{1,80}[ \t]{0,8}[=:][ \t]{0,8}\[)/d;

function keyPieces(before: string): readonly Piece[] {
  const found = [KEY, WORD, ELEMENT, LIST].map((pattern) => pattern.exec(before)).find((match) => match !== null);
  const [start, end] = found?.indices?.[1] ?? [0, 0];
  const key = { at: start, text: before.slice(start, end) };
  // Attributes stay blank, the end of the tag does not.
  return key.text.startsWith('<') ? [key, { at: before.lastIndexOf('>'), text: '>' }] : [key];
}

/** A number, a switch, a host with or without a port, a published port, or a variable's name. */
const PLAIN =
  /^(?:-?\d{1,6}|[\w.*-]{1,253}|\[[\da-f:.]{2,60}\]|(?:(?:[\w.-]{1,253}|\[[\da-f:.]{2,60}\]):)?[\d-]{1,11}(?::[\d-]{1,11})?(?:\/(?:tcp|udp))?)$/i;
const QUOTED = /^(["']?)(.*)\1$/;
/** Endpoints: no space, and a scheme in front of the first. */
const ENDPOINTS = /^[{(]{0,2}[a-z][a-z\d+.-]{0,30}:\/\/\S*$/i;

/** A value as it may be shown, as long as it is; undefined for what is neither a port nor a switch, host or endpoint. */
function shownValue(written: string): string | undefined {
  const [, quote = '', value = ''] = QUOTED.exec(written) ?? [];
  if (PLAIN.test(value)) return written;
  if (!ENDPOINTS.test(value)) return undefined;
  const query = value.indexOf('?');
  const address = query < 0 ? value : value.slice(0, query);
  return `${quote}${blankedUrlSecrets(address)}${'*'.repeat(value.length - address.length)}${quote}`;
}

/** `image: ` of a container, `FROM ` of a Dockerfile. */
const IMAGE_KEY = /^(?:image["']?[ \t]*:|from[ \t])/i;
const IMAGE = /^(["']?)[\w][\w./:@-]{0,500}\1$/;

function shownImage(written: string): string | undefined {
  return IMAGE.test(written) ? written : undefined;
}

/** Pieces on an otherwise blank line; of two that overlap the first one is shown. */
function lineWith(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const { at, text } of [...pieces].sort((a, b) => a.at - b.at)) {
    if (at < length) continue;
    parts.push(' '.repeat(at - length), text);
    length = at + text.length;
  }
  return parts.join('');
}
