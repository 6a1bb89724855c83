import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';

const SOURCES = new URL('../../src/', import.meta.url);

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

/** The patterns of the sources that a text of one repeated character can make slower than its length, with their files. */
function slowPatterns(): readonly (readonly [file: string, pattern: string])[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .flatMap((name) => {
      const found: [string, string][] = [];
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        if ('regex' in node) {
          const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
          const { reports } = analyse({ source: pattern, flags });
          if (reports.length > 0) found.push([name, `/${pattern}/${flags}`]);
        }
        for (const value of Object.values(node)) visit(value);
      };
      visit(parseAst(readFileSync(new URL(name, SOURCES), 'utf8'), { lang: 'ts' }));
      return found;
    });
}

it('a pattern that repeated characters make slow looks at a text where that does no harm', () => {
  const slow = slowPatterns();
  const unexplained = slow.filter(([file]) => SHORT[file] === undefined);
  expect(unexplained).toEqual([]);
  // An explanation goes with its last pattern.
  expect(Object.keys(SHORT).filter((file) => !slow.some(([each]) => each === file))).toEqual([]);
});
