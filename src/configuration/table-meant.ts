import { slips } from '../values/did-you-mean.js';

/**
 * Returns the table that a key was meant for, where it is in another one: a table whose name is spelled nearly so, or that has a
 * name more or less. Undefined where no table is, or two are equally near.
 *
 * @param table the names of the table that the key is in
 * @param tables by name, with dots between, the keys that matter
 */
export function tableMeant(
  table: readonly string[],
  key: string,
  tables: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const near = [...tables]
    .filter(([, keys]) => keys.has(key))
    .map(([name]) => ({ name, cost: slipsBetween(table, name.split('.')) }))
    .filter(({ cost }) => cost !== undefined);
  const least = Math.min(...near.map(({ cost }) => Number(cost)));
  const [first, ...others] = near.filter(({ cost }) => cost === least);
  return others.length === 0 ? first?.name : undefined;
}

/** Counts the wrong letters between two tables, a name that is missing or too much as one. Undefined where they are not near. */
function slipsBetween(names: readonly string[], others: readonly string[]): number | undefined {
  if (names.length === others.length) return misspelling(names, others);
  const [shorter, longer] = names.length < others.length ? [names, others] : [others, names];
  return isShortened(shorter, longer) ? 1 : undefined;
}

/** One name of them is spelled nearly like the other: a third of its letters may be wrong. */
function misspelling(names: readonly string[], others: readonly string[]): number | undefined {
  const costs = names.flatMap((name, index) => {
    const beside = others.slice(index, index + 1).filter((other) => other !== name);
    return beside.map((other) => {
      const cost = slips(name.toLowerCase(), other.toLowerCase());
      return cost <= Math.max(1, Math.floor(Math.max(name.length, other.length) / 3)) ? cost : undefined;
    });
  });
  return costs.length === 1 ? costs[0] : undefined;
}

/** They are the others without one of their names. */
function isShortened(names: readonly string[], others: readonly string[]): boolean {
  const at = others.findIndex((other, index) => other !== names[index]);
  return names.length + 1 === others.length && others.toSpliced(at, 1).every((other, index) => other === names[index]);
}
