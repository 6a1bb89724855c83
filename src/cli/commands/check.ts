import { type Command, Option } from 'commander';
import { FORMATS } from '../../report/registry.js';
import type { CheckOptions } from '../actions/check.js';
import type { Context } from '../context.js';
import { addInputOptions, collect, count } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology check                            check topology.yaml, else everything below topologies/
  wso2-topology check plan.yaml --format json    the report for a program
  cat plan.yaml | wso2-topology check -          read standard input
  wso2-topology check dmz.yaml lan.yaml --together
                                                 one deployment that is described in two files
  wso2-topology check --rule privileged-port=off --fail-on warning
  wso2-topology check --output sarif=out/topology.sarif --output junit=out/topology.xml
                                                 further reports of the same run, in files
  wso2-topology check --baseline known.json --update-baseline
                                                 accept what is found today; without the second
                                                 option only new findings fail the run

In GitHub Actions annotations and the step summary come by themselves; --format or
--output github=<file> takes the place of the annotations.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.`;

/** `check`: validate, analyse, report. The default command. */
export function addCheck(program: Command, context: Context): void {
  addInputOptions(
    program.command('check', { isDefault: true }).summary('validate, analyse, report; the default command'),
  )
    .description('Check topologies: port collisions, Thrift mismatches and whatever else would fail at start.')
    .addOption(new Option('--format <name>', 'how to report').choices(FORMATS).default('text'))
    .option('--output <format=file>', 'write a further report to a file; repeatable', collect, [])
    .option('--baseline <file>', 'leave out the findings that this file knows')
    .option('--update-baseline', 'write all present findings to the baseline')
    .option('--fail-on-stale', 'end in exit code 1 when the baseline knows findings that are gone')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that ends in exit code 1')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--max-warnings <n>', 'end in exit code 1 when there are more warnings', count)
    .option('--no-ignores', 'report findings that `ignore` entries of the files accept as well')
    .option('--quiet', 'report only what makes the run fail')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: CheckOptions, command: Command) => {
      const { check } = await import('../actions/check.js');
      context.exit(
        await check(
          files,
          { ...options, formatGiven: command.getOptionValueSource('format') !== 'default' },
          context.io,
        ),
      );
    });
}
