import { TracedText } from './text.js';

/** A value of a Go template. Methods are functions that a map has under a name. */
export type GoValue =
  | null
  | boolean
  | number
  | string
  | TracedText
  | readonly GoValue[]
  | GoMap
  | GoFunction
  | UnknownValue;

export type GoMap = Map<string, GoValue>;

export type GoFunction = (...parameters: readonly GoValue[]) => GoValue;

/** A value that only an installation knows, or that is not understood. */
export class UnknownValue {
  /** Nobody needs to know it: a random key, a checksum. */
  readonly isOpaque: boolean;

  constructor(isOpaque = false) {
    this.isOpaque = isOpaque;
  }
}

export const UNKNOWN = new UnknownValue();

/** What differs at every installation and is no setting. */
export const OPAQUE = new UnknownValue(true);

export function isGoMap(value: GoValue | undefined): value is GoMap {
  return value instanceof Map;
}

export function isGoList(value: GoValue | undefined): value is readonly GoValue[] {
  return Array.isArray(value);
}

export function isText(value: GoValue | undefined): value is string | TracedText {
  return typeof value === 'string' || value instanceof TracedText;
}

/** Returns whether a value is empty, as conditions and `default` see it. */
export function isEmpty(value: GoValue): boolean {
  if (isText(value)) return value.toString() === '';
  if (isGoMap(value)) return value.size === 0;
  return isGoList(value) ? value.length === 0 : value === null || value === false || value === 0;
}

/** Returns a value as it is printed; a traced text keeps its places. */
export function printed(value: GoValue): TracedText {
  if (value instanceof TracedText) return value;
  return TracedText.concat([plainText(value)]);
}

export function plainText(value: GoValue): string {
  if (isText(value)) return value.toString();
  if (value === null || typeof value === 'function' || value instanceof UnknownValue) return '';
  if (isGoList(value)) return `[${value.map(plainText).join(' ')}]`;
  if (isGoMap(value)) return `map[${[...value].map(([key, inner]) => `${key}:${plainText(inner)}`).join(' ')}]`;
  return String(value);
}

/** Returns a scalar of YAML as a value of templates. */
export function goValueOf(data: unknown): GoValue {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? data : null;
}

/** Returns a value as plain data; a part that is not known is a reference that no reader takes for a value. */
export function dataOf(value: GoValue): unknown {
  if (isText(value)) return value.toString();
  if (isGoList(value)) return value.map(dataOf);
  if (isGoMap(value)) return Object.fromEntries([...value].map(([key, inner]) => [key, dataOf(inner)]));
  return typeof value === 'function' || value instanceof UnknownValue ? '$sys{value}' : value;
}

/** Returns a copy that can be changed by itself. */
export function copied(value: GoValue): GoValue {
  if (isGoList(value)) return value.map(copied);
  return isGoMap(value) ? new Map([...value].map(([key, inner]) => [key, copied(inner)])) : value;
}

/** Lays values over others, map by map; null takes a key away. */
export function merged(base: GoMap, over: GoMap): GoMap {
  const result: GoMap = new Map(base);
  for (const [key, value] of over) {
    const below = result.get(key);
    if (value === null) result.delete(key);
    else result.set(key, isGoMap(value) && isGoMap(below) ? merged(below, value) : value);
  }
  return result;
}
