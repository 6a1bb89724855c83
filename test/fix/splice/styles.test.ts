import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '../../../src/fix/apply.js';
import { splice } from '../../../src/fix/splice/splice.js';
import type { TopologyDocument } from '../../../src/model/topology.js';

/** The text after edits, by the path of each in dots; numbers in it are places in lists. */
function edited(text: string, values: Readonly<Record<string, unknown>>): string {
  const document = parse(text, { merge: true, stringKeys: true, maxAliasCount: -1 }) as TopologyDocument;
  const edits = Object.entries(values).map(([path, to]) => ({
    file: 'a.yaml',
    path: path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    to,
  }));
  return splice(text, applyEdits(document, edits));
}

const OFFSET = { 'nodes.a.offset': 1 };

/** Fields of a node in the order in which people write them. */
const FIELDS = {
  host: 'h',
  product: 'wso2am',
  version: '4.2.0',
  profile: 'gateway-worker',
  offset: '1',
  pinned: 'true',
  bind: 'h1',
  ports: '{}',
  enable: '[x]',
  disable: '[z]',
  links: '{}',
};

const nodeOf = (fields: readonly (readonly [string, string])[]) =>
  `nodes:\n  a:\n${fields.map(([name, value]) => `    ${name}: ${value}\n`).join('')}`;

describe('the fields of a node come in their usual order', () => {
  const all = Object.entries(FIELDS);

  it.each(all.slice(1))('%s', (name, value) => {
    const others = all.filter(([other]) => other !== name);
    expect(edited(nodeOf(others), { [`nodes.a.${name}`]: parse(value) })).toBe(
      nodeOf(all).replace('version: 4.2.0', name === 'version' ? 'version: "4.2.0"' : 'version: 4.2.0'),
    );
  });

  it('whatever the order of the edits is', () => {
    const values = { links: { l: 'b' }, ports: { x: 1 }, pinned: true, offset: 2, disable: ['z'], bind: 'h1' };
    expect(
      edited(
        'nodes:\n  a:\n    host: h\n',
        Object.fromEntries(Object.entries(values).map(([key, to]) => [`nodes.a.${key}`, to])),
      ),
    ).toBe(
      'nodes:\n  a:\n    host: h\n    offset: 2\n    pinned: true\n    bind: h1\n    ports:\n      x: 1\n    disable: [z]\n    links:\n      l: b\n',
    );
  });

  it('and those of other maps behind what they have', () => {
    const text = 'nodes:\n  a:\n    host: h\n    ports:\n      version: 1\n';
    expect(edited(text, { 'nodes.a.ports.host': 2, 'nodes.a.ports.bind': 3 })).toBe(
      `${text}      host: 2\n      bind: 3\n`,
    );
  });
});

