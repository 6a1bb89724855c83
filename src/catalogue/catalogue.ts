import type { ProductFile } from '../model/product.js';
import { nearest } from '../values/did-you-mean.js';
import { entryOf, once } from '../values/memo.js';
import { compareVersions, inRange, type ReleaseMeant, releaseMeant, valueAt } from '../values/versions.js';
import { type Release, releaseOf } from './release.js';

export type { ReleaseMeant } from '../values/versions.js';

/** A product as the index lists it: enough to name it, and to say how a release is configured and run, without reading its file. */
export type ProductSummary = Pick<
  ProductFile,
  'id' | 'name' | 'releases' | 'configModel' | 'defaultOffset' | 'profiles'
>;

/** Where product files come from: the packaged catalogue on disk, or plain data in a test. */
export interface ProductSource {
  readonly index: readonly ProductSummary[];
  /** The product's file; undefined when the index does not list the id. */
  read(id: string): ProductFile | undefined;
}

/** The port catalogue: products by id, read when they are asked for. */
export interface Catalogue {
  readonly products: readonly ProductSummary[];
  /** A product with all its releases; undefined when there is none of that id. */
  product(id: string): ProductFile | undefined;
  /** A product at a listed release; undefined when the product or the release is not listed. */
  release(id: string, version: string): Release | undefined;
  /** The listed release that a version means, however it is written; unreadable where the product is not listed. */
  meant(id: string, version: string): ReleaseMeant;
  /** This catalogue with further products, which win over listed ones of the same id. */
  with(products: readonly ProductFile[]): Catalogue;
}

/** Makes a catalogue that reads each product at most once. Added products win release by release. */
export function catalogueOf(source: ProductSource, added: readonly ProductFile[] = []): Catalogue {
  const files = new Map<string, readonly ProductFile[]>();
  const releases = new Map<string, Release | undefined>();
  const meant = new Map<string, ReleaseMeant>();
  const filesOf = (id: string): readonly ProductFile[] => {
    const known =
      files.get(id) ?? [added.findLast((file) => file.id === id), source.read(id)].filter((file) => file !== undefined);
    files.set(id, known);
    return known;
  };
  const products = once(() => [
    ...source.index.filter(({ id }) => !added.some((file) => file.id === id)),
    ...added.map(summaryOf),
  ]);
  return {
    get products() {
      return products();
    },
    product: (id) => filesOf(id)[0],
    release(id, version) {
      const key = `${id} ${version}`;
      if (!releases.has(key)) {
        const file = filesOf(id).find((candidate) => candidate.releases.includes(version));
        releases.set(key, file && releaseOf(file, version));
      }
      return releases.get(key);
    },
    meant(id, version) {
      return entryOf(meant, `${id} ${version}`, () => {
        const listed = filesOf(id).flatMap((file) => file.releases);
        return releaseMeant([...new Set(listed)].sort(compareVersions), version);
      });
    },
    with(products) {
      return products.length === 0 ? this : catalogueOf(source, [...added, ...products]);
    },
  };
}

/**
 * Returns the release that a version of a product is read with: the one that it means, else the newest where it is newer than all;
 * undefined where it is not a version or may mean several.
 */
export function releaseUsed(catalogue: Catalogue, product: string, version: string): Release | undefined {
  const meant = catalogue.meant(product, version);
  if ('release' in meant) return catalogue.release(product, meant.release);
  return meant.is === 'unknown' ? catalogue.release(product, meant.newest) : undefined;
}

/** Returns whether a version is a release of the product, however it is written. */
export function isListed(catalogue: Catalogue, product: string, version: string): boolean {
  return catalogue.meant(product, version).is === 'listed';
}

/** Returns the listed release that a version without meaning is a slip of: `26.0` has the digits of 2.6.0, `4.2.o` one wrong letter. */
export function misspeltRelease(listed: readonly string[], version: string, { is }: ReleaseMeant): string | undefined {
  if (is === 'open') return undefined;
  const digitsOf = (text: string) => text.replaceAll('.', '');
  const alike = listed.filter((release) => digitsOf(release) === digitsOf(version));
  return alike.at(-1) ?? (is === 'unreadable' ? nearest(version, listed) : undefined);
}

/** Says what the catalogue has instead of a release that a version does not name; for messages. */
export function whyNoRelease({ id, releases }: ProductFile, meant: ReleaseMeant): string {
  switch (meant.is) {
    case 'open':
      return `write which: ${meant.releases.join(', ')}`;
    case 'unknown':
      return `the newest ${id} that the catalogue has is ${meant.newest}`;
    default:
      return `the catalogue has ${id} ${releases[0]} to ${releases.at(-1)}`;
  }
}

function summaryOf({ id, name, releases, configModel, defaultOffset, profiles }: ProductFile): ProductSummary {
  return { id, name, releases, configModel, defaultOffset, profiles };
}

/** Returns the releases of a product in which an entry id or alias exists, as ranges; for messages. */
export function releasesWith(file: ProductFile, id: string): readonly string[] {
  const entries = [...file.listeners, ...file.links, ...file.selfReferences];
  const named = entries.filter((entry) => entry.id === id || entry.aliases?.includes(id));
  return runs(file.releases, (version) => named.some((entry) => inRange(version, entry.versions)));
}

/** Returns the releases of a product that have a profile, as ranges; for messages. */
export function releasesWithProfile({ releases, profiles }: ProductFile, id: string): readonly string[] {
  return runs(releases, (version) => valueAt(profiles, version)?.includes(id) === true);
}

/** Returns the releases that a test accepts, neighbours written as a range: `2.0.0 - 2.6.0`. */
export function runs(releases: readonly string[], accepts: (version: string) => boolean): string[] {
  const found: [string, string][] = [];
  let open = false;
  for (const version of releases) {
    const last = found.at(-1);
    const accepted = accepts(version);
    if (accepted && open && last) last[1] = version;
    else if (accepted) found.push([version, version]);
    open = accepted;
  }
  return found.map(([from, to]) => (from === to ? from : `${from} - ${to}`));
}
