import { describe, expect, it } from 'vitest';
import { decode } from '../../src/files/decode.js';
import { DEFAULT_LIMITS } from '../../src/load/limits.js';
import type { Input } from '../../src/model/input.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

/** Rules about texts and their values; the others judge what the text describes. */
const RULES = ['yaml-syntax', 'schema', 'port-range'];

/** The findings of these rules, as `line:column rule`. */
function told(text: string, more: Partial<Input> = {}): string[] {
  const { findings } = check([{ file: 'a.yaml', text, ...more }], { catalogue });
  return findings
    .filter(({ rule }) => RULES.includes(rule))
    .map(({ rule, range: { start } }) => `${start.line}:${start.column} ${rule}`);
}

const GOOD = `version: 1
hosts:
  app1: {}
nodes:
  mi:
    host: app1
    product: wso2mi
    version: 4.2.0
`;

describe('a text that is no topology is one finding', () => {
  it.each([
    ['empty', '', '1:1 yaml-syntax'],
    ['blank', ' \n\n', '1:1 yaml-syntax'],
    ['a comment', '# later\n', '1:1 yaml-syntax'],
    ['two documents', `${GOOD}---\n${GOOD}`, '9:1 yaml-syntax'],
    ['indented with tabs', 'version: 1\nhosts:\n\tapp1: {}\nnodes: {}\n', '3:1 yaml-syntax'],
    ['with a key that stands twice', GOOD.replace('host: app1', 'host: app1\n    host: app1'), '7:5 yaml-syntax'],
    ['a list', '[1, 2]\n', '1:1 schema'],
    ['an empty document', '---\n', '1:3 schema'],
    ['a word', 'topology\n', '1:1 schema'],
    ['null', 'null\n', '1:1 schema'],
  ])('%s', (_, text, finding) => expect(told(text)).toEqual([finding]));

  it('as bytes that are no UTF-8', () => {
    const decoded = decode(Buffer.from('\ufeffversion: 1', 'utf16le'));
    expect(decoded.ok).toBe(false);
    expect(told('', { fault: decoded.ok ? '' : decoded.reason })).toEqual(['1:1 yaml-syntax']);
  });
});

