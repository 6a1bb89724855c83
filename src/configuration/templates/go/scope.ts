import { type GoValue, isGoList, isGoMap, UNKNOWN, UnknownValue } from './values.js';

/** Variables of a block and of those around it. */
export class VariableScope {
  private readonly values = new Map<string, GoValue>();
  private readonly outer: VariableScope | undefined;

  constructor(outer?: VariableScope) {
    this.outer = outer;
  }

  declare(name: string, value: GoValue): void {
    this.values.set(name, value);
  }

  assign(name: string, value: GoValue): void {
    if (this.values.has(name) || !this.outer) this.values.set(name, value);
    else this.outer.assign(name, value);
  }

  get(name: string): GoValue {
    const value = this.values.get(name);
    return value === undefined ? (this.outer?.get(name) ?? UNKNOWN) : value;
  }
}

/** Returns the value at keys. One that a map does not have is nothing; what has no keys has an unknown value at one. */
export function fieldOf(value: GoValue, keys: readonly string[]): GoValue {
  let at = value;
  for (const [index, key] of keys.entries()) {
    if (!isGoMap(at)) return at instanceof UnknownValue ? at : UNKNOWN;
    at = at.get(key) ?? null;
    // Methods in the middle of a chain have no parameters.
    if (typeof at === 'function' && index < keys.length - 1) at = at();
  }
  return at;
}

/** Returns keys and values in the order of Go: that of the keys. Undefined where a value has none. */
export function roundsOf(value: GoValue): readonly (readonly [GoValue, GoValue])[] | undefined {
  if (isGoList(value)) return value.map((item, index) => [index, item]);
  if (isGoMap(value))
    return [...value].filter(([, item]) => typeof item !== 'function').sort(([a], [b]) => (a < b ? -1 : 1));
  return value === null ? [] : undefined;
}
