import type { Catalogue } from '../../catalogue/catalogue.js';
import type { CatalogView } from './view.js';

/** Every product with its releases, by id. */
export function productsView({ products }: Pick<Catalogue, 'products'>): CatalogView {
  const sorted = [...products].sort((a, b) => (a.id < b.id ? -1 : 1));
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
