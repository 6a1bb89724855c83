import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IgnoreRules } from '../../src/files/ignore-rules.js';

const plenty = () => ({ left: 1_000_000_000 });

/** What rules say of a path; a folder ends in a slash. */
function verdict(rules: string, path: string): boolean | undefined {
  return new IgnoreRules(rules).verdictOn(path.replace(/\/$/, ''), path.endsWith('/'), plenty());
}

describe('a .gitignore', () => {
  it.each<[string, string, boolean | undefined]>([
    ['', 'a', undefined],
    ['# a', '# a', undefined],
    ['\\#a', '#a', true],
    ['\\!a', '!a', true],
    ['a   ', 'a', true],
    ['a\\ ', 'a ', true],
    ['A', 'a', true],
    ['a', 'b/c/a', true],
    ['/a', 'b/a', undefined],
    ['b/a', 'c/b/a', undefined],
    ['a/', 'a', undefined],
    ['a/', 'a/', true],
    ['/', 'a', undefined],
    ['*.xml', 'b/c.xml', true],
    ['*.xml\n!c.xml', 'b/c.xml', false],
    ['!c.xml\r\n*.xml', 'b/c.xml', true],
    ['a/**', 'a/', undefined],
    ['a/**', 'a/b/c', true],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['**/c', 'a/b/c', true],
    ['a*c?e', 'abbcde', true],
    ['a*', 'b', undefined],
    ['a**', 'abc', true],
    ['*a*b', 'xaxaxb', true],
    ['*a*b', 'xaxaxc', undefined],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', undefined],
    ['[^a-c]x', 'dx', true],
    ['[]-]x', ']x', true],
    ['[a-]x', '-x', true],
    ['[ax', '[ax', undefined],
    ['a\\', 'a', undefined],
  ])('%j says of %s: %s', (rules, path, expected) => {
    expect(verdict(rules, path)).toBe(expected);
  });

  it('says the same as git', () => {
    const part = fc.constantFrom('a', 'b', '.', '*', '?', '/', '**/', '/**', 'ab', '[ab]', '[!a]', '\\a');
    const line = fc
      .tuple(fc.constantFrom('', '', '!'), fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom('', ' '))
      .map(([negation, parts, blank]) => negation + parts.join('') + blank)
      // Of two stars beside a character, git does something else than its manual says.
      .filter((text) => !/\/\/|[^/!]\*\*|\*\*[^/ ]/.test(text));
    const name = fc.stringMatching(/^[ab][ab.]{0,4}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const cases = fc.sample(fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), path), 2000);
    const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
    try {
      execFileSync('git', ['init', '-q'], { cwd: folder });
      const files = cases.map(([lines, file], index) => {
        mkdirSync(join(folder, `c${index}`));
        writeFileSync(join(folder, `c${index}/.gitignore`), lines.join('\n'));
        return `c${index}/${file}`;
      });
      const options = { cwd: folder, encoding: 'utf8', input: files.join('\n') } as const;
      const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin'], options);
      const ignored = new Set(stdout.split('\n'));
      const differing = cases.filter(([lines, file], index) => {
        const rules = lines.join('\n');
        const folders = [...file.matchAll(/\//g)].map((slash) => file.slice(0, slash.index + 1));
        const own = [...folders, file].some((each) => verdict(rules, each) === true);
        return own !== ignored.has(files[index] ?? '');
      });
      expect(differing).toEqual([]);
      expect(ignored.size).toBeGreaterThan(200);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ends when no steps are left, and says nothing', () => {
    const rules = new IgnoreRules(`${'*a'.repeat(20)}b`);
    const steps = { left: 100_000 };
    for (let asked = 0; steps.left > 0; asked++) {
      expect(rules.verdictOn('a'.repeat(200), false, steps)).toBeUndefined();
      expect(asked).toBeLessThan(100_000);
    }
    expect(new IgnoreRules('a').verdictOn('a', false, steps)).toBeUndefined();
  });
});
