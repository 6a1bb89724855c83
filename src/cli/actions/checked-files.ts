import { packagedCatalogue } from '../../catalogue/files.js';
import { configPathsOf } from '../../load/config-paths.js';
import { foreignReason } from '../../load/foreign.js';
import { DEFAULT_LIMITS, type Limits } from '../../load/limits.js';
import { shownText } from '../../load/shown-text.js';
import type { DiscoveredDeployment, Unread } from '../../model/discovered.js';
import type { Input } from '../../model/input.js';
import type { Report } from '../../model/report.js';
import type { SeverityChange, SeverityName } from '../../model/topology.js';
import { type Checked, checkWithEvaluations, type PipelineOptions } from '../../pipeline/check.js';
import { ALL_RULES } from '../../rules/index.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { entryOf } from '../../values/memo.js';
import { visible } from '../../values/visible.js';
import { excerptOf } from '../excerpt.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { progressOf } from '../progress.js';
import { todayOf } from '../today.js';
import { type Inputs, readInputs } from './inputs.js';

export interface CheckedFiles extends Checked {
  /** The text of a file that was read, without its secrets. */
  readonly textOf: (file: string) => string | undefined;
  /** Deployments that were found in configuration. */
  readonly discovered: readonly DiscoveredDeployment[];
  /** The whole text of a topology, for those who write it. */
  readonly topologyOf: (file: string) => string | undefined;
  /** The whole text of a file of a product, for those who write it. */
  readonly productOf: (file: string) => string | undefined;
  /** Something could not be read; it has been said on stderr. */
  readonly failed: boolean;
}

/** Parts of a report that a command can do without. */
type Scope = Pick<PipelineOptions, 'suggestions' | 'listings'>;

/** Reads the files of a command line and analyses them. */
export async function checkFiles(
  files: readonly string[],
  options: InputOptions,
  io: Io,
  scope: Scope = {},
): Promise<CheckedFiles> {
  const { inputs, run, failed, textOf, unread } = await readFiles(files, options, io);
  // Of a file that is plainly something else no line is shown.
  const texts = new Map(
    inputs.flatMap(({ file, text, discovered: found }) =>
      found || foreignReason(text) ? [] : [[file, text] as const],
    ),
  );
  const progress = progressOf('checked', inputs.length, io);
  try {
    const checked = checkWithEvaluations(inputs, { ...run, ...scope, unread, checked: progress.done });
    const excerpt = excerptsOf(checked.report, textOf);
    const shown = new Map<string, string>();
    const shownOf = (file: string) => {
      const text = texts.get(file);
      return text === undefined ? undefined : entryOf(shown, file, () => shownText(text));
    };
    return {
      ...checked,
      textOf: (file) => shownOf(file) ?? excerpt(file),
      discovered: inputs.flatMap((input) => input.discovered ?? []),
      topologyOf: (file) => texts.get(file),
      productOf: textOf,
      failed,
    };
  } finally {
    progress.clear();
  }
}

/** Shows the values of configuration files that a report points at, and nothing else of these files. */
function excerptsOf({ findings, suppressed }: Report, textOf: ReadFiles['textOf']): ReadFiles['textOf'] {
  return (file) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const places = [...findings, ...suppressed].flatMap((finding) => [finding, ...finding.related]);
    return excerptOf(
      text,
      places.filter((place) => place.file === file).map(({ range }) => range),
    );
  };
}

/** The inputs of a command line, read but not checked. */
export interface ReadFiles extends Omit<Inputs, 'configurations' | 'given'> {
  readonly run: PipelineOptions;
  /** Files that were seen in folders of configuration and not read. */
  readonly unread: readonly Unread[];
  /** The text of a configuration file that a topology points at. */
  readonly textOf: (file: string) => string | undefined;
}

