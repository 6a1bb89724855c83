import { type Command, Option } from 'commander';
import { packagedCatalogue } from '../catalogue/files.js';
import type { Severity } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { REPORTERS } from '../report/index.js';
import { run } from '../run.js';
import { wantsColor } from './color.js';
import type { Context } from './context.js';
import { readInputs } from './inputs.js';
import { EXIT } from './io.js';
import { addInputOptions, count, type FailOn, type InputOptions, limitsOf } from './options.js';

interface CheckOptions extends InputOptions {
  readonly format: string;
  readonly failOn: FailOn;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  wso2-topology check                            check topology.yaml, else everything below topologies/
  wso2-topology check plan.yaml --format json    the report for a program
  cat plan.yaml | wso2-topology check -          read standard input
  wso2-topology check dmz.yaml lan.yaml --together
                                                 one deployment that is described in two files
  wso2-topology check --rule privileged-port=off --fail-on warning

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.`;

/** `check`: validate, analyse, report. The default command. */
export function addCheck(program: Command, context: Context): void {
  addInputOptions(program.command('check', { isDefault: true }).summary('validate, analyse, report; the default command'))
    .description('Check topologies: port collisions, Thrift mismatches and whatever else would fail at start.')
    .addOption(new Option('--format <name>', 'how to report').choices(Object.keys(REPORTERS)).default('text'))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that ends in exit code 1').choices(['error', 'warning', 'info', 'never']).default('error'))
    .option('--max-warnings <n>', 'end in exit code 1 when there are more warnings', count)
    .option('--quiet', 'report only what makes the run fail')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: CheckOptions) => context.exit(await check(files, options, context)));
}

async function check(files: readonly string[], options: CheckOptions, { io }: Context): Promise<number> {
  const limits = limitsOf(options);
  const { inputs, failed } = await readInputs(files, options.stdinFilename, limits, io);
  const report = run(inputs, { catalogue: packagedCatalogue(), limits, severities: options.rule, together: options.together ?? false });
  const texts = new Map(inputs.map(({ file, text }) => [file, text]));
  const reporter = await REPORTERS[options.format]?.();
  const failing = fails(report, options);
  const shown = options.quiet ? { ...report, findings: report.findings.filter(({ severity }) => isGrave(severity, options.failOn)) } : report;
  if (reporter && !(options.quiet && options.format === 'text' && shown.findings.length === 0))
    io.stdout(reporter(shown, { color: wantsColor(options.color, io), width: io.terminal.columns ?? 0, textOf: (file) => texts.get(file) }));
  if (failed) return EXIT.failed;
  return failing ? EXIT.findings : EXIT.clean;
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

function isGrave(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && WEIGHT[severity] >= WEIGHT[failOn];
}

function fails({ findings, summary }: Report, { failOn, maxWarnings }: CheckOptions): boolean {
  return findings.some(({ severity }) => isGrave(severity, failOn)) || (maxWarnings !== undefined && summary.warnings > maxWarnings);
}
