// The facts of packs as they are kept: a file for each product, the values of a place by ranges of releases.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const sourcesFolder = fileURLToPath(new URL('../../test/catalogue/packs/', import.meta.url));
const keysFolder = fileURLToPath(new URL('../../src/catalogue/keys/', import.meta.url));

/** Where the facts of complete packs are kept: those that have the files of every component, as others published them. */
export const completeFolder = join(sourcesFolder, 'complete');

/** The products whose packs are kept in a folder. */
export function storedProducts(folder = sourcesFolder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

/**
 * Facts, profiles, features and tables by release; empty for a product whose packs are not kept. `from` says of which product and profiles the first
 * release was a part before.
 */
export function readStored(product, folder = sourcesFolder) {
  const path = join(folder, `${product}.yaml`);
  if (!existsSync(path))
    return { sources: [], releases: new Map(), profiles: new Map(), features: new Map(), tables: new Map() };
  const { sources, from, releases, profiles, features, tables, facts } = parse(readFileSync(path, 'utf8'));
  const named = Object.entries(profiles ?? {}).flatMap(([names, ranges]) =>
    releasesIn(ranges, releases).map((release) => [release, names.split(' ')]),
  );
  return {
    sources,
    from,
    releases: byRelease(facts, releases),
    profiles: new Map(named),
    features: byRelease(features ?? {}, releases),
    tables: new Map(releases.map((release) => [release, tablesAt(release, tables ?? {}, releases)])),
  };
}

function tablesAt(release, tables, releases) {
  return Object.keys(tables).filter((table) => releasesIn(tables[table], releases).includes(release));
}

/** What is kept by name and value, by release and name. */
function byRelease(kept, releases) {
  const found = new Map(releases.map((release) => [release, new Map()]));
  for (const [name, byValue] of Object.entries(kept))
    for (const [values, ranges] of Object.entries(byValue))
      for (const release of releasesIn(ranges, releases)) found.get(release).set(name, values.split(' '));
  return found;
}

/** Keeps the facts of releases, oldest first. */
export function writeStored(
  product,
  { sources, from, releases: ports, profiles, features, tables },
  folder = sourcesFolder,
) {
  const releases = [...ports.keys()];
  const byValue = (valuesIn) => {
    const having = new Map();
    for (const release of releases) {
      const value = valuesIn(release)?.join(' ');
      if (value) having.set(value, [...(having.get(value) ?? []), release]);
    }
    return Object.fromEntries([...having].map(([value, own]) => [value, rangesOf(own, releases)]));
  };
  const byName = (maps) => {
    const names = [...new Set([...maps.values()].flatMap((one) => [...one.keys()]))].sort();
    return Object.fromEntries(names.map((name) => [name, byValue((release) => maps.get(release)?.get(name))]));
  };
  const filled = (kept) => (Object.keys(kept).length > 0 ? kept : undefined);
  const kept = {
    product,
    sources,
    from,
    releases,
    profiles: filled(byValue((release) => profiles.get(release))),
    features: filled(byName(features)),
    tables: filled(rangesByTable(tables, releases)),
    facts: byName(ports),
  };
  const head = '# Ports in the configuration of packs, by place: keys and numbers. Made by `npm run prove`.\n';
  const text = stringify(kept, { lineWidth: 0, collectionStyle: 'any' });
  writeFileSync(join(folder, `${product}.yaml`), head + text);
}

function rangesByTable(tables, releases) {
  const names = [...new Set([...tables.values()].flat())].sort();
  const having = (name) => releases.filter((release) => tables.get(release)?.includes(name));
  return Object.fromEntries(names.map((name) => [name, rangesOf(having(name), releases)]));
}

/** Keeps the keys that the pack of a release reads, in place of those that are kept of it. */
export function writeKeys(product, release, keys, releases) {
  const having = readKeys(product, releases);
  for (const byKey of having.values()) for (const own of byKey.values()) own.delete(release);
  for (const [table, names] of keys) for (const key of names) put(having, table, key, release);
  writeHaving(product, having, releases);
}

/**
 * Adds keys that the pack of a release reads, of tables in which any key may be read.
 *
 * @param carrying the other tables, of which all keys are kept
 */
export function addKeys(product, release, keys, releases, carrying) {
  const having = readKeys(product, releases);
  for (const [table, names] of keys) {
    if (!carrying.has(table)) for (const one of releases) put(having, table, '*', one);
    if (having.get(table)?.has('*')) for (const key of names) put(having, table, key, release);
  }
  writeHaving(product, having, releases);
}

/** The releases that read each key, by table. */
function readKeys(product, releases) {
  const path = join(keysFolder, `${product}.yaml`);
  const having = new Map();
  for (const [table, byKey] of Object.entries(existsSync(path) ? parse(readFileSync(path, 'utf8')) : {}))
    for (const [key, ranges] of Object.entries(byKey))
      for (const one of releasesIn([ranges].flat().join(', '), releases)) put(having, table, key, one);
  return having;
}

function writeHaving(product, having, releases) {
  const path = join(keysFolder, `${product}.yaml`);
  const written = [...having].sort(byFirst).map(([table, byKey]) => {
    const read = [...byKey].filter(([, own]) => own.size > 0).sort(byFirst);
    const ranges = read.map(([key, own]) => {
      const runs = openRanges(
        releases.filter((one) => own.has(one)),
        releases,
      );
      return [key, runs.length === 1 ? runs[0] : runs];
    });
    return [table, Object.fromEntries(ranges)];
  });
  const filled = written.filter(([, ranges]) => Object.keys(ranges).length > 0);
  const head =
    '# Keys that releases read, by table, where the table has a port or a link; `*` is any key. Made by `npm run prove -- store`.\n';
  writeFileSync(path, head + stringify(Object.fromEntries(filled), { lineWidth: 0 }));
}

function byFirst([a], [b]) {
  return a < b ? -1 : 1;
}

/** Ranges that stay open at the newest release, as those of the catalogue do. */
function openRanges(own, releases) {
  const ranges = rangesOf(own, releases).split(', ');
  const newest = releases.at(-1);
  return ranges.map((range) =>
    range === newest ? `${newest} -` : range.endsWith(` - ${newest}`) ? range.slice(0, -newest.length - 1) : range,
  );
}

function put(having, table, key, release) {
  const byKey = having.get(table) ?? new Map();
  having.set(table, byKey.set(key, (byKey.get(key) ?? new Set()).add(release)));
}

/** `3.0.0 - 4.7.0`, several with commas. */
function rangesOf(own, releases) {
  const runs = [];
  for (const release of own) {
    const last = runs.at(-1);
    if (last && releases.indexOf(last.at(-1)) + 1 === releases.indexOf(release)) last.push(release);
    else runs.push([release]);
  }
  return runs.map((run) => (run.length === 1 ? run[0] : `${run[0]} - ${run.at(-1)}`)).join(', ');
}

function releasesIn(ranges, releases) {
  return ranges.split(', ').flatMap((range) => {
    const [first, last = first] = range.split(/ - ?/);
    return releases.slice(releases.indexOf(first), last === '' ? undefined : releases.indexOf(last) + 1);
  });
}
