import type { Release } from '../../catalogue/release.js';
import { settingTexts } from '../../catalogue/settings.js';
import type { ProductFile } from '../../model/product.js';
import type { Section } from '../page/page.js';
import { linkSection, randomSection, referenceSection } from './connections.js';
import { briefGrid, fullListenerGrid, hasProfiles, listenerGrid } from './listeners.js';
import { LINK_NOTES, noteSections } from './notes.js';
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
  const heading = { ...headingOf(data), text: headLines(data) };
  return {
    data,
    page: { sections: [{ ...heading, grid: listenerGrid(data, roomy) }, ...rest] },
    fullPage: { sections: [{ ...heading, grid: fullListenerGrid(data) }, ...rest] },
  };
}

/**
 * Returns the ports, links and self-references of a release without what is said about them. The page shows the ports, a line for
 * each, and counts the rest.
 */
export function briefView(product: ProductFile, release: Release, choice: ReleaseChoice): CatalogView {
  const data = dataOf(product, release, choice);
  const { listeners, links, selfReferences, notes: _, ...head } = data;
  return {
    data: {
      ...head,
      listeners: listeners.map(bare),
      links: links.map(bare),
      selfReferences: selfReferences.map(bare),
    },
    page: { sections: [{ ...headingOf(data), text: briefLines(data), grid: briefGrid(data) }] },
  };
}

function briefLines(data: ReleaseData): readonly string[] {
  const { profiles, links, selfReferences } = data;
  const [ports = ''] = headLines(data);
  const numbered = profiles.map((profile, index) => `${index + 1} ${profile}`);
  const rest = [
    ...(links.length > 0 ? [`links: ${links.length} (--links shows them)`] : []),
    ...(selfReferences.length > 0 ? [`self-references: ${selfReferences.length} (shown without --brief)`] : []),
  ];
  return [
    ports,
    ...(hasProfiles(data) ? [`profiles: ${numbered.join(', ')}`] : []),
    ...(rest.length > 0 ? [rest.join('; ')] : []),
  ];
}

/** Returns what a release dials, with what is said about it. */
export function linksView(product: ProductFile, release: Release, choice: ReleaseChoice): CatalogView {
  const data = dataOf(product, release, choice);
  const { version, profile, links } = data;
  const notes = noteSections(data, true).filter(({ title }) => title === LINK_NOTES);
  const sections = [{ ...linkSection(data), ...headingOf(data) }, ...notes];
  return {
    data: { product: data.product, version, ...(profile === undefined ? {} : { profile }), links },
    page: { sections: links.length === 0 ? [{ ...headingOf(data), text: ['it dials nothing'] }] : sections },
  };
}

function headingOf({ product, version, name }: ReleaseData): { readonly title: string } {
  return { title: `${product} ${version}: ${name}` };
}

function bare<E extends { notes: string; sources: readonly string[] }>({ notes: _, sources: _sources, ...rest }: E) {
  return rest;
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
