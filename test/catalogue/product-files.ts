import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Entry, ProductFile, Varying, VersionRange } from '../../src/model/product.js';

/** The YAML files as written, without the code that the product reads them with: tests of data must not trust it. */
const folder = fileURLToPath(new URL('../../src/catalogue/products/', import.meta.url));

export interface NamedProduct {
  readonly file: string;
  readonly product: ProductFile;
}

/** Every product file; the cast is what products.test.ts proves with the schema. */
export function readProducts(): readonly NamedProduct[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, product: parse(readFileSync(folder + file, 'utf8')) as ProductFile }));
}

/** The releases of a range, or none when an end is not listed or the ends are in the wrong order. */
export function releasesOf(range: VersionRange, releases: readonly string[]): readonly string[] {
  const [first = '', last = first] = range.split(/ - ?/);
  const start = releases.indexOf(first);
  const end = last === '' ? releases.length - 1 : releases.indexOf(last);
  return start < 0 || end < 0 ? [] : releases.slice(start, end + 1);
}

export function releasesOfAll(
  ranges: VersionRange | readonly VersionRange[] | undefined,
  releases: readonly string[],
): readonly string[] {
  if (ranges === undefined) return releases;
  return (typeof ranges === 'string' ? [ranges] : ranges).flatMap((range) => releasesOf(range, releases));
}

export function isIn(entry: Pick<Entry, 'versions'>, release: string, releases: readonly string[]): boolean {
  return releasesOfAll(entry.versions, releases).includes(release);
}

/** The map of ranges of a value, if it has one. */
export function rangesOf<T>(value: Varying<T>): Readonly<Record<VersionRange, T>> | undefined {
  const isMap = typeof value === 'object' && value !== null && 'versions' in value;
  return isMap ? (value.versions as Readonly<Record<VersionRange, T>>) : undefined;
}

/** Every range that a product file writes, of entries, values, sources and tags. */
export function rangesIn(data: unknown): readonly VersionRange[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const isRanges = key === 'versions' || key === 'tags';
    const written =
      isRanges && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [value].flat();
    return [...(isRanges ? (written as VersionRange[]) : []), ...(key === 'tags' ? [] : rangesIn(value))];
  });
}

/** The value in a release; throws where the map has a gap, which products.test.ts reports with its place. */
export function valueAt<T>(value: Varying<T>, release: string, releases: readonly string[]): T {
  const map = rangesOf(value);
  if (!map) return value as T; // not a map, so the plain half of the union
  for (const [range, one] of Object.entries(map)) if (releasesOf(range, releases).includes(release)) return one;
  throw new Error(`no value for ${release} in ${Object.keys(map).join(', ')}`);
}
