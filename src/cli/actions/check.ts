import type { Severity } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { type FormatName, reporterOf } from '../../report/registry.js';
import { WEIGHT } from '../../values/severities.js';
import { wantsColor } from '../color.js';
import { EXIT, type Io } from '../io.js';
import type { FailOn, InputOptions } from '../options.js';
import { isGithubActions, type Output, parseOutputs, type Sources, stepSummaryOf } from '../output.js';
import { widthOf } from '../terminal.js';
import type { BaselinedReport, BaselineOptions } from './baseline.js';
import { type CheckedFiles, checkFiles } from './checked-files.js';

export interface CheckOptions extends InputOptions, BaselineOptions {
  readonly format: FormatName;
  /** `<format>=<file>`, as written. */
  readonly output: readonly string[];
  readonly failOn: FailOn;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
}

/** The options of a command line, and whether it chose the format itself. */
export interface ChosenOptions extends CheckOptions {
  readonly formatGiven: boolean;
}

/** Formats that show findings alone; listing a large plan costs as much as analysing it. */
const UNLISTED: ReadonlySet<string> = new Set(['text', 'compact']);

/** Runs `check`; resolves to the exit code. */
export async function check(files: readonly string[], options: ChosenOptions, io: Io): Promise<number> {
  const outputs = parseOutputs(options.output, io);
  const accept = await baselineOf(options, io);
  const listings = outputs.length > 0 || !UNLISTED.has(options.format);
  const checked = await checkFiles(files, options, io, { listings });
  const { report, stale } = accept(checked);
  const { textOf, failed } = checked;
  const formats = [options.format, ...outputs.map(({ format }) => format)];
  const sources = { textOf, ...(await editing(formats, checked)), ...(await connecting(formats, checked)) };
  const shown = options.quiet
    ? { ...report, findings: report.findings.filter(({ severity }) => isGrave(severity, options.failOn)) }
    : report;
  await print(shown, sources, options, outputs, io);
  const written = await write(shown, sources, outputs, io);
  if (failed || !written) return EXIT.failed;
  return fails(report, options) || (stale && options.failOnStale) ? EXIT.findings : EXIT.clean;
}

/** Opens the baseline of the options before anything is checked; returns what applies it. It is loaded where there is one. */
async function baselineOf(options: ChosenOptions, io: Io): Promise<(checked: CheckedFiles) => BaselinedReport> {
  const { baseline, updateBaseline, failOnStale } = options;
  if (baseline === undefined && !updateBaseline && !failOnStale) return ({ report }) => ({ report, stale: false });
  const { accept, openBaseline } = await import('./baseline.js');
  const known = openBaseline(options, io);
  return (checked) => accept(known, options, checked, io);
}

/** Writes the reports that go to files; false where one could not be written. What writes files is loaded where there is one. */
async function write(report: Report, sources: Sources, outputs: readonly Output[], io: Io): Promise<boolean> {
  const summary = stepSummaryOf(io);
  if (outputs.length === 0 && summary === undefined) return true;
  const { appendStepSummary, writeOutputs } = await import('../written-outputs.js');
  const written = await writeOutputs(outputs, report, sources, io);
  if (summary !== undefined) await appendStepSummary(summary, outputs, report, sources, io);
  return written;
}

/** Formats that have fixes as edits of a text. */
const EDITING: ReadonlySet<FormatName> = new Set(['sarif', 'rdjson']);

/** The writer of corrections is loaded where a format has them. */
async function editing(
  formats: readonly FormatName[],
  { topologyOf, productOf }: CheckedFiles,
): Promise<Pick<Sources, 'editsOf'>> {
  if (!formats.some((name) => EDITING.has(name))) return {};
  const { textEditor } = await import('../../pipeline/text-edits.js');
  return { editsOf: textEditor(topologyOf, productOf, true) };
}

/** Connections are derived where a format draws them. */
async function connecting(
  formats: readonly FormatName[],
  { report: { deployments }, evaluations }: CheckedFiles,
): Promise<Pick<Sources, 'connectionsOf'>> {
  if (!formats.includes('html')) return {};
  const { connectionsIn } = await import('./connections.js');
  return { connectionsOf: connectionsIn(deployments, evaluations) };
}

async function print(
  report: Report,
  sources: Sources,
  options: ChosenOptions,
  outputs: readonly Output[],
  io: Io,
): Promise<void> {
  const style = { color: wantsColor(options.color, io), width: widthOf(io), ...sources };
  // Where nothing could be read, "no findings" would be read as an answer.
  const isIdle = options.quiet || report.summary.files === 0;
  const silent = isIdle && options.format === 'text' && report.findings.length === 0;
  if (!silent) io.stdout((await reporterOf(options.format))(report, style));
  const annotates = isGithubActions(io) && !options.formatGiven && outputs.every(({ format }) => format !== 'github');
  if (annotates) io.stdout((await reporterOf('github'))(report, style));
}

function isGrave(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && WEIGHT[severity] >= WEIGHT[failOn];
}

function fails({ findings, summary }: Report, { failOn, maxWarnings }: CheckOptions): boolean {
  return (
    findings.some(({ severity }) => isGrave(severity, failOn)) ||
    (maxWarnings !== undefined && summary.warnings > maxWarnings)
  );
}
