import { toYamlTexts } from './data.js';
import type { TracedText } from './text.js';
import { type GoMap, type GoValue, isText, plainText, UNKNOWN } from './values.js';

/** Returns what templates see of a chart's files: `.Files.Get`, `.Files.Glob` and the like. Names are those below the chart's folder. */
export function filesValue(files: ReadonlyMap<string, TracedText>): GoMap {
  const named = (name: GoValue | undefined): TracedText | undefined =>
    isText(name) ? files.get(plainText(name).replace(/^\.\//, '')) : undefined;
  return new Map<string, GoValue>([
    ...files,
    ['Get', (name) => named(name) ?? ''],
    ['GetBytes', (name) => named(name) ?? ''],
    ['Lines', (name) => linesOf(named(name))],
    ['Glob', (pattern) => (isText(pattern) ? filesValue(matching(files, plainText(pattern))) : UNKNOWN)],
    ['AsConfig', () => toYamlTexts(byName(files))],
    ['AsSecrets', () => toYamlTexts(byName(files), true)],
  ]);
}

function byName(files: ReadonlyMap<string, TracedText>): ReadonlyMap<string, TracedText> {
  return new Map([...files].map(([path, text]) => [path.replace(/^.*\//s, ''), text]));
}

function linesOf(text: TracedText | undefined): readonly TracedText[] {
  if (!text) return [];
  const lines: TracedText[] = [];
  let at = 0;
  for (const { index, 0: end } of text.text.matchAll(/\r?\n/g)) {
    lines.push(text.slice(at, index));
    at = index + end.length;
  }
  return at < text.text.length ? [...lines, text.slice(at)] : lines;
}

/** The longest pattern, in characters, the most `**` in one, and the most texts in its braces. */
const MAX_PATTERN = 300;
const MAX_FOLDERS = 2;
const MAX_ALTERNATIVES = 20;

function matching(files: ReadonlyMap<string, TracedText>, pattern: string): ReadonlyMap<string, TracedText> {
  if (pattern.split('**').length > MAX_FOLDERS + 1 || pattern.length > MAX_PATTERN) return new Map();
  const alternatives = alternativesOf(pattern);
  if (alternatives.length > MAX_ALTERNATIVES) return new Map();
  return new Map([...files].filter(([path]) => alternatives.some((each) => fits(path.split('/'), each.split('/')))));
}

/** `{a,b}` of a pattern, one pair of braces. */
function alternativesOf(pattern: string): readonly string[] {
  const [, start, list, end] = /^([^{]*)\{([^{}]*)\}([^{}]*)$/s.exec(pattern) ?? [];
  return list === undefined ? [pattern] : list.split(',').map((part) => `${start}${part}${end}`);
}

function fits(path: readonly string[], pattern: readonly string[]): boolean {
  const [wanted, ...others] = pattern;
  const [name, ...below] = path;
  if (wanted === undefined) return name === undefined;
  if (wanted === '**') return fits(path, others) || (name !== undefined && fits(below, pattern)) || others.length === 0;
  return name !== undefined && fitsName(name, wanted) && fits(below, others);
}

/** `*` and `?` of one name. */
function fitsName(name: string, pattern: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const isEqual = (text: string, wanted: string) =>
    text.length === wanted.length &&
    [...wanted].every((character, index) => character === '?' || character === text[index]);
  if (parts.length === 0) return isEqual(name, first);
  if (!isEqual(name.slice(0, first.length), first)) return false;
  let at = first.length;
  const last = parts.pop() ?? '';
  for (const part of parts) {
    while (at <= name.length && !isEqual(name.slice(at, at + part.length), part)) at++;
    at += part.length;
  }
  return at + last.length <= name.length && isEqual(name.slice(name.length - last.length), last);
}
