import type { Evaluation } from '../../model/evaluation.js';
import type { Report } from '../../model/report.js';
import { portList } from '../../report/ports/list.js';
import type { PortFormat } from '../../report/ports/registry.js';
import { portReporterOf } from '../../report/ports/registry.js';
import type { By } from '../../report/ports/rows.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { inject } from '../inject.js';
import { type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { checkFiles } from './checked-files.js';
import { nodesAskedFor } from './groups.js';

export interface PortsOptions extends InputOptions {
  readonly format: PortFormat;
  readonly by: By;
  /** Ids; empty for all. */
  readonly host: readonly string[];
  readonly node: readonly string[];
  readonly group?: string;
  readonly unique?: boolean;
  readonly brief?: boolean;
  /** The file between whose markers the list is written. */
  readonly inject?: string;
  readonly check?: boolean;
}

/** Runs `ports`; resolves to the exit code. */
export async function ports(files: readonly string[], options: PortsOptions, io: Io): Promise<number> {
  checkOptions(options);
  const checked = await checkFiles(files, options, io, { suggestions: options.format === 'json' });
  const { report } = checked;
  const broken = reportBrokenFiles(checked, io);
  if (options.inject !== undefined) {
    const text = (await portReporterOf('markdown'))(selected(report, options, checked.evaluations), {
      color: false,
      width: 0,
    });
    return Math.max(exitCodeOf(checked, broken), inject(options.inject, text, options.check ?? false, io));
  }
  if (report.deployments.length > 0 || options.format === 'json') {
    const reporter = await portReporterOf(options.format);
    io.stdout(reporter(selected(report, options, checked.evaluations), pageStyleOf(options.color, io)));
  }
  return exitCodeOf(checked, broken);
}

/** Formats that show the whole list; a program that reads them does not want less. */
const WHOLE: ReadonlySet<PortFormat> = new Set(['json', 'html', 'svg']);

function checkOptions({ format, unique, brief, inject: file, check }: PortsOptions): void {
  if ((unique || brief) && WHOLE.has(format) && file === undefined)
    throw new UsageError(`--format ${format} has the whole list: --unique and --brief are for table, markdown and csv`);
  if (check && file === undefined) throw new UsageError('--check says whether the file of --inject is stale: name it');
}

/** The list that the filters leave; filters that leave nothing are a mistake of their author. */
function selected(report: Report, options: PortsOptions, evaluations: readonly Evaluation[]) {
  const { by, host: hosts, node, unique = false, brief = false } = options;
  const { deployments } = report;
  if (deployments.length > 0) {
    checkNames(
      'host',
      hosts,
      deployments.flatMap((deployment) => deployment.hosts.map(({ id }) => id)),
    );
    checkNames(
      'node',
      node,
      deployments.flatMap((deployment) => deployment.nodes.map(({ id }) => id)),
    );
  }
  const nodes = nodesAskedFor(evaluations, options);
  const list = portList(report, { by, hosts, nodes, unique, brief });
  if (list.deployments.length > 0 || deployments.length === 0) return list;
  const asked = [...hosts.map((id) => `--host ${id}`), ...nodes.map((id) => `--node ${id}`)];
  throw new UsageError(`${asked.join(' ')}: no port is left to list`);
}

function checkNames(kind: 'host' | 'node', wanted: readonly string[], legal: readonly string[]): void {
  const missing = wanted.find((id) => !legal.includes(id));
  if (missing !== undefined)
    throw new UsageError(`--${kind} ${missing}: there is no ${kind} "${missing}"${didYouMean(missing, legal)}`);
}
