import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { catalogue } from '../topology-builder.js';

function reported(text: string) {
  return check([{ file: 'a.yaml', text }], { catalogue });
}

/** Errors and warnings as `rule subject`. */
function told(text: string): string[] {
  const subjectOf = ({ data }: Finding) =>
    data.path ?? (data.nodes as readonly string[] | undefined)?.join('+') ?? data.node ?? data.name;
  return reported(text)
    .findings.filter(({ severity }) => severity !== 'info')
    .map((finding) => `${finding.rule} ${subjectOf(finding)}`);
}

const CLASH = `  b: { host: app1, product: wso2mi, version: 4.2.0 }
  c: { host: app1, product: wso2mi, version: 4.2.0 }
`;

describe('the rest of a topology is analysed', () => {
  it('beside a node with an unknown key, which may have another offset', () => {
    const text = `version: 1\nhosts: { app1: {} }\nnodes:\n  a: { host: app1, product: wso2mi, version: 4.2.0, ofset: 3 }\n${CLASH}`;
    expect(told(text)).toEqual(['schema nodes.a.ofset', 'port-collision b+c']);
  });

  it.each([
    ['that is no map', '  a: 3'],
    ['without a host', '  a: { product: wso2mi, version: 4.2.0 }'],
    ['with a host that is a list', '  a: { host: [app1], product: wso2mi, version: 4.2.0 }'],
    ['with a name that is none', '  "a b": { host: app1, product: wso2mi, version: 4.2.0 }'],
  ])('beside a node %s', (_, line) => {
    const [fault, ...others] = told(`version: 1\nhosts: { app1: {} }\nnodes:\n${line}\n${CLASH}`);
    expect(fault).toMatch(/^schema/);
    expect(others).toEqual(['port-collision b+c']);
  });

  it.each([
    ['a rule without a severity', 'rules: { ephemeral-port: loud }', 'schema rules.ephemeral-port'],
    ['an ignore entry without a reason', 'ignore: [{ rule: ephemeral-port }]', 'schema ignore[0]'],
    ['ignore entries that are no list', 'ignore: 3', 'schema ignore'],
    ['a name that is none', 'name: 3', 'schema name'],
    ['a key that does not exist', 'nods: 3', 'schema nods'],
    ['rules that are no map', 'rules: []', 'schema rules'],
    ['a product with a fault', 'products: { pg: { roles: [], listeners: [] } }', 'schema products.pg.roles'],
  ])('beside %s', (_, line, fault) => {
    const found = told(`version: 1\nhosts: { app1: {} }\nnodes:\n${CLASH}${line}\n`);
    expect(found.sort()).toEqual(['port-collision b+c', fault]);
  });

  it('with the sound entries of a list, at their own places', () => {
    const text = `version: 1
hosts: { app1: { occupied: [80, { port: 8290, by: nginx }] } }
nodes: { mi: { host: app1, product: wso2mi, version: 4.2.0 } }
ignore: [{ rule: port-range }, { rule: occupied-port, reason: it moves }]
`;
    const { findings, suppressed } = reported(text);
    expect(findings.map(({ rule }) => rule)).toEqual(['schema', 'schema']);
    expect(suppressed?.map(({ rule, related }) => [rule, related[0]?.range.start.column])).toEqual([
      ['occupied-port', 41],
    ]);
  });
});

describe('of a part with a fault nothing is said', () => {
  it('a link to it is not judged, and it exists', () => {
    const text = `version: 1
hosts: { app1: {}, app2: {}, lb: { forwards: [{ port: 9443, to: [cp:servlet-https] }] } }
nodes:
  cp: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane, ofset: 3 }
  gw:
    host: app2
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links: { event-hub-jms: cp, event-hub-rest: { url: "https://app1:9446/services/" }, key-manager-url: { url: "https://lb:9443/services/" } }
`;
    expect(told(text)).toEqual(['schema nodes.cp.ofset']);
  });

  it.each(['adresses: [10.0.0.5]', 'publish: [9443]', 'on: 3'])(
    'the nodes of a host with %s open nothing that is known',
    (field) => {
      const text = `version: 1
hosts: { app1: { ${field} }, app2: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
${CLASH}  d: { host: app2, product: wso2mi, version: 4.2.0 }
  e: { host: app2, product: wso2mi, version: 4.2.0 }
`;
      expect(told(text).slice(1)).toEqual(['port-collision d+e']);
    },
  );

  it.each(['3', '[]'])('nor of the nodes of a host that is %s', (host) => {
    const text = `version: 1\nhosts: { app1: ${host} }\nnodes:\n${CLASH}`;
    expect(told(text)).toEqual(['schema hosts.app1']);
  });

  it('nor of a node whose product has a fault', () => {
    const text = `version: 1
hosts: { app1: {} }
defaults: { product: pg }
products: { pg: { roles: [database], listeners: [{ id: sql, basePort: 8290 }] } }
nodes: { a: { host: app1, version: "1" }, b: { host: app1, product: wso2mi, version: 4.2.0 } }
`;
    expect(told(text)).toEqual(['schema products.pg.roles']);
  });
});

it.each([
  ['its version', 'version: 2\nhosts: { app1: {} }\nnodes:\n'],
  ['its defaults', 'version: 1\ndefaults: { ofset: 3 }\nhosts: { app1: {} }\nnodes:\n'],
  ['all hosts', 'version: 1\nhosts: []\nnodes:\n'],
  ['a key that it lacks', 'hosts: { app1: {} }\nnodes:\n'],
])('a text with a fault in %s is not analysed', (_, head) => {
  const { findings, summary } = reported(`${head}${CLASH}`);
  expect(findings.map(({ rule }) => rule)).toEqual(['schema']);
  expect(summary.nodes).toBe(0);
});

it('fix corrects the rest, and keeps the fault among what is left to do', () => {
  const text = `version: 1\nhosts: { app1: {} }\nnodes:\n  a: { host: app1, product: wso2mi, version: 4.2.0, ofset: 3 }\n${CLASH}`;
  const fixed = fix([{ file: 'a.yaml', text }], { catalogue });
  expect(fixed.changedNodes).toEqual(['c']);
  expect(fixed.unresolved.map(({ rule }) => rule)).toEqual(['schema']);
});
