import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/load/source.js';
import type { Diagnosis, Path } from '../../src/model/finding.js';
import { locate, locateIgnored } from '../../src/pipeline/locate.js';

function diagnosis(path: Path, from?: unknown): Diagnosis {
  return {
    rule: 'port-collision',
    severity: 'error',
    text: 'm',
    message: 'm',
    fingerprint: 'f',
    data: {},
    at: { file: 'a.yaml', path: [], label: '' },
    related: [],
    subject: { nodes: [], listeners: [] },
    fixes: [
      {
        title: 't',
        edits: [{ file: 'a.yaml', path, ...(from === undefined ? {} : { from }), to: 7 }],
        configuration: [],
      },
    ],
  };
}

/** The text at the range of an edit; undefined where the edit has none. */
function written(text: string, path: Path, from?: unknown): string | undefined {
  const parsed = parseSource('a.yaml', text);
  const sources = new Map(parsed.ok ? [['a.yaml', parsed.source]] : []);
  const range = locate([diagnosis(path, from)], sources)[0]?.fixes[0]?.edits[0]?.range;
  return range && text.split('\n')[range.start.line - 1]?.slice(range.start.column - 1, range.end.column - 1);
}

describe('the range of an edit', () => {
  it('is that of the value as it stands in the text', () => {
    expect(written('nodes:\n  b:\n    offset: 5 # five\n', ['nodes', 'b', 'offset'], 5)).toBe('5');
    expect(
      written(
        'nodes: { b: { links: { x: [{ url: "tcp://a" }] } } }\n',
        ['nodes', 'b', 'links', 'x', 0, 'url'],
        'tcp://a',
      ),
    ).toBe('"tcp://a"');
  });

  it('is that of an alias which stands for the value', () => {
    expect(written('nodes:\n  a: { offset: &five 5 }\n  b: { offset: *five }\n', ['nodes', 'b', 'offset'], 5)).toBe(
      '*five',
    );
  });

  it.each([
    ['is missing', 'nodes:\n  b: { host: x }\n', undefined],
    ['is null', 'nodes:\n  b: { offset: }\n', undefined],
    ['is merged in', 'x: &x { offset: 5 }\nnodes:\n  b: { <<: *x }\n', 5],
    ['is that of another node, by an alias', 'nodes:\n  a: &a { offset: 5 }\n  b: *a\n', 5],
    ['is a map', 'nodes:\n  b: { offset: { y: 1 } }\n', {}],
  ])('is left out where the value %s', (_, text, from) => {
    expect(written(text, ['nodes', 'b', 'offset'], from)).toBeUndefined();
  });
});

describe('an ignored finding', () => {
  it('is located as well and carries its reason', () => {
    const [finding] = locateIgnored([{ ...diagnosis(['nodes']), reason: 'why' }], new Map());
    expect(finding).toMatchObject({ reason: 'why', by: 'ignore', range: { start: { line: 1, column: 1 } } });
  });
});
