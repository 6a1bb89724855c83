import type { RuleInfo } from '../../rules/rule.js';
import { spansOf } from '../code-spans.js';
import { markdownText } from '../page/markdown.js';
import { filesOf } from './text.js';

/** Returns a rule as a page of documentation. */
export function ruleMarkdown({ id, severity, summary, why, remedy, example, sources }: RuleInfo): string {
  const blocks = [
    `## ${markdownText(id)}`,
    `Severity: ${severity}. Fires when ${prose(summary)}.`,
    '### Why it matters',
    prose(why),
    ...filesOf(example).flatMap(([file, text]) => [
      `### ${markdownText(file)}`,
      code(text, file.endsWith('.toml') ? 'toml' : 'yaml'),
    ]),
    '### Bad',
    code(example.bad),
    '### Good',
    code(example.good),
    '### The fix',
    prose(remedy),
    '### Sources',
    sources.map((source) => `- ${prose(source)}`).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Returns every rule in one row. */
export function rulesMarkdown(rules: readonly RuleInfo[]): string {
  const rows = rules.map(({ id, severity, summary }) => `| ${markdownText(id)} | ${severity} | ${prose(summary)} |`);
  return `${['| rule | severity | fires when |', '| --- | --- | --- |', ...rows].join('\n')}\n`;
}

/** A text of the rule, in which code is between backticks as in Markdown. */
function prose(text: string): string {
  return spansOf(text)
    .map((span) => (span.isCode ? `\`${span.text}\`` : markdownText(span.text)))
    .join('');
}

function code(text: string, language = 'yaml'): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
