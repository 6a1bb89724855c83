// What a node opens, computed from the files of the products alone: base port plus offset. It shares no code with the tool.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const folder = fileURLToPath(new URL('../../src/catalogue/products/', import.meta.url));

export const PRODUCTS = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(folder + name, 'utf8')));

/** The value of a field at a release: it may differ by ranges of releases. */
function at(value, release, releases) {
  if (value === null || typeof value !== 'object' || !('versions' in value)) return value;
  const found = Object.entries(value.versions).find(([range]) => includes(range, release, releases));
  return found?.[1];
}

/** `2.0.0`, `2.0.0 - 2.6.0` or `3.0.0 -`. */
function includes(range, release, releases) {
  // The name of a release may contain a hyphen, without blanks around it.
  const [from, to = from] = String(range).split(/ -(?: |$)/);
  const number = releases.indexOf(release);
  const last = to === '' ? releases.length - 1 : releases.indexOf(to);
  return releases.indexOf(from) <= number && number <= last;
}

const ranges = (value) => (Array.isArray(value) ? value : [value]);

/** `listener port` of everything that a node opens which says nothing of its own but its profile and offset, sorted. */
export function listenersOf({ product, version, profile, offset }) {
  const { releases: all, listeners = [], defaultOffset = 0, profiles } = PRODUCTS.find(({ id }) => id === product);
  const releases = all.map(String);
  const field = (value) => at(value, version, releases);
  const own = profile ?? field(profiles)[0];
  const added = offset ?? field(defaultOffset) ?? 0;
  return listeners
    .filter(
      ({ versions }) => versions === undefined || ranges(versions).some((each) => includes(each, version, releases)),
    )
    .filter((entry) => field(entry.enabled) === true)
    .filter((entry) => ['all', own].some((each) => (field(entry.profiles) ?? ['all']).includes(each)))
    .filter((entry) => typeof field(entry.basePort) === 'number')
    .map((entry) => {
      const base = field(entry.basePort) + (field(entry.shift) === 'follows' ? added : 0);
      return `${entry.id} ${base + (field(entry.increment) ?? 0)}`;
    })
    .sort();
}

/** Releases with their profiles, of products that can be nodes. */
export const RELEASES = PRODUCTS.filter(({ generic }) => generic !== true).flatMap(({ id, releases, profiles }) =>
  releases.map(String).map((version) => ({
    product: id,
    version,
    profiles: at(profiles, version, releases.map(String)) ?? ['default'],
  })),
);
