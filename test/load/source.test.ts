import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/load/limits.js';
import { parseSource } from '../../src/load/source.js';
import type { SourceText } from '../../src/load/source-text.js';
import type { Path } from '../../src/model/finding.js';

function sourceOf(text: string): SourceText {
  const parsed = parseSource('a.yaml', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.source;
}

/** What a path points at, as text. */
function pointed(text: string, path: Path, part?: 'key'): string {
  const { start, end } = sourceOf(text).locate(path, part);
  const lines = text.split(/\r\n|\n/);
  return start.line === end.line
    ? (lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1)
    : `lines ${start.line}-${end.line}`;
}

describe('a path points', () => {
  const text = `version: 1
nodes:
  mi:
    offset: 3
    ports: { passthrough-http: 8290, "passthrough-https": 8253 }
    links:
      a: [x, { to: y, port: 10402 }]
`;

  it.each<[string, Path, 'key' | undefined, string]>([
    ['at a scalar', ['nodes', 'mi', 'offset'], undefined, '3'],
    ['at a value in a flow map', ['nodes', 'mi', 'ports', 'passthrough-http'], undefined, '8290'],
    ['at a value behind a quoted key', ['nodes', 'mi', 'ports', 'passthrough-https'], undefined, '8253'],
    ['at an item of a list', ['nodes', 'mi', 'links', 'a', 0], undefined, 'x'],
    ['at an item by its written index', ['nodes', 'mi', 'links', 'a', '0'], undefined, 'x'],
    ['into a map of a list', ['nodes', 'mi', 'links', 'a', 1, 'port'], undefined, '10402'],
    ['at the key of a collection', ['nodes', 'mi'], undefined, 'mi'],
    ['at the key when it is meant', ['nodes', 'mi', 'offset'], 'key', 'offset'],
    ['at the nearest ancestor of a missing key', ['nodes', 'mi', 'profile'], undefined, 'mi'],
    ['at the nearest ancestor of a missing path', ['nodes', 'mi', 'links', 'b', 'port'], undefined, 'links'],
    ['at the first key in an item that is a map', ['nodes', 'mi', 'links', 'a', 1], undefined, 'to'],
    ['at the first key of the document for what is missing at the top', ['ignore', 0], undefined, 'version'],
    ['at the first key of the document for the document', [], undefined, 'version'],
  ])('%s', (_, path, part, expected) => expect(pointed(text, path, part)).toBe(expected));

  it('at an alias, not at its anchor far away', () => {
    expect(pointed('a: &x 3\nb: *x\n', ['b'])).toBe('*x');
  });

  it('through an alias, into the map it stands for', () => {
    expect(pointed('a: &x { offset: 3 }\nb: *x\n', ['b', 'offset'])).toBe('3');
  });

  it.each([
    ['a: &x { offset: 3 }\nb: { <<: *x }\n'],
    ['a: &x { offset: 3 }\nb: { <<: [ *x, { offset: 4 } ] }\n'],
    ['b: { <<: { offset: 3 } }\n'],
  ])('through a merge key: %j', (merged) => expect(pointed(merged, ['b', 'offset'])).toBe('3'));

  it('at the own value before a merged one', () => {
    expect(pointed('a: &x { offset: 3 }\nb: { <<: *x, offset: 5 }\n', ['b', 'offset'])).toBe('5');
  });

  it('with lines and columns that count \\r\\n as one line end', () => {
    expect(sourceOf('version: 1\r\nname: x\r\n').locate(['name'])).toEqual({
      start: { line: 2, column: 7 },
      end: { line: 2, column: 8 },
    });
  });

  it('with columns in UTF-16 code units', () => {
    expect(sourceOf('{ "😀": 1, b: 2 }').locate(['b']).start).toEqual({ line: 1, column: 15 });
  });

  it('at an empty value by its key', () =>
    expect(pointed('hosts:\n  app1:\nnodes: {}\n', ['hosts', 'app1'])).toBe('app1'));
});

describe('the data', () => {
  it('have aliases and merge keys resolved, own keys first', () => {
    expect(sourceOf('a: &x { p: 1, q: 2 }\nb: { <<: *x, q: 3 }\nc: *x\n').data).toEqual({
      a: { p: 1, q: 2 },
      b: { p: 1, q: 3 },
      c: { p: 1, q: 2 },
    });
  });

  it('keep __proto__ and constructor as keys of their own', () => {
    const { data } = sourceOf('__proto__: { a: 1 }\nconstructor: 2\n');
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  it.each([
    ['yes', 'yes'],
    ['on', 'on'],
    ['0o17', 15],
    ['1_000', '1_000'],
    ['2001-01-01', '2001-01-01'],
    ['~', null],
  ])('are those of YAML 1.2: %s', (text, value) => expect(sourceOf(`a: ${text}\n`).data).toEqual({ a: value }));

  it('are the same for JSON', () => {
    const document = { version: 1, hosts: { a: {} }, nodes: { x: { host: 'a', offset: -3 } } };
    expect(sourceOf(JSON.stringify(document)).data).toEqual(document);
    expect(sourceOf(JSON.stringify(document, undefined, '\t')).data).toEqual(document);
  });

  it('have numbers as keys in words', () => expect(sourceOf('1: a\n2.5: b\n').data).toEqual({ '1': 'a', '2.5': 'b' }));
});

describe('a text that is not one document is a problem with its place', () => {
  it.each([
    ['an empty text', '', 1],
    ['a comment alone', '# nothing\n', 1],
    ['a second document', 'a: 1\n---\nb: 2\n', 2],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2],
    ['an open bracket', 'a: [1, 2\n', 2],
    ['an open quote', 'a: "1\nb: 2\n', 3],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['a key that stands twice in a flow map', 'x: { a: 1, a: 2 }\n', 1],
    ['an alias without an anchor', 'a: *x\n', 1],
    ['an alias in its own anchor', 'a: &x { b: *x }\n', 1],
    ['a merged scalar', 'a: 1\nb: { <<: 3 }\n', 2],
    ['a list as a key', 'a: 1\n? [x]\n: 2\n', 2],
    ['an unknown tag', 'a: !!python/object x\n', 1],
    ['a bad indentation', 'a:\n    b: 1\n  c: 2\n', 3],
  ])('%s', (_, text, line) => {
    const parsed = parseSource('a.yaml', text);
    const [problem] = parsed.ok ? [] : parsed.problems;
    expect(problem).toMatchObject({ message: 'invalid', at: { file: 'a.yaml', path: [] } });
    expect(problem?.at.range?.start.line).toBe(line);
  });

  it('and is told in one line, lower case, without a full stop', () => {
    const parsed = parseSource('a.yaml', 'a: [1\nb: }\n');
    const reasons = parsed.ok ? [] : parsed.problems.map(({ data }) => String(data.reason));
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^[^A-Z\n][^\n]*[^.\n]$/);
  });
});

describe('a text that is small on disk and huge in memory is a problem', () => {
  const fails = (text: string, limits = {}) => !parseSource('a.yaml', text, { ...DEFAULT_LIMITS, ...limits }).ok;
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  it('by its length', () => {
    expect(fails('a: 12345\n', { characters: 8 })).toBe(true);
    expect(fails('a: 12345\n', { characters: 9 })).toBe(false);
  });

  it.each(['[', '{a: ', '- ', '? '])('by levels of %j', (open) => {
    expect(fails(open.repeat(20_000))).toBe(true);
  });

  it('by levels, the limit included', () => {
    expect(fails(nested(100))).toBe(false);
    expect(fails(nested(101))).toBe(true);
    expect(fails(nested(11), { depth: 10 })).toBe(true);
  });

  it('by uses of one anchor', () => {
    const uses = (count: number) => `a: &x 1\nb: [${'*x,'.repeat(count)}]\n`;
    expect(fails(uses(100))).toBe(false);
    expect(fails(uses(101))).toBe(true);
  });

  it('by aliases of aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`);
    expect(fails(lines.join('\n'))).toBe(true);
  });

  it('by values', () => {
    expect(fails('a: [1, 2, 3]\n', { values: 3 })).toBe(true);
    expect(fails('a: [1, 2, 3]\n', { values: 6 })).toBe(false);
  });

  it('at most 20 times', () => {
    const parsed = parseSource('a.yaml', 'a: }\n'.repeat(200));
    expect(parsed.ok ? 0 : parsed.problems.length).toBeLessThanOrEqual(20);
  });
});
