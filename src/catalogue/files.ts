import { readPackaged } from '../files/packaged.js';
import { PRODUCT_IDS } from '../generated/product-heads.js';
import type { ProductFile } from '../model/product.js';
import { once } from '../values/memo.js';
import { type Catalogue, catalogueOf, type ProductSummary } from './catalogue.js';

/**
 * Returns the packaged catalogue. Nothing is read here: its index is when products are listed, a product's file when the product is asked for. Notes and sources
 * are two thirds of a file and are read only where they are shown.
 */
export function packagedCatalogue(detail: 'values' | 'described' = 'values'): Catalogue {
  const folder = detail === 'values' ? 'values/' : '';
  const index = once(() => readPackaged('index') as readonly ProductSummary[]);
  return catalogueOf({
    get index() {
      return index();
    },
    read: (id) => (PRODUCT_IDS.includes(id) ? (readPackaged(`${folder}${id}`) as ProductFile) : undefined),
  });
}
