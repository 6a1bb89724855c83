import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, run } = workshop();

const plan = (host: string, nodes: string) => `version: 1
defaults: { product: wso2mi, version: 4.2.0 }
hosts: { ${host} }
nodes:
${nodes}`;

/** The findings of a plan, each as its rule and the nodes that it is about. */
function findingsOf(text: string) {
  write({ 'plan.yaml': text });
  const { findings } = JSON.parse(run(['check', 'plan.yaml', '--format', 'json']).stdout);
  return findings.map(({ rule, data }: { rule: string; data: { nodes?: string[]; name?: string } }) => [
    rule,
    data.nodes ?? data.name,
  ]);
}

const APP1 = 'app1: { addresses: [10.0.0.21, "2001:db8::1", app1.internal] }';

describe('one address in two spellings is one address', () => {
  it('by the name of the host and by its number, and in two forms of IPv6', () => {
    const nodes = `  a: { host: app1, bind: app1 }
  b: { host: app1, bind: 10.0.0.21 }
  c: { host: app1, bind: "2001:db8::1", offset: 30 }
  d: { host: app1, bind: "2001:0db8:0:0:0:0:0:1", offset: 30 }
`;
    expect(findingsOf(plan(APP1, nodes))).toEqual([
      ['port-collision', ['a', 'b']],
      ['port-collision', ['c', 'd']],
    ]);
  });

  it('by two names of a host that lists no number', () => {
    const nodes = '  a: { host: app1, bind: app1 }\n  b: { host: app1, bind: App1.internal }\n';
    expect(findingsOf(plan('app1: { addresses: [app1.internal] }', nodes))).toEqual([['port-collision', ['a', 'b']]]);
  });

  it('in a link, whatever form of IPv6 it is written in', () => {
    const text = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp: { addresses: ["2001:db8::1"] }, gw: {} }
nodes:
  control-plane: { host: cp, profile: control-plane }
  gateway: { host: gw, profile: gateway-worker, links: { key-manager-url: { url: "https://[2001:0db8:0::1]:9444/services/" } } }
`;
    expect(findingsOf(text).map(([rule]: string[]) => rule)).toContain('link-mismatch');
  });
});

describe('different addresses are different', () => {
  it.each([
    ['127.0.0.1', '127.0.0.2'],
    ['127.0.0.1', '"::1"'],
    ['10.0.0.21', '127.0.0.1'],
    ['10.0.0.21', '"2001:db8::1"'],
  ])('%s and %s', (first, second) => {
    const nodes = `  a: { host: app1, bind: ${first} }\n  b: { host: app1, bind: ${second} }\n`;
    expect(findingsOf(plan(APP1, nodes))).toEqual([]);
  });
});

describe('an address that the host does not have', () => {
  it('is an error at its place', () => {
    expect(findingsOf(plan(APP1, '  a: { host: app1, bind: 10.0.0.99 }\n'))).toEqual([
      ['unknown-reference', '10.0.0.99'],
    ]);
    expect(run(['check', 'plan.yaml', '--format', 'compact']).stdout).toContain(
      'plan.yaml:5:26: error node a names address "10.0.0.99", which does not exist; app1 has 10.0.0.21, 2001:db8::1, app1.internal',
    );
  });

  it('is one for ports, occupied ports and published ports as well', () => {
    const text = `version: 1
hosts:
  m: { addresses: [10.0.0.1], occupied: [{ port: 22, by: sshd, bind: 10.0.0.2 }] }
  c: { on: m, publish: ["10.0.0.3:8290:8290"] }
nodes:
  a: { host: m, product: wso2mi, version: 4.2.0, ports: { passthrough-http: { port: 8281, bind: 10.0.0.4 } } }
`;
    expect(
      findingsOf(text)
        .map(([, name]: string[]) => name)
        .sort(),
    ).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.4']);
  });

  it('cannot be told where the host lists none of its kind', () => {
    expect(findingsOf(plan('app1: {}', '  a: { host: app1, bind: 10.0.0.99 }\n'))).toEqual([]);
    expect(findingsOf(plan('app1: { addresses: [km] }', '  a: { host: app1, bind: 10.0.0.99 }\n'))).toEqual([]);
  });
});
