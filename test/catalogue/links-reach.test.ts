import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ReleaseLink } from '../../src/catalogue/release.js';
import { compareVersions, endsOf } from '../../src/values/versions.js';
import { catalogue } from '../topology-builder.js';

type End = [string, string, string, string, string, string, string];

/** What is known of the ends of links, kept apart from the catalogue. */
const facts = parse(readFileSync(new URL('links-reach.yaml', import.meta.url), 'utf8')) as {
  readonly ends: readonly End[];
  readonly recipes: readonly End[];
};

/** The entries of a link in the releases of a range; `all` are those of the product that have the link. */
function entriesOf(product: string, link: string, range: string): readonly [string, ReleaseLink | undefined][] {
  const { first, last = first } = endsOf(range);
  const releases = catalogue.product(product)?.releases ?? [];
  const spoken = releases.filter(
    (release) => range === 'all' || (compareVersions(release, first) >= 0 && compareVersions(release, last) <= 0),
  );
  const entries = spoken.map((release): [string, ReleaseLink | undefined] => [
    release,
    catalogue.release(product, release)?.links.find(({ id }) => id === link),
  ]);
  return range === 'all' ? entries.filter(([, entry]) => entry !== undefined) : entries;
}

describe('ends of links', () => {
  it.each(facts.ends)('%s %s, %s', (product, link, range, reaches, complete, own, front) => {
    const entries = entriesOf(product, link, range);
    expect(entries.length).toBeGreaterThan(0);
    const known = { reaches, complete, front, ...(own === 'none' ? {} : { own }) };
    for (const [release, entry] of entries) expect([release, entry?.reach]).toMatchObject([release, known]);
  });

  it('are known of every link with a sister', () => {
    const sisters = catalogue.products.flatMap(({ id, releases }) =>
      releases.flatMap((release) =>
        (catalogue.release(id, release)?.links ?? []).filter((link) => link.pairedWith.length > 0),
      ),
    );
    expect(sisters.filter(({ reach }) => reach.reaches === 'unknown').map(({ id }) => id)).toEqual([]);
  });
});

describe('recipes', () => {
  it.each(facts.recipes)('%s %s, %s', (product, link, range, from, to, listener, reaches) => {
    const entries = entriesOf(product, link, range);
    expect(entries.length).toBeGreaterThan(0);
    for (const [release, entry] of entries)
      expect([release, entry]).toMatchObject([release, { from, to, listeners: [listener], reach: { reaches } }]);
  });
});
