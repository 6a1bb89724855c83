import { MARK } from './secret-mark.js';

/** A part of a text, by its 0-based offsets. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** A part that is not shown. */
export type Secret = Part;

/** What may be a URL in a sentence: no blank but in a template, and none of the characters that end one in YAML, JSON and HTML. */
const WORD = /(?:\{\{[^{}]{0,200}\}\}|[^\s"<>])+/g;
/** A scheme as YAML and JSON have it: `https://`, `https:\/\/`. */
const SCHEME = /(?:[a-z][a-z\d+.-]{0,30})?:(?:\\?\/){2}/gi;

/** Finds the secrets in the URLs of a text, from left to right. */
export function secretsIn(text: string): readonly Secret[] {
  if (isAddress(text)) return secretsOfWord(text);
  return wordsIn(text).flatMap(({ start, end }) =>
    secretsOfWord(text.slice(start, end)).map((each) => moved(each, start)),
  );
}

const ADDRESS = /^\s{0,80}['([{=,]{0,8}(?:jdbc:|[a-z][a-z\d+.-]{0,30}:(?:\\?\/){2})/i;
/** `boss:a password@host:9443` */
const USER = /^[^\s:@/]{1,256}:\S/;
const AT_PORT = /^[^\s:@]{1,256}:\d{1,5}(?!\w)/;

/** Whether all of a text is an address, rather than a sentence with one: blanks and quotes in it belong to a password. */
function isAddress(text: string): boolean {
  return ADDRESS.test(text) || (USER.test(text) && AT_PORT.test(text.slice(text.lastIndexOf('@') + 1)));
}

/** The words of a sentence. One that begins a URL goes on to where its host follows, if a password has a blank in it. */
function wordsIn(text: string): readonly Part[] {
  const words: Part[] = [];
  for (let next = 0; ; ) {
    WORD.lastIndex = next;
    const found = WORD.exec(text);
    if (!found) return words;
    const start = found.index;
    next = behindBlanks(text, start, start + found[0].length);
    words.push({ start, end: next });
  }
}

function behindBlanks(text: string, start: number, end: number): number {
  const last = [...text.slice(start, end).matchAll(SCHEME)].at(-1);
  const address = last && text.slice(start + last.index + last[0].length, end);
  if (address === undefined || address.includes('@')) return end;
  const behind = text.slice(end);
  const next = behind.search(SCHEME);
  const region = next < 0 ? behind : behind.slice(0, next);
  const at = region.lastIndexOf('@');
  if (at < 0) return end;
  const word = region.slice(at).replace(/[\s"<>].*/s, '');
  const isOpen = usersIn(hostsOf(address)).open !== undefined;
  return isOpen || AT_PORT.test(word.slice(1)) ? end + at + word.length : end;
}

/** A scheme of which the colon and the slashes are percent-encoded. */
const ENCODED = /%3a(?:%2f|\/){2}/i;

/** The secrets of a word: those of the addresses behind each of its schemes, and of what precedes the first one. */
function secretsOfWord(word: string): readonly Secret[] {
  const encoded = ENCODED.exec(word);
  if (encoded) {
    const start = encoded.index + encoded[0].length;
    const behind = word.slice(start);
    return [
      ...secretsOfWord(word.slice(0, encoded.index)),
      ...(/@|%40|\?|%3f/i.test(behind) ? [{ start, end: word.length }] : []),
    ];
  }
  const schemes = [...word.matchAll(SCHEME)].map(({ 0: scheme, index }) => ({ index, end: index + scheme.length }));
  const behind = schemes.flatMap(({ end }, number) =>
    secretsOfAddress(word.slice(end, schemes[number + 1]?.index)).map((each) => moved(each, end)),
  );
  return [...secretsOfBare(word.slice(0, schemes[0]?.index)), ...behind];
}

function moved({ start, end }: Secret, by: number): Secret {
  return { start: start + by, end: end + by };
}

/** A path with a query, without the host that it is on. */
const PATH_WITH_QUERY = /^['([{=,]{0,8}\/[^?]*(?=\?[\w.-]{1,32}=)/;

/**
 * The secrets of `user:password@host` without a scheme, or of a path with a query. The digest of an image is not taken for a host, and a name
 * without a password, as in a mail address, is not a secret.
 */
function secretsOfBare(word: string): readonly Secret[] {
  const path = PATH_WITH_QUERY.exec(word)?.[0];
  if (path !== undefined) return valuesIn(word, path.length);
  const at = word.lastIndexOf('@');
  if (at < 0 && word.includes(':') && /%40/i.test(word)) return [{ start: 0, end: word.length }];
  const query = word.search(/\?[\w.-]{1,32}=/);
  const values = query < 0 ? [] : valuesIn(word, query);
  if (at < 0 || /^@sha\d{3}:/.test(word.slice(at, at + 8))) return values;
  const oracle = /\bjdbc:oracle:\w{1,30}:/i.exec(word);
  if (oracle) return [{ start: Math.min(at, oracle.index + oracle[0].length), end: at }];
  const start = /^['([{=,]{0,8}/.exec(word)?.[0].length ?? 0;
  const hasPassword = word.slice(0, at).includes(':') || word.slice(start, at) === MARK;
  return hasPassword ? secretsOfAddress(word.slice(start)).map((each) => moved(each, start)) : values;
}

/** The end of the hosts of an address: a path, a query, options behind semicolons or in brackets. */
const REST = /[/?#\\()]|;(?=[\w.-]{1,64}=)/;

/** The secrets of what is behind a scheme, which may be a list: `user:password@host:port,host:port/path?key=value`. */
function secretsOfAddress(text: string): readonly Secret[] {
  const hosts = hostsOf(text);
  const end = hosts.length;
  const { users, open } = usersIn(hosts);
  const query = text.slice(end).search(/[?;#(]/);
  const path = query < 0 ? text.length : end + query;
  // A password may have any character of a URL in it, and a path a name.
  const late = text.lastIndexOf('@', open === undefined ? path - 1 : text.length);
  const start = open ?? end + 1;
  if (late < end || late <= start) return [...users, ...valuesIn(text, path)];
  return [...users, { start, end: late }, ...valuesIn(text, Math.max(path, late))];
}

/** What is in front of the path of an address. */
function hostsOf(text: string): string {
  const rest = text.search(REST);
  return rest < 0 ? text : text.slice(0, rest);
}

/** The users of a list of hosts, and where one starts of which the host does not follow. */
function usersIn(hosts: string): { readonly users: readonly Secret[]; readonly open: number | undefined } {
  const users: Secret[] = [];
  let open: number | undefined;
  for (const { 0: item, index } of hosts.matchAll(/[^,|;]+/g)) {
    const at = item.lastIndexOf('@');
    // Where the host starts is not plain behind an encoded separator.
    const end = at < 0 && /%40/i.test(item) ? item.length : at;
    if (end >= 0) users.push({ start: open ?? index, end: index + end });
    if (end >= 0) open = undefined;
    else if (!HOST.test(item)) open ??= index;
  }
  return { users, open };
}

/** A host with or without a port, each of which may be a variable, in the brackets of a group. */
const HOST =
  /^[{}']{0,4}(?:\[[\da-z:.%]{1,80}\]|[\w.*$-]{0,253}(?:\{{1,2}[^{}]{0,200}\}{1,2}[\w.-]{0,253})?)(?::(?:\d{1,5}|\$?\{{1,2}[^{}]{0,200}\}{1,2}))?[{}'.]{0,4}$/i;
/** Options that name a host or a port. */
const ADDRESS_KEY = /^(?:host|port|address|servername|portnumber|brokerlist)=$/i;

/** An option and what separates it from the one before it; inside of other URLs `&` is `%26`. */
const OPTION = /([?&;#,|()]|%26)((?:[^?&;#,|()%]|%(?!26))+)/g;

/** The values of a query, of options behind semicolons and in brackets, from a 0-based offset on. Keys and switches are shown. */
function valuesIn(text: string, from: number): readonly Secret[] {
  return [...text.slice(from).matchAll(OPTION)].flatMap(({ 1: mark = '', 2: piece = '', index }) => {
    // What ends in equals signs is a value in base64.
    const [key = ''] = /^(?:[\w.-]{1,32}=(?!=*[}'\].]*$)|brokerlist=)/i.exec(piece) ?? [];
    const value = piece.slice(key.length);
    // A part of a page, and words of a descriptor.
    if (key === '' && '#()'.includes(mark)) return [];
    const isAddress = key === '' ? /[,|;]/.test(mark) : ADDRESS_KEY.test(key);
    if ((isAddress && HOST.test(value)) || value === 'true' || value === 'false') return [];
    const start = from + index + mark.length + key.length;
    return insideQuotes(value, start);
  });
}

/** A value without quotes, brackets and the end of a sentence around it; none where nothing is left. */
function insideQuotes(value: string, at: number): readonly Secret[] {
  const closing = value.includes('{') ? "'" : "'}].";
  let [start, end] = [0, value.length];
  while (start < end && value.charAt(start) === "'") start++;
  while (end > start && closing.includes(value.charAt(end - 1))) end--;
  return start === end ? [] : [{ start: at + start, end: at + end }];
}
