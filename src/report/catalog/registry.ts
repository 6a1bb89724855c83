import type { PageStyle } from '../page/page.js';
import type { CatalogView } from './view.js';

type CatalogReporter = (view: CatalogView, style: PageStyle) => string;

/** The formats of `catalog`; what a format needs is loaded when it is asked for. */
const REPORTERS = {
  table: async (): Promise<CatalogReporter> => {
    const { table } = await import('../page/table.js');
    return ({ page }, style) => table(page, style);
  },
  json: async (): Promise<CatalogReporter> => {
    const { jsonText } = await import('../json.js');
    return ({ data }) => jsonText(data);
  },
  csv: async (): Promise<CatalogReporter> => {
    const { csv } = await import('../page/csv.js');
    return ({ page, fullPage = page }, style) => csv(fullPage, style);
  },
  markdown: async (): Promise<CatalogReporter> => {
    const { markdown } = await import('../page/markdown.js');
    return ({ page, fullPage = page }, style) => markdown(fullPage, style);
  },
} as const satisfies Readonly<Record<string, () => Promise<CatalogReporter>>>;

export type CatalogFormat = keyof typeof REPORTERS;

export const CATALOG_FORMATS = Object.keys(REPORTERS) as readonly CatalogFormat[];

export async function catalogReporterOf(format: CatalogFormat): Promise<CatalogReporter> {
  return REPORTERS[format]();
}
