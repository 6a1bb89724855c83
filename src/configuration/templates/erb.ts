import type {
  TemplateEffort,
  TemplateLanguage,
  TemplateMeaning,
  TemplatePiece,
  TemplateScope,
  TemplateValue,
} from '../../model/template.js';
import { decided, isMap } from './template.js';

const TAG = /<%([=#-]?)(.{0,1000}?)(-?)%>/gs;

/** Templates of Puppet: ERB with variables, their keys, conditions and loops. */
export const erb: TemplateLanguage = { pieces, evaluate, isMet };

function pieces(text: string): readonly TemplatePiece[] {
  const found: TemplatePiece[] = [];
  let at = 0;
  for (const { index, 0: tag, 1: kind, 2: code = '', 3: trim } of text.matchAll(TAG)) {
    found.push({ kind: 'text', start: at, end: index });
    at = index + tag.length;
    found.push({ ...meaningOf(kind, code.trim()), start: index, end: at });
    if (trim !== '') at += /^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
  }
  return [...found, { kind: 'text', start: at, end: text.length }];
}

function meaningOf(kind: string | undefined, code: string): TemplateMeaning {
  if (kind === '=') return { kind: 'output', expression: code };
  if (kind === '#') return { kind: 'nothing' };
  const [, list, first, second] = /^(\S+?)\.each(?:_pair)?\s+do\s*\|\s*(\w+)\s*(?:,\s*(\w+)\s*)?\|$/.exec(code) ?? [];
  if (list !== undefined && first !== undefined)
    return { kind: 'each', list, names: second === undefined ? [first] : [first, second] };
  // Of other blocks nothing is known but where they end.
  if (/\bdo\b\s*(\|[^|]*\|)?$/.test(code)) return { kind: 'each', list: '', names: [] };
  const word = code.slice(0, code.search(/\W|$/));
  const condition = code.slice(word.length).trim();
  if (word === 'if') return { kind: 'if', condition };
  if (word === 'unless') return { kind: 'if', condition: `!${condition}` };
  if (word === 'elsif') return { kind: 'else-if', condition };
  return { kind: word === 'else' || word === 'end' ? word : 'nothing' };
}

function evaluate(expression: string, scope: TemplateScope, effort: TemplateEffort): TemplateValue | undefined {
  effort.left -= expression.length;
  const literal = /^(['"])([^'"#]*)\1$/.exec(expression)?.[2] ?? /^(?:\d+|true|false)$/.exec(expression)?.[0];
  if (literal !== undefined) return literal;
  const [, looked] = /^scope(?:\.lookupvar\(|\[)\s*['"](?:\w*::)*(\w+)['"]\s*[)\]]$/.exec(expression) ?? [];
  const [, name, keys = ''] = /^@?([a-z_]\w*)((?:\[['"][^'"\]]+['"]\])*)$/i.exec(expression) ?? [];
  if (looked !== undefined) return scope.get(looked);
  let value = scope.get(name ?? '');
  for (const [, key = ''] of keys.matchAll(/\[['"]([^'"\]]+)['"]\]/g))
    value = isMap(value) ? value.get(key) : undefined;
  return value;
}

/** Everything is true but `false` and `undef`; what is not set here may be set elsewhere. */
function isMet(condition: string, scope: TemplateScope, effort: TemplateEffort): boolean | undefined {
  const words = condition
    .replaceAll('&&', ' and ')
    .replaceAll('||', ' or ')
    .replaceAll(/!(?!=)/g, ' not ')
    .replaceAll(/(==|!=)/g, ' $1 ');
  const isTrue = (expression: string) => {
    const value = evaluate(expression, scope, effort);
    return value === undefined ? undefined : value !== 'false' && value !== 'undef';
  };
  return decided(words.split(/\s+/).join(' ').trim(), (expression) => evaluate(expression, scope, effort), isTrue);
}
