import { packagedCatalogue } from '../../src/catalogue/files.js';
import { readingOfFile } from '../../src/configuration/file-reading.js';
import { type NodeReading, readNode, unreadOf } from '../../src/configuration/reading.js';
import { withCharts } from '../../src/discovery/charts/charts.js';
import type { ChartSource } from '../../src/discovery/charts/source.js';
import { discover } from '../../src/discovery/discover.js';
import { topologyText } from '../../src/import/topology.js';
import type { Discovered } from '../../src/model/discovered.js';
import type { Fragment } from '../../src/model/fragment.js';
import type { Input } from '../../src/model/input.js';

const catalogue = packagedCatalogue();

/** Reads texts by file name, as if they were a tree. */
export function fragmentsOf(files: Readonly<Record<string, string>>): Fragment[] {
  return Object.entries(files).flatMap(
    ([file, text]) => readingOfFile(file, new TextEncoder().encode(text)).fragment ?? [],
  );
}

/** What the files of one node say, read for a release of the catalogue. */
export function readingOf(
  files: Readonly<Record<string, string>>,
  product: string,
  version: string,
  profile = 'default',
): NodeReading {
  const release = catalogue.release(product, version);
  if (!release) throw new Error(`${product} ${version} is not in the catalogue`);
  return readNode(fragmentsOf(files), release, profile);
}

/** What files of a node hold that looks relevant and that nothing takes: `custom.url: endpoints of ...`. */
export function unreadTexts(
  files: Readonly<Record<string, string>>,
  product: string,
  version: string,
  profile = 'default',
) {
  const release = catalogue.release(product, version);
  if (!release) throw new Error(`${product} ${version} is not in the catalogue`);
  return unreadOf(fragmentsOf(files), release, profile).map(({ kind, what }) => `${what}: ${kind}`);
}

export interface Answered {
  readonly version?: readonly string[];
  readonly product?: readonly string[];
  readonly profile?: readonly string[];
  readonly host?: string;
  readonly separate?: boolean;
}

/** The chart whose folder has all the texts. */
function chartIn(files: Readonly<Record<string, string>>): readonly ChartSource[] {
  const isChart = 'Chart.yaml' in files && Object.keys(files).some((file) => file.startsWith('templates/'));
  return isChart ? [{ folder: '.', files: new Map(Object.entries(files)) }] : [];
}

/** Finds the deployments that texts by file name describe. */
export function discovered(
  files: Readonly<Record<string, string>>,
  { version = [], product = [], profile = [], ...hosts }: Answered = {},
): Discovered {
  return discover(withCharts({ fragments: fragmentsOf(files), unread: [] }, chartIn(files)).fragments, {
    catalogue,
    names: [],
    folder: '.',
    answers: { version, product, profile },
    ...hosts,
  });
}

/** The first deployment as a topology with the values of the files in it. */
export function textOf(files: Readonly<Record<string, string>>, answers: Answered = {}): string {
  const [first] = discovered(files, answers).deployments;
  if (!first) throw new RangeError('no deployment is found');
  return topologyText(first, { catalogue, inline: true });
}

/** The deployments that texts by file name describe, as the check takes them. */
export function inputsOf(files: Readonly<Record<string, string>>, answers: Answered = {}): Input[] {
  return discovered(files, answers).deployments.map((found) => ({ file: found.file, text: '', discovered: found }));
}
