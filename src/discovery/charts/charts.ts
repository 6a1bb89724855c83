import { emptyFragment } from '../../configuration/format.js';
import { kubernetes } from '../../configuration/formats/kubernetes.js';
import { type KindedPart, objectsIn } from '../../configuration/kubernetes/documents.js';
import { noManifests } from '../../configuration/kubernetes/objects.js';
import { productNamed } from '../../configuration/product-names.js';
import type { UnknownExpression } from '../../configuration/templates/go/renderer.js';
import { Work } from '../../configuration/templates/go/work.js';
import type { ReadTree } from '../../configuration/tree.js';
import type { ChartValue } from '../../model/chart-value.js';
import type { Found, Fragment, UnreadPlace } from '../../model/fragment.js';
import type { ManifestObject, Manifests } from '../../model/manifests.js';
import { type PositionOf, positionsOf, rangesOf, START } from '../../values/lines.js';
import { posix } from '../../values/posix.js';
import { present } from '../../values/present.js';
import { releaseIn } from '../../values/versions.js';
import { chartValuesOf } from './chart-values.js';
import { placedFragment } from './placing.js';
import { renderChart, workOf } from './render.js';
import type { ChartSource } from './source.js';

type Read = Pick<ReadTree, 'fragments' | 'unread'>;

/** Files of values beside `values.yaml`, each of which is laid over that: `values-dev.yaml`, `prod.values.yaml`. */
const VALUES = /^(\.\.\/)?[\w.-]*values[\w.-]*\.ya?ml$/;
const OWN_VALUES = /^values\.ya?ml$/;
const MAX_VARIANTS = 20;

/**
 * Adds what the charts of a tree become with their own values. Files that a chart is made of belong to no other node. Pure.
 */
export function withCharts(read: Read, sources: readonly ChartSource[]): Read {
  const all = Work.ofRun();
  return sources.reduce((known, source) => withChart(known, source, all), read);
}

function withChart({ fragments, unread }: Read, source: ChartSource, all: Work): Read {
  const { folder, files } = source;
  if (all.isOver) return { fragments, unread: [...unread, { kind: LATE, what: folder, file: folder, range: START }] };
  const names = [...files.keys()].filter((file) => VALUES.test(file)).sort();
  const variants = names.filter((file) => !OWN_VALUES.test(file)).slice(0, MAX_VARIANTS);
  const choices = names.some((file) => OWN_VALUES.test(file)) ? [undefined, ...variants] : variants;
  const about = aboutChart(source);
  const work = workOf(source, all);
  const deployments = choices.map((over) => deploymentOf(source, over, about, work));
  const own = deployments.flatMap(({ fragments: rendered }) => rendered);
  if (!own.some(({ manifests }) => manifests && manifests.workloads.length > 0)) return { fragments, unread };
  const isOwn = ownedBy(source);
  const said = new Map(deployments.flatMap(({ unread: places }) => places).map((place) => [keyOf(place), place]));
  return {
    fragments: [...fragments.filter(({ file }) => !isOwn(file)), ...own],
    unread: [...unread.filter(({ file }) => !isOwn(file)), assumed(folder), ...said.values()],
  };
}

function keyOf({ kind, what, file, range: { start } }: UnreadPlace): string {
  return `${kind} ${what} ${file}:${start.line}:${start.column}`;
}

const ASSUMED =
  'values, names and namespaces that are given at an installation: charts are read with their values files, and the release is called like the chart; for others: helm template <release> <chart> -f <values> | wso2-topology check -';

function assumed(folder: string): UnreadPlace {
  return { kind: ASSUMED, what: folder, file: folder, range: START };
}

/** What a chart says whatever its values are. */
interface About {
  readonly chart: string | undefined;
  readonly version: Found<string> | undefined;
  readonly chartValues: readonly ChartValue[];
}

function aboutChart(source: ChartSource): About {
  return {
    chart: nameIn(source.files.get('Chart.yaml')),
    version: versionOf(source),
    chartValues: chartValuesOf(source),
  };
}

function deploymentOf(
  source: ChartSource,
  over: string | undefined,
  { chartValues, ...about }: About,
  work: Work,
): Read {
  const { folder, files } = source;
  const { manifests, unknown, broken, missing, packed } = renderChart(source, over, work);
  const lines = new Map<string, PositionOf>();
  const positionIn = (file: string): PositionOf => {
    const positionOf = lines.get(file) ?? positionsOf(files.get(below(folder, file)) ?? '');
    lines.set(file, positionOf);
    return positionOf;
  };
  const release = over === undefined ? folder : posix.join(folder, over);
  const unread: UnreadPlace[] = [];
  let isVague = false;
  const fragments = [...manifests].flatMap(([file, text]): Fragment[] => {
    const vague = vagueParts(file, text.text);
    isVague ||= vague.length > 0;
    if (!kubernetes.recognises?.(text.text, file)) return [];
    const { fault, ...fragment } = withoutVague(kubernetes.read(file, text.text), vague);
    if (fault) unread.push({ kind: FAULTY, what: file, file, range: START });
    const placed = placedFragment(fragment, text, positionIn);
    return [{ ...placed, manifests: ofChart(placed.manifests, about), chartValues, release, fromTemplate: true }];
  });
  const certain = isVague ? fragments.map(withoutRoutes) : fragments;
  return {
    fragments: [...certain, ...mountedFiles(fragments).map((file) => ({ ...shown(file), release }))],
    unread: [
      ...unread,
      ...broken.map((file): UnreadPlace => ({ kind: BROKEN, what: file, file, range: START })),
      ...missing.map(
        (name): UnreadPlace => ({ kind: MISSING, what: name, file: posix.join(folder, 'Chart.yaml'), range: START }),
      ),
      ...packed.map(
        (path): UnreadPlace => ({
          kind: PACKED,
          what: posix.join(folder, path),
          file: posix.join(folder, path),
          range: START,
        }),
      ),
      ...unknown.map((expression) => unknownPlace(expression, positionIn)),
    ],
  };
}

