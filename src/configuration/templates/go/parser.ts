import { type Expression, type Pipeline, parsePipeline } from './expressions.js';
import type { TracedText } from './text.js';

export type { Expression, Pipeline };

/** A piece of a Go template. Offsets are 0-based offsets of the template. */
export type GoNode =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'output'; readonly pipeline: Pipeline; readonly start: number; readonly end: number }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly start: number;
      readonly body: GoNode[];
      readonly otherwise: GoNode[];
    }
  | { readonly kind: 'template'; readonly name: string; readonly pipeline?: Pipeline; readonly start: number }
  | { readonly kind: 'break' | 'continue' };

/** A template by its name, and the text that its nodes are offsets of. */
export interface GoTemplate {
  readonly source: TracedText;
  readonly body: readonly GoNode[];
}

export interface ParsedTemplate extends GoTemplate {
  /** Those that it defines. */
  readonly defined: ReadonlyMap<string, GoTemplate>;
}

/** An action: the code between its braces and trim markers, and where it starts and ends with them. */
interface Action {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly trimsBefore: boolean;
  readonly trimsBehind: boolean;
}

/** Quoted texts in an action may contain braces and have an end; a comment is all of an action. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|[^"`'}]+|\}/y;

/** The next action from an offset on; `undefined` without one, `null` for one that does not end. */
function actionFrom(text: string, from: number): Action | undefined | null {
  const start = text.indexOf('{{', from);
  if (start < 0) return undefined;
  const trimsBefore = /^-\s/.test(text.slice(start + 2, start + 4));
  const first = start + (trimsBefore ? 3 : 2);
  const isComment = /^\s{0,100}\/\*/.test(text.slice(first, first + 102));
  const close = isComment ? commentEnd(text, first) : codeEnd(text, first);
  if (close === undefined) return null;
  const inside = text.slice(first, close);
  const trimsBehind = /[\s/]-$/.test(inside.slice(-2));
  const code = isComment ? '' : inside.slice(0, trimsBehind ? -1 : undefined).trim();
  return { code, start, end: close + 2, trimsBefore, trimsBehind };
}

function commentEnd(text: string, from: number): number | undefined {
  const end = text.indexOf('*/', from);
  const close = end < 0 ? -1 : text.indexOf('}}', end);
  return close < 0 ? undefined : close;
}

function codeEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; ) {
    QUOTED.lastIndex = at;
    const piece = QUOTED.exec(text)?.[0];
    if (piece === undefined) return undefined;
    if (piece === '}}') return at;
    at += piece.length;
  }
  return undefined;
}

interface Block {
  readonly into: GoNode[];
  /** Ends of a chain of `else if` close all of it. */
  readonly levels: number;
  readonly choice?: GoNode & { readonly otherwise: GoNode[] };
}

/** Parses a Go template; undefined for a text that is none. */
export function parseTemplate(source: TracedText): ParsedTemplate | undefined {
  const parser = new TemplateParser(source);
  return parser.parse();
}

class TemplateParser {
  private readonly source: TracedText;
  private readonly body: GoNode[] = [];
  private readonly defined = new Map<string, GoTemplate>();
  private readonly blocks: Block[];

  constructor(source: TracedText) {
    this.source = source;
    this.blocks = [{ into: this.body, levels: 1 }];
  }

  parse(): ParsedTemplate | undefined {
    const { text } = this.source;
    let at = 0;
    for (let action = actionFrom(text, 0); action !== undefined; action = actionFrom(text, at)) {
      if (action === null) return undefined;
      const { code, start, end, trimsBefore, trimsBehind } = action;
      this.text(at, trimsBefore ? at + text.slice(at, start).trimEnd().length : start);
      if (!this.action(code, start, end)) return undefined;
      at = trimsBehind ? text.length - text.slice(end).trimStart().length : end;
    }
    this.text(at, text.length);
    return this.blocks.length === 1 ? { source: this.source, body: this.body, defined: this.defined } : undefined;
  }

  private text(start: number, end: number): void {
    if (end > start) this.into.push({ kind: 'text', start, end });
  }

  private get into(): GoNode[] {
    return this.blocks.at(-1)?.into ?? this.body;
  }

  private action(code: string, start: number, end: number): boolean {
    if (code === '') return true;
    const [word, rest] = firstWord(code);
    const known = this.keyword(word, rest, start);
    if (known !== undefined) return known;
    const pipeline = parsePipeline(code);
    if (pipeline) this.into.push({ kind: 'output', pipeline, start, end });
    return pipeline !== undefined;
  }

  /** Whether a keyword was taken; undefined for what is none. */
  private keyword(word: string, rest: string, start: number): boolean | undefined {
    if (word === 'if' || word === 'with' || word === 'range') return this.open(word, rest, start, 1);
    if (word === 'else') return this.otherwise(rest, start);
    if (word === 'end') return this.end();
    if ((word === 'break' || word === 'continue') && rest === '') return this.into.push({ kind: word }) > 0;
    if (word === 'define' || word === 'block') return this.define(rest, word === 'block', start);
    return word === 'template' ? this.template(rest, start) : undefined;
  }

  private open(kind: 'if' | 'with' | 'range', code: string, start: number, levels: number): boolean {
    const pipeline = parsePipeline(code);
    if (!pipeline) return false;
    const choice = { kind, pipeline, start, body: [], otherwise: [] };
    this.into.push(choice);
    this.blocks.push({ into: choice.body, choice, levels });
    return true;
  }

  private otherwise(code: string, start: number): boolean {
    const block = this.blocks.pop();
    if (!block?.choice) return false;
    const { otherwise } = block.choice;
    const [kind, condition] = firstWord(code);
    this.blocks.push({ into: otherwise, levels: block.levels });
    return kind === 'if' || kind === 'with' ? this.open(kind, condition, start, block.levels + 1) : code === '';
  }

  private end(): boolean {
    const levels = this.blocks.at(-1)?.levels ?? 1;
    if (this.blocks.length <= levels) return false;
    this.blocks.length -= levels;
    return true;
  }

  private define(code: string, isUsed: boolean, start: number): boolean {
    const { name, rest } = named(code);
    if (name === undefined || (rest !== '' && !isUsed)) return false;
    const body: GoNode[] = [];
    this.defined.set(name, { source: this.source, body });
    if (isUsed && !this.template(code, start)) return false;
    this.blocks.push({ into: body, levels: 1 });
    return true;
  }

  private template(code: string, start: number): boolean {
    const { name, rest } = named(code);
    const pipeline = rest === '' ? undefined : parsePipeline(rest);
    if (name === undefined || (rest !== '' && !pipeline)) return false;
    this.into.push({ kind: 'template', name, start, ...(pipeline ? { pipeline } : {}) });
    return true;
  }
}

/** A word of a language, and what is behind it. */
function firstWord(code: string): readonly [string, string] {
  const word = /^[a-z]*/.exec(code)?.[0] ?? '';
  const rest = code.slice(word.length);
  return /^[\w.]/.test(rest) ? ['', code] : [word, rest.trim()];
}

/** The name of a template in quotes, and what is behind it. */
function named(code: string): { readonly name?: string; readonly rest: string } {
  const name = /^"([^"\n]{1,300})"/.exec(code)?.[1];
  return name === undefined ? { rest: code } : { name, rest: code.slice(name.length + 2).trim() };
}
