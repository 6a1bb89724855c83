import type { Catalogue } from '../../catalogue/catalogue.js';
import { compareTexts } from '../../values/lists.js';
import type { CatalogView } from './view.js';

/** Returns every product with its releases, by id. */
export function productsView({ products }: Pick<Catalogue, 'products'>): CatalogView {
  const sorted = [...products].sort((a, b) => compareTexts(a.id, b.id));
  const titles = ['product', 'name', 'releases'];
  return {
    data: sorted.map(({ id, name, releases }) => ({ product: id, name, releases })),
    page: {
      sections: [
        {
          grid: {
            columns: titles.map((title, index) => ({ title, solid: index === 0 })),
            rows: sorted.map(({ id, name, releases }) => ({ cells: [id, name, releases.join(', ')] })),
          },
        },
      ],
    },
  };
}
