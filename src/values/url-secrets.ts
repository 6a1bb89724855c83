/** What comes in the place of a user, a password or a query in messages and lists. */
const MARK = '***';

/** A part of a text that is not shown, by its 0-based offsets. */
interface Secret {
  readonly start: number;
  readonly end: number;
}

/** Returns a text without the users, passwords and queries of its URLs: `https://***@cp:9443/services/?token=***`. */
export function withoutUrlSecrets(text: string): string {
  return replacedSecrets(text, () => MARK);
}

/** Returns a text as `withoutUrlSecrets`, as long as it was, so that columns stay where they are. */
export function blankedUrlSecrets(text: string): string {
  return replacedSecrets(text, (secret) => '*'.repeat(secret.length));
}

/** Returns plain data with every text as `withoutUrlSecrets`; the same data where nothing in it changes. */
export function dataWithoutUrlSecrets<T>(data: T): T {
  // What is in several places by an alias is looked at once.
  const known = new Map<object, unknown>();
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return withoutUrlSecrets(value);
    if (typeof value !== 'object' || value === null) return value;
    const found = known.get(value);
    if (found !== undefined) return found;
    const made = Array.isArray(value) ? plainList(value, plain) : plainMap(value, plain);
    known.set(value, made);
    return made;
  };
  // Texts become texts, and everything else keeps its shape.
  return plain(data) as T;
}

function plainList(list: readonly unknown[], plain: (value: unknown) => unknown): readonly unknown[] {
  const items = list.map(plain);
  return items.some((item, index) => item !== list[index]) ? items : list;
}

function plainMap(map: object, plain: (value: unknown) => unknown): object {
  const entries = Object.entries(map).map(([key, value]) => [key, value, plain(value)] as const);
  if (entries.every(([, value, made]) => made === value)) return map;
  // This defines keys and does not assign them: one may be `__proto__`.
  return Object.fromEntries(entries.map(([key, , made]) => [key, made]));
}

/** Returns a changed text with the secrets of the text that it was made of in place of its marks; that text where they do not match. */
export function withSecretsOf(written: string, changed: string): string {
  if (!changed.includes(MARK)) return changed;
  const secrets = secretsIn(written);
  if (secrets.length !== secretsIn(changed).length) return written;
  let next = 0;
  return replacedSecrets(changed, () => {
    const { start, end } = secrets[next++] ?? { start: 0, end: 0 };
    return written.slice(start, end);
  });
}

function replacedSecrets(text: string, replacement: (secret: string) => string): string {
  const secrets = secretsIn(text);
  if (secrets.length === 0) return text;
  const parts = secrets.map(({ start, end }, index) => {
    const before = text.slice(secrets[index - 1]?.end ?? 0, start);
    return before + replacement(text.slice(start, end));
  });
  return parts.join('') + text.slice(secrets.at(-1)?.end);
}

/** What may be a URL: no blank but in a template, and none of the characters that end one in YAML, JSON and HTML. */
const WORD = /(?:\{\{[^{}]{0,200}\}\}|[^\s"<>])+/g;
/** A scheme as YAML and JSON have it: `https://`, `https:\/\/`. */
const SCHEME = /(?:[a-z][a-z\d+.-]{0,30})?:(?:\\?\/){2}/gi;

/** Finds the secrets in the URLs of a text, from left to right. */
function secretsIn(text: string): readonly Secret[] {
  if (!text.includes('@') && !text.includes('/')) return [];
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    secretsOfWord(word).map((each) => moved(each, index)),
  );
}

function moved({ start, end }: Secret, by: number): Secret {
  return { start: start + by, end: end + by };
}

/** The secrets of a word: those of the addresses behind each of its schemes, and of what precedes the first one. */
function secretsOfWord(word: string): readonly Secret[] {
  const schemes = [...word.matchAll(SCHEME)].map(({ 0: scheme, index }) => ({ index, end: index + scheme.length }));
  const behind = schemes.flatMap(({ end }, number) =>
    secretsOfAddress(word.slice(end, schemes[number + 1]?.index)).map((each) => moved(each, end)),
  );
  return [...secretsOfBare(word.slice(0, schemes[0]?.index)), ...behind];
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
  if (at < 0 || /^@sha\d{3}:/.test(word.slice(at, at + 8))) return [];
  const oracle = /\bjdbc:oracle:\w{1,30}:/i.exec(word);
  if (oracle) return [{ start: Math.min(at, oracle.index + oracle[0].length), end: at }];
  const start = /^['([{=,]{0,8}/.exec(word)?.[0].length ?? 0;
  return word.slice(0, at).includes(':') ? secretsOfAddress(word.slice(start)).map((each) => moved(each, start)) : [];
}

/** The end of the hosts of an address: a path, a query, options behind semicolons or in brackets. */
const REST = /[/?#\\()]|;(?=[\w.-]{1,64}=)/;

/** The secrets of what is behind a scheme, which may be a list: `user:password@host:port,host:port/path?key=value`. */
function secretsOfAddress(text: string): readonly Secret[] {
  const rest = text.search(REST);
  const end = rest < 0 ? text.length : rest;
  const { users, open } = usersIn(text.slice(0, end));
  const query = text.slice(end).search(/[?;#(]/);
  const path = query < 0 ? text.length : end + query;
  // A password may have any character of a URL in it, and a path a name.
  const late = text.lastIndexOf('@', open === undefined ? path - 1 : text.length);
  const start = open ?? end + 1;
  if (late < end || late <= start) return [...users, ...valuesIn(text, path)];
  return [...users, { start, end: late }, ...valuesIn(text, Math.max(path, late))];
}

/** The users of a list of hosts, and where one starts of which the host does not follow. */
function usersIn(hosts: string): { readonly users: readonly Secret[]; readonly open: number | undefined } {
  const users: Secret[] = [];
  let open: number | undefined;
  for (const { 0: item, index } of hosts.matchAll(/[^,|;]+/g)) {
    const at = item.lastIndexOf('@');
    if (at >= 0) users.push({ start: open ?? index, end: index + at });
    if (at >= 0) open = undefined;
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
