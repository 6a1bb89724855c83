import { valuesIn } from '../../configuration/templates/go/data.js';
import { filesValue } from '../../configuration/templates/go/files.js';
import { type GoTemplate, parseTemplate } from '../../configuration/templates/go/parser.js';
import { GoRenderer, type UnknownExpression } from '../../configuration/templates/go/renderer.js';
import { TracedText } from '../../configuration/templates/go/text.js';
import {
  copied,
  type GoMap,
  type GoValue,
  isGoList,
  isGoMap,
  merged,
  plainText,
} from '../../configuration/templates/go/values.js';
import { Work } from '../../configuration/templates/go/work.js';
import { compareTexts } from '../../values/lists.js';
import { entryOf, memo } from '../../values/memo.js';
import { posix } from '../../values/posix.js';
import { present } from '../../values/present.js';
import type { ChartSource } from './source.js';

/** What a chart becomes with some values. */
export interface RenderedChart {
  /** By the file of the template. */
  readonly manifests: ReadonlyMap<string, TracedText>;
  readonly unknown: readonly UnknownExpression[];
  /** Templates that are not understood, or too large. */
  readonly broken: readonly string[];
  /** Charts that it depends on and that are not there. */
  readonly missing: readonly string[];
  /** Archives of charts that it depends on, by their path in the chart. */
  readonly packed: readonly string[];
}

/** The namespace that nobody has said: no name that is written anywhere is in it. */
const NAMESPACE = 'release-namespace';

/** A chart, or a chart that another one depends on, with its values. */
interface Chart {
  readonly name: string;
  readonly folder: string;
  readonly description: GoMap;
  readonly files: ReadonlyMap<string, string>;
  readonly values: GoMap;
}

/** Returns what all renderings of a chart may cost together, as a part of what all charts may. */
export function workOf({ files }: ChartSource, all?: Work): Work {
  return Work.ofChart(
    [...files.values()].reduce((sum, { length }) => sum + length, 0),
    all,
  );
}

/** Renders a chart as `helm template` does, with its own values and those of a further file laid over. */
export function renderChart(source: ChartSource, over?: string, work = workOf(source)): RenderedChart {
  const { folder, files } = source;
  const own = mapIn(files.get('values.yaml') ?? files.get('values.yml'));
  const values = over === undefined ? own : merged(own, mapIn(files.get(over)));
  const { charts, missing, packed } = withDependencies({ folder, files, values, depth: 0, count: { charts: 0 } });
  const known = parsedOf(files);
  const broken: string[] = [];
  const defined = new Map<string, GoTemplate>();
  const parsed = charts.flatMap((chart) =>
    templatesOf(chart).flatMap(([path, text]) => {
      const file = posix.join(chart.folder, path);
      const { template } = entryOf(known, file, () =>
        present({ template: parseTemplate(TracedText.ofFile(file, text)) }),
      );
      if (!template) {
        broken.push(file);
        return [];
      }
      for (const [name, body] of template.defined) defined.set(name, body);
      defined.set(`${chart.name}/${path}`, template);
      return isManifest(path, chart) ? [{ file, path, template, chart }] : [];
    }),
  );
  const release = nameOf(charts.at(-1)?.description ?? new Map(), folder);
  const unknown: UnknownExpression[] = [];
  const manifests = new Map<string, TracedText>();
  const filesOf = new Map(charts.map((chart) => [chart, filesIn(chart)]));
  for (const { file, path, template, chart } of parsed) {
    work.spendOn(chart.values);
    if (work.isOver) {
      broken.push(file);
      continue;
    }
    const renderer = new GoRenderer(defined, work);
    const text = renderer.render(template, contextOf(chart, path, release, filesOf.get(chart) ?? null));
    if (!renderer.isComplete) broken.push(file);
    else {
      unknown.push(...renderer.unknown);
      if (text.text.trim() !== '') manifests.set(file, text);
    }
  }
  return { manifests, unknown, broken, missing, packed };
}

/** The templates of a chart by their file; its values do not change them. */
const parsedOf = memo(
  (_: ReadonlyMap<string, string>) =>
    new Map<string, { readonly template?: NonNullable<ReturnType<typeof parseTemplate>> }>(),
);

function mapIn(text: string | undefined): GoMap {
  return (text === undefined ? undefined : valuesIn(text)) ?? new Map();
}

interface WithValues extends ChartSource {
  readonly values: GoMap;
  readonly depth: number;
  /** Of the charts that were asked for so far. */
  readonly count: { charts: number };
}

const MAX_DEPTH = 5;
const MAX_CHARTS = 200;

