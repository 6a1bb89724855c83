import { productNamed } from '../../configuration/product-names.js';
import { groupBy } from '../../deployment/lookup.js';
import type { Fragment, Hint, Service } from '../../model/fragment.js';
import type { ManifestObject, Workload } from '../../model/manifests.js';
import { memo } from '../../values/memo.js';
import { isRelated } from '../release-evidence.js';
import type { Bundle } from './bundles.js';

/**
 * Adds what the chart of a workload says of its product, where the container says less: charts are named after the distribution that they
 * install, and label some of their objects with its release. Images and files of the product are better evidence.
 */
export function withChart(
  service: Service,
  fragments: readonly Fragment[],
  workload: Workload,
  { manifests }: Bundle,
): Service {
  const said = [...service.hints, ...fragments.flatMap(({ hints }) => hints)];
  return {
    ...service,
    hints: [...service.hints, ...productHints(said, workload), ...releaseHints(said, workload, manifests)],
  };
}

/** A chart may install several products: its name says which distribution of one it is, and not which product. */
function productHints(said: readonly Hint[], workload: Workload): Hint[] {
  const chart = chartOf(workload);
  const product = chart === undefined ? undefined : productNamed(chart);
  const others = said.flatMap(({ aspect, value }) => (aspect === 'product' ? value.split('|') : []));
  if (product === undefined || !others.some((other) => isRelated(other, product))) return [];
  return [{ ...placeOf(workload), value: product, why: `chart ${chart}`, aspect: 'product', rank: 'chart' }];
}

function releaseHints(said: readonly Hint[], workload: Workload, manifests: Bundle['manifests']): Hint[] {
  if (said.some(({ aspect, rank }) => aspect === 'version' && rank === 'image')) return [];
  const version = workload.version ?? releasesOf(manifests).get(chartOf(workload) ?? '');
  return version ? [{ ...version, aspect: 'version', rank: 'layout' }] : [];
}

/** The releases that charts state in labels of their objects, by the chart; of one whose objects disagree, none. */
const releasesOf = memo(({ workloads, services, routes, configMaps }: Bundle['manifests']) => {
  const stated = [...workloads, ...services, ...routes, ...configMaps].flatMap((object) => {
    const chart = chartOf(object);
    return chart === undefined || object.version === undefined ? [] : [{ chart, version: object.version }];
  });
  const byChart = groupBy(stated, ({ chart }) => chart);
  return new Map(
    [...byChart].flatMap(([chart, own]) =>
      new Set(own.map(({ version }) => version.value)).size === 1 ? [[chart, own[0].version] as const] : [],
    ),
  );
});

/** The name of the chart that an object was rendered from; of a chart in a chart, its own. */
function chartOf({ source, chart }: ManifestObject): string | undefined {
  const folder = source?.replace(/\/templates\/.*$/, '').replace(/^.*\//, '');
  return folder ?? chart?.replace(/-\d.*$/, '');
}

function placeOf({ file, range }: ManifestObject) {
  return { file, range };
}
