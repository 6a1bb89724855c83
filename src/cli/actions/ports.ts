import type { DeploymentReport, Finding, Report } from '../../model/report.js';
import { didYouMean } from '../../nearest.js';
import { compact } from '../../report/compact.js';
import { portReporterOf } from '../../report/ports/index.js';
import { wantsColor } from '../color.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { PortsOptions } from '../ports.js';
import { analyseFiles } from './analyse.js';

/** Runs `ports`; resolves to the exit code. */
export async function ports(files: readonly string[], options: PortsOptions, io: Io): Promise<number> {
  const { report, textOf, failed } = await analyseFiles(files, options, io, options.format === 'json');
  const broken = report.findings.filter(tellsOfBrokenFile);
  const plain = { color: false, width: 0, textOf };
  if (broken.length > 0) io.stderr(compact({ ...report, findings: broken }, plain));
  const shown = report.deployments.length === 0 ? report : filtered(report, options);
  const reporter = await portReporterOf(options.format);
  if (report.deployments.length > 0 || options.format === 'json')
    io.stdout(reporter(shown, { color: wantsColor(options.color, io), width: io.terminal.stdout ? (io.terminal.columns ?? 80) : 0, by: options.by }));
  if (failed) return EXIT.failed;
  return broken.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.clean;
}

const BROKEN: ReadonlySet<string> = new Set(['yaml-syntax', 'schema', 'unknown-reference']);

/** A port that is missing from the list because its file could not be understood must not be missed in silence. */
function tellsOfBrokenFile({ rule }: Finding): boolean {
  return BROKEN.has(rule);
}

type Filter = Pick<PortsOptions, 'host' | 'node'>;

/** The report with the ports and links that the filters name; the rest of it stays as it is. */
function filtered(report: Report, filter: Filter): Report {
  const { host, node } = filter;
  if (host.length === 0 && node.length === 0) return report;
  checkNames('host', host, report.deployments.flatMap(({ hosts }) => hosts.map(({ id }) => id)));
  checkNames('node', node, report.deployments.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const deployments = report.deployments.map((deployment) => narrowed(deployment, filter)).filter(({ listeners, published }) => listeners.length + published.length > 0);
  if (deployments.length > 0) return { ...report, deployments };
  const asked = [...host.map((id) => `--host ${id}`), ...node.map((id) => `--node ${id}`)].join(' ');
  throw new UsageError(`nothing listens there: ${asked} leaves no port to list`);
}

function checkNames(kind: 'host' | 'node', wanted: readonly string[], legal: readonly string[]): void {
  const missing = wanted.find((id) => !legal.includes(id));
  if (missing !== undefined) throw new UsageError(`--${kind} ${missing}: there is no ${kind} "${missing}"${didYouMean(missing, legal)}`);
}

/** Links are narrowed by the node that has them: that is where they are configured. */
function narrowed(deployment: DeploymentReport, { host, node }: Filter): DeploymentReport {
  const wanted = (names: readonly string[], name: string | undefined) => names.length === 0 || (name !== undefined && names.includes(name));
  const hostOf = new Map(deployment.nodes.map(({ id, host: on }) => [id, on]));
  return {
    ...deployment,
    listeners: deployment.listeners.filter((entry) => wanted(host, entry.host) && wanted(node, entry.node)),
    published: deployment.published.filter((entry) => wanted(host, entry.host) && wanted(node, entry.node)),
    links: deployment.links.filter((entry) => wanted(host, hostOf.get(entry.node)) && wanted(node, entry.node)),
  };
}
