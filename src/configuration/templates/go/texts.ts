import { encoded, fromYaml, toYaml } from './data.js';
import { TracedText } from './text.js';
import { toToml } from './toml.js';
import { dataOf, type GoFunction, type GoValue, isText, plainText, printed, UNKNOWN, UnknownValue } from './values.js';
import { MAX_LENGTH } from './work.js';

type TextFunction = (text: TracedText, ...parameters: readonly string[]) => GoValue;

/** Functions over one text, which is their last parameter. Those that keep characters keep their places. */
const OVER_TEXT: Readonly<Record<string, TextFunction>> = {
  quote: quoted,
  squote: (text) => TracedText.concat(["'", text, "'"]),
  indent: (text, width) => indented(text, Number(width)),
  nindent: (text, width) => afterLineEnd(indented(text, Number(width))),
  trim: (text) => text.slice(text.text.length - text.text.trimStart().length, text.text.trimEnd().length),
  trimAll: (text, set = '') => text.slice(...bounds(text.text, new Set(set.split('')))),
  trimSuffix: (text, end = '') => (text.text.endsWith(end) ? text.slice(0, text.text.length - end.length) : text),
  trimPrefix: (text, start = '') => (text.text.startsWith(start) ? text.slice(start.length) : text),
  trunc: (text, length) => truncated(text, Number(length)),
  substr: (text, start, end) => text.slice(Math.max(0, Number(start)), Number(end) < 0 ? undefined : Number(end)),
  replace: (text, from = '', to = '') => replaced(text, from, to),
  repeat: (text, times) => repeated(text, Number(times)),
  toString: (text: TracedText) => text,
  upper: ({ text }) => text.toUpperCase(),
  lower: ({ text }) => text.toLowerCase(),
  title: ({ text }) => text.replace(/(^|\s)\S/g, (start) => start.toUpperCase()),
  nospace: ({ text }) => text.replace(/\s/g, ''),
  contains: ({ text }, part = '') => text.includes(part),
  hasPrefix: ({ text }, start = '') => text.startsWith(start),
  hasSuffix: ({ text }, end = '') => text.endsWith(end),
  split: ({ text }, separator = '') => new Map(text.split(separator).map((part, index) => [`_${index}`, part])),
  splitList: ({ text }, separator = '') => text.split(separator),
  b64enc: ({ text }) => encoded(text),
  b64dec: ({ text }) => decoded(text),
  fromYaml: ({ text }) => fromYaml(text),
  fromJson: ({ text }) => fromYaml(text),
};

/** Functions over texts, and those that make one. */
export const TEXT_FUNCTIONS: Readonly<Record<string, GoFunction>> = {
  ...Object.fromEntries(Object.entries(OVER_TEXT).map(([name, run]) => [name, overText(run)])),
  print: (...values) => joined(values, (a, b) => (isText(a) || isText(b) ? '' : ' ')),
  println: (...values) => TracedText.concat([printedAll(values, () => ' '), '\n']),
  cat: (...values) => joined(values, () => ' '),
  printf: (format = '', ...values) => formatted(plainText(format), values),
  join: (separator = '', list = []) =>
    Array.isArray(list) ? joined(list, () => plainText(separator)) : joined([list], () => ''),
  toYaml: (value = null) => toYaml(value),
  toToml: (value = null) => toToml(value),
  toJson: (value = null) => JSON.stringify(dataOf(value)),
  toRawJson: (value = null) => JSON.stringify(dataOf(value)),
  toPrettyJson: (value = null) => JSON.stringify(dataOf(value), null, 2),
};

/** The text is the last parameter; others are before it. */
function overText(run: TextFunction): GoFunction {
  return (...parameters) => {
    const unknown = parameters.find((parameter) => parameter instanceof UnknownValue);
    if (unknown !== undefined) return unknown;
    return run(printed(parameters.at(-1) ?? null), ...parameters.slice(0, -1).map(plainText));
  };
}

function joined(values: readonly GoValue[], between: (a: GoValue, b: GoValue) => string): GoValue {
  return values.find((value) => value instanceof UnknownValue) ?? printedAll(values, between);
}

