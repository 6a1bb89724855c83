import { slips } from '../values/did-you-mean.js';

/**
 * Returns the table that a key was meant for, where it is in another one: a table whose name is spelled nearly so, or that has a
 * name more or less. Undefined where no table or more than one is meant.
 *
 * @param table the names of the table that the key is in
 * @param tables by name, with dots between, the keys that matter
 */
export function tableMeant(
  table: readonly string[],
  key: string,
  tables: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const having = [...tables].filter(([, keys]) => keys.has(key)).map(([name]) => name);
  const near = having.filter((name) => isNear(table, name.split('.')));
  return near.length === 1 ? near[0] : undefined;
}

function isNear(names: readonly string[], others: readonly string[]): boolean {
  if (names.length === others.length) return isMisspelt(names, others);
  return names.length < others.length ? isShortened(names, others) : isShortened(others, names);
}

/** One name of them is spelled nearly like the other. */
function isMisspelt(names: readonly string[], others: readonly string[]): boolean {
  const different = names.flatMap((name, index) => {
    const beside = others.slice(index, index + 1).filter((other) => other !== name);
    return beside.map((other) => ({ name: name.toLowerCase(), other: other.toLowerCase() }));
  });
  return different.length === 1 && different.every(({ name, other }) => slips(name, other) <= allowed(name, other));
}

/** A third of the letters may be wrong. */
function allowed(name: string, other: string): number {
  return Math.max(1, Math.floor(Math.max(name.length, other.length) / 3));
}

/** They are the others without one of their names. */
function isShortened(names: readonly string[], others: readonly string[]): boolean {
  const at = others.findIndex((other, index) => other !== names[index]);
  return names.length + 1 === others.length && others.toSpliced(at, 1).every((other, index) => other === names[index]);
}