describe('a block keeps its style', () => {
  it.each([
    [
      'comments behind values and below, blank lines, blanks at line ends',
      'nodes:\n  a:\n    host: h # one\n    product: p   \n\n    # about links\n    links:\n      x: b\n',
      OFFSET,
      'nodes:\n  a:\n    host: h # one\n    product: p   \n    offset: 1\n\n    # about links\n    links:\n      x: b\n',
    ],
    [
      'a list that is not indented, before it and behind it',
      'nodes:\n  a:\n    host: h\n    enable:\n    - x\n    - y # two\n  b: {host: h}\n',
      { ...OFFSET, 'nodes.a.links': { l: 'b' } },
      'nodes:\n  a:\n    host: h\n    offset: 1\n    enable:\n    - x\n    - y # two\n    links:\n      l: b\n  b: {host: h}\n',
    ],
    [
      'maps in a list that is not indented, and a key that other readers take for a truth value',
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n      - to: b\n        port: 1\n      - to: c\n  b: {host: h}\n',
      { 'nodes.a.links.y': 'b', 'nodes.a.links.x.1.port': 2, ...OFFSET },
      'nodes:\n  a:\n    host: h\n    offset: 1\n    links:\n      x:\n      - to: b\n        port: 1\n      - to: c\n        port: 2\n      "y": b\n  b: {host: h}\n',
    ],
    [
      'items with blanks behind the dash, and below it',
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n        -   to: b\n        -\n          to: c\n',
      { 'nodes.a.links.x.0.port': 2, 'nodes.a.links.x.1.port': 3 },
      'nodes:\n  a:\n    host: h\n    links:\n      x:\n        -   to: b\n            port: 2\n        -\n          to: c\n          port: 3\n',
    ],
    [
      'a map on the line of an explicit value',
      'nodes:\n  ? a\n  : host: h\n',
      OFFSET,
      'nodes:\n  ? a\n  : host: h\n    offset: 1\n',
    ],
    [
      'a map below an explicit value',
      'nodes:\n  ? a\n  :\n    host: h\n',
      OFFSET,
      'nodes:\n  ? a\n  :\n    host: h\n    offset: 1\n',
    ],
    [
      'a map of explicit keys',
      'nodes:\n  a:\n    ? host\n    : h\n    ? product\n    : p\n  b: {}\n',
      OFFSET,
      'nodes:\n  a:\n    ? host\n    : h\n    ? product\n    : p\n    offset: 1\n  b: {}\n',
    ],
    [
      'nothing but explicit keys',
      '? nodes\n: ? a\n  : ?   host\n    : h\n',
      { ...OFFSET, 'nodes.a.links': { x: 'b' } },
      '? nodes\n: ? a\n  : ?   host\n    : h\n    offset: 1\n    links:\n      x: b\n',
    ],
    [
      'single quotes',
      "nodes:\n  a:\n    'host': h\n",
      { ...OFFSET, 'nodes.a.ports.x': 5 },
      "nodes:\n  a:\n    'host': h\n    'offset': 1\n    'ports':\n      'x': 5\n",
    ],
    [
      'double quotes',
      'nodes:\n  a:\n    "host": "h"\n    links:\n      x: { to: b }\n',
      { ...OFFSET, 'nodes.a.links.x.url': 'tcp://h:1' },
      'nodes:\n  a:\n    "host": "h"\n    "offset": 1\n    links:\n      x: { to: b, url: "tcp://h:1" }\n',
    ],
    [
      'line ends of two characters',
      'nodes:\r\n  a:\r\n    host: h # one\r\n    links:\r\n      x:\r\n        - to: b\r\n  b:\r\n    host: |-\r\n      h\r\n',
      { ...OFFSET, 'nodes.a.links.x.0.port': 2, 'nodes.b.offset': 2, 'nodes.b.ports.x': 1 },
      'nodes:\r\n  a:\r\n    host: h # one\r\n    offset: 1\r\n    links:\r\n      x:\r\n        - to: b\r\n          port: 2\r\n  b:\r\n    host: |-\r\n      h\r\n    offset: 2\r\n    ports:\r\n      x: 1\r\n',
    ],
    [
      'no line end behind a comment',
      'nodes:\n  a:\n    host: h # one',
      OFFSET,
      'nodes:\n  a:\n    host: h # one\n    offset: 1',
    ],
    [
      'no line end behind a block scalar',
      'nodes:\n  a:\n    host: |-\n      h',
      OFFSET,
      'nodes:\n  a:\n    host: |-\n      h\n    offset: 1',
    ],
    [
      'blank lines at the end',
      'nodes:\n  a:\n    host: h\n\n\n',
      OFFSET,
      'nodes:\n  a:\n    host: h\n    offset: 1\n\n\n',
    ],
    [
      'four columns',
      'nodes:\n    a:\n        host: h\n',
      { 'nodes.a.ports.x': 1, 'nodes.a.links.l': { to: 'b', port: 2 } },
      'nodes:\n    a:\n        host: h\n        ports:\n            x: 1\n        links:\n            l: { to: b, port: 2 }\n',
    ],
    [
      'one column, two at least in what is added',
      'nodes:\n a:\n  host: h\n',
      { 'nodes.a.ports.x': 1 },
      'nodes:\n a:\n  host: h\n  ports:\n    x: 1\n',
    ],
    [
      'maps in braces where other nodes have them',
      'nodes:\n a:\n   host: h\n b:\n   host: h\n   links: {l: b}\n   ports:\n     x: 2\n c:\n   host: h\n   links:\n     l: b\n   ports: {x: 2}\n',
      { 'nodes.a.ports.x': 1, 'nodes.a.links.l': { to: 'b', port: 2 } },
      'nodes:\n a:\n   host: h\n   ports:\n     x: 1\n   links: { l: { to: b, port: 2 } }\n b:\n   host: h\n   links: {l: b}\n   ports:\n     x: 2\n c:\n   host: h\n   links:\n     l: b\n   ports: {x: 2}\n',
    ],
    [
      'maps of lines where the defaults have braces, which are not those of a node',
      'defaults:\n  ports: { x: 1 }\n  links:\n    l: b\nnodes:\n  a:\n    host: h\n',
      { 'nodes.a.ports.x': 2, 'nodes.a.links.l.port': 3 },
      'defaults:\n  ports: { x: 1 }\n  links:\n    l: b\nnodes:\n  a:\n    host: h\n    ports:\n      x: 2\n    links:\n      l: { to: b, port: 3 }\n',
    ],
    [
      'an empty value with a comment',
      'nodes:\n  a:\n    host: h\n    offset: # none\n',
      OFFSET,
      'nodes:\n  a:\n    host: h\n    offset: 1\n',
    ],
    [
      'merged maps, which precede what is added',
      'x: &x { host: h, links: { l: b } }\nnodes:\n  a:\n    links: { l: c }\n    <<: *x\n',
      OFFSET,
      'x: &x { host: h, links: { l: b } }\nnodes:\n  a:\n    links: { l: c }\n    <<: *x\n    offset: 1\n',
    ],
  ] as const)('%s', (_, text, values, expected) => {
    expect(edited(text, values)).toBe(expected);
  });
});