function printedAll(values: readonly GoValue[], between: (a: GoValue, b: GoValue) => string): TracedText {
  return TracedText.concat(
    values.flatMap((value, index) => [index === 0 ? '' : between(values[index - 1] ?? null, value), printed(value)]),
  );
}

const ESCAPED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: TracedText): TracedText {
  return TracedText.concat([
    '"',
    withReplaced(text, text.text.matchAll(/["\\\n\r\t]/g), (character) => ESCAPED[character] ?? character),
    '"',
  ]);
}

/** A part of a text, and its 0-based offset. */
interface Match {
  readonly index: number;
  readonly 0: string;
}

/** Every match replaced; the other characters keep their places, and a replacement is where its match was. */
function withReplaced(text: TracedText, matches: Iterable<Match>, replacement: (match: string) => string): TracedText {
  const parts: TracedText[] = [];
  let at = 0;
  for (const { index, 0: match } of matches) {
    parts.push(text.slice(at, index), placed(text, index, replacement(match)));
    at = index + match.length;
  }
  return TracedText.concat([...parts, text.slice(at)]);
}

function placed(text: TracedText, offset: number, replacement: string): TracedText {
  const place = text.placeAt(offset);
  const plain = TracedText.concat([replacement]);
  return place ? plain.takenInBy({ ...place, isText: false }) : plain;
}

function replaced(text: TracedText, from: string, to: string): GoValue {
  if (from === '') return text;
  const matches = [...occurrences(text.text, from)];
  return matches.length * to.length > MAX_LENGTH ? UNKNOWN : withReplaced(text, matches, () => to);
}

function* occurrences(text: string, part: string): Iterable<Match> {
  for (let index = text.indexOf(part); index >= 0; index = text.indexOf(part, index + part.length))
    yield { index, 0: part };
}

function indented(text: TracedText, width: number): GoValue {
  return width >= 0 && width <= 1000 ? text.indented(width) : UNKNOWN;
}

function afterLineEnd(text: GoValue): GoValue {
  return text instanceof UnknownValue ? text : TracedText.concat(['\n', printed(text)]);
}

function repeated(text: TracedText, times: number): GoValue {
  return times >= 0 && times * text.length <= MAX_LENGTH ? text.text.repeat(times) : UNKNOWN;
}

function bounds(text: string, cut: ReadonlySet<string>): [number, number] {
  let [start, end] = [0, text.length];
  while (start < end && cut.has(text.charAt(start))) start++;
  while (end > start && cut.has(text.charAt(end - 1))) end--;
  return [start, end];
}

function truncated(text: TracedText, length: number): TracedText {
  return length < 0 ? text.slice(Math.max(0, text.text.length + length)) : text.slice(0, length);
}

function decoded(text: string): GoValue {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return UNKNOWN;
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}

/** `%s`, `%v`, `%d`, `%q`, `%t` and `%%`, numbers with a width; other verbs are not understood. */
function formatted(format: string, values: readonly GoValue[]): GoValue {
  const parts: (TracedText | string)[] = [];
  let [at, next] = [0, 0];
  for (const { index, 0: verb, 1: width = '', 2: kind = '' } of format.matchAll(/%(0?\d{0,2})([a-z%])/gi)) {
    parts.push(format.slice(at, index));
    at = index + verb.length;
    if (kind === '%') parts.push('%');
    else {
      const part = formattedValue(kind, width, values[next++]);
      if (part === undefined) return UNKNOWN;
      parts.push(part);
    }
  }
  return TracedText.concat([...parts, format.slice(at)]);
}

function formattedValue(kind: string, width: string, value: GoValue | undefined): TracedText | undefined {
  if (value === undefined || value instanceof UnknownValue || !/[svdqt]/.test(kind)) return undefined;
  if (kind === 'q') return quoted(printed(value));
  const text = printed(value);
  const missing = Number(width) - text.text.length;
  return missing > 0 ? TracedText.concat([(width.startsWith('0') ? '0' : ' ').repeat(missing), text]) : text;
}
