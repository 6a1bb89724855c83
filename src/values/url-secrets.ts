import { MARK } from './secret-mark.js';
import { type Secret, secretsIn as search } from './url-parts.js';

/** What comes in the place of one secret. */
export type Mask = (secret: string) => string;

export const asMark: Mask = () => MARK;
/** Columns stay where they are. */
export const asStars: Mask = (secret) => '*'.repeat(secret.length);

/** Returns a text without the users, passwords and queries of its URLs: `https://***@cp:9443/services/?token=***`. */
export function withoutUrlSecrets(text: string): string {
  return maskedUrlSecrets(text, asMark);
}

/** Returns a text as `withoutUrlSecrets`, as long as it was, so that columns stay where they are. */
export function blankedUrlSecrets(text: string): string {
  return maskedUrlSecrets(text, asStars);
}

/** Whether a text has users, passwords or queries, or the marks in place of them. */
export function hasUrlSecrets(text: string): boolean {
  return secretsIn(text).length > 0;
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
  return list.every((item) => plain(item) === item) ? list : list.map(plain);
}

function plainMap(map: object, plain: (value: unknown) => unknown): object {
  if (Object.values(map).every((value) => plain(value) === value)) return map;
  // This defines keys and does not assign them: one may be `__proto__`.
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plain(value)]));
}

/** Returns a changed text with the secrets of the text that it was made of in place of its marks; that text where they do not match. */
export function withSecretsOf(written: string, changed: string): string {
  if (!changed.includes(MARK)) return changed;
  const secrets = secretsIn(written);
  if (secrets.length !== secretsIn(changed).length) return written;
  const own = secrets.map(({ start, end }) => written.slice(start, end));
  // There are as many marks as secrets.
  return maskedUrlSecrets(changed, () => own.shift() as string);
}

/** Most texts have nothing that needs to be searched. */
function secretsIn(text: string): readonly Secret[] {
  return /[@/?]|%40|%2f/i.test(text) ? search(text) : [];
}

/** Returns a text with something else in place of each user, password and value of a query. */
export function maskedUrlSecrets(text: string, mask: Mask): string {
  const secrets = secretsIn(text);
  if (secrets.length === 0) return text;
  const parts = secrets.map(({ start, end }, index) => {
    const before = text.slice(secrets[index - 1]?.end ?? 0, start);
    return before + mask(text.slice(start, end));
  });
  return parts.join('') + text.slice(secrets.at(-1)?.end);
}

/** Whether a text may have a secret in the way that this module knows: a cheap question, which most texts answer with no. */
export function mayHaveUrlSecrets(text: string): boolean {
  return /[@?;(\\%]|\S#/.test(text);
}
