import type { TemplateLanguage, TemplatePiece, TemplateScope, TemplateValue } from '../../model/template.js';
import { lastUpTo } from '../../values/lists.js';

/** A rendered text, and where in the template each of its characters comes from. */
export interface Rendered {
  readonly text: string;
  /** 0-based, of the text and of the template. */
  readonly offsetOf: (offset: number) => number;
}

/** Longest text that a template may become. */
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_PIECES = 20_000;
const MAX_STEPS = 200_000;
const MAX_DEPTH = 50;

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
  const output = new Output(text);
  const renderer = new Renderer(text, language, output);
  if (pieces.length > MAX_PIECES) return undefined;
  renderer.block(pieces, variables, 0);
  return renderer.isComplete ? output.result() : undefined;
}

class Output {
  private readonly template: string;
  /** Where each part starts in the text, and where it is from in the template. */
  private readonly parts: { readonly start: number; readonly from: number; readonly isText: boolean }[] = [];
  private text = '';

  constructor(template: string) {
    this.template = template;
  }

  /** Adds a text of the template, or what an expression at this offset of it became. */
  add(added: string, from: number, isText: boolean): void {
    this.parts.push({ start: this.text.length, from, isText });
    this.text += added;
  }

  get length(): number {
    return this.text.length;
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
  private steps = 0;

  constructor(text: string, language: TemplateLanguage, output: Output) {
    this.text = text;
    this.language = language;
    this.output = output;
  }

  /** Whether no limit was reached. */
  get isComplete(): boolean {
    return this.steps < MAX_STEPS && this.output.length < MAX_LENGTH;
  }

  block(pieces: readonly TemplatePiece[], scope: TemplateScope, depth: number): void {
    if (depth > MAX_DEPTH) this.steps = MAX_STEPS;
    for (let index = 0; index < pieces.length; ) {
      const piece = pieces[index];
      const end = piece?.kind === 'if' || piece?.kind === 'each' ? endOf(pieces, index) : index + 1;
      if (piece && this.isComplete) this.one(piece, pieces.slice(index, end), scope, depth);
      index = end;
    }
  }

  private one(piece: TemplatePiece, whole: readonly TemplatePiece[], scope: TemplateScope, depth: number): void {
    this.steps++;
    if (piece.kind === 'text') this.output.add(this.text.slice(piece.start, piece.end), piece.start, true);
    else if (piece.kind === 'output') this.output.add(this.outputOf(piece, scope), piece.start, false);
    else if (piece.kind === 'if') this.choice(whole, scope, depth);
    else if (piece.kind === 'each') this.each(piece, whole.slice(1, -1), scope, depth);
  }

  private outputOf({ expression, start, end }: TemplatePiece & { kind: 'output' }, scope: TemplateScope): string {
    const value = this.language.evaluate(expression, scope);
    const text = value === undefined ? `{{ ${expression.replaceAll(/[^\w.]+/g, ' ').trim()} }}` : textOf(value);
    // A whole value without quotes, `token = <%= @token %>`, has them in what is not known here.
    const isWhole =
      /=[ \t]*$/.test(this.text.slice(Math.max(0, start - 16), start)) &&
      /^[ \t]*(\r?\n|$)/.test(this.text.slice(end, end + 16));
    return isWhole && (value === undefined || text === '') ? `"${text}"` : text;
  }

  /** The branch whose condition is the first to be met; none where one before it is not certain. */
  private choice(whole: readonly TemplatePiece[], scope: TemplateScope, depth: number): void {
    for (const { condition, body } of branchesOf(whole)) {
      const isMet = condition === undefined || this.language.isMet(condition, scope);
      if (isMet === undefined) return;
      if (isMet) {
        this.block(body, scope, depth + 1);
        return;
      }
    }
  }

  private each(
    { list, names: [first = '', second] }: TemplatePiece & { kind: 'each' },
    body: readonly TemplatePiece[],
    scope: TemplateScope,
    depth: number,
  ): void {
    const value = this.language.evaluate(list, scope);
    if (value === undefined) return;
    for (const [key, item] of entriesOf(value, second !== undefined)) {
      const own: [string, TemplateValue][] =
        second === undefined
          ? [[first, item]]
          : [
              [first, key],
              [second, item],
            ];
      this.block(body, new Map([...scope, ...own]), depth + 1);
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

/** The index behind the end of the block that starts at an index. */
function endOf(pieces: readonly TemplatePiece[], start: number): number {
  let depth = 0;
  for (const [index, { kind }] of pieces.slice(start).entries()) {
    if (kind === 'if' || kind === 'each') depth++;
    else if (kind === 'end') depth--;
    if (depth === 0) return start + index + 1;
  }
  return pieces.length;
}

interface Branch {
  /** Absent for what comes where no other condition is met. */
  readonly condition?: string;
  readonly body: TemplatePiece[];
}

function branchesOf(whole: readonly TemplatePiece[]): readonly Branch[] {
  const branches: Branch[] = [];
  let depth = 0;
  for (const piece of whole) {
    if (piece.kind === 'end') depth--;
    if (depth === 0 && piece.kind === 'if') branches.push({ condition: piece.condition, body: [] });
    else if (depth === 1 && piece.kind === 'else-if') branches.push({ condition: piece.condition, body: [] });
    else if (depth === 1 && piece.kind === 'else') branches.push({ body: [] });
    else branches.at(-1)?.body.push(piece);
    if (piece.kind === 'if' || piece.kind === 'each') depth++;
  }
  return branches;
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
