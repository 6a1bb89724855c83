import type { RuleInfo } from '../../rules/rule.js';
import { spansOf } from '../code-spans.js';
import type { Page, PageStyle } from '../page/page.js';
import { table } from '../page/table.js';
import { wrapped } from '../page/width.js';
import { paintFor } from '../paint.js';

/** Prose is broken at this many columns where a terminal has more, or where there is none. */
const PROSE_WIDTH = 100;

/** Returns a rule for a person at a terminal. */
export function ruleText(rule: RuleInfo, style: PageStyle): string {
  const paint = paintFor(style.color);
  const width = Math.max(20, Math.min(style.width || PROSE_WIDTH, PROSE_WIDTH));
  const prose = (text: string) => {
    const lines = wrapped(text, width - 2).map((line) => `  ${line}`);
    return style.color ? withCode(lines.join('\n'), paint.strong).split('\n') : lines;
  };
  const example = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`.trimEnd());
  const part = (title: string, lines: readonly string[]) => ['', paint.strong(title), ...lines];
  const lines = [
    `${paint[rule.severity](paint.strong(rule.severity))}${paint.strong(`[${rule.id}]`)}`,
    ...prose(rule.summary),
    ...part('Why it matters', prose(rule.why)),
    ...filesOf(rule.example).flatMap(([file, text]) => part(file, example(text))),
    ...part('Bad', example(rule.example.bad)),
    ...part('Good', example(rule.example.good)),
    ...part('The fix', prose(rule.remedy)),
    ...part('Sources', rule.sources.flatMap(prose)),
    ...part('See also', prose('wso2-topology catalog: what each release of a product opens and dials')),
  ];
  return `${lines.join('\n')}\n`;
}

/** Paints code, which is between backticks where there are no colours. */
function withCode(text: string, paint: (code: string) => string): string {
  return spansOf(text)
    .map((span) => (span.isCode ? span.text.split('\n').map(paint).join('\n') : span.text))
    .join('');
}

/** Returns the configuration files that an example points at, and the topologies beside it. */
export function filesOf({ files, beside }: RuleInfo['example']): readonly (readonly [string, string])[] {
  return Object.entries({ ...files, ...beside });
}

/** Returns every rule in one line. */
export function rulesText(rules: readonly RuleInfo[], style: PageStyle): string {
  return table(rulesPage(rules), style);
}

function rulesPage(rules: readonly RuleInfo[]): Page {
  const columns = [{ title: 'rule', solid: true }, { title: 'severity', solid: true }, { title: 'fires when' }];
  return {
    sections: [
      { grid: { columns, rows: rules.map(({ id, severity, summary }) => ({ cells: [id, severity, summary] })) } },
    ],
  };
}
