/** Remembers what a function makes of an object, for as long as the object is in use. */
export function memo<K extends WeakKey, V extends NonNullable<unknown>>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** Remembers what a function makes: it is made when it is asked for the first time. */
export function once<V extends NonNullable<unknown>>(make: () => V): () => V {
  let made: V | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Returns the value of a key that is known to be in a map. Throws a RangeError for any other key, which is a bug. */
export function known<K, V extends NonNullable<unknown>>(entries: ReadonlyMap<K, V>, key: K): V {
  const found = entries.get(key);
  if (found === undefined) throw new RangeError(`there is no entry ${key} among ${entries.size}`);
  return found;
}

/** Returns the entry of a key, which is made when it is asked for the first time. */
export function entryOf<K, V extends NonNullable<unknown>>(entries: Map<K, V>, key: K, make: () => V): V {
  const found = entries.get(key);
  if (found !== undefined) return found;
  const made = make();
  entries.set(key, made);
  return made;
}
