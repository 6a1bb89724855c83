import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '../../../src/fix/apply.js';
import { splice, splicer } from '../../../src/fix/splice/splice.js';
import type { Path } from '../../../src/model/finding.js';
import type { TopologyDocument } from '../../../src/model/topology.js';

/** The text after edits, each a path and a value. */
function edited(text: string, ...edits: readonly (readonly [Path, unknown])[]): string {
  const document = parse(text, { merge: true, stringKeys: true, maxAliasCount: -1 }) as TopologyDocument;
  const changed = applyEdits(
    document,
    edits.map(([path, to]) => ({ file: 'a.yaml', path, to })),
  );
  return splice(text, changed);
}

/** The lines of a text that another one does not have, and the other way round. */
function changedLines(
  before: string,
  after: string,
): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [old, young] = [before.split('\n'), after.split('\n')];
  return { gone: old.filter((line) => !young.includes(line)), come: young.filter((line) => !old.includes(line)) };
}

describe('a map that gets new entries', () => {
  it('of lines keeps a comment behind its last value, and goes below a block scalar', () => {
    expect(edited('nodes:\n  a:\n    host: h # here\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a:\n    host: h # here\n    offset: 1\n',
    );
    expect(edited('nodes:\n  a:\n    host: |-\n      h\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a:\n    host: |-\n      h\n    offset: 1\n',
    );
  });

  it('of lines gets them behind a list, a map and a key without a value', () => {
    const nodeWith = (lines: string) => `nodes:\n  a:\n    host: h\n${lines}`;
    for (const lines of ['    enable:\n      - x\n', '    ports:\n      x: 1\n', '    offset:\n'])
      expect(edited(nodeWith(lines), [['nodes', 'a', 'links'], { admin: 'b' }])).toBe(
        `${nodeWith(lines)}    links:\n      admin: b\n`,
      );
  });

  it('gets them before the first entry that usually stands behind them, where there is no other', () => {
    expect(edited('nodes:\n  a:\n    links: {}\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a:\n    links: {}\n    offset: 1\n',
    );
  });

  it('outside of nodes gets them at its end', () => {
    expect(edited('hosts: {}\nnodes:\n  a:\n    host: h\n', [['defaults'], { offset: 1, bind: 'x' }])).toContain(
      'defaults:',
    );
  });

  it('in braces gets them behind a key without a value, with the comma that the others have', () => {
    expect(edited('nodes: { a: {host: h,offset: } }\n', [['nodes', 'a', 'pinned'], true])).toBe(
      'nodes: { a: {host: h,offset: ,pinned: true} }\n',
    );
    expect(edited('nodes: { a: {host} }\n', [['nodes', 'a', 'pinned'], true])).toBe(
      'nodes: { a: {host, pinned: true} }\n',
    );
  });

  it('writes lists and empty maps as the text around them does', () => {
    expect(
      edited('{"nodes":{"a":{"host":"h"}}}', [
        ['nodes', 'a', 'enable'],
        ['x', 'y'],
      ]),
    ).toBe('{"nodes":{"a":{"host":"h", "enable":["x", "y"]}}}');
    expect(edited('nodes:\n  a:\n    host: h\n', [['nodes', 'a', 'ports'], {}])).toBe(
      'nodes:\n  a:\n    host: h\n    ports: {}\n',
    );
  });
});

describe('a value that is replaced', () => {
  it('leaves comments, order, quotes and blank lines as they are', () => {
    const text = `# the plan\nversion: 1   # format\n\nhosts: { 'h': {} }\nnodes:\n  a:   # the first\n    offset:   2 # \tby hand\n    host: "h"\n\n# end\n`;
    expect(edited(text, [['nodes', 'a', 'offset'], 3])).toBe(text.replace('offset:   2', 'offset:   3'));
  });

  it('may stand in a flow map', () => {
    const text = 'version: 1\nhosts: {h: {}}\nnodes: {a: {host: h, offset: 2}, b: {host: h, offset: 2}}\n';
    expect(edited(text, [['nodes', 'b', 'offset'], 3])).toBe(
      'version: 1\nhosts: {h: {}}\nnodes: {a: {host: h, offset: 2}, b: {host: h, offset: 3}}\n',
    );
  });

  it('loses quotes that the schema does not allow a number to have', () => {
    expect(edited('nodes: { a: { host: h, offset: "auto" } }\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes: { a: { host: h, offset: 1 } }\n',
    );
  });

  it('keeps the quotes of a text', () => {
    const links = (single: string, double: string, plain: string) =>
      `nodes:\n  a:\n    host: h\n    links:\n      x: { to: b, url: '${single}' }\n      y: { to: b, url: "${double}" }\n      z: { to: b, url: ${plain} }\n`;
    const text = links('tcp://h:1', 'tcp://h:1', 'tcp://h:1');
    const change = (link: string) => [['nodes', 'a', 'links', link, 'url'], 'tcp://h:2'] as const;
    expect(edited(text, change('x'), change('y'), change('z'))).toBe(links('tcp://h:2', 'tcp://h:2', 'tcp://h:2'));
  });

  it('may be written in hexadecimal or with a tag', () => {
    expect(edited('nodes: { a: { host: h, offset: !!int 0x10 } }\n', [['nodes', 'a', 'offset'], 17])).toBe(
      'nodes: { a: { host: h, offset: !!int 17 } }\n',
    );
  });

  it('may be a folded text', () => {
    const text =
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n        url: >-\n          tcp://h:1,\n          tcp://h:2\n        to: b\n';
    expect(edited(text, [['nodes', 'a', 'links', 'x', 'url'], 'tcp://h:1, tcp://h:3'])).toBe(
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n        url: "tcp://h:1, tcp://h:3"\n        to: b\n',
    );
  });

  it('may be an item of a list', () => {
    const text = 'hosts:\n  c:\n    on: h\n    publish:\n      - "9443:9443"  # https\n      - 8280:8280\nnodes: {}\n';
    expect(edited(text, [['hosts', 'c', 'publish', 0], '9443:9444'], [['hosts', 'c', 'publish', 1], '8280:8281'])).toBe(
      text.replace('9443:9443', '9443:9444').replace('8280:8280', '8280:8281'),
    );
  });
});

describe('line ends', () => {
  it('stay CRLF, in new lines as well', () => {
    const text = 'nodes:\r\n  a:\r\n    host: h # here\r\n  b:\r\n    host: h\r\n';
    expect(edited(text, [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\r\n  a:\r\n    host: h # here\r\n    offset: 1\r\n  b:\r\n    host: h\r\n',
    );
  });

  it('are not added to the last line of a text', () => {
    expect(edited('nodes:\n  a:\n    host: h', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a:\n    host: h\n    offset: 1',
    );
  });
});

describe('a missing key', () => {
  it('is put where people write it, in the indentation of its neighbours', () => {
    const text =
      'nodes:\n    a:\n        host: h   # machine\n        # the role\n        profile: p\n\n        links: { x: b }\n    b: { host: h }\n';
    expect(edited(text, [['nodes', 'a', 'offset'], 1])).toBe(
      text.replace('profile: p\n', 'profile: p\n        offset: 1\n'),
    );
  });

  it('goes behind the comment of its line and before the comments below', () => {
    const text =
      'nodes:\n  a:\n    host: h # one\n    # offset: 3, in the old days\n\n  # the second\n  b:\n    host: h\n';
    expect(edited(text, [['nodes', 'a', 'offset'], 1])).toBe(text.replace('# one\n', '# one\n    offset: 1\n'));
  });

  it('goes into a flow map on its line', () => {
    expect(edited('nodes:\n  a: { host: h }  # one\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a: { host: h, offset: 1 }  # one\n',
    );
    expect(edited('nodes:\n  a: {host: h, }\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a: {host: h, offset: 1, }\n',
    );
  });

  it('gets a line of its own in a flow map of lines', () => {
    expect(edited('nodes:\n  a: {\n    host: h # one\n  }\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a: {\n    host: h, # one\n    offset: 1\n  }\n',
    );
    expect(edited('nodes:\n  a: {\n    host: h, # one, two\n  }\n', [['nodes', 'a', 'offset'], 1])).toBe(
      'nodes:\n  a: {\n    host: h, # one, two\n    offset: 1,\n  }\n',
    );
  });

  it('is quoted in JSON, in the same layout', () => {
    const pretty = '{\n  "nodes": {\n    "a": {\n      "host": "h"\n    }\n  }\n}\n';
    expect(edited(pretty, [['nodes', 'a', 'offset'], 1], [['nodes', 'a', 'links', 'x', 'port'], 7])).toBe(
      '{\n  "nodes": {\n    "a": {\n      "host": "h",\n      "offset": 1,\n      "links": {"x": {"port": 7}}\n    }\n  }\n}\n',
    );
    expect(edited('{"nodes":{"a":{"host":"h"}}}', [['nodes', 'a', 'offset'], 1])).toBe(
      '{"nodes":{"a":{"host":"h","offset":1}}}'.replace('"h",', '"h", '),
    );
  });

  it('fills an empty map', () => {
    expect(edited('nodes:\n  a: { host: h, ports: {} }\n', [['nodes', 'a', 'ports', 'x'], 1])).toBe(
      'nodes:\n  a: { host: h, ports: { x: 1 } }\n',
    );
    expect(
      edited('nodes:\n  a:\n    host: h\n    ports: { # none yet\n    }\n', [['nodes', 'a', 'ports', 'x'], 1]),
    ).toBe('nodes:\n  a:\n    host: h\n    ports: { x: 1 # none yet\n    }\n');
  });

  it('brings the map around it along, in the style that other nodes have', () => {
    const text = 'nodes:\n  a:\n    host: h\n  b:\n    host: h\n    ports: { x: 2 }\n';
    expect(edited(text, [['nodes', 'a', 'ports', 'x'], 1])).toBe(
      'nodes:\n  a:\n    host: h\n    ports: { x: 1 }\n  b:\n    host: h\n    ports: { x: 2 }\n',
    );
    expect(edited('nodes:\n  a:\n    host: h\n', [['nodes', 'a', 'links', 'x', 'port'], 7])).toBe(
      'nodes:\n  a:\n    host: h\n    links:\n      x: { port: 7 }\n',
    );
  });

  it('goes below a nested map', () => {
    const text =
      'nodes:\n  a:\n    host: h\n    ports:\n      x: 1 # x\n      y:\n        port: 2\n        # bind it\n  b:\n    host: h\n';
    expect(edited(text, [['nodes', 'a', 'ports', 'z'], 3])).toBe(text.replace('port: 2\n', 'port: 2\n      z: 3\n'));
    expect(edited(text, [['nodes', 'a', 'links', 'l', 'port'], 4])).toBe(
      text.replace('port: 2\n', 'port: 2\n    links:\n      l: { port: 4 }\n'),
    );
  });

  it('goes behind a list and into an item of one', () => {
    const text =
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n        - to: b\n        - to: c\n          url: tcp://h:1\n';
    expect(edited(text, [['nodes', 'a', 'links', 'x', 0, 'port'], 4])).toBe(
      text.replace('to: b\n', 'to: b\n          port: 4\n'),
    );
  });

  it('is quoted where it looks like something else', () => {
    expect(edited('nodes:\n  a:\n    host: h\n', [['nodes', 'a', 'ports', 'on'], 1])).toBe(
      'nodes:\n  a:\n    host: h\n    ports:\n      "on": 1\n',
    );
  });
});

describe('a link in its short form', () => {
  it('is written out and keeps the spelling of its node', () => {
    expect(
      edited('nodes:\n  a:\n    host: h\n    links:\n      x: key-manager  # km\n', [
        ['nodes', 'a', 'links', 'x', 'port'],
        10_402,
      ]),
    ).toBe('nodes:\n  a:\n    host: h\n    links:\n      x: { to: key-manager, port: 10402 }  # km\n');
    expect(
      edited('nodes: { a: { host: h, links: { x: ["1", b] } } }\n', [['nodes', 'a', 'links', 'x', 0, 'port'], 2]),
    ).toBe('nodes: { a: { host: h, links: { x: [{ to: "1", port: 2 }, b] } } }\n');
  });
});

describe('a value that is shared', () => {
  it('is overridden in the node when it comes from a merge key', () => {
    const text =
      'x-base: &base\n  host: h\n  offset: 2\nnodes:\n  a:\n    <<: *base\n    profile: p\n  b:\n    <<: *base\n';
    expect(edited(text, [['nodes', 'b', 'offset'], 3])).toBe(`${text}    offset: 3\n`);
  });

  it('is overridden in the node when it comes from an alias', () => {
    const text = 'nodes:\n  a: { host: h, offset: &o 2 }\n  b: { host: h, offset: *o }\n  c: { host: h, offset: *o }\n';
    expect(edited(text, [['nodes', 'b', 'offset'], 3])).toBe(text.replace('offset: *o', 'offset: 3'));
  });

  it('stays what it was for others when the anchor itself changes', () => {
    const text =
      'nodes:\n  a: { host: h, offset: &o 2 }\n  b: { host: h, offset: *o }\n  c: &c\n    host: h\n    offset: 7\n  d:\n    <<: *c\n';
    expect(edited(text, [['nodes', 'a', 'offset'], 3], [['nodes', 'c', 'offset'], 8])).toBe(
      'nodes:\n  a: { host: h, offset: &o 3 }\n  b: { host: h, offset: 2 }\n  c: &c\n    host: h\n    offset: 8\n  d:\n    <<: *c\n    offset: 7\n',
    );
  });

  it('is written into the node when a map from an alias changes in one place', () => {
    const text = 'nodes:\n  a:\n    host: h\n    ports: &p { x: 1, z: 2 }\n  b:\n    host: h\n    ports: *p\n';
    expect(edited(text, [['nodes', 'b', 'ports', 'x'], 3])).toBe(text.replace('ports: *p', 'ports: { x: 3, z: 2 }'));
  });

  it('is copied from defaults with the map it stands in', () => {
    const text = 'defaults:\n  links:\n    x: b\n    z: c\nnodes:\n  a:\n    host: h\n';
    expect(edited(text, [['nodes', 'a', 'links', 'x', 'port'], 3])).toBe(
      `${text}    links:\n      x: { to: b, port: 3 }\n      z: c\n`,
    );
  });
});

describe('awkward text', () => {
  it('has unicode, directives, odd ids and keys on several lines', () => {
    const text =
      '%YAML 1.2\n---\n# größe 🚀\nnodes:\n  __proto__: { host: "hö" , offset: 1 }\n  ? constructor\n  :\n    host: h\n    offset: 1\n...\n';
    expect(edited(text, [['nodes', 'constructor', 'offset'], 2], [['nodes', '__proto__', 'offset'], 3])).toBe(
      text.replace('    offset: 1\n', '    offset: 2\n').replace(', offset: 1', ', offset: 3'),
    );
  });

  it('loses no line but those that change, whatever is edited', () => {
    const text = `# top\nversion: 1\ndefaults: { product: p }\nhosts:\n  h: {} # one\nnodes:\n  a:  # first\n    host: h\n\n    offset: 2\t# two\n    links:\n      x: b\n      # below\n  b: { host: h, # flow\n       offset: 4 }\n  c:\n    host: h\n    ports: { x: 1 }\n    # last`;
    const value = fc.integer({ min: 0, max: 99 });
    const paths: readonly Path[] = ['a', 'b', 'c'].flatMap((id) => [
      ['nodes', id, 'offset'],
      ['nodes', id, 'ports', 'x'],
      ['nodes', id, 'links', 'x', 'port'],
    ]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...paths), value), {
          maxLength: 6,
          selector: ([path]) => path.join('/'),
        }),
        (edits) => {
          const { gone } = changedLines(text, edited(text, ...edits));
          expect(gone.length).toBeLessThanOrEqual(edits.length);
          expect(gone.every((line) => /offset|x:/.test(line) || line === '    # last')).toBe(true);
        },
      ),
    );
  });
});

it('a text whose data is right already stays as it is', () => {
  const text = 'nodes: # all\n  a: { host: h }\n';
  expect(edited(text)).toBe(text);
});

describe('a key that is added to a map which others merge', () => {
  const others = (text: string) => {
    const changed = edited(text, [['nodes', 'a', 'offset'], 3]);
    const { a, ...rest } = parse(changed, { merge: true }).nodes;
    expect(a.offset).toBe(3);
    expect(rest).toEqual((({ a: _, ...before }) => before)(parse(text, { merge: true }).nodes));
    return changed;
  };

  it('stays away from a node in braces that does not have it', () => {
    const text = `nodes:
  a: &base { host: h, enable: [x] }
  b: { <<: *base, host: i } # the second
  c: { <<: *base, offset: 7 }
`;
    expect(others(text)).toBe(`nodes:
  a: &base { host: h, enable: [x], offset: 3 }
  b: { host: i, enable: [x] } # the second
  c: { <<: *base, offset: 7 }
`);
  });

  it('stays away from a node in a block', () => {
    const text = `nodes:
  a: &base
    host: h
    ports: { web: 1 }
  b:
    <<: *base
    host: i
  c:
    <<: *base # a comment
    offset: 7
`;
    expect(others(text)).toBe(
      text
        .replace('    ports: { web: 1 }\n', '    offset: 3\n    ports: { web: 1 }\n')
        .replace('<<: *base\n    host: i', '{ host: i, ports: { web: 1 } }'),
    );
  });
});

describe('a value that a merge key or an alias brings', () => {
  const merged =
    'nodes:\n  a: &g\n    host: h1\n    links:\n      x: { url: "https://cp:9444/" } # here\n  b:\n    <<: *g\n    host: h2\n';
  const url = (id: string, to: string) => [['nodes', id, 'links', 'x', 'url'], to] as const;

  it('is changed where it is written, once, if all that use it change', () => {
    expect(edited(merged, url('a', 'https://cp:9443/'), url('b', 'https://cp:9443/'))).toBe(
      merged.replace('9444', '9443'),
    );
    const aliased = 'nodes:\n  a: { host: h, links: &l { x: { url: u1 } } }\n  b: { host: h, links: *l }\n';
    expect(edited(aliased, url('a', 'u2'), url('b', 'u2'))).toBe(aliased.replace('u1', 'u2'));
  });

  it('stays where one of them keeps it', () => {
    const text = edited(merged, url('b', 'https://cp:9445/'));
    expect(text).toContain('x: { url: "https://cp:9444/" } # here');
    expect(parse(text, { merge: true })).toMatchObject({
      nodes: { a: { links: { x: { url: 'https://cp:9444/' } } }, b: { links: { x: { url: 'https://cp:9445/' } } } },
    });
  });

  it('differs for each once they are to differ', () => {
    const text = edited(merged, url('a', 'https://cp:1/'), url('b', 'https://cp:2/'));
    expect(parse(text, { merge: true })).toMatchObject({
      nodes: { a: { links: { x: { url: 'https://cp:1/' } } }, b: { links: { x: { url: 'https://cp:2/' } } } },
    });
  });
});

describe('a list that gets new items', () => {
  const add = (text: string, ...indices: readonly number[]) =>
    edited(
      text,
      ...indices.map((index) => [['hosts', 'lb', 'forwards', index], { port: index, to: ['a:x'] }] as const),
    );

  it.each([
    ['hosts: { lb: { forwards: [{ port: 443, to: ["b:x"] }] } }\n', ', { port: 1, to: ["a:x"] }]'],
    ['hosts: { lb: { forwards: [] } }\n', '[{ port: 1, to: ["a:x"] }]'],
    [
      'hosts:\n  lb:\n    forwards:\n      - { port: 443, to: [b:x] } # first\nnodes: {}\n',
      '# first\n      - { port: 1, to: ["a:x"] }\nnodes',
    ],
    ['hosts:\n  lb:\n    forwards:\n    - port: 443\n      to: [b:x]', 'to: [b:x]\n    - { port: 1, to: ["a:x"] }'],
  ])('%# has them in its own style', (text, expected) => {
    const changed = add(text, 1);
    expect(changed.replaceAll("'", '"').replaceAll('[a:x]', '["a:x"]')).toContain(expected);
    expect(parse(changed)).toMatchObject({
      hosts: { lb: { forwards: expect.arrayContaining([{ port: 1, to: ['a:x'] }]) } },
    });
  });

  it('has them in the order of their places', () => {
    const text = add('hosts: { lb: { forwards: [{ port: 443, to: ["b:x"] }] } }\n', 7, 3);
    expect((parse(text) as TopologyDocument).hosts.lb?.forwards?.map(({ port }) => port)).toEqual([443, 3, 7]);
  });
});

it.each([
  ['7', '{ to: "7" }'],
  ['true', '{ to: "true" }'],
  ['cp-2', '{ to: cp-2 }'],
])('a text without quotes becomes %s and stays a text', (value, written) => {
  expect(splice('{ to: cp }', { to: value })).toBe(written);
});

describe('splicer', () => {
  it('writes one text as often as it is asked, each time from its start', () => {
    const write = splicer('a: 1 # one\nb: 2\n');
    expect(
      [
        { a: 1, b: 3 },
        { a: 4, b: 2 },
      ].map(write),
    ).toEqual(['a: 1 # one\nb: 3\n', 'a: 4 # one\nb: 2\n']);
  });

  it('reads what it wrote with the reader that it is given, and composes it where that one cannot', () => {
    const read: string[] = [];
    const write = splicer('a: 1\n', { present: { a: 1 }, read: (text) => void read.push(text) });
    expect([write({ a: 2 }), read]).toEqual(['a: 2\n', ['a: 2\n']]);
  });

  it('keeps carriage returns that end lines alone', () => {
    expect(splicer('a: 1\rb: 2\r')({ a: 1, b: 3 })).toBe('a: 1\rb: 3\r');
  });
});
