import { analyse } from 'scslre';
import { expect, it } from 'vitest';
import { patternsIn, type SourcePattern, sourcePatterns } from './source-patterns.js';

/**
 * Files with a pattern that repeated characters make slow, with what it looks at: a short text, or one in which they cannot be
 * repeated.
 */
const SHORT: Readonly<Record<string, string>> = {
  'cli/actions/completion/words.ts': 'the flags of an option',
  'cli/actions/diff.ts': 'a path',
  'cli/actions/discovered.ts': 'a path',
  'cli/main.ts': 'the message of an error',
  'configuration/home.ts': 'the name of a folder',
  'configuration/image-hints.ts': 'the path of an archive that an image is made of',
  'configuration/syntax/xml.ts': 'a tag that was parsed, in which an equals sign follows every name',
  'configuration/variant-words.ts': 'a word of a path',
  'deployment/literals.ts': 'the key of a setting, as the catalogue has it',
  'discovery/services.ts': 'the path of an include',
  'editor/cursor.ts': 'the line at the cursor',
  'pipeline/check.ts': 'a path',
  'report/page/width.ts': 'a text of which the second branch takes what the first one leaves',
  'rules/published-fixes.ts': 'a published port that was parsed',
  'values/endpoint-lists.ts': 'words before braces, each of which is looked at once for the brace behind it',
};

const all = sourcePatterns();

/** A text of one repeated character can make the pattern slower than its length. */
function isSlow({ source = '', flags }: SourcePattern): boolean {
  return analyse({ source, flags }).reports.length > 0;
}

it('a pattern that repeated characters make slow looks at a text where that does no harm', () => {
  const slow = all.filter(isSlow);
  expect(slow.filter(({ file }) => SHORT[file] === undefined)).toEqual([]);
  // An explanation goes with its last pattern.
  expect(Object.keys(SHORT).filter((file) => !slow.some((each) => each.file === file))).toEqual([]);
});

it('a pattern that looks at each line does not run over line ends: a file of them would cost the square of its length', () => {
  const ofLines = all.filter(({ flags }) => flags.includes('m'));
  expect(ofLines.length).toBeGreaterThan(10);
  expect(ofLines.filter(({ source = '' }) => /(^|[/|(])\^\(?\\s[*+]/.test(source))).toEqual([]);
});

it('no pattern is made of data: nobody could say how slow it is, or what it looks for', () => {
  expect(all.filter(({ source }) => source === undefined)).toEqual([]);
});

it('a pattern is known where RegExp makes it of constants, and not where it makes it of anything else', () => {
  const code = [
    "const WORD = '(a+)+';",
    'const slow = new RegExp(String.raw`^${WORD}\\d$`, "m");',
    'const fine = RegExp(`:${WORD}`);',
    'const of = (name: string) => new RegExp(`^${name}`);',
  ].join('\n');
  const patterns = patternsIn(code, 'a.ts');
  expect(patterns.map(({ source, flags }) => [source, flags])).toEqual([
    ['^(a+)+\\d$', 'm'],
    [':(a+)+', ''],
    [undefined, ''],
  ]);
  expect(patterns.map(isSlow)).toEqual([true, false, false]);
});
