import type { NodeConfig } from '../../model/desired.js';
import type { ConfigFormat } from '../../report/config/registry.js';
import { configReporterOf } from '../../report/config/registry.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { checkFiles } from './checked-files.js';
import { nodesOf, withoutDefaults } from './configured-nodes.js';
import { nodesAskedFor } from './groups.js';

export interface ConfigOptions extends InputOptions {
  readonly format: ConfigFormat;
  /** Ids; empty for all. */
  readonly node: readonly string[];
  readonly group?: string;
  readonly all?: boolean;
}

/** Runs `config`; resolves to the exit code. */
export async function config(files: readonly string[], options: ConfigOptions, io: Io): Promise<number> {
  const checked = await checkFiles(files, options, io, { suggestions: false });
  const broken = reportBrokenFiles(checked, io);
  const reporter = await configReporterOf(options.format);
  const nodes = checked.evaluations.flatMap(nodesOf);
  if (checked.evaluations.length > 0) checkNames(options.node, nodes);
  const asked = nodesAskedFor(checked.evaluations, options);
  const wanted = nodes.filter(({ node }) => asked.length === 0 || asked.includes(node));
  const shown = options.all ? wanted : wanted.map(withoutDefaults);
  if (shown.length > 0 || options.format === 'json') io.stdout(reporter(shown));
  return exitCodeOf(checked, broken);
}

function checkNames(wanted: readonly string[], nodes: readonly NodeConfig[]): void {
  const legal = nodes.map(({ node }) => node);
  const missing = wanted.find((id) => !legal.includes(id));
  if (missing !== undefined)
    throw new UsageError(`--node ${missing}: there is no node "${missing}"${didYouMean(missing, legal)}`);
}
