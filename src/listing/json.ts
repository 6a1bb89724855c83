/** A value of JSON that is an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a text as JSON; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the objects of a list; of anything else none. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text that is not empty. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number that is written as one or as a text; 0 and below are how tools say that they do not know. */
export function numberIn(value: unknown): number | undefined {
  const number = Number(value);
  return (typeof value === 'number' || typeof value === 'string') && Number.isInteger(number) && number > 0
    ? number
    : undefined;
}
