import { FUNCTIONS } from './functions.js';
import { type Expression, type GoNode, type GoTemplate, type Pipeline, parseTemplate } from './parser.js';
import { fieldOf, roundsOf, VariableScope } from './scope.js';
import { type TextPlace, TracedText } from './text.js';
import {
  type GoFunction,
  type GoValue,
  isEmpty,
  isGoList,
  isGoMap,
  isText,
  plainText,
  printed,
  UNKNOWN,
  UnknownValue,
} from './values.js';
import { type Work, weightOfText } from './work.js';

/** An expression that could not be evaluated, as it is written, and its place. */
export interface UnknownExpression {
  readonly code: string;
  readonly place: TextPlace;
}

const MAX_STEPS = 200_000;

/** Characters of a template, counted again for each template that takes them in. */
const MAX_LENGTH = 4 * 1024 * 1024;
/** Templates, blocks and groups that may be in each other. */
const MAX_DEPTH = 200;

/** What a step costs, and a method of an object, in values that are looked at. */
const [STEP, METHOD] = [4, 1000];

/** Reading and writing YAML takes as long as so many walks through the value. */
const YAML = 16;
const YAML_FUNCTIONS = new Set(['toYaml', 'toToml', 'fromYaml', 'fromJson']);

/** Where a block is rendered to, and with what. */
interface Context {
  readonly source: TracedText;
  readonly dot: GoValue;
  readonly scope: VariableScope;
  readonly output: (TracedText | string)[];
  readonly depth: number;
}

/**
 * Renders Go templates of one chart. Nothing is executed; values that are not known become `$sys{...}`, which every reader takes for a reference,
 * and what depends on an unknown condition is left out. Each unknown expression is kept once.
 */
export class GoRenderer {
  readonly unknown: UnknownExpression[] = [];
  private readonly defined: ReadonlyMap<string, GoTemplate>;
  private readonly work: Work;
  private steps = 0;
  private length = 0;
  private readonly seen = new Set<string>();

  constructor(defined: ReadonlyMap<string, GoTemplate>, work: Work) {
    this.defined = defined;
    this.work = work;
  }

  /** Whether no limit was reached. */
  get isComplete(): boolean {
    return this.steps < MAX_STEPS && this.length < MAX_LENGTH && !this.work.isOver;
  }

  render({ source, body }: GoTemplate, dot: GoValue, depth = 0): TracedText {
    const output: (TracedText | string)[] = [];
    const scope = new VariableScope();
    scope.declare('$', dot);
    this.block(body, { source, dot, scope, output, depth });
    return TracedText.concat(output);
  }

  /** Renders a text as `tpl` does. */
  renderText(text: TracedText, dot: GoValue, depth: number): GoValue {
    this.work.spendOn(text, YAML);
    const template = parseTemplate(text);
    return template ? this.render(template, dot, depth) : UNKNOWN;
  }

  /** What `include` and `template` give. */
  renderNamed(name: string, dot: GoValue, depth: number): GoValue {
    const template = this.defined.get(name);
    return template ? this.render(template, dot, depth) : UNKNOWN;
  }

  /** Ends early at `break` and `continue`, which it returns. */
  private block(nodes: readonly GoNode[], context: Context): 'break' | 'continue' | undefined {
    for (const node of nodes) {
      if (!this.goesOn(context)) return 'break';
      this.step();
      const jump = this.one(node, context);
      if (jump) return jump;
    }
    return undefined;
  }

  private one(node: GoNode, context: Context): 'break' | 'continue' | undefined {
    switch (node.kind) {
      case 'text':
        this.emit(context, context.source.slice(node.start, node.end));
        return undefined;
      case 'output':
        this.print(node, context);
        return undefined;
      case 'template': {
        const dot = node.pipeline ? this.evaluated(node.pipeline, context) : null;
        this.write(this.renderNamed(node.name, dot, context.depth + 1), `template "${node.name}"`, node, context);
        return undefined;
      }
      case 'range':
        this.range(node, context);
        return undefined;
      case 'if':
      case 'with':
        return this.choice(node, context);
      default:
        return node.kind;
    }
  }

  private goesOn({ depth }: Context): boolean {
    if (depth > MAX_DEPTH) this.steps = MAX_STEPS;
    return this.isComplete;
  }

  private step(): void {
    this.steps++;
    this.work.spend(STEP);
  }

  private emit({ output }: Context, text: TracedText | string): void {
    this.length += text.length;
    this.work.spend(weightOfText(text));
    output.push(text);
  }

  private print({ pipeline, start, end }: GoNode & { kind: 'output' }, context: Context): void {
    const value = this.evaluated(pipeline, context);
    if (pipeline.names.length === 0) this.write(value, pipeline.code, { start, end }, context);
  }

