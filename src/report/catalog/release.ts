import type { Release } from '../../catalogue/release.js';
import { settingTexts } from '../../catalogue/settings.js';
import type { ProductFile } from '../../model/product.js';
import type { Section } from '../page/page.js';
import { linkSection, randomSection, referenceSection } from './connections.js';
import { fullListenerGrid, listenerGrid } from './listeners.js';
import { noteSections } from './notes.js';
import { dataOf, type ReleaseChoice, type ReleaseData } from './release-data.js';
import { type CatalogView, isRoomy } from './view.js';

/**
 * Returns what a release opens, dials and keeps, with what is said about it and where that was read. `width` counts the columns of the
 * terminal, 0 for any: where there is little room, the purpose of a listener is in its note instead of its row.
 */
export function releaseView(product: ProductFile, release: Release, choice: ReleaseChoice, width: number): CatalogView {
  const roomy = isRoomy(width);
  const data = dataOf(product, release, choice);
  const rest = [linkSection(data), referenceSection(data), randomSection(data), ...noteSections(data, roomy)].filter(
    hasContent,
  );
  const heading = { title: `${data.product} ${data.version}: ${data.name}`, text: headLines(data) };
  return {
    data,
    page: { sections: [{ ...heading, grid: listenerGrid(data, roomy) }, ...rest] },
    fullPage: { sections: [{ ...heading, grid: fullListenerGrid(data) }, ...rest] },
  };
}

function hasContent({ grid, notes = [] }: Section): boolean {
  return notes.length > 0 || (grid?.rows.length ?? 0) > 0;
}

function headLines({
  defaultOffset,
  offset,
  offsetSettings,
  configModel,
  profiles,
  profile,
  carriedOver,
}: ReleaseData): readonly string[] {
  const shown =
    offset === defaultOffset
      ? `ports at the shipped offset ${offset}`
      : `ports at offset ${offset}, which replaces the shipped offset ${defaultOffset}`;
  const where = settingTexts(offsetSettings).join('; ');
  return [
    ...(carriedOver ? ['carried over from the release before: not compared with the shipped files yet'] : []),
    `${shown}; ${profile === undefined ? 'all profiles' : `profile ${profile}`}; configured in ${configModel}`,
    `profiles: ${profiles.join(', ')}`,
    ...(where === '' ? [] : [`offset: ${where}`]),
  ];
}
