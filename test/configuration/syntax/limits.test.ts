import { describe, expect, it } from 'vitest';
import { MAX_LEAVES } from '../../../src/configuration/leaf.js';
import { tomlLeaves } from '../../../src/configuration/syntax/toml.js';
import { xmlLeaves } from '../../../src/configuration/syntax/xml.js';
import { yamlLeaves } from '../../../src/configuration/syntax/yaml.js';

const MANY = MAX_LEAVES + 10;

describe('a file with more values than any configuration has', () => {
  it('is refused in XML', () => {
    expect(xmlLeaves(`<a>${'<b c="1"/>'.repeat(MANY)}</a>`).ok).toBe(false);
  });

  it('is refused in YAML', () => {
    expect(yamlLeaves(`a: [${'1,'.repeat(MANY)}]\n`).ok).toBe(false);
  });

  it('is read up to the limit in TOML', () => {
    const read = tomlLeaves(`a = [${'1,'.repeat(MANY)}]\n`);
    expect(read.ok && read.leaves.length).toBeLessThanOrEqual(MAX_LEAVES + 1);
  });
});

describe('an empty file', () => {
  it.each([
    ['YAML', yamlLeaves, ''],
    ['YAML with a comment alone', yamlLeaves, '# nothing\n'],
    ['TOML', tomlLeaves, ''],
  ])('has no values in %s', (_, leavesOf, text) => {
    expect(leavesOf(text)).toEqual({ ok: true, leaves: [] });
  });
});

describe('values', () => {
  const valuesOf = (read: ReturnType<typeof yamlLeaves>) =>
    read.ok ? read.leaves.map(({ steps, value }) => [steps.map(({ name }) => name).join('/'), value]) : [];

  it('of a YAML list without a key have none', () => {
    expect(valuesOf(yamlLeaves('- a\n- b\n'))).toEqual([
      ['', 'a'],
      ['', 'b'],
    ]);
  });

  it('of a YAML key that is a list itself have no name', () => {
    expect(valuesOf(yamlLeaves('? [a]\n: 1\n12: 2\n"x": 3\n'))).toEqual([
      ['', '1'],
      ['12', '2'],
      ['x', '3'],
    ]);
  });

  it('of XML attributes have their place behind either quote, and behind a name that is an attribute', () => {
    const read = xmlLeaves(`<a b='1' cb="2"/>`);
    expect(read.ok && read.leaves.map(({ value, range }) => [value, range.start.column])).toEqual([
      ['1', 7],
      ['2', 14],
    ]);
  });
});
