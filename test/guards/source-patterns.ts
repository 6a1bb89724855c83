import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';

const SOURCES = new URL('../../src/', import.meta.url);

/** A regular expression of the sources. */
export interface SourcePattern {
  readonly file: string;
  /** Undefined where it is made of something else than constants. */
  readonly source: string | undefined;
  readonly flags: string;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function* below(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* below(child);
}

/** Every regular expression of the sources, also those that `RegExp` makes of constants. */
export function sourcePatterns(): readonly SourcePattern[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .flatMap((file) => patternsIn(readFileSync(new URL(file, SOURCES), 'utf8'), file));
}

export function patternsIn(code: string, file: string): SourcePattern[] {
  const nodes = [...below(parseAst(code, { lang: 'ts' }) as unknown as Node)];
  const constants = new Map(
    nodes.filter(({ type }) => type === 'VariableDeclarator').map(({ id, init }) => [(id as Node).name, init]),
  );
  const textOf = (node: unknown): string | undefined => {
    if (!isNode(node)) return undefined;
    if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
    if (node.type === 'Identifier') return textOf(constants.get(node.name));
    if (node.type === 'TaggedTemplateExpression') return joined(node.quasi as Node, 'raw');
    return node.type === 'TemplateLiteral' ? joined(node, 'cooked') : undefined;
  };
  const joined = ({ quasis, expressions }: Node, kind: 'raw' | 'cooked'): string | undefined => {
    const parts = (quasis as { readonly value: Record<typeof kind, string> }[]).map(({ value }) => value[kind]);
    const texts = (expressions as readonly Node[]).map(textOf);
    return texts.includes(undefined) ? undefined : parts.map((part, index) => part + (texts[index] ?? '')).join('');
  };
  return nodes.flatMap(({ regex, callee, arguments: given = [] }): SourcePattern[] => {
    if (isNode(callee) && callee.name === 'RegExp') {
      const [source, flags] = (given as readonly Node[]).map(textOf);
      return [{ file, source, flags: flags ?? '' }];
    }
    if (typeof regex !== 'object' || regex === null) return [];
    const { pattern, flags } = regex as { readonly pattern: string; readonly flags: string };
    return [{ file, source: pattern, flags }];
  });
}
