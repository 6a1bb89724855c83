import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

function reported(text: string) {
  return check([{ file: 'a.yaml', text }], { catalogue });
}

/** Errors and warnings as people see them: `line:column message`. */
function messages(text: string): string[] {
  const { findings } = reported(text);
  const told = ({ range: { start }, message }: Finding) => `${start.line}:${start.column} ${message}`;
  return findings.filter(({ severity }) => severity !== 'info').map(told);
}

function withNode(line: string): string {
  return `version: 1
hosts: { app1: {} }
nodes:
  mi:
    host: app1
    product: wso2mi
    version: 4.2.0
    ${line}
`;
}

/** As shells write it. */
const VARIABLE = '$'.concat('{OFFSET}');
const VARIABLES = 'variables are not expanded; put their values in first, for example with envsubst';
const TEMPLATE = 'this looks like a template; render it first';

describe('what is wrong with a text is said once, with what to do', () => {
  it.each<[what: string, text: string, messages: readonly string[]]>([
    [
      'ports instead of maps',
      withNode('offset: 1').replace('{}', '{ occupied: [80, "443"] }'),
      [
        '2:29 hosts.app1.occupied[0] must be a map such as { port: 443, by: nginx }, not 80',
        '2:33 hosts.app1.occupied[1] must be a map such as { port: 443, by: nginx }, not "443"',
      ],
    ],
    [
      'an entry without a port',
      withNode('offset: 1').replace('{}', '{ occupied: [{ by: nginx }] }'),
      ['2:31 hosts.app1.occupied[0] needs either port or ports'],
    ],
    [
      'a variable as a value',
      withNode(`offset: ${VARIABLE}`),
      [`8:13 nodes.mi.offset must be a whole number or auto, not "${VARIABLE}"; ${VARIABLES}`],
    ],
    [
      'a variable that YAML takes for a map',
      `version: 1\nhosts: { app1: {} }\nnodes: { mi: { host: app1, offset: ${VARIABLE} } }\n`,
      [`3:36 ${VARIABLES}`],
    ],
    ['a template as a value', withNode('offset: {{ offset }}'), [`8:13 ${TEMPLATE}`]],
    ['a template around lines', withNode('{% if big %}\n    offset: 3\n    {% endif %}'), [`8:5 ${TEMPLATE}`]],
    ['a template of another kind', withNode('<% if big %>\n    offset: 3'), [`8:5 ${TEMPLATE}`]],
    [
      'a template in quotes',
      withNode('offset: "{{ offset }}"'),
      [`8:13 nodes.mi.offset must be a whole number or auto, not "{{ offset }}"; ${TEMPLATE}`],
    ],
    [
      'a compose file',
      'services:\n  - mi\n',
      ['1:1 this is a compose file; `wso2-topology import` makes a topology of it'],
    ],
    [
      'a text for people',
      '# Title\n\nSome `text`: here\n- a\n',
      ['1:1 this is not a topology: it has neither hosts nor nodes'],
    ],
    [
      'a line that is indented wrongly',
      withNode('offset: 3').replace('    product', '   product'),
      ['6:1 all mapping items must start at the same column'],
    ],
    ['tabs', 'version: 1\nhosts:\n\tapp1: {}\nnodes: {}\n', ['3:1 tabs are not allowed as indentation; use spaces']],
    [
      'a release that is a number',
      withNode('').replace('4.2.0', '4.20'),
      ['7:14 nodes.mi.version must be text, not the number 4.20; put it in quotes'],
    ],
    ['a negative offset', withNode('offset: -1'), ['8:13 mi has the negative offset -1, which is most likely a slip']],
    [
      'roles in a list',
      `${withNode('offset: 3')}products:\n  pg: { roles: [database], listeners: [{ id: sql, basePort: 5432 }] }\n`,
      [
        '10:9 products.pg: roles must be a map of each role to the profiles that play it, such as { database: [default] }, not a list',
      ],
    ],
  ])('%s', (_, text, expected) => expect(messages(text)).toEqual(expected));

  it('errors far from each other are all said', () => {
    const text = withNode('offset: "1').replace('hosts: { app1: {} }', 'hosts: { app1: {] }');
    expect(messages(text).map((line) => Number(line.split(':')[0]))).toEqual([2, 9]);
  });

  it('a key that stands twice is shown at both places', () => {
    const [found] = reported(withNode('offset: 3\n    offset: 4')).findings;
    expect([found?.range.start.line, found?.related[0]?.range.start.line]).toEqual([9, 8]);
    expect(found?.related[0]?.label).toBe('first here');
  });
});

it('keys that begin with x- are free, for anchors', () => {
  const text = `version: 1
x-common: &common { product: wso2mi, version: 4.2.0 }
hosts: { app1: {} }
nodes: { mi: { <<: *common, host: app1 } }
`;
  expect(messages(text)).toEqual([]);
  expect(reported(text).summary.nodes).toBe(1);
});
