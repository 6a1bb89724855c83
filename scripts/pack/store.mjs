// The facts of packs as they are kept: a file for each product, the values of a place by ranges of releases.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const folder = fileURLToPath(new URL('../../test/catalogue/packs/', import.meta.url));

/** The products whose packs are kept. */
export function storedProducts() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

/** Facts by release; empty for a product whose packs are not kept. */
export function readStored(product) {
  const path = join(folder, `${product}.yaml`);
  if (!existsSync(path)) return { sources: [], releases: new Map() };
  const { sources, releases, facts } = parse(readFileSync(path, 'utf8'));
  const byRelease = new Map(releases.map((release) => [release, new Map()]));
  for (const [place, byValue] of Object.entries(facts))
    for (const [values, ranges] of Object.entries(byValue))
      for (const release of releasesIn(ranges, releases)) byRelease.get(release).set(place, values.split(' '));
  return { sources, releases: byRelease };
}

/** Keeps the facts of releases, oldest first. */
export function writeStored(product, { sources, releases: byRelease }) {
  const releases = [...byRelease.keys()];
  const facts = {};
  for (const place of [...new Set([...byRelease.values()].flatMap((one) => [...one.keys()]))].sort()) {
    const byValue = new Map();
    for (const [release, one] of byRelease) {
      const values = one.get(place)?.join(' ');
      if (values !== undefined) byValue.set(values, [...(byValue.get(values) ?? []), release]);
    }
    facts[place] = Object.fromEntries([...byValue].map(([values, own]) => [values, rangesOf(own, releases)]));
  }
  const head = '# Ports in the configuration of packs, by place: keys and numbers. Made by `npm run prove -- store`.\n';
  const text = stringify({ product, sources, releases, facts }, { lineWidth: 0, collectionStyle: 'any' });
  writeFileSync(join(folder, `${product}.yaml`), head + text);
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
    const [first, last = first] = range.split(' - ');
    return releases.slice(releases.indexOf(first), releases.indexOf(last) + 1);
  });
}
