import type { Path } from '../model/finding.js';
import type { Entry, ProductFile, VersionRange } from '../model/product.js';
import { endsOf, inRange, isPerVersion } from '../values/versions.js';

/** A fault in the ranges of releases of a product file. */
export interface RangeFault {
  readonly kind: 'gap' | 'overlap' | 'stranger' | 'unlisted';
  /** The map of ranges, or the list of releases of the entry, in the product file. */
  readonly path: Path;
  /** Names product, entry, field and release. */
  readonly reason: string;
}

const LISTS = ['listeners', 'links', 'selfReferences'] as const;

/**
 * Finds the fields whose ranges do not cover exactly the releases of their entry: a release without a value is a listener or
 * link that is lost without a word.
 */
export function rangeFaults(product: ProductFile): readonly RangeFault[] {
  const head = { product, name: product.id, path: [], releases: product.releases };
  return [...fieldFaults(head, product), ...LISTS.flatMap((list) => product[list].flatMap(entryFaults(product, list)))];
}

function entryFaults(product: ProductFile, list: string): (entry: Entry, index: number) => RangeFault[] {
  return (entry, index) => {
    const releases = product.releases.filter((release) => inRange(release, entry.versions));
    const place = { product, name: `${product.id} ${entry.id}`, path: [list, index], releases };
    const ranges = [entry.versions ?? []].flat();
    const unlisted = ranges.flatMap((range) => unlistedFaults({ ...place, path: [...place.path, 'versions'] }, range));
    return [...unlisted, ...fieldFaults(place, entry)];
  };
}

/** What is inspected: a product or an entry of it, with the releases that have it. */
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
  const valuesAt = (release: string) => ranges.filter((range) => inRange(release, range)).length;
  return [
    ...ranges.flatMap((range) => unlistedFaults(place, range)),
    ...product.releases.flatMap((release): RangeFault[] => {
      const [values, present] = [valuesAt(release), releases.includes(release)];
      if (present && values === 0) return [{ kind: 'gap', path, reason: `${name} has no value for ${release}` }];
      if (values > 1) return [{ kind: 'overlap', path, reason: `${name} has ${values} values for ${release}` }];
      if (!present && values > 0)
        return [
          { kind: 'stranger', path, reason: `${name} has a value for ${release}, which does not have the entry` },
        ];
      return [];
    }),
  ];
}

function unlistedFaults({ product, name, path }: Place, range: VersionRange): RangeFault[] {
  const { first, last } = endsOf(range);
  return [...new Set([first, last ?? first])]
    .filter((end) => !product.releases.includes(end))
    .map((end) => ({
      kind: 'unlisted',
      path,
      reason: `${name} names ${end}, which is not a release of ${product.id}`,
    }));
}
