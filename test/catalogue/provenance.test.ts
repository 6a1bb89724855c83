import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ProductFile, Source } from '../../src/model/product.js';
import { rangesIn, readProducts, releasesOf, releasesOfAll, valueAt } from './product-files.js';

const products = readProducts();

/** Sightings at an offset other than 0 show what the offset does. */
const sightings = parse(readFileSync(new URL('observations.yaml', import.meta.url), 'utf8')) as readonly {
  readonly product: string;
  readonly offset: number;
  readonly opens?: Readonly<Record<string, number>>;
}[];
const seenShifted = new Set(
  sightings
    .filter(({ offset }) => offset !== 0)
    .flatMap(({ product, opens = {} }) => Object.keys(opens).map((id) => `${product} ${id}`)),
);

type Proven = 'shift' | 'reaches';

/** Places that tell more than a number: code, what somebody saw or measured, and pages about the thing itself. */
const TELLING: Readonly<Record<Proven, RegExp>> = {
  shift: /\.(java|go|bal|sh)\b|(issues|pull)\/\d|\boffset\b|changing[-_ ](the[-_ ])?default[-_ ]ports|carbon\.xml/i,
  reaches: /\.(java|go|j2)\b|(issues?|pull)[ /]|docs?[-:/]|pages\/|(kubernetes|helm|docker|puppet)-|\.docs\.wso2\.com/i,
};

/** Whether a source says more of a field than the number beside it. */
function tells(source: Source, field: Proven): boolean {
  if (typeof source === 'string') return TELLING[field].test(source);
  return (
    source.proves?.includes(field) === true || TELLING[field].test(`${source.at} ${Object.values(source.tags ?? {})}`)
  );
}

/** The releases of `own` that no source speaks of in which a field is told. */
function untold(sources: readonly Source[], field: Proven, own: readonly string[], { releases }: ProductFile) {
  const told = new Set(
    sources
      .filter((source) => tells(source, field))
      .flatMap((source) => releasesOfAll(typeof source === 'string' ? undefined : source.versions, releases)),
  );
  return own.filter((release) => !told.has(release));
}

describe.each(products)('$file says where it was read', ({ product }) => {
  const { id, releases } = product;

  it('what the offset does to a port', () => {
    const lacking = product.listeners
      .filter((listener) => !seenShifted.has(`${id} ${listener.id}`))
      .flatMap((listener) => {
        const own = releasesOfAll(listener.versions, releases);
        const moved = own.filter((release) => valueAt(listener.shift, release, releases) !== 'fixed');
        return untold(listener.sources, 'shift', moved, product).map((release) => `${listener.id} in ${release}`);
      });
    expect(lacking).toEqual([]);
  });

  it('how many ends a link has, where it may be several', () => {
    const lacking = product.links.flatMap((link) => {
      const own = releasesOfAll(link.versions, releases).filter(
        (release) => link.reaches !== undefined && valueAt(link.reaches, release, releases) !== 'one',
      );
      return untold(link.sources, 'reaches', own, product).map((release) => `${link.id} in ${release}`);
    });
    expect(lacking).toEqual([]);
  });

  it('which profiles play which roles', () => {
    const deciding = releases.filter((release) => {
      const players = Object.values(valueAt(product.roles, release, releases));
      const profiles = valueAt(product.profiles, release, releases);
      return profiles.length > 1 && players.some((names) => names.length > 0 && !names.includes('all'));
    });
    const sources = product.roleSources ?? [];
    const told = new Set(
      sources.flatMap((source) => {
        if (typeof source === 'string') return releases;
        const spoken = releasesOfAll(source.versions, releases);
        const tagged = Object.keys(source.tags ?? {}).flatMap((range) => releasesOfAll(range, releases));
        return source.tags ? spoken.filter((release) => tagged.includes(release)) : spoken;
      }),
    );
    expect(deciding.filter((release) => !told.has(release))).toEqual([]);
    expect(sources.length > 0 && deciding.length === 0).toBe(false);
  });

  it('roles in releases that it lists', () => {
    const ranges = rangesIn(product.roleSources ?? []);
    expect(ranges.filter((range) => releasesOf(range, releases).length === 0)).toEqual([]);
  });
});
