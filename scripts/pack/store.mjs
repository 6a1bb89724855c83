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
 * Facts and profiles by release; empty for a product whose packs are not kept. `from` says of which product and profiles the first
 * release was a part before.
 */
export function readStored(product, folder = sourcesFolder) {
  const path = join(folder, `${product}.yaml`);
  if (!existsSync(path)) return { sources: [], releases: new Map(), profiles: new Map() };
  const { sources, from, releases, profiles, facts } = parse(readFileSync(path, 'utf8'));
  const named = Object.entries(profiles ?? {}).flatMap(([names, ranges]) =>
    releasesIn(ranges, releases).map((release) => [release, names.split(' ')]),
  );
  const byRelease = new Map(releases.map((release) => [release, new Map()]));
  for (const [place, byValue] of Object.entries(facts))
    for (const [values, ranges] of Object.entries(byValue))
      for (const release of releasesIn(ranges, releases)) byRelease.get(release).set(place, values.split(' '));
  return { sources, from, releases: byRelease, profiles: new Map(named) };
}

/** Keeps the facts of releases, oldest first. */
export function writeStored(product, { sources, from, releases: byRelease, profiles }, folder = sourcesFolder) {
  const releases = [...byRelease.keys()];
  const byValue = (valuesIn) => {
    const having = new Map();
    for (const release of releases) {
      const value = valuesIn(release)?.join(' ');
      if (value) having.set(value, [...(having.get(value) ?? []), release]);
    }
    return Object.fromEntries([...having].map(([value, own]) => [value, rangesOf(own, releases)]));
  };
  const places = [...new Set([...byRelease.values()].flatMap((one) => [...one.keys()]))].sort();
  const facts = Object.fromEntries(
    places.map((place) => [place, byValue((release) => byRelease.get(release).get(place))]),
  );
  const named = byValue((release) => profiles.get(release));
  const kept = { product, sources, from, releases, ...(Object.keys(named).length > 0 && { profiles: named }) };
  const head = '# Ports in the configuration of packs, by place: keys and numbers. Made by `npm run prove`.\n';
  const text = stringify({ ...kept, facts }, { lineWidth: 0, collectionStyle: 'any' });
  writeFileSync(join(folder, `${product}.yaml`), head + text);
}

/** Keeps the keys that the pack of a release reads, beside those of the releases that are kept. */
export function writeKeys(product, release, keys, releases) {
  const path = join(keysFolder, `${product}.yaml`);
  const having = new Map();
  for (const [table, byKey] of Object.entries(existsSync(path) ? parse(readFileSync(path, 'utf8')) : {}))
    for (const [key, ranges] of Object.entries(byKey))
      for (const one of releasesIn([ranges].flat().join(', '), releases))
        if (one !== release) put(having, table, key, one);
  for (const [table, names] of keys) for (const key of names) put(having, table, key, release);
  const written = [...having].sort(byName).map(([table, byKey]) => {
    const ranges = [...byKey].sort(byName).map(([key, own]) => {
      const runs = openRanges(
        releases.filter((one) => own.has(one)),
        releases,
      );
      return [key, runs.length === 1 ? runs[0] : runs];
    });
    return [table, Object.fromEntries(ranges)];
  });
  const head =
    '# Keys that releases read, by table, where the table has a port or a link; `*` is any key. Made by `npm run prove -- store`.\n';
  writeFileSync(path, head + stringify(Object.fromEntries(written), { lineWidth: 0 }));
}

function byName([a], [b]) {
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
