import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { expect, it } from 'vitest';

const SOURCES = new URL('../../src/', import.meta.url);

/** Every pattern of the sources that looks at each line of a text, with its file. */
function patternsOfLines(): readonly string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .flatMap((name) => {
      const found: string[] = [];
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        if ('regex' in node) {
          const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
          if (flags.includes('m')) found.push(`${name}: /${pattern}/${flags}`);
        }
        for (const value of Object.values(node)) visit(value);
      };
      visit(parseAst(readFileSync(new URL(name, SOURCES), 'utf8'), { lang: 'ts' }));
      return found;
    });
}

it('a pattern that looks at each line does not run over line ends: a file of them would cost the square of its length', () => {
  const patterns = patternsOfLines();
  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter((pattern) => /(^|[/|(])\^\(?\\s[*+]/.test(pattern))).toEqual([]);
});
