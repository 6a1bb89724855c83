import type { TemplateEffort, TemplateLanguage, TemplateScope, TemplateValue } from '../../model/template.js';
import { lastUpTo } from '../../values/lists.js';
import { nested, type TemplateBranch, type TemplateLoop, type TemplatePart } from './parts.js';

/** A rendered text, and where in the template each of its characters comes from. */
export interface Rendered {
  readonly text: string;
  /** 0-based, of the text and of the template. */
  readonly offsetOf: (offset: number) => number;
}

/** Work that one template may cost: characters that are written or looked at, and {@link STEP} for each piece and round. */
const MAX_WORK = 4 * 1024 * 1024;
const STEP = 16;
const MAX_PIECES = 20_000;

/**
 * Renders what is certain: other expressions become `{{ expression }}`, which every reader takes for a reference, and what depends on an unknown
 * condition or list is left out. Nothing of a template is executed. Undefined for a template that is too large. Pure.
 */
export function renderTemplate(
  text: string,
  language: TemplateLanguage,
  variables: TemplateScope,
): Rendered | undefined {
  const pieces = language.pieces(text);
  const parts = pieces.length > MAX_PIECES ? undefined : nested(pieces);
  if (!parts) return undefined;
  const effort = { left: MAX_WORK };
  const output = new Output(text, effort);
  new Renderer(text, language, output, effort).block(parts, variables);
  return effort.left > 0 ? output.result() : undefined;
}

class Output {
  private readonly template: string;
  /** Where each part starts in the text, and where it is from in the template. */
  private readonly parts: { readonly start: number; readonly from: number; readonly isText: boolean }[] = [];
  private readonly effort: TemplateEffort;
  private text = '';

  constructor(template: string, effort: TemplateEffort) {
    this.template = template;
    this.effort = effort;
  }

  /** Adds a text of the template, or what an expression at this offset of it became. */
  add(added: string, from: number, isText: boolean): void {
    this.parts.push({ start: this.text.length, from, isText });
    this.text += added;
    this.effort.left -= added.length;
  }

  result(): Rendered {
    const { text, parts, template } = this;
    return {
      text,
      offsetOf(offset) {
        if (offset >= text.length) return template.length;
        const { start, from, isText } = lastUpTo(parts, offset);
        return isText ? from + offset - start : from;
      },
    };
  }
}

class Renderer {
  private readonly text: string;
  private readonly language: TemplateLanguage;
  private readonly output: Output;
  private readonly effort: TemplateEffort;

  constructor(text: string, language: TemplateLanguage, output: Output, effort: TemplateEffort) {
    this.text = text;
    this.language = language;
    this.output = output;
    this.effort = effort;
  }

  /** Does nothing any more once the work is too much. */
  block(parts: readonly TemplatePart[], scope: TemplateScope): void {
    for (const part of parts) {
      this.effort.left -= STEP;
      if (this.effort.left <= 0) return;
      if (part.kind === 'text') this.output.add(this.text.slice(part.start, part.end), part.start, true);
      else if (part.kind === 'output') this.output.add(this.outputOf(part, scope), part.start, false);
      else if (part.kind === 'choice') this.choice(part.branches, scope);
      else this.each(part, scope);
    }
  }

  private outputOf({ expression, start, end }: TemplatePart & { kind: 'output' }, scope: TemplateScope): string {
    const value = this.language.evaluate(expression, scope, this.effort);
    const text = value === undefined ? `{{ ${expression.replaceAll(/[^\w.]+/g, ' ').trim()} }}` : textOf(value);
    // A whole value without quotes, `token = <%= @token %>`, has them in what is not known here.
    const isWhole =
      /=[ \t]*$/.test(this.text.slice(Math.max(0, start - 16), start)) &&
      /^[ \t]*(\r?\n|$)/.test(this.text.slice(end, end + 16));
    return isWhole && (value === undefined || text === '') ? `"${text}"` : text;
  }

  /** The branch whose condition is the first to be met; none where one before it is not certain. */
  private choice(branches: readonly TemplateBranch[], scope: TemplateScope): void {
    for (const { condition, body } of branches) {
      const isMet = condition === undefined || this.language.isMet(condition, scope, this.effort);
      if (isMet === undefined) return;
      if (isMet) {
        this.block(body, scope);
        return;
      }
    }
  }

  private each({ list, names: [first = '', second], body }: TemplateLoop, scope: TemplateScope): void {
    const value = this.language.evaluate(list, scope, this.effort);
    if (value === undefined) return;
    for (const [key, item] of entriesOf(value, second !== undefined)) {
      this.effort.left -= STEP;
      if (this.effort.left <= 0) return;
      const own = new Map(second === undefined ? [[first, item]] : [[first, key] as const, [second, item] as const]);
      this.block(body, { get: (name) => own.get(name) ?? scope.get(name) });
    }
  }
}

/** The rounds of a loop. A list with one item may have been read as the item. */
function entriesOf(value: TemplateValue, hasKeys: boolean): Iterable<readonly [string, TemplateValue]> {
  if (isMap(value) && hasKeys) return value;
  return (isList(value) ? value : [value]).map((item) => ['', item] as const);
}

export function isMap(value: TemplateValue | undefined): value is ReadonlyMap<string, TemplateValue> {
  return value instanceof Map;
}

export function isList(value: TemplateValue | undefined): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

/** Texts as they are, lists and maps as JSON, which TOML and YAML take as well. */
function textOf(value: TemplateValue): string {
  return typeof value === 'string' ? value : JSON.stringify(plain(value));
}

function plain(value: TemplateValue): unknown {
  if (typeof value === 'string') return value;
  return isMap(value) ? Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)])) : value.map(plain);
}

/**
 * Decides a condition of comparisons, `not`, `and` and `or`, which are words of their own between single spaces; `isTrue` decides what is left.
 */
export function decided(
  condition: string,
  evaluate: (expression: string) => TemplateValue | undefined,
  isTrue: (expression: string) => boolean | undefined,
): boolean | undefined {
  const all = (word: string, deciding: boolean) => {
    const results = condition.split(word).map((part) => decided(part.trim(), evaluate, isTrue));
    if (results.includes(deciding)) return deciding;
    return results.includes(undefined) ? undefined : !deciding;
  };
  if (condition.includes(' or ')) return all(' or ', true);
  if (condition.includes(' and ')) return all(' and ', false);
  if (condition.startsWith('not ')) {
    const result = decided(condition.slice(4), evaluate, isTrue);
    return result === undefined ? undefined : !result;
  }
  const [, left, operator, right] = /^(\S+) (==|!=) (\S+)$/.exec(condition) ?? [];
  if (left === undefined || right === undefined) return isTrue(condition);
  const [a, b] = [evaluate(left), evaluate(right)];
  return typeof a === 'string' && typeof b === 'string' ? (a === b) === (operator === '==') : undefined;
}