describe('braces keep their style', () => {
  it.each([
    [
      'on two lines, closed on one of its own',
      'nodes:\n  a: { host: h\n     }\n',
      OFFSET,
      'nodes:\n  a: { host: h, offset: 1\n     }\n',
    ],
    [
      'on two lines, closed behind the last entry',
      'nodes:\n  a: {\n    host: h,\n    product: p }\n',
      OFFSET,
      'nodes:\n  a: {\n    host: h,\n    product: p, offset: 1 }\n',
    ],
    [
      'with the comma in front',
      'nodes:\n  a: {\n    host: h\n    , product: p\n  }\n',
      OFFSET,
      'nodes:\n  a: {\n    host: h\n    , product: p, offset: 1\n  }\n',
    ],
    [
      'with a comma in a comment',
      'nodes:\n  a: {\n    host: h,\n    product: p # the, product\n  }\n',
      { ...OFFSET, 'nodes.a.pinned': true },
      'nodes:\n  a: {\n    host: h,\n    product: p, # the, product\n    offset: 1,\n    pinned: true\n  }\n',
    ],
    [
      'with a comma behind the last entry, and comments',
      'nodes:\n  a: {\n    host: h,\n    product: p, # last\n    # below\n  }\n',
      { ...OFFSET, 'nodes.a.pinned': true },
      'nodes:\n  a: {\n    host: h,\n    product: p, # last\n    offset: 1,\n    pinned: true,\n    # below\n  }\n',
    ],
    [
      'with a comma in a comment below',
      'nodes:\n  a: {\n    host: h\n    # , below\n  }\n',
      OFFSET,
      'nodes:\n  a: {\n    host: h,\n    offset: 1\n    # , below\n  }\n',
    ],
    [
      'on lines that end with two characters',
      'nodes:\r\n  a: {\r\n    host: h # one\r\n  }\r\n',
      OFFSET,
      'nodes:\r\n  a: {\r\n    host: h, # one\r\n    offset: 1\r\n  }\r\n',
    ],
    [
      'with commas that have no blank',
      'nodes:\n  a: {host: h,product: p}\n',
      { 'nodes.a.ports': { x: 1, z: 2 } },
      'nodes:\n  a: {host: h,product: p,ports: {x: 1,z: 2}}\n',
    ],
    [
      'with quoted keys and no blanks between',
      'nodes:\n  a: { "host":"h","product":"p" }\n',
      { ...OFFSET, 'nodes.a.ports': { x: 1, y: 2 } },
      'nodes:\n  a: { "host":"h","product":"p","offset":1,"ports":{ "x":1,"y":2 } }\n',
    ],
    [
      'with single quotes',
      "nodes: {'a': {'host':'h','product':'p'}}\n",
      { ...OFFSET, 'nodes.a.bind': 'on' },
      `nodes: {'a': {'host':'h','product':'p','offset':1,'bind':"on"}}\n`,
    ],
    [
      'JSON on one line',
      '{"nodes": {"a": {"host": "h", "product": "p"}}}',
      { ...OFFSET, 'nodes.a.ports': { x: 1, y: 2 } },
      '{"nodes": {"a": {"host": "h", "product": "p", "offset": 1, "ports": {"x": 1, "y": 2}}}}',
    ],
    [
      'JSON with blanks inside of braces',
      '{ "nodes": { "a": { "host": "h" } } }',
      { ...OFFSET, 'nodes.a.enable': ['x', 'y'] },
      '{ "nodes": { "a": { "host": "h", "offset": 1, "enable": ["x", "y"] } } }',
    ],
    [
      'JSON on lines',
      '{\n  "nodes": {\n    "a": {\n      "host": "h",\n      "ports": {}\n    }\n  }\n}',
      { ...OFFSET, 'nodes.a.ports.x': 1 },
      '{\n  "nodes": {\n    "a": {\n      "host": "h",\n      "ports": {"x": 1},\n      "offset": 1\n    }\n  }\n}',
    ],
    [
      'empty, with and without blanks',
      'nodes: { a: { host: h, ports: {}, links: {  } }, b: {host: h, ports: {}} }\n',
      { 'nodes.a.ports.x': 1, 'nodes.a.links.l': 'b', 'nodes.b.ports.x': 1, 'nodes.b.ports.z': 2 },
      'nodes: { a: { host: h, ports: { x: 1 }, links: { l: b } }, b: {host: h, ports: {x: 1, z: 2}} }\n',
    ],
    [
      'merged maps, whose entries are overridden where they are used',
      'x: &x { host: h, offset: 2 }\nnodes: { a: { <<: *x, bind: h }, b: { <<: *x } }\n',
      OFFSET,
      'x: &x { host: h, offset: 2 }\nnodes: { a: { <<: *x, bind: h, offset: 1 }, b: { <<: *x } }\n',
    ],
  ] as const)('%s', (_, text, values, expected) => {
    expect(edited(text, values)).toBe(expected);
  });
});

