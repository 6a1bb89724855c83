import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { releaseOf } from '../../src/catalogue/release.js';
import { listOf, tomlNames } from '../../src/catalogue/settings.js';
import type { ProductFile, TomlKeys } from '../../src/model/product.js';
import { inRange } from '../../src/values/versions.js';
import { scripts } from './pack-scripts.js';
import { rangesIn, readProducts, releasesOf } from './product-files.js';

const folder = new URL('../../src/catalogue/keys/', import.meta.url);
const products = new Map(readProducts().map(({ product }) => [product.id, product]));

const files = readdirSync(folder).map((name) => {
  const id = name.replace(/\.yaml$/, '');
  const keys = parse(readFileSync(new URL(name, folder), 'utf8')) as TomlKeys;
  return { id, keys, product: products.get(id) as ProductFile };
});

it('keys are kept of the products whose packs are', () => {
  expect(files.map(({ id }) => id).sort()).toEqual([...scripts.storedProducts()].sort());
});

describe.each(files)('the keys of $id', ({ id, keys, product }) => {
  const { releases } = product;

  it('are of releases that the product lists, and stay open at the newest', () => {
    const ranges = Object.values(keys).flatMap((byKey) => rangesIn({ versions: Object.values(byKey).flat() }));
    expect(ranges.filter((range) => releasesOf(range, releases).length === 0)).toEqual([]);
    const kept = [...scripts.readStored(id).releases.keys()];
    expect(ranges.filter((range) => range.endsWith(` - ${kept.at(-1)}`))).toEqual([]);
  });

  it('are all that the catalogue says of tables whose keys are known', () => {
    const unread = [...scripts.readStored(id).releases.keys()].flatMap((version) => {
      const { listeners, links, selfReferences } = releaseOf(product, version);
      return [...listeners, ...links, ...selfReferences].flatMap((entry) =>
        listOf(entry.settings.toml ?? []).flatMap((place) => {
          const { levels, keys: names } = tomlNames(place);
          const path = [...levels, ...names];
          const read = keys[path.slice(0, -1).join('.')];
          const has = (key: string) => read?.[key] !== undefined && inRange(version, read[key]);
          return read === undefined || has('*') || has(path.at(-1) ?? '')
            ? []
            : [`${version} ${entry.id}: ${path.join('.')}`];
        }),
      );
    });
    expect(unread).toEqual([]);
  });
});
