import type { EmbeddedText } from '../../model/manifests.js';
import { positionsOf, rangesOf } from '../../values/lines.js';
import { embeddedText } from '../kubernetes/embedded.js';
import { manifestValue } from '../kubernetes/value.js';

/** A file that a script or cloud-init writes; its key is the path. */
export interface WrittenFile extends Omit<EmbeddedText, 'text'> {
  /** Absent where variables of the script are part of the path or of the text. */
  readonly text?: string;
}

/** `<<EOF` and `<<-'EOF'`, with the quote of the delimiter and the delimiter. */
const HEREDOC = /<<-?[ \t]?(["']?)(\w{1,40})\1/;
/** `> path` and `tee path`. */
const TARGET = /(?:^|[^>&\d])>[ \t]?["']?([^\s"'|;&<>()]{1,512})|\btee[ \t](?!-)["']?([^\s"'|;&<>()]{1,512})/;

/** Returns the files that a text of a shell, also inside of Terraform or Ruby, writes as a whole with a here-document. */
export function heredocFiles(file: string, text: string): readonly WrittenFile[] {
  const [positionOf, rangeOf] = [positionsOf(text), rangesOf(text)];
  const found: WrittenFile[] = [];
  for (let [from, next] = [0, 0]; from < text.length; from = next) {
    const end = text.indexOf('\n', from);
    next = end < 0 ? text.length : end + 1;
    const line = text.slice(from, next);
    const opened = line.startsWith('#') || line.length > MAX_LINE ? null : HEREDOC.exec(line);
    if (!opened) continue;
    const [match, quote, delimiter = ''] = opened;
    const [, redirected, piped] = TARGET.exec(line.replace(match, ' ')) ?? [];
    const key = redirected ?? piped;
    const body = key === undefined ? undefined : bodyIn(text.slice(next), delimiter);
    if (key === undefined || body === undefined) continue;
    const start = next;
    const at = from + line.indexOf(key);
    const known = { key, file, range: rangeOf(at, at + key.length) };
    const read = key.includes('$') || isCompleted(file, body) ? undefined : readBody(body, quote !== '');
    const placeOf = (offset: number) => positionOf(start + (read?.offsets[offset] ?? body.length));
    found.push(read ? { ...known, text: read.text, positionOf: placeOf } : known);
    next += body.length;
  }
  return found;
}

const MAX_LINE = 2000;

/** The lines up to the one with the delimiter alone. */
function bodyIn(rest: string, delimiter: string): string | undefined {
  let at = 0;
  for (const line of rest.split('\n')) {
    if (line.trim() === delimiter) return rest.slice(0, at);
    at += line.length + 1;
  }
  return undefined;
}

/** Terraform and Ruby put values of their own into a text before a shell sees it. */
function isCompleted(file: string, body: string): boolean {
  if (/\.tf$/.test(file)) return /[$%]\{/.test(body);
  return /Vagrantfile$/.test(file) && /#\{|\\/.test(body);
}

/** What a shell makes of a text: as it is behind a quoted delimiter; else a backslash keeps a character, and everything else that it would replace is not known. */
function readBody(
  body: string,
  isQuoted: boolean,
): { readonly text: string; readonly offsets: readonly number[] } | undefined {
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < body.length; at++) {
    if (!isQuoted && /^\\[$`\\]/.test(body.slice(at, at + 2))) at++;
    else if (!isQuoted && /^(?:[$`]|\\\n)/.test(body.slice(at, at + 2))) return undefined;
    offsets.push(at);
    text += body.charAt(at);
  }
  return { text, offsets };
}

/** Returns the files of `write_files` of cloud-init; encoded ones are left out. */
export function cloudInitFiles(file: string, text: string): readonly WrittenFile[] {
  // Terraform puts values of its own into its templates before cloud-init sees them.
  if (/\.(tf|tpl|tftpl)$/.test(file) && text.includes('${')) return [];
  const read = manifestValue({ file, text, start: 0, positionOf: positionsOf(text) });
  if (!('value' in read)) return [];
  return read.value.at('write_files').items.flatMap((entry) => {
    const [path, content] = [entry.at('path').text, entry.at('content')];
    if (path === undefined || entry.at('encoding').exists || entry.at('append').text === 'true') return [];
    return embeddedText(path, content) ?? [];
  });
}
