import type { Path, Range } from '../model/finding.js';
import { rangesOf } from '../values/lines.js';
import type { Limits } from './limits.js';
import { type Builder, readPlainYaml } from './plain-yaml.js';
import type { SourceText } from './source-text.js';

/** Makes the data of a text, with the values that YAML 1.2 gives to scalars without quotes (its core schema, section 10.3.2). */
export const DATA: Builder<unknown> = {
  map: () => ({}),
  list: () => [],
  scalar: (text, isQuoted) => (isQuoted ? text : resolved(text)),
  add(map, key, _start, _end, value) {
    const object = map as Record<string, unknown>;
    if (Object.hasOwn(object, key)) return false;
    // An assignment would ask what every object inherits.
    if (key in object)
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    else object[key] = value;
    return true;
  },
  push: (list, value) => void (list as unknown[]).push(value),
  close: () => {},
};

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const LIKE_NUMBER = /^[-+.\d]/;
const WHOLE_NUMBER = /^-?\d{1,15}$/;
/** What JavaScript does not take for a number, or only without a sign: `0o17`, `-0x1f`, `.inf`. */
const OTHER_NUMBER = /^[-+]?(?:0[ox]|\.[in])/i;

function resolved(text: string): unknown {
  if (LIKE_NUMBER.test(text)) {
    if (WHOLE_NUMBER.test(text)) return Number(text);
    // Any other number is for the library; so is what only looks like one. A version is none.
    return Number.isNaN(Number(text)) && !OTHER_NUMBER.test(text) ? text : undefined;
  }
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

/** Where a value or a key stands. */
interface Spot {
  readonly start: number;
  end: number;
  /** The content of a scalar. */
  readonly text?: string;
  readonly entries?: Map<string, { readonly key: Spot; readonly value: Spot }>;
  readonly items?: Spot[];
}

const SPOTS: Builder<Spot> = {
  map: (start) => ({ start, end: start, entries: new Map() }),
  list: (start) => ({ start, end: start, items: [] }),
  scalar: (text, _isQuoted, start, end) => ({ start, end, text }),
  add(map, key, start, end, value) {
    map.entries?.set(key, { key: { start, end, text: key }, value });
    return true;
  },
  push: (list, value) => void list.items?.push(value),
  close(collection, end) {
    collection.end = end;
  },
};

/** Makes the source of a text that was read as plain YAML. It is read again for places, which clean topologies never need. */
export function plainSource(file: string, text: string, data: unknown, limits: Limits): SourceText {
  const rangeIn = rangesOf(text);
  let root: Spot | undefined;
  const spotAt = (path: Path, part: 'value' | 'key'): Spot => {
    // A text that was plain once is plain again.
    root ??= readPlainYaml(text, limits, SPOTS) as Spot;
    return pointedAt(root, path, part);
  };
  return {
    file,
    text,
    data,
    locate(path, part = 'value'): Range {
      const { start, end } = spotAt(path, part);
      return rangeIn(start, end);
    },
    textAt: (path) => spotAt(path, 'value').text,
  };
}

function pointedAt(root: Spot, path: Path, part: 'value' | 'key'): Spot {
  let value = root;
  let anchor = firstKey(root) ?? root;
  for (const [depth, step] of path.entries()) {
    const pair = value.entries?.get(String(step));
    const next = pair?.value ?? value.items?.[Number(step)];
    if (next === undefined) return anchor;
    if (pair && part === 'key' && depth === path.length - 1) return pair.key;
    anchor = pair?.key ?? firstKey(next) ?? next;
    value = next;
  }
  // `app1:` has a value without a character of its own; its key is what can be seen.
  return value.text === undefined || value.start === value.end ? anchor : value;
}

/** An item of a list has no key of its own; the first key in it represents it. */
function firstKey({ entries }: Spot): Spot | undefined {
  return entries?.values().next().value?.key;
}
