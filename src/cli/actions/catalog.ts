import { type Catalogue, misspeltRelease, whyNoRelease } from '../../catalogue/catalogue.js';
import { packagedCatalogue } from '../../catalogue/files.js';
import { productsCalled, productsMeant } from '../../catalogue/recognition.js';
import type { Release } from '../../catalogue/release.js';
import type { ProductFile } from '../../model/product.js';
import type { PortRange } from '../../model/topology.js';
import { diffView } from '../../report/catalog/diff.js';
import { historyView } from '../../report/catalog/history.js';
import { productsView } from '../../report/catalog/products.js';
import type { CatalogFormat } from '../../report/catalog/registry.js';
import { catalogReporterOf } from '../../report/catalog/registry.js';
import { briefView, linksView, releaseView } from '../../report/catalog/release.js';
import { searchView } from '../../report/catalog/search.js';
import { usageView } from '../../report/catalog/usage.js';
import type { CatalogView } from '../../report/catalog/view.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { present } from '../../values/present.js';
import { compareVersions } from '../../values/versions.js';
import { visible } from '../../values/visible.js';
import type { ColorChoice } from '../color.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { pageStyleOf } from '../terminal.js';

export interface CatalogOptions {
  readonly profile?: string;
  readonly offset?: number;
  readonly port?: PortRange;
  /** Compares two releases. */
  readonly diff?: true;
  readonly search?: string;
  /** Only what a release dials. */
  readonly links?: true;
  /** A line for each port. */
  readonly brief?: true;
  readonly format: CatalogFormat;
  readonly color: ColorChoice;
}

/** The arguments of the command line, in their order: a product, a release, and one that it is compared with. */
interface Named {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly other: string | undefined;
}

/** Runs `catalog`; resolves to the exit code. */
export async function catalog(named: Named, options: CatalogOptions, io: Io): Promise<number> {
  const view = viewOf(packagedCatalogue('described'), named, options, io);
  const reporter = await catalogReporterOf(options.format);
  io.stdout(reporter(view, pageStyleOf(options.color, io)));
  return EXIT.clean;
}

function viewOf(catalogue: Catalogue, { id, version, other }: Named, options: CatalogOptions, io: Io): CatalogView {
  const { profile, offset, port, search, diff, color } = options;
  const { width } = pageStyleOf(color, io);
  refuseMixture({ id, version, other }, options);
  if (port || search !== undefined) {
    const searched = id === undefined ? catalogue.products.map((known) => known.id) : [productOf(catalogue, id).id];
    return port ? usageView(catalogue, port, searched, width) : searchView(catalogue, search ?? '', searched, width);
  }
  if (id === undefined) return productsView(catalogue);
  const product = productOf(catalogue, id);
  if (version === undefined) return historyView(product, catalogue);
  const release = releaseFor(catalogue, product, version, io);
  if (diff) return diffView(release, releaseFor(catalogue, product, other ?? '', io));
  if (profile !== undefined) checkProfile(release, profile);
  const choice = present({ profile, offset });
  if (options.links) return linksView(product, release, choice);
  return options.brief ? briefView(product, release, choice) : releaseView(product, release, choice, width);
}

/** Options and names that do not go together. */
function refuseMixture({ version, other }: Named, options: CatalogOptions): void {
  const { profile, offset, port, search, diff, links, brief } = options;
  if (diff && other === undefined)
    throw new UsageError(
      '--diff needs a product and two releases, as in wso2-topology catalog --diff wso2am 3.2.0 4.2.0',
    );
  if (other !== undefined && !diff) throw new UsageError('a second release is for --diff');
  if (port && search !== undefined) throw new UsageError('--port and --search are two searches: use one of them');
  if ((port || search !== undefined) && version !== undefined)
    throw new UsageError(`${port ? '--port' : '--search'} searches all releases: leave the version out`);
  const needing = Object.entries({ '--profile': profile, '--offset': offset, '--links': links, '--brief': brief })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (needing.length > 0 && (version === undefined || diff))
    throw new UsageError(
      `${needing.join(' and ')} ${needing.length === 1 ? 'needs' : 'need'} a product and one release, as in wso2-topology catalog wso2am 4.2.0`,
    );
}

function checkProfile({ product, version, profiles }: Release, profile: string): void {
  if (profiles.includes(profile)) return;
  const hint = didYouMean(profile, profiles);
  throw new UsageError(
    `${product} ${version} has no profile "${profile}"${hint === '' ? `, only ${profiles.join(', ')}` : hint}`,
  );
}

function productOf(catalogue: Catalogue, id: string): ProductFile {
  const called = productsCalled(id);
  const [only, ...others] = called;
  const product = catalogue.product(only !== undefined && others.length === 0 ? only : id);
  if (product) return product;
  const meant = productsMeant(
    id,
    catalogue.products.map((known) => known.id),
  );
  const hint = didYouMean(id, [], meant);
  throw new UsageError(
    `there is no product "${id}" in the catalogue${hint === '' ? '; `wso2-topology catalog` lists them' : hint}`,
  );
}

/** Returns the release itself, or the one that is taken for it with a message on stderr. */
function releaseFor(catalogue: Catalogue, product: ProductFile, version: string, io: Io): Release {
  const { id, releases } = product;
  const meant = catalogue.meant(id, version);
  const release = 'release' in meant ? catalogue.release(id, meant.release) : undefined;
  if (!release) {
    const slip = misspeltRelease(releases, version, meant);
    const hint = slip === undefined ? '' : didYouMean(version, [], [slip]);
    throw new UsageError(`${id} "${version}" is no release; ${whyNoRelease(product, meant)}${hint}`);
  }
  if (meant.is === 'newest')
    io.stderr(`wso2-topology: ${id} ${visible(version)} is not one release; this is ${release.version}, the newest\n`);
  if (meant.is === 'nearest') {
    const nearness = nearnessOf(compareVersions(version, release.version), release.version === releases[0]);
    io.stderr(
      `wso2-topology: ${id} ${visible(version)} is not in the catalogue; this is ${release.version}, the ${nearness} release\n`,
    );
  }
  return release;
}

/** A pre-release is taken as its release, which comes after it. */
function nearnessOf(order: number, isOldest: boolean): string {
  if (order > 0) return 'nearest older';
  return isOldest ? 'oldest listed' : 'nearest';
}