const FAULTY = 'templates of Helm charts that become no YAML with the values of the chart';
const BROKEN = 'templates of Helm charts that are not understood';
const LATE = 'charts behind those that cost as much as all may together; check them one by one';
const MISSING = 'charts that another one depends on and that are not here; helm dependency update fetches them';
const PACKED = 'archives of charts that another one depends on; tar -xzf unpacks them in their folder';
const UNKNOWN =
  'expressions of Helm charts that have no value with the values of the chart; what depends on them is left out';

function unknownPlace(
  { code, place: { file, from } }: UnknownExpression,
  positionIn: (file: string) => PositionOf,
): UnreadPlace {
  const start = positionIn(file)(from);
  const what = /\.Values(?:\.\w+)+/.exec(code)?.[0] ?? /^\w+/.exec(code)?.[0] ?? 'expression';
  return { kind: UNKNOWN, what, file, range: { start, end: start } };
}

const NETWORK = /^(Service|Ingress|HTTPRoute|GRPCRoute|TLSRoute|Route|NetworkPolicy|BackendTLSPolicy)$/;

/** Objects of the network of which a part has no known value. */
function vagueParts(file: string, text: string): readonly KindedPart[] {
  if (!text.includes('$sys{')) return [];
  return objectsIn(file, text).filter((part) => NETWORK.test(part.kind) && part.text.includes('$sys{'));
}

/** What leads where is not judged by halves: an unknown port of a Service is none that is missing. */
function withoutVague(fragment: Fragment, vague: readonly KindedPart[]): Fragment {
  const { manifests } = fragment;
  if (!manifests || vague.length === 0) return fragment;
  const lines = new Set(vague.map(({ positionOf, start }) => positionOf(start).line));
  const isCertain = ({ extent }: ManifestObject) => !lines.has(extent.start.line);
  return {
    ...fragment,
    manifests: {
      ...manifests,
      services: manifests.services.filter(isCertain),
      policies: manifests.policies.filter(isCertain),
      tlsPolicies: manifests.tlsPolicies.filter(isCertain),
    },
  };
}

/** Routes lead to Services, of which not all are known. */
function withoutRoutes(fragment: Fragment): Fragment {
  return fragment.manifests ? { ...fragment, manifests: { ...fragment.manifests, routes: [] } } : fragment;
}

/** The release that a chart of a product says it deploys; an image that names one knows better. Charts of solutions have numbers of their own. */
function versionOf({ folder, files }: ChartSource): Found<string> | undefined {
  const file = CHARTS.find((name) => files.has(name)) ?? '';
  const text = files.get(file) ?? '';
  const name = nameIn(text);
  if (name === undefined || productNamed(name) === undefined) return undefined;
  const match = /^appVersion[ \t]*:[ \t]*["']?([\w.-]{1,64})/m.exec(text);
  const value = match?.[1] === undefined ? undefined : releaseIn(match[1]);
  if (match === null || value === undefined) return undefined;
  return { value, why: 'appVersion of the chart', file: posix.join(folder, file), range: rangesOf(text)(match.index) };
}

function nameIn(description = ''): string | undefined {
  return /^name[ \t]*:[ \t]*["']?([\w.-]{1,128})/m.exec(description)?.[1];
}

const CHARTS = ['Chart.yaml', 'Chart.yml'];

function ofChart(
  manifests: Manifests = noManifests(),
  { version, chart }: Pick<About, 'version' | 'chart'>,
): Manifests {
  const known = present({ version, chart });
  return { ...manifests, workloads: manifests.workloads.map((workload) => ({ ...known, ...workload })) };
}

/** Files of the chart that ConfigMaps have copies of: their lines may be shown. */
function mountedFiles(fragments: readonly Fragment[]): readonly string[] {
  const files = fragments.flatMap(({ manifests }) => manifests?.configMaps.flatMap((map) => map.files) ?? []);
  const own = new Set(fragments.map(({ file }) => file));
  return [...new Set(files.map(({ file }) => file))].filter((file) => !own.has(file));
}

function shown(file: string): Fragment {
  return { ...emptyFragment(file, kubernetes), manifests: noManifests() };
}

function below(folder: string, file: string): string {
  return posix.relative(folder, file);
}

/** Whether a file is one of a chart: its values, its templates, and the folders of the files that these take in. */
function ownedBy({ folder, files }: ChartSource): (file: string) => boolean {
  const taken = new Set(['templates', 'charts']);
  for (const [path, text] of files)
    if (path.startsWith('templates/'))
      for (const [, top = ''] of text.matchAll(/"\.?\/?([\w.-]+)\/[^"\n]*"/g)) taken.add(top);
  return (file) => {
    const path = below(folder, file);
    if (files.has(path) && VALUES.test(path)) return true;
    if (path.startsWith('../')) return false;
    const [top = ''] = path.split('/', 1);
    return path === top ? CHART.test(path) : taken.has(top);
  };
}

const CHART = /^(Chart|requirements)\.ya?ml$/;
