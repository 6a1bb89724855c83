import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replacementsBetween, type TextReplacement } from '../../../src/fix/splice/replacements.js';

/** Applies replacements from the end, so that the places before stay what they are. */
function applied(text: string, replacements: readonly TextReplacement[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  const offset = ({ line, column }: TextReplacement['range']['start']) => (starts[line - 1] ?? 0) + column - 1;
  return [...replacements]
    .reverse()
    .reduce((now, { range, text: to }) => now.slice(0, offset(range.start)) + to + now.slice(offset(range.end)), text);
}

describe('replacements', () => {
  it('change what is different and nothing else', () => {
    expect(replacementsBetween('a: 1\nb: 22\nc: 3\n', 'a: 1\nb: 23\nc: 3\n')).toEqual([
      { range: { start: { line: 2, column: 5 }, end: { line: 2, column: 6 } }, text: '3' },
    ]);
  });

  it('insert at a place of length zero', () => {
    expect(replacementsBetween('a: 1\nc: 3\n', 'a: 1\nb: 2\nc: 3\n')).toEqual([
      { range: { start: { line: 2, column: 1 }, end: { line: 2, column: 1 } }, text: 'b: 2\n' },
    ]);
  });

  it('are several where several lines are different', () => {
    expect(replacementsBetween('a: 1\nb: 2\nc: 3\n', 'a: 9\nb: 2\nc: 8\n')).toHaveLength(2);
  });

  it('remove lines', () => {
    expect(replacementsBetween('a\nb\nc\n', 'a\nc\n')).toEqual([
      { range: { start: { line: 2, column: 1 }, end: { line: 3, column: 1 } }, text: '' },
    ]);
    expect(replacementsBetween('a\nb\n', 'a\n')).toHaveLength(1);
  });

  it('do not cut a character in two', () => {
    const [replacement] = replacementsBetween('😀', '😁');
    expect(replacement).toEqual({ range: { start: { line: 1, column: 1 }, end: { line: 1, column: 3 } }, text: '😁' });
  });

  it('turn one text into the other', () => {
    const texts = fc.array(fc.constantFrom('a', 'b: 1', '  c', '', '😀', 'ß')).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        expect(applied(before, replacementsBetween(before, after))).toBe(after);
      }),
    );
  });
});
