import type { Severity } from '../model/finding.js';
import type { Finding, SuppressedFinding } from '../model/report.js';
import { explanationOf } from './describe.js';
import { markdownText } from './page/markdown.js';
import { paintFor } from './paint.js';
import type { Reporter } from './reporter.js';
import { summaryLines } from './text/text.js';

/** GitHub flavoured Markdown, for a step summary or a comment. */
export const markdown: Reporter = (report) => {
  const { tool, findings, suppressed } = report;
  const blocks = [
    `## ${tool.name}`,
    summaryLines(report, paintFor(false)).map(markdownText).join('<br>'),
    ...(findings.length === 0 ? [] : [table(['', 'Rule', 'Place', 'What is wrong'], findings.map(findingRow))]),
    ...(suppressed.length === 0 ? [] : [accepted(suppressed)]),
  ];
  return `${blocks.join('\n\n')}\n`;
};

/** Told apart by shape and word, not by colour alone. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

function findingRow(finding: Finding): readonly string[] {
  const { severity, rule, message } = finding;
  const lines = [`**${markdownText(message)}**`, ...explanationOf(finding).map(markdownText)];
  return [SEVERITIES[severity], `\`${rule}\``, placeOf(finding), lines.join('<br>')];
}

function accepted(suppressed: readonly SuppressedFinding[]): string {
  const rows = suppressed.map((finding) => [
    `\`${finding.rule}\``,
    placeOf(finding),
    markdownText(finding.message),
    markdownText(finding.reason),
  ]);
  const title = `${suppressed.length} accepted ${suppressed.length === 1 ? 'finding' : 'findings'}`;
  return `<details>\n<summary>${title}</summary>\n\n${table(['Rule', 'Place', 'What is wrong', 'Why it is accepted'], rows)}\n\n</details>`;
}

function placeOf({ file, range }: Finding): string {
  return `${markdownText(file)}:${range.start.line}:${range.start.column}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
