import { applyPatch, structuredPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff } from '../../src/report/fix/diff.js';
import { hunksOf } from '../../src/report/fix/hunks.js';

const CONTEXTS = [0, 1, 3];

/** A text of some lines, most of them unlike the others, with changes of lines at some places. */
const changed = (length: number) =>
  fc
    .record({
      lines: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('same') }, fc.nat(9).map(String)), {
        minLength: 0,
        maxLength: length,
      }),
      changes: fc.array(fc.tuple(fc.nat(length), fc.constantFrom('insert', 'remove', 'replace')), { maxLength: 60 }),
      ends: fc.tuple(fc.constantFrom('\n', ''), fc.constantFrom('\n', '')),
    })
    .map(({ lines, changes, ends: [endBefore, endAfter] }) => {
      const numbered = lines.map((line, index) => (index % 3 === 0 ? `${index}` : line));
      const result = [...numbered];
      for (const [place, kind] of changes)
        result.splice(place, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [`new ${place}`]));
      const text = (of: readonly string[], end: string) => of.join('\n') + (of.length === 0 ? '' : end);
      return [text(numbered, endBefore), text(result, endAfter)] as const;
    });

function patched(before: string, after: string, context: number): string | false {
  // The library shows an empty old part at the line before it.
  const hunks = hunksOf(before, after, context).map((hunk) => ({ ...hunk, lines: [...hunk.lines] }));
  const empty = { oldFileName: 'a', newFileName: 'a', oldHeader: undefined, newHeader: undefined };
  return applyPatch(before, { ...empty, hunks });
}

describe('hunks', () => {
  it.each(CONTEXTS)('with %i lines around changes are those of the library, where a text is short', (context) => {
    fc.assert(
      fc.property(changed(60), ([before, after]) => {
        const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context });
        expect(hunksOf(before, after, context)).toEqual(hunks);
      }),
      { numRuns: 300 },
    );
  });

  it.each(CONTEXTS)('with %i lines around changes make the other text, where a text is long', (context) => {
    fc.assert(
      fc.property(changed(1800), ([before, after]) => {
        expect(patched(before, after, context)).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('of a block and the next one are one hunk, where the changes are near', () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `line ${index}`);
    const after = lines.map((line, index) => (index === 499 || index === 501 ? `${line}!` : line));
    const hunks = hunksOf(`${lines.join('\n')}\n`, `${after.join('\n')}\n`, 3);
    expect(hunks.map(({ oldStart, oldLines, newLines }) => [oldStart, oldLines, newLines])).toEqual([[497, 9, 9]]);
  });

  it('of thousands of changes cost as much as their lines', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      index % 2 === 0 ? `node-${index}:` : `  offset: ${index}`,
    );
    const after = lines.map((line) => line.replace('offset: ', 'offset: 1'));
    const changes = hunksOf(lines.join('\n'), after.join('\n'), 0);
    expect(changes).toHaveLength(10_000);
  });
});

describe('a diff of a file of a product, which shows nothing around its changes', () => {
  const diffOf = (before: string, after: string) =>
    diff([{ file: 'deployment.toml', product: true, before, after }], false)
      .split('\n')
      .slice(2, -1);
  const [table, host, offset] = ['[server]\n', 'hostname = "h"\n', 'offset = 1\n'];

  it.each([
    ['new line', `${table}${host}`, `${table}${offset}${host}`, ['@@ -1,0 +2 @@', '+offset = 1']],
    ['line that is gone', `${table}${offset}${host}`, `${table}${host}`, ['@@ -2 +1,0 @@', '-offset = 1']],
    ['first line', host, `${table}${host}`, ['@@ -0,0 +1 @@', '+[server]']],
  ])('names the line before a %s, so that `patch` finds its place', (_, before, after, lines) => {
    expect(diffOf(before, after)).toEqual(lines);
    const text = diff([{ file: 'deployment.toml', product: true, before, after }], false);
    expect(applyPatch(before, text)).toBe(after);
  });
});
