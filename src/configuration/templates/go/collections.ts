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
  pick: (map = null, ...keys) => picked(map, (key) => keys.map(plainText).includes(key)),
  omit: (map = null, ...keys) => picked(map, (key) => !keys.map(plainText).includes(key)),
  merge: (...maps) => mergedAll(maps.toReversed()),
  mergeOverwrite: (...maps) => mergedAll(maps),
  deepCopy: (value = null) => copied(value),
  first: overList((list) => list[0] ?? null),
  last: overList((list) => list.at(-1) ?? null),
  rest: overList((list) => list.slice(1)),
  initial: overList((list) => list.slice(0, -1)),
  reverse: overList((list) => list.toReversed()),
  uniq: overList((list) => list.filter((item, index) => list.findIndex((other) => isSame(item, other)) === index)),
  compact: overList((list) => list.filter((item) => !isEmpty(item))),
  sortAlpha: overList((list) => list.map(plainText).sort()),
  append: (list = null, item = null) => (isGoList(list) ? [...list, item] : UNKNOWN),
  prepend: (list = null, item = null) => (isGoList(list) ? [item, ...list] : UNKNOWN),
  concat: (...lists) => (lists.every(isGoList) ? lists.flat() : UNKNOWN),
  has: (item = null, list = null) => (isGoList(list) ? list.some((other) => isSame(item, other)) : UNKNOWN),
  without: (list = null, ...items) =>
    isGoList(list) ? list.filter((other) => !items.some((item) => isSame(item, other))) : UNKNOWN,
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

function picked(map: GoValue, wanted: (key: string) => boolean): GoValue {
  return isGoMap(map) ? new Map([...map].filter(([key]) => wanted(key))) : UNKNOWN;
}

/** Later maps are laid over earlier ones. The first map of a call is changed in place by Sprig, which few templates rely on. */
function mergedAll(maps: readonly GoValue[]): GoValue {
  return maps.every(isGoMap) ? maps.reduce((base, over) => merged(base, over), new Map<string, GoValue>()) : UNKNOWN;
}

function isSame(a: GoValue, b: GoValue): boolean {
  return typeof a === 'object' && !isText(a) ? a === b : plainText(a) === plainText(b);
}

function counted(start: number, stop: GoValue, step: GoValue): GoValue {
  if (typeof stop !== 'number' || typeof step !== 'number' || step === 0) return UNKNOWN;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return count > MAX_ITEMS ? UNKNOWN : Array.from({ length: count }, (_, index) => start + index * step);
}
