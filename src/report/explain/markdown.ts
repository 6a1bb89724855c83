import type { RuleInfo } from '../../rules/rule.js';
import { markdown, markdownText } from '../page/markdown.js';
import { filesOf, rulesPage } from './text.js';

/** Returns a rule as a page of documentation. */
export function ruleMarkdown({ id, severity, summary, why, remedy, example, sources }: RuleInfo): string {
  const blocks = [
    `## ${markdownText(id)}`,
    `Severity: ${severity}. Fires when ${markdownText(summary)}.`,
    '### Why it matters',
    markdownText(why),
    ...filesOf(example).flatMap(([file, text]) => [
      `### ${markdownText(file)}`,
      code(text, file.endsWith('.toml') ? 'toml' : 'yaml'),
    ]),
    '### Bad',
    code(example.bad),
    '### Good',
    code(example.good),
    '### The fix',
    markdownText(remedy),
    '### Sources',
    sources.map((source) => `- ${markdownText(source)}`).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Returns every rule in one row. */
export function rulesMarkdown(rules: readonly RuleInfo[]): string {
  return markdown(rulesPage(rules), { color: false, width: 0 });
}

function code(text: string, language = 'yaml'): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
