import { type Catalogue, runs } from '../../catalogue/catalogue.js';
import { provenanceOf, type Release } from '../../catalogue/release.js';
import { settingTexts } from '../../catalogue/settings.js';
import { groupBy } from '../../deployment/lookup.js';
import type { Entry } from '../../model/product.js';
import type { Settings } from '../../model/settings.js';
import { compareTexts } from '../../values/lists.js';
import { type CatalogView, isRoomy, portText } from './view.js';

/** An entry that has a text in its names, its purpose, its settings or its notes. */
interface Hit {
  readonly product: string;
  readonly kind: 'listener' | 'link' | 'self-reference';
  readonly id: string;
  /** The base port, the port that is dialled, or the shipped text. */
  readonly value: string;
  readonly what: string;
  /** Ranges, ascending. */
  readonly releases: readonly string[];
}

/** Returns where the catalogue has a text, in lower or upper case. `width` counts the columns of the terminal, 0 for any. */
export function searchView(
  catalogue: Catalogue,
  text: string,
  products: readonly string[],
  width: number,
): CatalogView {
  const hits = [...products].sort(compareTexts).flatMap((product) => hitsIn(catalogue, product, text.toLowerCase()));
  const title = `"${text}" in the catalogue`;
  if (hits.length === 0) return { data: hits, page: { sections: [{ title, text: ['no entry has it'] }] } };
  const roomy = isRoomy(width);
  const names = ['product', 'releases', 'entry', 'id', 'port', ...(roomy ? ['what it is'] : [])];
  const columns = names.map((name, index) => ({ title: name, solid: index === 0 }));
  const rows = hits.map(({ product, releases, kind, id, value, what }) => ({
    cells: [product, releases.join(', '), kind, id, value, ...(roomy ? [what] : [])],
  }));
  return { data: hits, page: { sections: [{ title, grid: { columns, rows } }] } };
}

function hitsIn(catalogue: Catalogue, product: string, wanted: string): Hit[] {
  const versions = catalogue.product(product)?.releases ?? [];
  const found = versions.flatMap((version) => {
    const release = catalogue.release(product, version);
    return release ? entriesOf(release).filter(({ texts }) => texts.some((text) => has(text, wanted))) : [];
  });
  const alike = groupBy(found, ({ kind, id, value, what }) => JSON.stringify([kind, id, value, what]));
  return [...alike.values()].map((group) => {
    const [{ kind, id, value, what }] = group;
    const present = new Set(group.map(({ version }) => version));
    return { product, kind, id, value, what, releases: runs(versions, (version) => present.has(version)) };
  });
}

function has(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted);
}

type Described = Omit<Hit, 'product' | 'releases'> & { readonly version: string; readonly texts: readonly string[] };

function entriesOf({ version, listeners, links, selfReferences }: Release): Described[] {
  const textsOf = (entry: Entry, settings: Settings) => [
    ...[entry.id, ...(entry.aliases ?? [])],
    ...settingTexts(settings),
    provenanceOf(entry, version).notes,
  ];
  return [
    ...listeners.map(({ id, basePort, purpose, transport, settings, entry }): Described => {
      const texts = [...textsOf(entry, settings), purpose, transport];
      return { version, kind: 'listener', id, value: portText(basePort), what: purpose, texts };
    }),
    ...links.map(({ id, defaultPort, from, to, listeners: ends, settings, entry }): Described => {
      const what = `${from} dials ${ends.join(' or ')} of ${to}`;
      const value = defaultPort === null ? '' : `${defaultPort}`;
      return { version, kind: 'link', id, value, what, texts: [...textsOf(entry, settings), what] };
    }),
    ...selfReferences.map(({ id, default: value, listeners: own, settings, entry }): Described => {
      const what = `own ${own.join(', ') || 'address'} in a file`;
      return { version, kind: 'self-reference', id, value, what, texts: [...textsOf(entry, settings), value] };
    }),
  ];
}