describe('a text is read the same', () => {
  it.each([
    ['with \\r\\n', GOOD.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${GOOD}`],
    ['without a line end at its end', GOOD.trimEnd()],
    [
      'as JSON',
      '{"version":1,"hosts":{"app1":{}},"nodes":{"mi":{"host":"app1","product":"wso2mi","version":"4.2.0"}}}',
    ],
    ['behind a document marker', `%YAML 1.2\n---\n${GOOD}...\n`],
    ['with a modeline', `# yaml-language-server: $schema=../schemas/topology.schema.json\n${GOOD}`],
    [
      'with a merge key',
      'version: 1\ndefaults: &d { product: wso2mi, version: 4.2.0 }\nhosts: { app1: }\nnodes: { mi: { <<: *d, host: app1 } }\n',
    ],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([]);
    const report = check([{ file: 'a.yaml', text }], { catalogue });
    expect(report.deployments[0]?.nodes).toMatchObject([{ id: 'mi', offset: 10 }]);
  });
});

describe('a value that does not fit is pointed at', () => {
  it.each([
    ['an offset in quotes', 'offset: "2"', ['9:13 schema']],
    ['a fraction', 'offset: 2.5', ['9:13 schema']],
    ['a number without end', 'offset: .inf', ['9:13 schema']],
    ['no number', 'offset: .nan', ['9:13 schema']],
    ['a key that is misspelt', 'ofset: 2', ['9:5 schema']],
    ['an offset that takes every port out of range', 'offset: 70000', ['9:13 port-range']],
    ['an offset beyond reason', 'offset: 1e308', ['9:13 port-range']],
    ['an offset beyond reason, downwards', 'offset: -1e308', ['9:13 port-range']],
    ['a port that is none', 'ports: { passthrough-http: 0 }', ['9:32 schema']],
  ])('%s', (_, line, findings) => expect(told(`${GOOD}    ${line}\n`)).toEqual(findings));

  it('a product or version that neither node nor defaults have', () => {
    expect(told('version: 1\nhosts: { app1: {} }\nnodes:\n  mi: { host: app1 }\n')).toEqual([
      '4:3 schema',
      '4:3 schema',
    ]);
    expect(
      told(
        'version: 1\ndefaults: { product: wso2mi, version: 4.2.0 }\nhosts: { app1: {} }\nnodes:\n  mi: { host: app1 }\n',
      ),
    ).toEqual([]);
  });
});

it.each(['!!merge x', '!!merge ', 'nodes: !!merge x'])('a tag whose value is no data, %j, is a finding', (text) => {
  expect(told(text).length).toBeGreaterThan(0);
});

it('a finding at the very end of a text has a range of its own', () => {
  const [finding] = check([{ file: 'a.yaml', text: 'version: 1\n!!timestamp ' }], { catalogue }).findings;
  const { start, end } = finding?.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  expect([end.line > start.line, end.column > start.column]).toContain(true);
});

describe('a name', () => {
  it.each(['\\e[31mred', 'a\\nb', '::error::', '<script>', 'a|b'])('with %s is no id', (name) => {
    expect(told(`version: 1\nhosts:\n  "${name}": {}\nnodes: {}\n`)).toEqual(['3:3 schema']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is an id like any other', (id) => {
    const text = `version: 1
hosts: { ${id}: {} }
nodes:
  a: { host: ${id}, product: wso2mi, version: 4.2.0 }
  ${id}: { host: ${id}, product: wso2mi, version: 4.2.0 }
`;
    const { findings } = check([{ file: 'a.yaml', text }], { catalogue });
    const [collision, ...others] = findings.filter(({ rule }) => rule === 'port-collision');
    expect(collision?.data).toMatchObject({ host: id, nodes: ['a', id] });
    expect(collision?.fixes[0]?.edits[0]?.path).toBe(`/nodes/${id}/offset`);
    expect(others).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is known to no catalogue', (id) => {
    const text = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: ${id}, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0, profile: ${id}, ports: { ${id}: 1 }, enable: [${id}], disable: [${id}], links: { ${id}: ${id} } }
ignore: [{ rule: ${id}, reason: x }]
rules: { ${id}: off }
`;
    const rules = check([{ file: 'a.yaml', text }], { catalogue }).findings.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule === 'unknown-reference')).toHaveLength(8);
    expect(rules).toContain('unused-ignore');
  });

  it('__proto__ may be a product', () => {
    const text = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: __proto__, version: "1" }
products:
  __proto__: { name: x, listeners: [{ id: constructor, basePort: 5000 }] }
`;
    const report = check([{ file: 'a.yaml', text }], { catalogue });
    expect(report.findings).toEqual([]);
    expect(report.deployments[0]?.listeners).toMatchObject([{ listener: 'constructor', port: 5000 }]);
  });
});

describe('a text that costs too much is one finding', () => {
  const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x]']
    .concat([...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}]`))
    .join('\n');

  it.each([
    ['aliases of aliases', LAUGHS],
    ['brackets', '['.repeat(1_000_000)],
    ['maps in maps', '{a: '.repeat(100_000)],
    ['lists in lists', '- '.repeat(100_000)],
    ['indentation', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s', (_, text) => {
    const findings = told(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/ yaml-syntax$/);
  });

  it('one longer than the limit', () => {
    const limits = { ...DEFAULT_LIMITS, characters: 10 };
    expect(check([{ file: 'a.yaml', text: GOOD }], { catalogue, limits }).findings).toMatchObject([
      { rule: 'yaml-syntax' },
    ]);
  });

  it('10 MB are read', () => {
    const comment = `# ${'x'.repeat(98)}\n`.repeat(100_000);
    expect(comment.length).toBeGreaterThan(10_000_000);
    expect(told(`${comment}${GOOD}`)).toEqual([]);
  });

  it('10 MB in one line are read', () => {
    expect(told(`${GOOD}name: "${'x'.repeat(10_000_000)}"\n`)).toEqual(['9:7 schema']);
  });
});

describe('a file that cannot be read', () => {
  it('does not hide the findings of another', () => {
    const report = check(
      [
        { file: 'a.yaml', text: 'a: [' },
        { file: 'b.yaml', text: GOOD.replace('version: 4.2.0', 'version: 4.2.9') },
      ],
      { catalogue },
    );
    expect(report.findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'a.yaml yaml-syntax',
      'b.yaml unlisted-version',
    ]);
    expect(report.summary).toMatchObject({ files: 2, nodes: 1 });
  });

  it('does not hide them where all are one deployment, either', () => {
    const files = [
      { file: 'a.yaml', text: 'a: [' },
      { file: 'b.yaml', text: GOOD.replace('version: 4.2.0', 'version: 4.2.9') },
    ];
    expect(check(files, { catalogue, together: true }).findings).toHaveLength(2);
  });
});
