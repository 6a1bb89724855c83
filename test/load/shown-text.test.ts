import { describe, expect, it } from 'vitest';
import { shownText } from '../../src/load/shown-text.js';
import { scalarsOfYaml } from '../../src/load/yaml-scalars.js';
import { asMark } from '../../src/values/url-secrets.js';

const written = (value: string) => `nodes:\n  gw:\n    url: ${value}\n    host: a1 # a\n`;
const stars = (length: number) => '*'.repeat(length);

describe('a value of which an address has a secret', () => {
  it.each([
    ['"https://u:a b@h:1/x"', `"https://${stars(5)}@h:1/x"`],
    ["'https://u:a\"b@h:1/x'", `'https://${stars(5)}@h:1/x'`],
    ['https://u:a b@h:1/x', `https://${stars(5)}@h:1/x`],
  ])('is shown without it where it is written as it is meant: %s', (value, shown) => {
    expect(shownText(written(value))).toBe(written(shown));
    expect(shownText(written(value), asMark)).toBe(written(shown.replace(/\*+/, '***')));
  });

  it.each([
    ['"https://u:p\\x40h:1/x"', `"${stars(20)}"`],
    ['"https\\u003a//u:p@h:1/x"', `"${stars(22)}"`],
    ["'https://u:a''b@h:1/x'", `'${stars(20)}'`],
    ['"https://u:a\\\n      b@h:1/x"', `"${stars(12)}\n      ${stars(7)}"`],
    ["'https://u:a\n      b@h:1/x'", `'${stars(11)}\n      ${stars(7)}'`],
    ['https://u:a\n      b@h:1/x', `${stars(11)}\n      ${stars(7)}`],
    ['|-\n      https://u:a\n      b@h:1/x', `|-\n      ${stars(11)}\n      ${stars(7)}`],
    ['>- # u\n      https://u:a\n      b@h:1/x', `>- # u\n      ${stars(11)}\n      ${stars(7)}`],
    ['&a !!str "https://u:p\\x40h:1/x"', `&a !!str "${stars(20)}"`],
  ])('is not shown at all where it is written in another way: %s', (value, shown) => {
    expect(shownText(written(value))).toBe(written(shown));
  });

  it('loses it in all of a document: keys, comments, lists and maps in brackets', () => {
    const text = [
      'a: { "https://u:p@h": [u:p@h:1, "b"], c: &x https://h/?q=secret }',
      '# see "https://u:a b@h:1',
      '#u:a b@h:1',
      '# https://u:pw',
      'd: *x # bob@corp, https://h:1',
    ].join('\r\n');
    const shown = [
      'a: { "https://***@h": [***@h:1, "b"], c: &x https://h/?q=*** }',
      '# see "https://***@h:1',
      '#***@h:1',
      '# ***',
      'd: *x # bob@corp, https://h:1',
    ].join('\r\n');
    expect(shownText(text, asMark)).toBe(shown);
    expect(shownText(text)).toHaveLength(text.length);
  });
});

it('a text without a secret stays as it is', () => {
  const text = written('"https://{{ host }}:9443/x\\n" # bob@corp');
  expect(shownText(text)).toBe(text);
  expect(shownText('a: b')).toBe('a: b');
});

describe('of a text that is no YAML', () => {
  it('only the key is shown on a line that may have a part of a secret', () => {
    const text =
      'nodes:\n  gw:\n    url: "https://u\n      a\n      b@h:1\n  - to: "https://u:pa"ss\n  x: [ https://h:1/x\n  y: 1\n';
    expect(shownText(text, asMark)).toBe(
      'nodes:\n  gw:\n    url: "***\n      ***\n      ***\n  - to: "***\n  x: [ https://h:1/x\n  y: 1\n',
    );
  });

  it('lines keep their number and their length', () => {
    const text = 'a: [\r  b: "https://u:p@h\r\n    c: \\x40\n# https://u:p@h\n';
    const shown = shownText(text);
    expect(shown).toHaveLength(text.length);
    expect(shown.replaceAll(/[^\r\n]/g, '')).toBe('\r\r\n\n\n');
    expect(shown).not.toMatch(/u:p|x40/);
  });

  it('a line that only looks like a list of addresses is shown', () => {
    const text = 'a: [\n  b: tcp://h:1,tcp://i:2\n';
    expect(shownText(`${text}# ?`)).toBe(`${text}# ?`);
  });
});

it('finds scalars by their offsets, whatever the text is', () => {
  const text = '\ufeffa: |\n  b\nc: "d\\x40" # e\n- {f: \'g\', *h : !i j}\n"k';
  const found = scalarsOfYaml(text).map(({ start, end, value }) => [text.slice(start, end), value]);
  expect(found).toEqual([
    ['a', 'a'],
    ['  b\n', 'b'],
    ['c', 'c'],
    ['"d\\x40"', 'd@'],
    ['f', 'f'],
    ["'g'", 'g'],
    ['j', 'j'],
    ['"k', 'k'],
  ]);
});
