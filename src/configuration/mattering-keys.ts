import type { Release } from '../catalogue/release.js';
import { listOf, tomlNames } from '../catalogue/settings.js';
import type { Settings, TomlPlace } from '../model/settings.js';

/** Keys by the name of their table, with dots between. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

/** The keys by which the catalogue knows ports, the offset and ends of links, by table. */
export function matteringKeys({ listeners, links, offsetSettings }: Release): Tables {
  const values = [offsetSettings, ...[...listeners, ...links].map(({ settings }) => settings)];
  return byTable(values.flatMap(placesOf));
}

/** Every key of a value: its own, other spellings, and the other keys of its table. */
export function placesOf({ toml = [] }: Settings): readonly TomlPlace[] {
  return listOf(toml).flatMap(({ aliases = [], authKey, where, unless, beside, ...place }) => {
    const further = [authKey ?? [], ...[where, unless, beside].map((values) => Object.keys(values ?? {}))].flat();
    return [place, ...aliases, ...further.map((key) => ({ ...place, key }))];
  });
}

export function byTable(places: readonly TomlPlace[]): Tables {
  const tables = new Map<string, Set<string>>();
  for (const place of places) {
    const { levels, keys } = tomlNames(place);
    const table = tableText([...levels, ...keys.slice(0, -1)]);
    const own = tables.get(table) ?? new Set();
    for (const key of keys.slice(-1)) tables.set(table, own.add(key));
  }
  return tables;
}

export function tableText(names: readonly string[]): string {
  return names.join('.');
}
