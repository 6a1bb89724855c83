import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const TESTS = new URL('../', import.meta.url);
const SOURCES = new URL('../../src/', import.meta.url).href;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a test file says, as far as it matters when its functions run. */
interface Module {
  readonly body: readonly Node[];
  /** Where each imported name comes from; types are left out. */
  readonly imported: ReadonlyMap<string, { readonly href: string; readonly name: string }>;
  /** Functions by their names, which are unique in a test file but for shadows. */
  readonly functions: ReadonlyMap<string, readonly Node[]>;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

const isFunction = ({ type }: Node) => /Function/.test(type);

/** Every node below one; the bodies of functions only where `inside` says so. */
function* below(node: Node, inside: (node: Node) => boolean): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) if (!isFunction(child) || inside(child)) yield* below(child, inside);
}

function nameOf(node: unknown): string {
  return isNode(node) && node.type === 'Identifier' ? String(node.name) : '';
}

function moduleOf(text: string, base: string): Module {
  const { body } = parseAst(text, { lang: 'ts' }) as unknown as { readonly body: readonly Node[] };
  const imported = body.flatMap((node): [string, { href: string; name: string }][] => {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return [];
    const href = new URL(String((node.source as Node).value).replace(/\.js$/, '.ts'), base).href;
    return (node.specifiers as readonly Node[])
      .filter(({ importKind }) => importKind !== 'type')
      .map((each) => [nameOf(each.local), { href, name: nameOf(each.imported) }]);
  });
  const functions = new Map<string, Node[]>();
  const declare = (name: string, each: Node) => functions.set(name, [...(functions.get(name) ?? []), each]);
  for (const node of body.flatMap((each) => [...below(each, () => true)])) {
    if (node.type === 'FunctionDeclaration') declare(nameOf(node.id), node);
    if (node.type === 'VariableDeclarator' && isNode(node.init) && isFunction(node.init))
      declare(nameOf(node.id), node.init);
  }
  return { body, imported: new Map(imported), functions };
}

const modules = new Map<string, Module>();
function moduleAt(href: string): Module {
  const known = modules.get(href) ?? moduleOf(readFileSync(new URL(href), 'utf8'), href);
  modules.set(href, known);
  return known;
}

/** A call of the function computes with the sources: it is one of theirs, or a helper that calls one. */
function computes(name: string, module: Module, seen = new Set<Node>()): boolean {
  const origin = module.imported.get(name);
  if (origin?.href.startsWith(SOURCES)) return true;
  if (origin?.href.startsWith(TESTS.href) && existsSync(new URL(origin.href)))
    return computes(origin.name, moduleAt(origin.href), seen);
  return (module.functions.get(name) ?? []).some((each) => {
    if (seen.has(each)) return false;
    seen.add(each);
    return calledIn([each], () => true).some((called) => computes(called, module, seen));
  });
}

/** The names of the functions that are called in nodes, callbacks of lists included. */
function calledIn(nodes: readonly Node[], inside: (node: Node) => boolean): string[] {
  return nodes
    .flatMap((node) => [...below(node, inside)])
    .flatMap(({ type, callee, arguments: given }) =>
      type === 'CallExpression' || type === 'NewExpression'
        ? [callee, ...(isList(callee) ? (given as readonly Node[]) : [])].map(nameOf)
        : [],
    )
    .filter((name) => name !== '');
}

/** `names.map(of)` calls `of`. */
function isList(callee: unknown): boolean {
  return (
    isNode(callee) &&
    callee.type === 'MemberExpression' &&
    /^(map|flatMap|filter|every|some)$/.test(nameOf(callee.property))
  );
}

/** What these are given runs when a test does; `fc` draws its values then. */
const RUNS_LATER = /^(it|test|beforeEach|beforeAll|afterEach|afterAll|vi|fc)$/;

/** The catalogue is data, which no test judges while it is read. */
const DATA = /^(packaged|load)Catalogue$/;

/** The first name of `it`, `it.each(table)` and `it.skipIf(true)`. */
function rootOf(callee: unknown): string {
  if (!isNode(callee)) return '';
  if (callee.type === 'MemberExpression') return rootOf(callee.object);
  if (callee.type === 'CallExpression') return rootOf(callee.callee);
  return nameOf(callee);
}

/** What a test file computes while its tests are collected, and not while one of them runs. */
function computedWhileCollected(module: Module): string[] {
  const now = new Set<Node>();
  for (const node of module.body.flatMap((each) => [...below(each, () => true)])) {
    if (node.type !== 'CallExpression' || RUNS_LATER.test(rootOf(node.callee))) continue;
    // The callback of `describe`, and of every list: both run at once.
    for (const given of node.arguments as readonly Node[]) if (isFunction(given)) now.add(given);
  }
  const statements = module.body.filter(({ type }) => type !== 'FunctionDeclaration');
  const called = new Set(calledIn(statements, (node) => now.has(node)));
  return [...called].filter((name) => !DATA.test(name) && computes(name, module));
}

const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.test.ts'));

// What runs while tests are collected belongs to no test: where it is wrong no mutant of it is seen, and one that throws hides them all.
describe('what a test judges is computed while it runs', () => {
  it.each(files)('%s', (name) => {
    expect(computedWhileCollected(moduleAt(new URL(name, TESTS).href))).toEqual([]);
  });
});

describe('the guard sees', () => {
  const HEAD = `import { check } from '../../src/pipeline/check.js';
import { deploymentOf, topology } from '../topology-builder.js';
const judged = (id) => check([id]);
`;
  const seen = (text: string) => computedWhileCollected(moduleOf(HEAD + text, new URL('guards/x.test.ts', TESTS).href));

  it.each([
    ['a constant of a file', 'const found = check([]);', ['check']],
    ['a constant of a description', "describe('a', () => { const found = judged('a'); });", ['judged']],
    ['a table of cases', "it.each([[judged('a')]])('%s', () => {});", ['judged']],
    ['a callback of a list', "const all = ['a'].map(judged);", ['judged']],
    ['a helper of the tests', 'const { nodes } = deploymentOf(topology({}));', ['deploymentOf']],
    ['a test, and what it calls', "it('a', () => { expect(judged('a')).toBe(1); });", []],
    ['a function that tests call', "describe('a', () => { const found = () => judged('a'); });", []],
    ['data that is made without the sources', 'const document = topology({});', []],
  ])('%s', (_, text, names) => expect(seen(text)).toEqual(names));
});
