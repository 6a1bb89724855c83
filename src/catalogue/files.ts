import { readPackaged } from '../files/packaged.js';
import type { ProductFile } from '../model/product.js';
import { type Catalogue, catalogueOf, type ProductSummary } from './catalogue.js';

/**
 * Returns the packaged catalogue. Only its index is read here; a product's file is read when the product is asked for. Notes and sources
 * are two thirds of a file and are read only where they are shown.
 */
export function packagedCatalogue(detail: 'values' | 'described' = 'values'): Catalogue {
  const folder = detail === 'values' ? 'values/' : '';
  const index = readPackaged('index') as readonly ProductSummary[];
  const ids = new Set(index.map(({ id }) => id));
  return catalogueOf({
    index,
    read: (id) => (ids.has(id) ? (readPackaged(`${folder}${id}`) as ProductFile) : undefined),
  });
}
