import { groupBy } from '../deployment/lookup.js';
import type { Finding, Report, SuppressedFinding } from '../model/report.js';
import { ALL_RULES } from '../rules/index.js';
import { explanationOf, fixText } from './describe.js';
import { markupText } from './markup.js';
import type { Reporter } from './reporter.js';

/**
 * JUnit XML: a suite for each file, a case for each rule. Errors are failures; warnings and infos are in the case's output,
 * because a CI system counts every failure as a broken build; a case with accepted findings alone is skipped.
 */
export const junit: Reporter = (report) => {
  const suites = suitesOf(report);
  const total = (of: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + of(suite), 0);
  const counts = `tests="${total(({ cases }) => cases.length)}" failures="${total(failures)}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${markupText(report.tool.name)}" ${counts}>\n${suites.map(suiteText).join('')}</testsuites>\n`;
};

interface Suite {
  readonly file: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly file: string;
  readonly rule: string;
  readonly failures: readonly Finding[];
  readonly others: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

function suitesOf({ deployments, findings, suppressed }: Report): readonly Suite[] {
  const files = [...deployments, ...findings, ...suppressed].map(({ file }) => file);
  const found = groupBy(findings, keyOf);
  const accepted = groupBy(suppressed, keyOf);
  return [...new Set(files)].sort().map((file) => ({
    file,
    cases: ALL_RULES.map(({ id: rule }) => {
      const own = found.get(keyOf({ file, rule })) ?? [];
      return {
        file,
        rule,
        failures: own.filter(({ severity }) => severity === 'error'),
        others: own.filter(({ severity }) => severity !== 'error'),
        suppressed: accepted.get(keyOf({ file, rule })) ?? [],
      };
    }),
  }));
}

function keyOf({ file, rule }: { readonly file: string; readonly rule: string }): string {
  return `${rule} ${file}`;
}

/** Cases that failed, not findings. */
function failures({ cases }: Suite): number {
  return cases.filter(failed).length;
}

function failed({ failures }: Case): boolean {
  return failures.length > 0;
}

function skipped({ failures, others, suppressed }: Case): boolean {
  return failures.length === 0 && others.length === 0 && suppressed.length > 0;
}

function suiteText(suite: Suite): string {
  const { file, cases } = suite;
  const counts = `tests="${cases.length}" failures="${failures(suite)}" errors="0" skipped="${cases.filter(skipped).length}"`;
  return `  <testsuite name="${markupText(file)}" ${counts}>\n${cases.map(caseText).join('')}  </testsuite>\n`;
}

function caseText(entry: Case): string {
  const head = `    <testcase name="${entry.rule}" classname="${markupText(entry.file)}"`;
  const content = [
    ...(skipped(entry) ? [`<skipped>${entry.suppressed.map(acceptedText).join('\n')}</skipped>`] : []),
    ...entry.failures.map(
      (finding) =>
        `<failure type="${entry.rule}" message="${markupText(failureText(finding))}">${findingText(finding)}</failure>`,
    ),
    ...(entry.others.length === 0 ? [] : [`<system-out>${entry.others.map(findingText).join('\n')}</system-out>`]),
  ];
  return content.length === 0
    ? `${head}/>\n`
    : `${head}>\n${content.map((line) => `      ${line}\n`).join('')}    </testcase>\n`;
}

/** The line that a CI system shows first: the mistake and its correction. */
function failureText({ message, fixes: [fix] }: Finding): string {
  return fix ? `${message}; fix: ${fixText(fix)}` : message;
}

function findingText(finding: Finding): string {
  return [headline(finding), ...explanationOf(finding).map((line) => `= ${line}`)].map(markupText).join('\n');
}

function acceptedText(finding: SuppressedFinding): string {
  return markupText(`${headline(finding)} (accepted: ${finding.reason})`);
}

/** Begins with a word of ours: a CI system that reads along may take a line that begins with a name for a command. */
function headline({ file, range, severity, message }: Finding): string {
  return `${severity} at ${file}:${range.start.line}:${range.start.column}: ${message}`;
}