/** The chart behind those that it depends on. Values below the name of a dependency are laid over its own, and `global` is for all. */
function withDependencies({ folder, files, values, depth, count }: WithValues): {
  readonly charts: readonly Chart[];
  readonly missing: readonly string[];
  readonly packed: readonly string[];
} {
  const description = mapIn(files.get('Chart.yaml') ?? files.get('Chart.yml'));
  const listed = description.get('dependencies') ?? mapIn(files.get('requirements.yaml')).get('dependencies') ?? [];
  const dependencies = isGoList(listed) ? listed.filter(isGoMap) : [];
  const all: GoMap = new Map(values);
  const found: Chart[] = [];
  const packed: string[] = [];
  const taken = depth < MAX_DEPTH ? Math.max(0, MAX_CHARTS - count.charts) : 0;
  const missing = dependencies.slice(taken).map(calledIn);
  for (const dependency of dependencies.slice(0, taken)) {
    count.charts++;
    const called = calledIn(dependency);
    const alias = plainText(dependency.get('alias') ?? '') || called;
    if (!isEnabled(dependency, values)) continue;
    const inner = filesBelow(files, `charts/${called}/`);
    if (inner.size === 0) {
      const archive = archiveOf(called, files);
      if (archive === undefined) missing.push(called);
      else packed.push(archive);
      continue;
    }
    const given = values.get(alias);
    const shared = values.get('global');
    const base = merged(mapIn(inner.get('values.yaml')), isGoMap(given) ? given : new Map());
    const own = isGoMap(shared) ? merged(base, new Map([['global', shared]])) : base;
    all.set(alias, own);
    const result = withDependencies({
      folder: posix.join(folder, 'charts', called),
      files: inner,
      values: own,
      depth: depth + 1,
      count,
    });
    found.push(...result.charts);
    missing.push(...result.missing);
    packed.push(...result.packed.map((path) => posix.join('charts', called, path)));
  }
  return {
    charts: [...found, { name: nameOf(description, folder), folder, description, files, values: all }],
    missing,
    packed,
  };
}

function calledIn(dependency: GoMap): string {
  return plainText(dependency.get('name') ?? '');
}

/** `charts/mysql-1.6.9.tgz`, as `helm dependency update` leaves it. */
function archiveOf(name: string, files: ReadonlyMap<string, string>): string | undefined {
  return [...files.keys()].find(
    (path) => path.startsWith(`charts/${name}-`) && /^\d[\w.+-]*\.tgz$/.test(path.slice(`charts/${name}-`.length)),
  );
}

function filesBelow(files: ReadonlyMap<string, string>, prefix: string): ReadonlyMap<string, string> {
  return new Map(
    [...files].flatMap(([path, text]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), text]] : [])),
  );
}

/** The first value of `condition` that is there decides. */
function isEnabled(dependency: GoMap, values: GoMap): boolean {
  for (const path of plainText(dependency.get('condition') ?? '').split(',')) {
    const value = path
      .trim()
      .split('.')
      .reduce<GoValue | undefined>((at, key) => (isGoMap(at) ? at.get(key) : undefined), values);
    if (typeof value === 'boolean') return value;
  }
  return true;
}

function nameOf(description: GoMap, folder: string): string {
  return plainText(description.get('name') ?? '') || posix.basename(folder);
}

function templatesOf({ files }: Chart): readonly (readonly [string, string])[] {
  return [...files]
    .filter(([path]) => path.startsWith('templates/') && !/(^|\/)NOTES\.txt$|^templates\/tests\//.test(path))
    .sort(([a], [b]) => compareTexts(a, b));
}

function isManifest(path: string, { description }: Chart): boolean {
  return /\.ya?ml$/.test(path) && !posix.basename(path).startsWith('_') && description.get('type') !== 'library';
}

/** What `.Files` is in the templates of a chart. */
function filesIn({ files, folder }: Chart): GoMap {
  const traced = [...files]
    .filter(([file]) => !/^(templates|charts)\//.test(file))
    .map(([file, text]): [string, TracedText] => [file, TracedText.ofFile(posix.join(folder, file), text)]);
  return filesValue(new Map(traced));
}

/** The value of `.` in the templates of a chart. The release gets the name of the chart, since no file names a release. */
function contextOf(chart: Chart, path: string, release: string, files: GoValue): GoMap {
  const { description, values } = chart;
  return new Map<string, GoValue>([
    ['Values', copied(values)],
    ['Chart', new Map([...description].map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]))],
    ['Files', files],
    ['Capabilities', CAPABILITIES],
    [
      'Template',
      new Map([
        ['Name', `${chart.name}/${path}`],
        ['BasePath', `${chart.name}/templates`],
      ]),
    ],
    [
      'Release',
      new Map<string, GoValue>([
        ['Name', release],
        ['Namespace', NAMESPACE],
        ['Service', 'Helm'],
        ['IsInstall', true],
        ['IsUpgrade', false],
        ['Revision', 1],
      ]),
    ],
  ]);
}

/** A cluster of our days; which APIs it serves is not known beyond those that every cluster has. */
const CAPABILITIES: GoMap = new Map<string, GoValue>([
  [
    'KubeVersion',
    new Map([
      ['Version', 'v1.31.0'],
      ['GitVersion', 'v1.31.0'],
      ['Major', '1'],
      ['Minor', '31'],
    ]),
  ],
  [
    'APIVersions',
    new Map<string, GoValue>([
      [
        'Has',
        (name = '') =>
          /^(v1|(apps|batch|policy|networking\.k8s\.io|rbac\.authorization\.k8s\.io)\/v1|autoscaling\/v[12])$/.test(
            plainText(name),
          ),
      ],
    ]),
  ],
]);
