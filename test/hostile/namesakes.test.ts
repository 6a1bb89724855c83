import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, run } = workshop();

const MI = 'product: wso2mi, version: 4.2.0, offset: 10';
const PUBLISH = 'publish: ["8290:8290", "8253:8253"]';

/** The clashes of a plan: what they say, and the text and label of every place that they point at. */
function clashesOf(text: string) {
  write({ 'plan.yaml': text });
  const lines = text.split('\n');
  const { findings } = JSON.parse(run(['check', 'plan.yaml', '--format', 'json']).stdout);
  return findings.map(({ message, range, label, related }: Clash) => ({
    message,
    places: [{ range, label }, ...related].map(({ range: { start, end }, label: words }) => [
      lines[start.line - 1]?.slice(start.column - 1, end.column - 1),
      words,
    ]),
  }));
}

interface Place {
  readonly range: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
  readonly label: string;
}

interface Clash extends Place {
  readonly message: string;
  readonly related: readonly Place[];
}

/** Two containers of one machine, and the nodes in them. */
const containers = (names: readonly [string, string], nodes: string) => `version: 1
hosts: { m: {}, other: {}, ${names[0]}: { on: m, ${PUBLISH} }, ${names[1]}: { on: m, ${PUBLISH} } }
nodes:
${nodes}`;

describe('a clash of containers points at what they publish', () => {
  it.each([
    ['with nodes of other names', ['c1', 'c2'], `  a: { host: c1, ${MI} }\n  b: { host: c2, ${MI} }\n`],
    ['with nodes of their own names', ['c1', 'c2'], `  c1: { host: c1, ${MI} }\n  c2: { host: c2, ${MI} }\n`],
    [
      'with nodes that have the names of each other',
      ['c1', 'c2'],
      `  c2: { host: c1, ${MI} }\n  c1: { host: c2, ${MI} }\n`,
    ],
    [
      'beside a node elsewhere that has the name of one',
      ['c1', 'c2'],
      `  c1: { host: other, ${MI} }\n  a: { host: c1, ${MI} }\n  b: { host: c2, ${MI} }\n`,
    ],
  ] as const)('%s', (_, names, nodes) => {
    expect(clashesOf(containers(names, nodes))).toEqual([
      {
        message: '2 ports on m are taken by c1 and c2: 8253 and 8290',
        places: [
          ['"8253:8253"', 'c2: 2 ports'],
          ['"8253:8253"', 'c1: 2 ports'],
        ],
      },
    ]);
  });
});

it('services of a compose file that publish the same port are pointed at where they do', () => {
  const service = (name: string) => `  ${name}:
    image: wso2/wso2mi:4.2.0
    ports:
      - 8290:8290
`;
  write({ 'docker-compose.yml': `services:\n${service('mi-1')}${service('mi-2')}` });
  const { findings } = JSON.parse(run(['check', '.', '--format', 'json']).stdout);
  const [{ file, range, related }] = findings.filter(({ rule }: { rule: string }) => rule === 'port-collision');
  expect([file, range.start, related[0].range.start]).toEqual([
    'docker-compose.yml',
    { line: 9, column: 9 },
    { line: 5, column: 9 },
  ]);
  const imported = run(['import', '.']).stdout;
  write({ 'docker-compose.yml': 'services: {}\n' });
  const [clash] = clashesOf(imported);
  expect(clash.places.map(([text]: [string]) => text)).toEqual(
    ['8290:8290', '8290:8290'].map((text) => expect.stringContaining(text)),
  );
});

it('a container and a node of one name that clash are told apart', () => {
  const text = `version: 1
hosts: { m: {}, mi: { on: m, ${PUBLISH} } }
nodes:
  mi: { host: m, ${MI} }
  a: { host: mi, ${MI} }
`;
  expect(clashesOf(text)).toEqual([
    {
      message: '2 ports on m are taken by node mi and container mi: 8253 and 8290',
      places: [
        ['"8253:8253"', 'mi: 2 ports'],
        ['10', 'mi: 2 ports at offset 10'],
      ],
    },
  ]);
});
