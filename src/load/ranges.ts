import type { Path } from '../model/finding.js';
import type { Entry, ProductFile, VersionRange } from '../model/product.js';
import { compareVersions, endsOf, inRange, isPerVersion } from '../values/versions.js';

/** A fault in the ranges of releases of a product file. */
export interface RangeFault {
  readonly kind: 'gap' | 'overlap' | 'stranger' | 'unlisted' | 'reversed';
  /** The map of ranges, or the list of releases of the entry, in the product file. */
  readonly path: Path;
  /** Names product, entry, field and releases. */
  readonly reason: string;
}

const LISTS = ['listeners', 'links', 'selfReferences'] as const;

/**
 * Finds the fields whose ranges do not cover exactly the releases of their entry: a release without a value is a listener or
 * link that is lost without a word.
 */
export function rangeFaults(product: ProductFile): readonly RangeFault[] {
  const head = { product, name: product.id, path: [], releases: product.releases };
  return [
    ...fieldFaults(head, product),
    ...(product.notes ?? []).flatMap(({ about, versions = [] }, index) =>
      [versions]
        .flat()
        .flatMap((range) =>
          endFaults({ ...head, name: `${product.id} note on ${about}`, path: ['notes', index, 'versions'] }, range),
        ),
    ),
    ...LISTS.flatMap((list) => product[list].flatMap(entryFaults(product, list))),
  ];
}

function entryFaults(product: ProductFile, list: string): (entry: Entry, index: number) => RangeFault[] {
  return (entry, index) => {
    const releases = product.releases.filter((release) => inRange(release, entry.versions));
    const place = { product, name: `${product.id} ${entry.id}`, path: [list, index], releases };
    const ranges = [entry.versions ?? []].flat();
    const ends = ranges.flatMap((range) => endFaults({ ...place, path: [...place.path, 'versions'] }, range));
    return [...ends, ...fieldFaults(place, entry)];
  };
}

/** The subject of an inspection: a product or an entry of it, with the releases that have it. */
interface Place {
  readonly product: ProductFile;
  readonly name: string;
  readonly path: Path;
  readonly releases: readonly string[];
}

function fieldFaults(place: Place, fields: object): RangeFault[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    field !== 'versions' && isPerVersion(value)
      ? mapFaults(
          { ...place, name: `${place.name}.${field}`, path: [...place.path, field] },
          Object.keys(value.versions),
        )
      : [],
  );
}

function mapFaults(place: Place, ranges: readonly VersionRange[]): RangeFault[] {
  const { product, name, path, releases } = place;
  const valuesOf = (release: string) => ranges.filter((range) => inRange(release, range)).length;
  const without = releases.filter((release) => valuesOf(release) === 0).join(', ');
  const twice = product.releases.filter((release) => valuesOf(release) > 1).join(', ');
  const others = product.releases.filter((release) => !releases.includes(release) && valuesOf(release) > 0).join(', ');
  const faults: readonly (readonly [RangeFault['kind'], string, string])[] = [
    ['gap', without, `has no value for ${without}; every release needs one`],
    ['overlap', twice, `has more than one value for ${twice}`],
    ['stranger', others, `has a value for ${others}, where the entry does not exist`],
  ];
  return [
    ...ranges.flatMap((range) => endFaults(place, range)),
    ...faults.flatMap(([kind, found, reason]) => (found === '' ? [] : [{ kind, path, reason: `${name} ${reason}` }])),
  ];
}

function endFaults({ product, name, path }: Place, range: VersionRange): RangeFault[] {
  const { first, last = first } = endsOf(range);
  const isListed = (end: string) => product.releases.some((release) => compareVersions(release, end) === 0);
  const unlisted = [...new Set([first, last])].filter((end) => !isListed(end));
  return [
    ...unlisted.map((end) => ({
      kind: 'unlisted' as const,
      path,
      reason: `${name} names ${end}, which is not a release of ${product.id}`,
    })),
    ...(compareVersions(first, last) > 0
      ? [
          {
            kind: 'reversed' as const,
            path,
            reason: `${name} has the range ${range}, whose first release is the newer one`,
          },
        ]
      : []),
  ];
}
