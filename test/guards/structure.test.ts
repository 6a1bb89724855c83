import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.ts') && !name.startsWith('src/generated/'))
  .sort();

/** The source files that a file imports, types included. */
function importsOf(file: string): string[] {
  const code = read(file).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)\.js'/g)]
    .map(([, specifier]) => `${posix.join(posix.dirname(file), specifier ?? '')}.ts`)
    .filter((target) => sources.includes(target));
}

/** The first circle of imports that is met on the way from each file, as a chain of files. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (way.includes(file) || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

describe('the structure of the sources', () => {
  it('has no circle of imports, types included', () => {
    expect(circlesIn(new Map(sources.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  it('finds a circle where there is one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(circlesIn(graph)).toEqual(['b -> c -> b']);
  });

  it('has one meaning for every exported type name', () => {
    // The doors of the library hide what is inside of a value under the name that users know.
    const names = sources
      .filter((file) => file !== 'src/index.ts')
      .flatMap((file) => [...read(file).matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name]) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has nothing in the root of the sources but the two doors', () => {
    expect(sources.filter((file) => posix.dirname(file) === 'src')).toEqual(['src/bin.ts', 'src/index.ts']);
  });
});

describe('every command', () => {
  const commands = readdirSync(join(root, 'src/cli/commands'))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index');
  const pages = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => read(`docs/${name}`));

  it.each(commands)('%s has a test of its own', (name) => {
    expect(readdirSync(join(root, 'test/cli'))).toContain(`${name}.test.ts`);
  });

  it.each(commands)('%s is shown in a page of the documentation', (name) => {
    expect([...pages, read('README.md')].some((page) => page.includes(`wso2-topology ${name}`))).toBe(true);
  });
});

describe('listeners and links', () => {
  it('are copied as a whole: what they share with others is not their own property', () => {
    const copies = sources.flatMap((file) =>
      [...read(file).matchAll(/\{ \.\.\.(?:listener|link)[,\s]|\.\.\.\w+ \} = (?:listener|link);/g)].map(
        ([copy]) => `${file}: ${copy}`,
      ),
    );
    // One that was just made is plain.
    expect(copies.map((copy) => copy.replace(/:.*/s, ''))).toEqual(['src/expand/listeners.ts']);
  });
});
