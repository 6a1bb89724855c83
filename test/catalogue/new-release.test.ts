import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { provenanceOf, releaseOf } from '../../src/catalogue/release.js';
import { rangeFaults } from '../../src/load/ranges.js';
import type { ProductFile } from '../../src/model/product.js';
import { readProducts } from './product-files.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const validate = new Ajv2020({ strict: true }).compile(JSON.parse(read('schemas/product.schema.json')) as object);

/** The text of a product file with one more release, and the lines that differ. */
function withRelease(id: string, release: string): { readonly product: ProductFile; readonly changed: number } {
  const text = read(`src/catalogue/products/${id}.yaml`);
  const after = text.replace(/(releases: \[[^\]]*?)(\s*\])/, `$1, ${release}$2`);
  const [old, added] = [text.split('\n'), after.split('\n')];
  // products.test.ts proves the shape of the files
  return { product: parse(after) as ProductFile, changed: added.filter((line, index) => line !== old[index]).length };
}

/** Everything that is said of a release, without its name. */
function said(product: ProductFile, version: string): unknown {
  const { version: _, listeners, links, selfReferences, ...head } = releaseOf(product, version);
  const entries = [...listeners, ...links, ...selfReferences];
  return [head, entries.map(({ entry, ...values }) => [values, provenanceOf(entry, version)])];
}

describe('a release in which nothing changed', () => {
  it('is one changed line in the file of its product', () => {
    const { product, changed } = withRelease('wso2am', '4.8.0');
    expect(changed).toBe(1);
    expect(product.releases.at(-1)).toBe('4.8.0');
    expect([validate(product), rangeFaults(product)]).toEqual([true, []]);
  });

  it.each(readProducts().map(({ product }) => [product.id, product.releases.at(-1) ?? '']))(
    'has the values of the one before: %s',
    (id, newest) => {
      const { product } = withRelease(id, '99.0.0');
      expect(rangeFaults(product)).toEqual([]);
      expect(said(product, '99.0.0')).toEqual(said(product, newest));
    },
  );

  it('is said to be carried over until it was compared', () => {
    const { product } = withRelease('wso2am', '4.8.0');
    expect(validate({ ...product, carriedOver: ['4.8.0'] })).toBe(true);
  });
});
