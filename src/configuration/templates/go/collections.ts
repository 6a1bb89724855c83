import {
  copied,
  type GoFunction,
  type GoMap,
  type GoValue,
  isEmpty,
  isGoList,
  isGoMap,
  isText,
  merged,
  plainText,
  UNKNOWN,
  UnknownValue,
} from './values.js';

const MAX_ITEMS = 1000;

/** Functions over lists and maps. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, GoFunction>> = {
  list: (...values) => values,
  tuple: (...values) => values,
  dict: (...values) => new Map(pairsOf(values)),
  index: (value = null, ...keys) => keys.reduce<GoValue>(itemAt, value),
  len: (value = null) => (isText(value) ? plainText(value).length : sizeOf(value)),
  get: overMap((map, key) => map.get(key) ?? ''),
  hasKey: overMap((map, key) => map.has(key)),
  pluck: (key = '', ...maps) => maps.flatMap((map) => (isGoMap(map) ? (map.get(plainText(key)) ?? []) : [])),
  set: (map = null, key = '', value = null) => (isGoMap(map) ? map.set(plainText(key), value) : UNKNOWN),
  unset: overMap((map, key) => {
    map.delete(key);
    return map;
  }),
  dig: (...parameters) => dug(parameters),
  keys: (...maps) => maps.flatMap((map) => (isGoMap(map) ? [...map.keys()] : [])),
  values: (map = null) => (isGoMap(map) ? [...map.values()] : UNKNOWN),
  pick: (map = null, ...keys) => picked(map, keys, true),
  omit: (map = null, ...keys) => picked(map, keys, false),
  merge: (...maps) => mergedAll(maps.toReversed()),
  mergeOverwrite: (...maps) => mergedAll(maps),
  deepCopy: (value = null) => copied(value),
  first: overList((list) => list[0] ?? null),
  last: overList((list) => list.at(-1) ?? null),
  rest: overList((list) => list.slice(1)),
  initial: overList((list) => list.slice(0, -1)),
  reverse: overList((list) => list.toReversed()),
  uniq: overList(unique),
  compact: overList((list) => list.filter((item) => !isEmpty(item))),
  sortAlpha: overList((list) => list.map(plainText).sort()),
  append: (list = null, item = null) => (isGoList(list) ? [...list, item] : UNKNOWN),
  prepend: (list = null, item = null) => (isGoList(list) ? [item, ...list] : UNKNOWN),
  concat: (...lists) => (lists.every(isGoList) ? lists.flat() : UNKNOWN),
  has: (item = null, list = null) => (isGoList(list) ? sameAs(list).has(sameOf(item)) : UNKNOWN),
  without: (list = null, ...items) => {
    const unwanted = sameAs(items);
    return isGoList(list) ? list.filter((item) => !unwanted.has(sameOf(item))) : UNKNOWN;
  },
  until: (count = null) => counted(0, count, 1),
  untilStep: (start = null, stop = null, step = null) =>
    typeof start === 'number' ? counted(start, stop, step) : UNKNOWN,
  // A chart that is rendered without a cluster finds nothing in it.
  lookup: () => new Map(),
};

function overMap(run: (map: GoMap, key: string) => GoValue): GoFunction {
  return (map = null, key = null) => (isGoMap(map) && isText(key) ? run(map, plainText(key)) : UNKNOWN);
}

function overList(run: (list: readonly GoValue[]) => GoValue): GoFunction {
  return (list = null) => (isGoList(list) ? run(list) : UNKNOWN);
}

function pairsOf(values: readonly GoValue[]): [string, GoValue][] {
  const keys = values.filter((_, index) => index % 2 === 0);
  return keys.map((key, index) => [plainText(key), values[2 * index + 1] ?? '']);
}

function itemAt(value: GoValue, key: GoValue): GoValue {
  if (isGoMap(value)) return value.get(plainText(key)) ?? null;
  return isGoList(value) && typeof key === 'number' ? (value[key] ?? UNKNOWN) : UNKNOWN;
}

function sizeOf(value: GoValue): GoValue {
  if (isGoMap(value)) return value.size;
  return isGoList(value) ? value.length : UNKNOWN;
}

/** `dig "a" "b" standard map`. */
function dug(parameters: readonly GoValue[]): GoValue {
  const [standard = null, map = null] = parameters.slice(-2);
  let at: GoValue = map;
  for (const key of parameters.slice(0, -2)) {
    if (!isGoMap(at)) return at instanceof UnknownValue ? at : standard;
    const inner: GoValue | undefined = at.get(plainText(key));
    if (inner === undefined) return standard;
    at = inner;
  }
  return at;
}

function picked(map: GoValue, keys: readonly GoValue[], areWanted: boolean): GoValue {
  const named = new Set(keys.map(plainText));
  return isGoMap(map) ? new Map([...map].filter(([key]) => named.has(key) === areWanted)) : UNKNOWN;
}

/** Later maps are laid over earlier ones. The first map of a call is changed in place by Sprig, which few templates rely on. */
function mergedAll(maps: readonly GoValue[]): GoValue {
  return maps.every(isGoMap) ? maps.reduce((base, over) => merged(base, over), new Map<string, GoValue>()) : UNKNOWN;
}

/** What is equal for equal values: scalars by what they print, and collections by themselves. */
function sameOf(value: GoValue): unknown {
  return typeof value === 'object' && !isText(value) ? value : `text ${plainText(value)}`;
}

function unique(list: readonly GoValue[]): readonly GoValue[] {
  const seen = new Set<unknown>();
  return list.filter((item) => seen.size < seen.add(sameOf(item)).size);
}

function sameAs(values: readonly GoValue[]): ReadonlySet<unknown> {
  return new Set(values.map(sameOf));
}

function counted(start: number, stop: GoValue, step: GoValue): GoValue {
  if (typeof stop !== 'number' || typeof step !== 'number' || step === 0) return UNKNOWN;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return count > MAX_ITEMS ? UNKNOWN : Array.from({ length: count }, (_, index) => start + index * step);
}
