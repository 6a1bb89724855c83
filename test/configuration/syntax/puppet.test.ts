import { describe, expect, it } from 'vitest';
import { puppetLeaves } from '../../../src/configuration/syntax/puppet.js';

const valuesOf = (text: string) =>
  puppetLeaves(text).map(({ steps, value }) => [
    steps.map(({ name, index }) => `${name}${index || ''}`).join('/'),
    value,
  ]);

describe('variables of a Puppet class', () => {
  it.each([
    ['a text', "$a = 'it\\'s ${x}'", [['a', "it's ${x}"]]],
    [
      'a text with variables',
      '$b = "1"\n$a = "https://${b}:${am::params::c}/$b"',
      [
        ['b', '1'],
        ['a', 'https://1:{{ c }}/1'],
      ],
    ],
    [
      'a variable of a variable',
      '$c = "x-${b}"\n$b = "y-${a}"\n$a = 1',
      [
        ['c', 'x-y-1'],
        ['b', 'y-1'],
        ['a', '1'],
      ],
    ],
    [
      'a number or a word',
      '$a = 9443\n$b = true',
      [
        ['a', '9443'],
        ['b', 'true'],
      ],
    ],
    [
      'a list',
      "$a = [ 'x', # y\n 'z', ]",
      [
        ['a', 'x'],
        ['a1', 'z'],
      ],
    ],
    [
      'hashes in a list',
      "$a = [{ 'k' => 'v', l => [1] }, {'k' => 2}]",
      [
        ['a/k', 'v'],
        ['a/l', '1'],
        ['a1/k', '2'],
      ],
    ],
    ['comments', "# $a = 1\n/* $b = 2\n*/ \n$c = '#x' # d", [['c', '#x']]],
  ])('are read: %s', (_, text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  });

  it.each(['$a =', '$a = [', "$a = { 'k'", '$a = { => 1 }', '$a == 1', '$a = $b', '$a => 1'])(
    'are left out where they are no values: %s',
    (text) => {
      expect(valuesOf(text)).toEqual([]);
    },
  );

  it('have their places, without quotes', () => {
    const [leaf] = puppetLeaves("class a {\n  $a = 'xy'\n}");
    expect(leaf?.range).toEqual({ start: { line: 2, column: 9 }, end: { line: 2, column: 11 } });
  });

  it('may be nested deeper than anybody needs', () => {
    expect(valuesOf(`$a = ${'['.repeat(500)}1${']'.repeat(500)}`)).toEqual([['a', '1']]);
    expect(valuesOf(`$a = ${'{k=>'.repeat(500)}1${'}'.repeat(500)}`)).toEqual([]);
  });
});