  private write(
    value: GoValue,
    code: string,
    { start, end = start }: { readonly start: number; readonly end?: number },
    context: Context,
  ): void {
    const place = placeOf(context.source, start);
    if (!(value instanceof UnknownValue)) {
      this.emit(context, printed(value).takenInBy(place));
      return;
    }
    if (value.isOpaque) {
      this.emit(context, TracedText.concat(['generated']).takenInBy(place));
      return;
    }
    this.note(code, place);
    const { text } = context.source;
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    const isLast = /^[ \t]*(\r?\n|$)/.test(text.slice(end, end + 16));
    // Lines that are missing leave nothing that could be misread.
    if (before.trim() === '' && isLast) return;
    const name = `$sys{${nameIn(code)}}`;
    // A whole value without quotes, `offset = {{ .Values.offset }}` or `{ port: {{ .Values.port }} }`, has them in what is not known here.
    const isWhole =
      (/=[ \t]*$/.test(before) && isLast) ||
      (/[{[,:][ \t]*$/.test(before) && /^[ \t]*[,}\]]/.test(text.slice(end, end + 16)));
    this.emit(context, TracedText.concat([isWhole ? `"${name}"` : name]).takenInBy(place));
  }

  private note(code: string, place: TextPlace | undefined): void {
    const key = `${place?.file} ${place?.from} ${code}`;
    if (place && !this.seen.has(key)) this.unknown.push({ code, place });
    this.seen.add(key);
  }

  private choice(node: GoNode & { kind: 'if' | 'with' | 'range' }, context: Context): 'break' | 'continue' | undefined {
    const scope = new VariableScope(context.scope);
    const value = this.evaluated(node.pipeline, { ...context, scope });
    if (value instanceof UnknownValue) {
      if (!value.isOpaque) this.note(node.pipeline.code, placeOf(context.source, node.start));
      return undefined;
    }
    const isMet = !isEmpty(value);
    const dot = node.kind === 'with' && isMet ? value : context.dot;
    return this.block(isMet ? node.body : node.otherwise, { ...context, dot, scope, depth: context.depth + 1 });
  }

  private range(node: GoNode & { kind: 'if' | 'with' | 'range' }, context: Context): void {
    const { names } = node.pipeline;
    const value = this.evaluated({ ...node.pipeline, names: [] }, context);
    this.work.spend(STEP * (isGoMap(value) ? value.size : isGoList(value) ? value.length : 0));
    const rounds = roundsOf(value);
    if (rounds === undefined) {
      this.note(node.pipeline.code, placeOf(context.source, node.start));
      return;
    }
    if (rounds.length === 0) this.block(node.otherwise, { ...context, scope: new VariableScope(context.scope) });
    for (const [key, item] of rounds) {
      const scope = new VariableScope(context.scope);
      const [first, second] = names;
      if (first !== undefined) scope.declare(first, second === undefined ? item : key);
      if (second !== undefined) scope.declare(second, item);
      if (this.block(node.body, { ...context, dot: item, scope, depth: context.depth + 1 }) === 'break') return;
    }
  }

  private evaluated(pipeline: Pipeline, context: Context): GoValue {
    let result: GoValue | undefined;
    for (const command of pipeline.commands) {
      if (!this.goesOn(context)) return UNKNOWN;
      this.step();
      result = this.called(command, result, context);
    }
    const value = result ?? null;
    for (const name of pipeline.names)
      if (pipeline.isDeclaration) context.scope.declare(name, value);
      else context.scope.assign(name, value);
    return value;
  }

  /** A command with the result of the one before it as its last parameter. */
  private called(command: readonly Expression[], before: GoValue | undefined, context: Context): GoValue {
    const [first, ...others] = command;
    if (!first) return UNKNOWN;
    const parameters = () => [
      ...others.map((operand) => this.operand(operand, context)),
      ...(before === undefined ? [] : [before]),
    ];
    if (first.kind === 'call') return this.function(first.name, parameters(), context);
    const value = this.operand(first, context);
    if (typeof value !== 'function') return value;
    this.work.spend(METHOD);
    return this.run(value, parameters(), YAML);
  }

  private operand(operand: Expression, context: Context): GoValue {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'dot':
        return fieldOf(context.dot, operand.keys);
      case 'variable':
        return fieldOf(context.scope.get(operand.name), operand.keys);
      case 'group':
        return fieldOf(this.evaluated(operand.pipeline, { ...context, depth: context.depth + 1 }), operand.keys);
      case 'call':
        return this.function(operand.name, [], context);
    }
  }

  private function(name: string, parameters: readonly GoValue[], { depth }: Context): GoValue {
    const [first = null, second = null] = parameters;
    if (name === 'include' && isText(first)) return this.renderNamed(plainText(first), second, depth + 1);
    if (name === 'tpl' && isText(first)) return this.renderText(printed(first), second, depth + 1);
    const run = FUNCTIONS.get(name);
    return run ? this.run(run, parameters, YAML_FUNCTIONS.has(name) ? YAML : 1) : UNKNOWN;
  }

  /** Nothing is run with values that are too large, or when there was too much work already. */
  private run(method: GoFunction, parameters: readonly GoValue[], walks = 1): GoValue {
    const areMeasured = parameters.map((parameter) => this.work.spendOn(parameter, walks)).every(Boolean);
    const result = areMeasured && !this.work.isOver ? method(...parameters) : UNKNOWN;
    if (areMeasured && this.work.spendOn(result, walks)) return result;
    this.steps = MAX_STEPS;
    return UNKNOWN;
  }
}

function placeOf(source: TracedText, offset: number): TextPlace | undefined {
  const place = source.placeAt(offset);
  return place && { ...place, isText: false };
}

/** What an unknown value is called where it is printed. */
function nameIn(code: string): string {
  return code
    .replaceAll(/[^\w.]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')
    .slice(0, 64);
}
