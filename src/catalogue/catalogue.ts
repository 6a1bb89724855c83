import type { ProductFile } from '../model/product.js';
import { compareVersions, inRange, isVersion, nearestRelease } from '../values/versions.js';
import { type Release, releaseOf } from './release.js';

/** A product as the index lists it: enough to name it and its releases without reading its file. */
export interface ProductSummary {
  readonly id: string;
  readonly name: string;
  readonly releases: readonly string[];
}

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
  /** The release used for a version: itself, else the nearest older one, else the oldest; undefined when the text is no version. */
  releaseFor(id: string, version: string): string | undefined;
  /** This catalogue with further products, which win over listed ones of the same id. */
  with(products: readonly ProductFile[]): Catalogue;
}

/** Makes a catalogue that reads each product at most once. Added products win release by release. */
export function catalogueOf(source: ProductSource, added: readonly ProductFile[] = []): Catalogue {
  const files = new Map<string, readonly ProductFile[]>();
  const releases = new Map<string, Release | undefined>();
  const nearest = new Map<string, string | undefined>();
  const filesOf = (id: string): readonly ProductFile[] => {
    const known =
      files.get(id) ?? [added.findLast((file) => file.id === id), source.read(id)].filter((file) => file !== undefined);
    files.set(id, known);
    return known;
  };
  return {
    products: [...source.index.filter(({ id }) => !added.some((file) => file.id === id)), ...added.map(summaryOf)],
    product: (id) => filesOf(id)[0],
    release(id, version) {
      const key = `${id} ${version}`;
      if (!releases.has(key)) {
        const file = filesOf(id).find((candidate) => candidate.releases.includes(version));
        releases.set(key, file && releaseOf(file, version));
      }
      return releases.get(key);
    },
    releaseFor(id, version) {
      const key = `${id} ${version}`;
      if (!nearest.has(key)) {
        const listed = filesOf(id).flatMap((file) => file.releases);
        nearest.set(key, isVersion(version) ? nearestRelease(listed.sort(compareVersions), version) : undefined);
      }
      return nearest.get(key);
    },
    with(products) {
      return products.length === 0 ? this : catalogueOf(source, [...added, ...products]);
    },
  };
}

/** Returns the release that is used for a version of a product, as {@link Catalogue.releaseFor} chooses it. */
export function releaseUsed(catalogue: Catalogue, product: string, version: string): Release | undefined {
  return catalogue.release(product, catalogue.releaseFor(product, version) ?? '');
}

function summaryOf({ id, name, releases }: ProductFile): ProductSummary {
  return { id, name, releases };
}

/** The releases of a product in which an entry id or alias exists, as ranges; for messages. */
export function releasesWith(file: ProductFile, id: string): readonly string[] {
  const entries = [...file.listeners, ...file.links, ...file.selfReferences];
  const named = entries.filter((entry) => entry.id === id || entry.aliases?.includes(id));
  return runs(file.releases, (version) => named.some((entry) => inRange(version, entry.versions)));
}

/** The releases that a test accepts, neighbours written as a range: `2.0.0 - 2.6.0`. */
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
