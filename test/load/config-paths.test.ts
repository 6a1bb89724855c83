import { describe, expect, it } from 'vitest';
import { configPathsOf } from '../../src/load/config-paths.js';
import { foreignReason } from '../../src/load/foreign.js';
import { parseSource } from '../../src/load/source.js';

const paths = (text: string, fault?: string) =>
  Object.fromEntries(configPathsOf({ file: 'a.yaml', text, ...(fault === undefined ? {} : { fault }) }, {}));

describe('the configuration of nodes', () => {
  it('is at the path that each node names', () => {
    expect(paths('nodes:\n  a: { config: conf/a }\n  b: { config: "" }\n  c: { config: 3 }\n  d: {}\n')).toEqual({
      a: 'conf/a',
    });
  });

  it.each([
    ['that is no YAML', 'config: [\n'],
    ['without nodes', 'config: a\n'],
    ['whose nodes are a word', 'nodes: all\nconfig: a\n'],
    ['whose nodes are empty', 'nodes:\nconfig: a\n'],
  ])('is nowhere in a text %s', (_, text) => expect(paths(text)).toEqual({}));

  it('is nowhere in a text that cannot be read', () => {
    expect(paths('nodes: { a: { config: x } }', 'it is no UTF-8')).toEqual({});
  });
});

describe('a text that is plainly no topology', () => {
  it.each([
    ['a compose file', 'services:\n  db: {}\n', true],
    ['a note', 'to do\n', true],
    ['a page of Markdown with a topology in it', '# Plan\n\n```yaml\nhosts:\n  a: {}\n```\n', true],
    ['half a topology', 'hosts:\n  a: {}\n', false],
  ])('%s', (_, text, isForeign) => expect(foreignReason(text) !== undefined).toBe(isForeign));

  it('is told apart from a compose file', () => {
    expect(foreignReason('services:\n  db: {}\n')).not.toBe(foreignReason('to do\n'));
  });
});

describe('a key of a map that several are merged into', () => {
  const TEXT = 'a: &a { x: 1 }\nb: &b { y: 2 }\nc: { <<: [*a, *b], z: 3 }\n';
  const lineOf = (key: string) => {
    const parsed = parseSource('a.yaml', TEXT);
    return parsed.ok && parsed.source.locate(['c', key]).start.line;
  };

  it.each([
    ['the first', 'x', 1],
    ['the second', 'y', 2],
    ['none', 'z', 3],
    ['nothing at all, and is where the map is', 'gone', 3],
  ])('comes from %s', (_, key, line) => expect(lineOf(key)).toBe(line));
});
