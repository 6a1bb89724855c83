/** An operand of a command, with the keys that are asked of it: `.Values.a`, `$x.b`, `(include "x" .).c`. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'dot'; readonly keys: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly keys: readonly string[] }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly keys: readonly string[] };

/** Commands whose results go from one to the next: `.a | default 1 | quote`. */
export interface Pipeline {
  /** As it is written, for people. */
  readonly code: string;
  /** Variables that get its result; those of `range` may be two. */
  readonly names: readonly string[];
  readonly isDeclaration: boolean;
  readonly commands: readonly (readonly Expression[])[];
}

const TOKEN =
  /\s+|(?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<rune>'(?:[^'\\\n]|\\.)+')|(?<variable>\$\w*)|(?<number>[+-]?(?:0x[\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.]))|(?<field>\.\w+)|(?<dot>\.)|(?<name>[A-Za-z_]\w*)|(?<sign>:=|[=,|()])/y;

interface Token {
  readonly kind: string;
  readonly text: string;
  /** White space is before it. */
  readonly isApart: boolean;
}

const MAX_DEPTH = 50;

/** Parses the code of an action; undefined if it is not a pipeline. */
export function parsePipeline(code: string): Pipeline | undefined {
  const tokens = tokensOf(code);
  const parser = tokens && new ExpressionParser(tokens, code);
  const pipeline = parser?.pipeline(0);
  return parser?.isAtEnd ? pipeline : undefined;
}

function tokensOf(code: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let isApart = true;
  for (let at = 0; at < code.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(code);
    if (!match) return undefined;
    at += match[0].length;
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    if (kind !== undefined) tokens.push({ kind, text: match[0], isApart });
    isApart = kind === undefined;
  }
  return tokens;
}

class ExpressionParser {
  private readonly tokens: readonly Token[];
  private readonly code: string;
  private at = 0;

  constructor(tokens: readonly Token[], code: string) {
    this.tokens = tokens;
    this.code = code;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  pipeline(depth: number): Pipeline | undefined {
    const { names, isDeclaration } = this.declared();
    const commands: Expression[][] = [];
    do {
      const command = this.command(depth);
      if (!command) return undefined;
      commands.push(command);
    } while (this.takes('|'));
    return { code: this.code, names, isDeclaration, commands };
  }

  /** `$x :=`, `$x =` and `$i, $x :=`. */
  private declared(): { readonly names: readonly string[]; readonly isDeclaration: boolean } {
    const start = this.at;
    const names: string[] = [];
    do {
      const token = this.tokens[this.at];
      if (token?.kind !== 'variable') break;
      names.push(token.text);
      this.at++;
    } while (this.takes(','));
    const sign = this.tokens[this.at]?.text;
    if (names.length > 0 && (sign === ':=' || sign === '=')) {
      this.at++;
      return { names, isDeclaration: sign === ':=' };
    }
    this.at = start;
    return { names: [], isDeclaration: false };
  }

  private command(depth: number): Expression[] | undefined {
    const operands: Expression[] = [];
    for (let token = this.tokens[this.at]; token && !/^[|)]$/.test(token.text); token = this.tokens[this.at]) {
      const operand = this.operand(depth);
      if (!operand) return undefined;
      operands.push(operand);
    }
    return operands.length > 0 ? operands : undefined;
  }

  private operand(depth: number): Expression | undefined {
    const token = this.tokens[this.at++];
    if (!token) return undefined;
    const { kind, text } = token;
    if (kind === 'text') return { kind: 'literal', value: unquoted(text) };
    if (kind === 'number') return { kind: 'literal', value: Number(text) };
    if (kind === 'rune') return { kind: 'literal', value: text.codePointAt(1) ?? 0 };
    if (kind === 'dot') return { kind: 'dot', keys: [] };
    if (kind === 'field') return { kind: 'dot', keys: [text.slice(1), ...this.keys()] };
    if (kind === 'variable') return { kind: 'variable', name: text, keys: this.keys() };
    if (kind === 'name')
      return WORDS.has(text) ? { kind: 'literal', value: WORDS.get(text) ?? null } : { kind: 'call', name: text };
    return text === '(' && depth < MAX_DEPTH ? this.group(depth) : undefined;
  }

  private group(depth: number): Expression | undefined {
    const pipeline = this.pipeline(depth + 1);
    return pipeline && this.takes(')') ? { kind: 'group', pipeline, keys: this.keys() } : undefined;
  }

  /** Keys that follow without a space. */
  private keys(): string[] {
    const keys: string[] = [];
    for (let token = this.tokens[this.at]; token?.kind === 'field' && !token.isApart; token = this.tokens[this.at]) {
      keys.push(token.text.slice(1));
      this.at++;
    }
    return keys;
  }

  private takes(text: string): boolean {
    if (this.tokens[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/gs, (_, long?: string, short?: string, character = '') => {
      const code = long ?? short;
      return code === undefined ? (ESCAPES[character] ?? character) : String.fromCodePoint(Number.parseInt(code, 16));
    });
}
