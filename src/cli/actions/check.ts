import type { Severity } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { reporterOf } from '../../report/index.js';
import type { CheckOptions } from '../check.js';
import { wantsColor } from '../color.js';
import { EXIT, type Io } from '../io.js';
import type { FailOn } from '../options.js';
import { analyseFiles } from './analyse.js';

/** Runs `check`; resolves to the exit code. */
export async function check(files: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { report, textOf, failed } = await analyseFiles(files, options, io);
  const reporter = await reporterOf(options.format);
  const shown = options.quiet ? { ...report, findings: report.findings.filter(({ severity }) => isGrave(severity, options.failOn)) } : report;
  if (!(options.quiet && options.format === 'text' && shown.findings.length === 0))
    io.stdout(reporter(shown, { color: wantsColor(options.color, io), width: io.terminal.columns ?? 0, textOf }));
  if (failed) return EXIT.failed;
  return fails(report, options) ? EXIT.findings : EXIT.clean;
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

function isGrave(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && WEIGHT[severity] >= WEIGHT[failOn];
}

function fails({ findings, summary }: Report, { failOn, maxWarnings }: CheckOptions): boolean {
  return findings.some(({ severity }) => isGrave(severity, failOn)) || (maxWarnings !== undefined && summary.warnings > maxWarnings);
}