/** Reads the files of a command line, and its options as the pipeline takes them. */
export async function readFiles(files: readonly string[], options: InputOptions, io: Io): Promise<ReadFiles> {
  const severities = options.rule.map(severityChange);
  const { maxSize, maxDepth, maxAliases, maxValues } = options;
  const limits = {
    ...DEFAULT_LIMITS,
    ...defined({ characters: maxSize, depth: maxDepth, aliases: maxAliases, values: maxValues }),
  };
  const { inputs, configurations, given, failed } = await readInputs(files, options, limits, io);
  // Only a raised limit lets such a text in.
  if (inputs.some(({ text }) => text.length > DEFAULT_LIMITS.characters))
    (await import('../memory.js')).refuseTooLarge(inputs);
  const pointing = await withConfigurations(inputs, limits, options, io);
  const found = await discovered(configurations, given, options, io);
  if (pointing.inputs.length === 0 && found.inputs.length === 0 && !failed && !found.failed) {
    if (found.manifests.length === 0) throw new UsageError(nothingIn(files, configurations));
    io.stderr(`wso2-topology: no WSO2 workload found in ${visible(found.manifests.slice(0, 3).join(', '))}\n`);
  }
  const all = [...pointing.inputs, ...found.inputs];
  if (isLong(all)) await io.longRun?.();
  return {
    inputs: all,
    unread: found.unread,
    textOf: (file) => pointing.textOf(file) ?? found.textOf(file),
    failed: failed || found.failed,
    run: {
      ...{ catalogue: packagedCatalogue(), limits, severities, together: options.together ?? false },
      ...{ today: todayOf(io), accepting: options.ignores ?? true },
    },
  };
}

/** Characters of topologies that make a run a long one: a hundred nodes. */
const LONG = 8000;

/** What a node costs that was found in configuration, in characters of a topology: it says more than one that was planned. */
const PER_NODE = 800;

function isLong(inputs: readonly Input[]): boolean {
  const sizes = inputs.map(({ text, discovered: found }) => text.length + PER_NODE * (found?.evidence.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0) > LONG;
}

/** The message where neither a topology nor a node is found. */
function nothingIn(files: readonly string[], configurations: readonly string[]): string {
  const looked = 'looked for topologies, deployment.toml, carbon.xml, deployment.yaml, compose files and the like';
  if (files.length > 0) return `neither a topology nor a WSO2 product found in ${configurations.join(', ')}: ${looked}`;
  return 'no file named, and neither topology.yaml, topologies/ nor the configuration of a WSO2 product is here; `wso2-topology init` writes a first topology';
}

/** Folders without topologies are read as configuration; the readers are loaded where there is one. */
async function discovered(
  paths: readonly string[],
  given: Inputs['given'],
  options: InputOptions,
  io: Io,
): Promise<Pick<ReadFiles, 'inputs' | 'unread' | 'textOf' | 'failed'> & { readonly manifests: readonly string[] }> {
  if (paths.length === 0 && given.length === 0)
    return { inputs: [], unread: [], textOf: () => undefined, manifests: [], failed: false };
  const { discoverPaths, inputOf } = await import('./discovered.js');
  const { product = [], version = [], profile = [], separate = false, root } = options;
  const answers = { product, release: version, profile, separate, ...(root === undefined ? {} : { root }) };
  const { deployments, ...found } = discoverPaths(paths, answers, io, given);
  return { inputs: deployments.map(inputOf), ...found };
}

/** Readers of configuration files are loaded where a node points at some. */
async function withConfigurations(
  inputs: Inputs['inputs'],
  limits: Limits,
  { root }: InputOptions,
  io: Io,
): Promise<Pick<ReadFiles, 'inputs' | 'textOf'>> {
  const pointing = inputs.map((input) => ({ input, paths: configPathsOf(input, limits) }));
  if (pointing.every(({ paths }) => paths.size === 0)) return { inputs, textOf: () => undefined };
  const { readConfigurations } = await import('./configurations.js');
  return readConfigurations(pointing, root, io);
}

function defined(values: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

const SEVERITIES: readonly SeverityName[] = ['error', 'warning', 'info', 'off'];

function severityChange(text: string): SeverityChange {
  const [rule = '', name = ''] = text.split('=', 2);
  const legal = ALL_RULES.map(({ id }) => id);
  if (!legal.includes(rule))
    throw new UsageError(`--rule ${text}: there is no rule "${rule}"${didYouMean(rule, legal)}`);
  const severity = SEVERITIES.find((known) => known === name);
  if (!severity)
    throw new UsageError(`--rule ${text}: a severity is one of ${SEVERITIES.join(', ')}, as in --rule ${rule}=off`);
  return { rule, severity };
}