describe('a link in its short form is written out', () => {
  const links = (lines: string) => `nodes:\n  a:\n    host: h\n    links:\n${lines}`;

  it.each([
    ['      l: "b"\n      k: b\n', '      l: { to: "b", port: 3 }\n      k: b\n'],
    ["      l: 'b' # two\n", "      l: { to: 'b', port: 3 } # two\n"],
    ['      l: |-\n        b\n      k: b\n', '      l: { to: b, port: 3 }\n      k: b\n'],
    ['      l: >-\n        on\n', '      l: { to: "on", port: 3 }\n'],
    ['      l: |-\r\n        b\r\n      k: b\r\n', '      l: { to: b, port: 3 }\r\n      k: b\r\n'],
  ])('%j', (before, after) => {
    expect(edited(links(before), { 'nodes.a.links.l.port': 3 })).toBe(links(after));
  });

  it('in braces, and in a list of several', () => {
    const text = 'nodes:\n  a: {host: h, links: {l: b, m: [b, "c"]}}\n';
    expect(edited(text, { 'nodes.a.links.l.port': 3, 'nodes.a.links.m.1.port': 5 })).toBe(
      'nodes:\n  a: {host: h, links: {l: {to: b, port: 3}, m: [b, {to: "c", port: 5}]}}\n',
    );
  });
});

describe('a text that is replaced', () => {
  const bind = (value: string) => `nodes:\n  a:\n    host: h\n    bind: ${value}\n    links: {}\n`;

  it.each([
    ["'h'", "'k'"],
    ['"h"', '"k"'],
    ["'h''x'", '"k"'],
    ['"h\\n"', '"k"'],
    ['"\\u0068"', '"k"'],
    ['h', 'k'],
    ['!!str h', '!!str k'],
    ['&q h', '&q k'],
    ['h # c', 'k # c'],
    ['|-\n      h', '"k"'],
    ['|\n      h', '"k"'],
    ['>-\n\n      h\n\n', '"k"\n\n'],
  ])('%j becomes %j', (before, after) => {
    expect(edited(bind(before), { 'nodes.a.bind': 'k' })).toBe(bind(after));
  });

  const plain = ['10.0.0.1', '::1', 'http://h:1/?a=b&c=d', 'yes', 'k l'];
  const notPlain = [
    ...["k'l", 'k"l', 'k#l', 'k\\l', 'k\nl', 'k\rl', 'k: l', 'k:', ' k', ''],
    ...['1', '1.5', '1e3', '0x1', 'true', 'null', '~', '- k', '-', '? k', '|', '>', '%k', '@k', '`k', '!k', '&k', '*k'],
    ...['[k', '{k', '[::1]:4000', '{tcp://h:1}'],
  ];

  it.each(plain)('without quotes by %j has none', (to) => {
    expect(edited(bind('h'), { 'nodes.a.bind': to })).toBe(bind(to));
  });

  it.each(notPlain)('without quotes by %j has double ones', (to) => {
    expect(edited(bind('h'), { 'nodes.a.bind': to })).toBe(bind(JSON.stringify(to)));
  });

  it.each([...plain, ...notPlain])('in single quotes by %j keeps them where nothing has to be escaped', (to) => {
    const isVerbatim = !["k'l", 'k"l', 'k#l', 'k\\l', 'k\nl', 'k\rl'].includes(to);
    expect(edited(bind("'h'"), { 'nodes.a.bind': to })).toBe(bind(isVerbatim ? `'${to}'` : JSON.stringify(to)));
  });
});

