import type { Release } from '../catalogue/release.js';
import { listOf, tomlNames } from '../catalogue/settings.js';
import type { UnknownKey } from '../model/configured.js';
import type { Fragment, Leaf } from '../model/fragment.js';
import type { TomlKeys } from '../model/product.js';
import type { Settings, TomlPlace } from '../model/settings.js';
import { nearest } from '../values/did-you-mean.js';
import { memo } from '../values/memo.js';
import { inRange } from '../values/versions.js';
import { lastName } from './leaf.js';

/**
 * The keys of a node's deployment.toml that its release does not read, of tables that have a port, the offset or an end of a link.
 * Where not every key of a table is known, only those that are nearly spelled like one that matters.
 */
export function unknownKeys(fragments: readonly Fragment[], release: Release): readonly UnknownKey[] {
  const unknown = new Map<string, UnknownKey>();
  for (const { file, format, settings } of fragments) {
    if (format.model !== 'toml') continue;
    for (const leaf of settings) {
      const found = unknownKey(leaf, release);
      const id = found && `${file} ${found.table} ${found.key}`;
      if (found && id && !unknown.has(id)) unknown.set(id, { file, range: leaf.range, ...found });
    }
  }
  return [...unknown.values()];
}

type Known = Omit<UnknownKey, 'file' | 'range'>;

function unknownKey(leaf: Leaf, release: Release): Known | undefined {
  const table = tableText(leaf.steps.slice(0, -1).map(({ name }) => name));
  const key = lastName(leaf);
  const { mattering, others, tomlKeys } = keysOfCatalogue(release);
  const [wanted, read] = [mattering.get(table), tomlKeys[table]];
  if ((!wanted && !read) || wanted?.has(key) || others.get(table)?.has(key)) return undefined;
  const ranges = [read?.[key] ?? []].flat();
  if (ranges.length > 0 && inRange(release.version, ranges)) return undefined;
  const meant = nearest(key, wanted ?? []);
  if (meant === undefined && (!read || hasAnyKey(read, release))) return undefined;
  return { table, key, ...(meant === undefined ? {} : { meant }), readBy: ranges };
}

/** Other components read the table, or it is written into a file as it is. */
function hasAnyKey(read: TomlKeys[string], { version }: Release): boolean {
  return read['*'] !== undefined && inRange(version, read['*']);
}

type Tables = ReadonlyMap<string, ReadonlySet<string>>;

/** The keys by which the catalogue knows ports, the offset and ends of links, and those of everything else it knows, by table. */
const keysOfCatalogue = memo((release: Release) => {
  const { listeners, links, selfReferences, offsetSettings, tomlKeys, version } = release;
  const isCovered = Object.values(tomlKeys).some((keys) => Object.values(keys).some((own) => inRange(version, own)));
  const values = [offsetSettings, ...[...listeners, ...links].map(({ settings }) => settings)];
  const beside = [...listeners, ...links].flatMap((entry) => Object.values(entry)).filter(isSettings);
  return {
    mattering: byTable(values.flatMap(placesOf)),
    // Of a release whose pack was not read, nothing is known.
    tomlKeys: isCovered ? tomlKeys : {},
    others: byTable([...beside, ...selfReferences.map(({ settings }) => settings)].flatMap(placesOf)),
  };
});

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && 'toml' in value;
}

/** Every key of a value: its own, other spellings, and the other keys of its table. */
function placesOf({ toml = [] }: Settings): readonly TomlPlace[] {
  return listOf(toml).flatMap(({ aliases = [], authKey, where, unless, beside, ...place }) => {
    const further = [authKey ?? [], ...[where, unless, beside].map((values) => Object.keys(values ?? {}))].flat();
    return [place, ...aliases, ...further.map((key) => ({ ...place, key }))];
  });
}

function byTable(places: readonly TomlPlace[]): Tables {
  const tables = new Map<string, Set<string>>();
  for (const place of places) {
    const { levels, keys } = tomlNames(place);
    const table = tableText([...levels, ...keys.slice(0, -1)]);
    tables.set(table, (tables.get(table) ?? new Set()).add(keys.at(-1) ?? ''));
  }
  return tables;
}

function tableText(names: readonly string[]): string {
  return names.join('.');
}
