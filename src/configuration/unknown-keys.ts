import type { Release } from '../catalogue/release.js';
import type { UnknownKey } from '../model/configured.js';
import type { Fragment, Leaf } from '../model/fragment.js';
import type { TomlKeys } from '../model/product.js';
import type { Settings } from '../model/settings.js';
import { nearest } from '../values/did-you-mean.js';
import { memo } from '../values/memo.js';
import { inRange } from '../values/versions.js';
import { lastName } from './leaf.js';
import { byTable, matteringKeys, placesOf, tableText } from './mattering-keys.js';
import { tableMeant } from './table-meant.js';

/**
 * The keys of a node's deployment.toml that its release does not read, of tables that have a port, the offset or an end of a link.
 * Where not every key of a table is known, only those that are nearly spelled like one that matters. A key that matters counts in
 * tables besides as well, where it was meant for one table.
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
  const names = leaf.steps.slice(0, -1).map(({ name }) => name);
  const table = tableText(names);
  const key = lastName(leaf);
  const { mattering, others, tomlKeys, isCovered, offsets } = keysOfCatalogue(release);
  const [wanted, read] = [mattering.get(table), tomlKeys[table]];
  if (wanted?.has(key) || others.get(table)?.has(key)) return undefined;
  const readBy = [read?.[key] ?? []].flat();
  if (readBy.length > 0 && inRange(release.version, readBy)) return undefined;
  const meant =
    nearest(key, wanted ?? []) ?? [...(offsets.get(table) ?? [])].find((own) => key.toLowerCase().includes(own));
  if (meant !== undefined) return { table, key, meant, readBy };
  const meantTable = isCovered && readBy.length === 0 ? tableMeant(names, key, mattering) : undefined;
  if (meantTable !== undefined) return { table, key, meantTable, readBy };
  return !read || hasAnyKey(read, release) ? undefined : { table, key, readBy };
}

/** Other components read the table, or it is written into a file as it is. */
function hasAnyKey(read: TomlKeys[string], { version }: Release): boolean {
  return read['*'] !== undefined && inRange(version, read['*']);
}

/** The keys by which the catalogue knows ports, the offset and ends of links, and those of everything else it knows, by table. */
const keysOfCatalogue = memo((release: Release) => {
  const { listeners, links, selfReferences, offsetSettings, tomlKeys, version } = release;
  const isCovered = Object.values(tomlKeys).some((keys) => Object.values(keys).some((own) => inRange(version, own)));
  const beside = [...listeners, ...links].flatMap((entry) => Object.values(entry)).filter(isSettings);
  return {
    mattering: matteringKeys(release),
    // People write it with another word as well: `portOffset`, as it is called on a command line.
    offsets: byTable(placesOf(offsetSettings)),
    isCovered,
    // Of a release whose pack was not read, nothing is known.
    tomlKeys: isCovered ? tomlKeys : {},
    others: byTable([...beside, ...selfReferences.map(({ settings }) => settings)].flatMap(placesOf)),
  };
});

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && 'toml' in value;
}
