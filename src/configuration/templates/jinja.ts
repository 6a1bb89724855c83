import type {
  TemplateEffort,
  TemplateLanguage,
  TemplateMeaning,
  TemplatePiece,
  TemplateScope,
  TemplateValue,
} from '../../model/template.js';
import { decided, isList, isMap } from './template.js';

const TAG = /\{\{-?(.{0,1000}?)-?\}\}|\{%-?(.{0,1000}?)-?%\}\r?\n?|\{#(?:(?!\{#).){0,4000}?#\}\r?\n?/gs;

/** Templates of Ansible: Jinja with variables, their keys, sums, conditions and loops. The line end behind a block belongs to it. */
export const jinja: TemplateLanguage = { pieces, evaluate, isMet };

function pieces(text: string): readonly TemplatePiece[] {
  const found: TemplatePiece[] = [];
  let at = 0;
  for (const { index, 0: tag, 1: output, 2: block } of text.matchAll(TAG)) {
    found.push({ kind: 'text', start: at, end: index });
    at = index + tag.length;
    const place = { start: index, end: at };
    if (output !== undefined) found.push({ kind: 'output', expression: output.trim(), ...place });
    else found.push({ ...meaningOf(oneLine(block ?? '')), ...place });
  }
  return [...found, { kind: 'text', start: at, end: text.length }];
}

/** With single spaces. */
function oneLine(code: string): string {
  return code.split(/\s+/).join(' ').trim();
}

function meaningOf(code: string): TemplateMeaning {
  const [, first, second, list] = /^for (\w+)(?:, ?(\w+))? in (\S.*)$/.exec(code) ?? [];
  if (first !== undefined && list !== undefined)
    return {
      kind: 'each',
      list: list.replace(/\.(?:items|iteritems)\(\)$/, ''),
      names: second === undefined ? [first] : [first, second],
    };
  const word = code.slice(0, code.search(/\W|$/));
  const condition = code.slice(word.length).trim();
  if (word === 'if') return { kind: 'if', condition };
  if (word === 'elif') return { kind: 'else-if', condition };
  if (word === 'else') return { kind: 'else' };
  return { kind: word === 'endif' || word === 'endfor' ? 'end' : 'nothing' };
}

const MAX_STEPS = 8;

/** A variable may be made of others by expressions of its own. */
function evaluate(
  expression: string,
  scope: TemplateScope,
  effort: TemplateEffort,
  steps = MAX_STEPS,
): TemplateValue | undefined {
  effort.left -= expression.length;
  const sum = expression.split('+').map((term) => term.trim().replace(/^\((.*)\)$/s, '$1'));
  if (sum.length > 1) return sumOf(sum.map((term) => evaluate(term, scope, effort, steps)));
  const [term = '', ...filters] = expression.split('|').map((part) => part.trim());
  const value = resolved(termOf(term, scope), scope, effort, steps);
  return filters.reduce<TemplateValue | undefined>((filtered, filter) => filteredBy(filter, filtered), value);
}

function sumOf(values: readonly (TemplateValue | undefined)[]): string | undefined {
  const numbers = values.map((value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN));
  const sum = numbers.reduce((total, number) => total + number, 0);
  return Number.isNaN(sum) ? undefined : String(sum);
}

function termOf(term: string, scope: TemplateScope): TemplateValue | undefined {
  const literal = /^(['"])([^'"]*)\1$/.exec(term)?.[2] ?? /^(?:\d+|true|false|True|False)$/.exec(term)?.[0];
  if (literal !== undefined) return literal;
  const [, name = '', path = ''] = /^([A-Za-z_]\w*)((?:\.\w+|\[['"][^'"\]]+['"]\]|\[\d+\])*)$/.exec(term) ?? [];
  let value = scope.get(name);
  for (const [, dotted, quoted, number] of path.matchAll(/\.(\w+)|\[['"]([^'"\]]+)['"]\]|\[(\d+)\]/g))
    value = isMap(value) ? value.get(dotted ?? quoted ?? '') : isList(value) ? value[Number(number)] : undefined;
  return value;
}

function resolved(
  value: TemplateValue | undefined,
  scope: TemplateScope,
  effort: TemplateEffort,
  steps: number,
): TemplateValue | undefined {
  if (typeof value !== 'string') return value;
  effort.left -= value.length;
  if (!value.includes('{{')) return value;
  let isCertain = steps > 0 && effort.left > 0;
  const text = value.replaceAll(/\{\{(.{0,1000}?)\}\}/gs, (_, expression: string) => {
    const inner = isCertain ? evaluate(expression.trim(), scope, effort, steps - 1) : undefined;
    if (typeof inner !== 'string' || effort.left <= 0) isCertain = false;
    return String(inner);
  });
  return isCertain ? text : undefined;
}

/** Filters that do not change a text, and the default of a value that is not set. */
function filteredBy(filter: string, value: TemplateValue | undefined): TemplateValue | undefined {
  const [, number, , text] = /^(?:default|d)\((?:(\d+)|(['"])([^'"]*)\2)(?:, ?[Tt]rue)?\)$/.exec(filter) ?? [];
  const standard = number ?? text;
  if (standard !== undefined) return value ?? standard;
  return /^(?:int|string|bool|trim|safe)$/.test(filter) ? value : undefined;
}

function isMet(condition: string, scope: TemplateScope, effort: TemplateEffort): boolean | undefined {
  const words = oneLine(condition.replaceAll(/(==|!=)/g, ' $1 '));
  const isTrue = (expression: string) => {
    const [, name, negated] = /^(\S+) is (not )?defined$/.exec(expression) ?? [];
    const value = evaluate(name ?? expression, scope, effort);
    if (value === undefined) return undefined;
    if (name !== undefined) return negated === undefined;
    return typeof value === 'string' ? !/^(?:|0|false|no|none)$/i.test(value) : [...value].length > 0;
  };
  return decided(words, (expression) => evaluate(expression, scope, effort), isTrue);
}
