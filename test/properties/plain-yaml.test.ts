import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../src/load/limits.js';
import { DATA, plainSource } from '../../src/load/plain-source.js';
import { readPlainYaml } from '../../src/load/plain-yaml.js';
import { parseYaml } from '../../src/load/yaml-source.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

function textsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

const TEXTS = [...textsIn('topologies'), ...textsIn('test/fixtures')];

type Path = readonly (string | number)[];

/** Every place of a document, and one below each that is not there. */
function* pathsIn(data: unknown, path: Path = []): Generator<Path> {
  yield path;
  yield [...path, 'missing'];
  if (typeof data !== 'object' || data === null) return;
  const keys = Array.isArray(data) ? data.keys() : Object.keys(data);
  for (const key of keys) yield* pathsIn((data as Readonly<Record<string | number, unknown>>)[key], [...path, key]);
}

/** Returns whether the reader of plain YAML reads a text; what it makes of it has to be what the library makes of it. */
function isReadAlike(text: string, limits: Limits = DEFAULT_LIMITS): boolean {
  const data = readPlainYaml(text, limits, DATA);
  if (data === undefined) return false;
  const parsed = parseYaml('a.yaml', text, limits);
  if (!parsed.ok) throw new Error(`the library refuses it: ${parsed.problems[0]?.data.reason}\n${text}`);
  expect(data).toStrictEqual(parsed.source.data);
  const plain = plainSource('a.yaml', text, data, limits);
  const facts = (source: typeof plain, path: Path) => [
    source.locate(path),
    source.locate(path, 'key'),
    source.textAt(path),
  ];
  for (const path of pathsIn(data)) expect([path, facts(plain, path)]).toEqual([path, facts(parsed.source, path)]);
  return true;
}

/** Parts of texts that mean something in YAML, or nearly. */
const PARTS = fc.constantFrom(
  ...['a', 'b c', 'key', 'é 漢', '7', '-7', '-0', '+7', '4.2', '4.2.0', '.5', '1e3', '0x1F', '0o17', '.inf', '1_000'],
  ...[
    'true',
    'False',
    'null',
    '~',
    'NULL',
    'nan',
    'yes',
    '<<',
    '__proto__',
    'toString',
    '10.0.0.1',
    'a:b',
    'tcp://h:96',
  ],
  ...[
    ': ',
    ':',
    ' :',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    '- ',
    '-',
    '-\n',
    ' #c',
    '#',
    ' # c\n',
    '"',
    "'",
    "''",
    '\\',
    '\t',
  ],
  ...[
    '{',
    '}',
    '{}',
    '[',
    ']',
    '[]',
    ', ',
    ',',
    '{ a: b }',
    '[a, 1]',
    '&x ',
    '*x',
    '!!str ',
    '|\n',
    '>',
    '---',
    '...',
    '%',
    '@',
    '`',
  ],
  ...[
    '\r',
    '\r\n',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u{1f680}',
    '? ',
    '?',
    '  ',
    ' ',
    '"a b"',
    "'a'",
    '"\\n"',
    '"a": 1',
    '...',
  ],
);

describe('what the reader of plain YAML reads', () => {
  it('are all topologies of this repository, as the library reads them', () => {
    expect(textsIn('topologies').filter((text) => !isReadAlike(text))).toEqual([]);
  });

  it('is read as the library reads it, of all fixtures', () => {
    expect(TEXTS.filter((text) => isReadAlike(text)).length).toBeGreaterThan(TEXTS.length / 2);
  });

  it('is read alike where a part of a topology is replaced', () => {
    const small = TEXTS.filter(({ length }) => length < 4000);
    const mutation = fc.record({
      text: fc.constantFrom(...small),
      edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), PARTS), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    let read = 0;
    fc.assert(
      fc.property(mutation, ({ text, edits }) => {
        const changed = edits.reduce((present, [where, removed, part]) => {
          const at = Math.floor(where * present.length);
          return present.slice(0, at) + part + present.slice(at + removed);
        }, text);
        if (isReadAlike(changed)) read += 1;
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('is within the limits of the library', () => {
    const limits = fc.record({ depth: fc.integer({ min: 1, max: 6 }), values: fc.integer({ min: 1, max: 80 }) });
    const read = new Set<boolean>();
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS.filter(({ length }) => length < 1500)), limits, (text, lower) => {
        read.add(isReadAlike(text, { ...DEFAULT_LIMITS, ...lower }));
      }),
      { numRuns: 400 },
    );
    expect(read).toEqual(new Set([true, false]));
    const [text = ''] = TEXTS;
    expect(isReadAlike(text, { ...DEFAULT_LIMITS, characters: text.length - 1 })).toBe(false);
  });

  it('is read alike in texts of any parts', () => {
    let read = 0;
    const text = fc.array(PARTS, { minLength: 1, maxLength: 12 }).map((parts) => `k: ${parts.join('')}`);
    fc.assert(
      fc.property(text, (parts) => {
        if (isReadAlike(parts)) read += 1;
      }),
      { numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
