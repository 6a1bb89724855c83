import { describe, expect, it } from 'vitest';
import { check } from '../../src/index.js';

const GOOD = 'version: 1\nhosts: { a: {} }\nnodes: {}\n';

const RULE = 'yaml-syntax';

/** Severity and start of the findings of the rule. */
function found(text: string, options = {}) {
  const findings = check({ file: 'plan.yaml', text }, options).findings.filter(({ rule }) => rule === RULE);
  return findings.map(({ severity, range }) => ({ severity, at: [range.start.line, range.start.column] }));
}

describe('a text that is not one YAML document is one error at its place', () => {
  it.each([
    ['nothing at all', '', [1, 1]],
    ['comments alone', '# later\n', [1, 1]],
    ['a tab as indentation', 'version: 1\nhosts:\n\ta: {}\n', [3, 1]],
    ['a second document', `${GOOD}---\n${GOOD}`, [4, 1]],
    ['a key that stands twice', `${GOOD}hosts: {}\n`, [4, 1]],
    ['a duplicate key in a node', 'version: 1\nhosts: { a: {} }\nnodes: { n: { host: a, host: a } }\n', [3, 24]],
    ['an alias without an anchor', 'version: 1\nhosts: *hosts\nnodes: {}\n', [2, 8]],
    ['an alias inside its own anchor', 'version: 1\nhosts: &h { a: *h }\nnodes: {}\n', [2, 16]],
    ['a merge of something that is no map', 'version: 1\nhosts: { a: {} }\nnodes: { <<: 1 }\n', [3, 10]],
    ['a tag that nobody knows', 'version: !now 1\nhosts: {}\nnodes: {}\n', [1, 10]],
  ])('%s', (_, text, at) => {
    expect(found(text)).toEqual([{ severity: 'error', at }]);
  });
});

describe('a limit', () => {
  it.each([
    ['of length', `${GOOD}# ${'x'.repeat(100)}\n`, { characters: 100 }],
    ['of depth', `${GOOD}name: ${'['.repeat(20)}${']'.repeat(20)}\n`, { depth: 10 }],
    ['of alias uses', 'version: 1\nhosts: { a: &a {}, b: *a, c: *a }\nnodes: {}\n', { aliases: 1 }],
    ['of values', GOOD, { values: 5 }],
  ])('%s is an error, and raised by its option', (_, text, limits) => {
    expect(found(text, { limits })).toHaveLength(1);
    expect(found(text)).toEqual([]);
  });
});

it('cannot be switched off: a file that cannot be read must not look like one without findings', () => {
  expect(found('a: [', { rules: { [RULE]: 'off' } })).toHaveLength(1);
});

describe('is silent', () => {
  it.each([
    ['on JSON', '{"version": 1, "hosts": {"a": {}}, "nodes": {}}'],
    ['on JSON that is indented with tabs', '{\n\t"version": 1,\n\t"hosts": {"a": {}},\n\t"nodes": {}\n}'],
    ['on CR LF line ends', GOOD.replaceAll('\n', '\r\n')],
    ['on a byte order mark', `\ufeff${GOOD}`],
    ['on merge keys and anchors', 'version: 1\nhosts: { a: &a {}, b: { <<: *a } }\nnodes: {}\n'],
    ['on a document that ends in dots', `${GOOD}...\n`],
  ])('%s', (_, text) => expect(found(text)).toEqual([]));
});
