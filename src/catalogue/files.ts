import { readFileSync } from 'node:fs';
import type { ProductFile } from '../model/product.js';
import { type Catalogue, catalogueOf, type ProductSummary } from './catalogue.js';

/** Product files as JSON, made from `products/*.yaml` at build time; the same folder in the sources and in the package. */
const DIRECTORY = new URL('../generated/catalogue/', import.meta.url);

/**
 * The packaged catalogue. Only its index is read here; a product's file is read when the product is asked for. Notes and sources
 * are two thirds of a file and are read only where they are shown.
 */
export function packagedCatalogue(detail: 'values' | 'described' = 'values'): Catalogue {
  const folder = detail === 'values' ? 'values/' : '';
  const index = readJson('index') as readonly ProductSummary[];
  const ids = new Set(index.map(({ id }) => id));
  return catalogueOf({ index, read: (id) => (ids.has(id) ? (readJson(`${folder}${id}`) as ProductFile) : undefined) });
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, DIRECTORY), 'utf8'));
}
