import type { RuleInfo } from '../../rules/rule.js';
import { jsonText } from '../json.js';

export function ruleJson({ id, severity, summary, why, remedy, example, sources }: RuleInfo): string {
  return jsonText({ rule: id, severity, summary, why, example, remedy, sources });
}

export function rulesJson(rules: readonly RuleInfo[]): string {
  return jsonText(rules.map(({ id, severity, summary }) => ({ rule: id, severity, summary })));
}
