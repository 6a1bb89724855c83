import { packagedCatalogue } from '../../catalogue/files.js';
import { configPathsOf } from '../../load/config-paths.js';
import { foreignReason } from '../../load/foreign.js';
import { DEFAULT_LIMITS, type Limits } from '../../load/limits.js';
import type { Report } from '../../model/report.js';
import type { SeverityChange, SeverityName } from '../../model/topology.js';
import { type Checked, checkWithEvaluations, type PipelineOptions } from '../../pipeline/check.js';
import { ALL_RULES } from '../../rules/index.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { excerptOf } from '../excerpt.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { progressOf } from '../progress.js';
import { type Inputs, readInputs } from './inputs.js';

export interface AnalysedFiles extends Checked {
  /** The text of a file that was read. */
  readonly textOf: (file: string) => string | undefined;
  /** Something could not be read; it has been said on stderr. */
  readonly failed: boolean;
}

/** What a command can do without. */
type Scope = Pick<PipelineOptions, 'suggestions' | 'listings'>;

/** Reads the files of a command line and analyses them. */
export async function analyseFiles(
  files: readonly string[],
  options: InputOptions,
  io: Io,
  scope: Scope = {},
): Promise<AnalysedFiles> {
  const { inputs, run, failed, textOf } = await readFiles(files, options, io);
  // Of a file that is plainly something else no line is shown.
  const texts = new Map(inputs.flatMap(({ file, text }) => (foreignReason(text) ? [] : [[file, text] as const])));
  const progress = progressOf('checked', inputs.length, io);
  try {
    const examined = checkWithEvaluations(inputs, { ...run, ...scope, examined: progress.done });
    const excerpt = excerptsOf(examined.report, textOf);
    return { ...examined, textOf: (file) => texts.get(file) ?? excerpt(file), failed };
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

/** What a command line asks for, read but not analysed. */
export interface ReadFiles extends Inputs {
  readonly run: PipelineOptions;
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
  const read = await readInputs(files, options, limits, io);
  return {
    ...read,
    ...(await withConfigurations(read.inputs, limits, options, io)),
    run: { catalogue: packagedCatalogue(), limits, severities, together: options.together ?? false },
  };
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
