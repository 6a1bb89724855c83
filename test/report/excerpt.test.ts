import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/report/excerpt.js';

describe('the comment of a long line', () => {
  it.each([
    ['offset: 2    # from carbon.xml:3', 'offset: 2', 'from carbon.xml:3'],
    ["url: 'http://a/#b'  # x", "url: 'http://a/#b'", 'x'],
    ['url: "http://a #b"  # x', 'url: "http://a #b"', 'x'],
    ["- { name: it's } # isn't # it", "- { name: it's }", "isn't # it"],
    ['a:\t2\t## x ', 'a:\t2', 'x'],
  ])('%s', (line, text, remark) => {
    expect(excerptOf(line, 1, text.length)).toEqual({ text, shift: 0, remark });
  });

  it('is none where the # belongs to the value', () => {
    expect(excerptOf('url: http://host/path#part', 1, 20)).not.toHaveProperty('remark');
  });

  it('stays where the place is in it', () => {
    expect(excerptOf('offset: 2 # here', 14, 10)).not.toHaveProperty('remark');
  });
});

describe('a long line without a comment', () => {
  const line = `${'a'.repeat(100)}X${'b'.repeat(100)}`;

  it('is cut on both sides, and says how far its characters moved', () => {
    const { text, shift } = excerptOf(line, 101, 40);
    expect(text).toMatch(/^\.\.\. a+Xb+ \.\.\.$/);
    expect(text.charAt(100 - shift)).toBe('X');
  });

  it('is cut on one side only near its ends', () => {
    expect(excerptOf(line, 1, 40)).toEqual({ text: `${'a'.repeat(40)} ...`, shift: 0 });
    expect(excerptOf(line, 201, 40).text).toMatch(/b$/);
  });
});
