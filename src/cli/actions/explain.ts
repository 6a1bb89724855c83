import { ruleJson, rulesJson } from '../../report/explain/json.js';
import { ruleMarkdown, rulesMarkdown } from '../../report/explain/markdown.js';
import { rulesText, ruleText } from '../../report/explain/text.js';
import type { PageStyle } from '../../report/page/page.js';
import { ALL_RULES, ruleById } from '../../rules/index.js';
import type { RuleInfo } from '../../rules/rule.js';
import { didYouMean } from '../../values/did-you-mean.js';
import type { ColorChoice } from '../color.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { pageStyleOf } from '../terminal.js';

export type ExplainFormat = 'text' | 'markdown' | 'json';

export interface ExplainOptions {
  readonly format: ExplainFormat;
  readonly color: ColorChoice;
}

interface Teller {
  readonly one: (rule: RuleInfo, style: PageStyle) => string;
  readonly all: (rules: readonly RuleInfo[], style: PageStyle) => string;
}

const TELLERS: Readonly<Record<ExplainFormat, Teller>> = {
  text: { one: ruleText, all: rulesText },
  markdown: { one: ruleMarkdown, all: rulesMarkdown },
  json: { one: ruleJson, all: rulesJson },
};

/** Runs `explain`; returns the exit code. */
export function explain(id: string | undefined, { format, color }: ExplainOptions, io: Io): number {
  const reporter = TELLERS[format];
  const style = pageStyleOf(color, io);
  io.stdout(id === undefined ? reporter.all(ALL_RULES, style) : reporter.one(ruleOf(id), style));
  return EXIT.clean;
}

function ruleOf(id: string): RuleInfo {
  const rule = ruleById(id);
  if (rule) return rule;
  const hint = didYouMean(
    id,
    ALL_RULES.map((known) => known.id),
  );
  throw new UsageError(`there is no rule "${id}"${hint === '' ? '; `wso2-topology explain` lists them' : hint}`);
}