describe('a text that is added', () => {
  const added = (to: string) => edited('nodes: { a: { host: h } }\n', { 'nodes.a.bind': to }).slice(23, -5);

  it.each(['k', 'K1', 'k-1', 'k_1', 'k.l', '10.0.0.1', 'one', 'nothing', 'yes.', 'no-1'])('%j has no quotes', (to) => {
    expect(added(to)).toBe(`bind: ${to}`);
  });

  it.each([
    ...['', '1', '1k', '-k', '_k', '.k', 'k l', 'k:1', 'k/', '1.2.3', '1.2.3.4.5', '10.0.0.1:1', 'k\n'],
    ...['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n', 'True', 'NO', 'Y'],
  ])('%j has quotes', (to) => {
    expect(added(to)).toBe(`bind: ${JSON.stringify(to)}`);
  });

  it('is a key with quotes only where others would take it for something else', () => {
    expect(edited('nodes: { a: { ports: { x: 1 } } }\n', { 'nodes.a.ports': { x: 1, off: 2, '7': 3, z: 4 } })).toBe(
      'nodes: { a: { ports: { x: 1, "7": 3, "off": 2, z: 4 } } }\n',
    );
  });
});

describe('items that are added to a list', () => {
  const forwards = (text: string, ...indices: readonly number[]) =>
    edited(
      text,
      Object.fromEntries(indices.map((index) => [`hosts.lb.forwards.${index}`, { port: index, to: ['a'] }])),
    );

  it.each([
    [
      'hosts: {lb: {forwards: [{port: 443,to: [b]}]}}\n',
      'hosts: {lb: {forwards: [{port: 443,to: [b]}, {port: 1, to: [a]}]}}\n',
    ],
    [
      'hosts: { lb: { forwards: [ { port: 443, to: [b] } ] } }\n',
      'hosts: { lb: { forwards: [ { port: 443, to: [b] }, { port: 1, to: [a] } ] } }\n',
    ],
    ['hosts:\n  lb:\n    forwards: []\n', 'hosts:\n  lb:\n    forwards: [{ port: 1, to: [a] }]\n'],
    [
      'hosts:\n  lb:\n    forwards:\n      - port: 443 # tls\n        to:\n          - b # one\n\n    # below\n  c: {}\n',
      'hosts:\n  lb:\n    forwards:\n      - port: 443 # tls\n        to:\n          - b # one\n      - { port: 1, to: [a] }\n\n    # below\n  c: {}\n',
    ],
    [
      'hosts:\r\n  lb:\r\n    forwards:\r\n    - { port: 443, to: [b] }\r\nnodes: {}\r\n',
      'hosts:\r\n  lb:\r\n    forwards:\r\n    - { port: 443, to: [b] }\r\n    - { port: 1, to: [a] }\r\nnodes: {}\r\n',
    ],
  ])('%j', (before, after) => {
    expect(forwards(before, 1)).toBe(after);
  });

  it('stand on a line each, in the order of their places', () => {
    expect(forwards('hosts:\n  lb:\n    forwards:\n      - { port: 443, to: [b] } # first', 2, 1)).toBe(
      'hosts:\n  lb:\n    forwards:\n      - { port: 443, to: [b] } # first\n      - { port: 1, to: [a] }\n      - { port: 2, to: [a] }',
    );
  });
});
