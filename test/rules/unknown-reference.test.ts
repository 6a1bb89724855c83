import { describe, expect, it } from 'vitest';
import type { TopologyDocument } from '../../src/model/topology.js';
import { evaluated, finding, findings, node, openedBy, topology } from '../topology-builder.js';

const RULE = 'unknown-reference';
const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);
const apim = (fields = {}) => node('wso2am', '2.6.0', fields);

interface Case {
  readonly document: TopologyDocument;
  readonly kind: string;
  readonly name: string;
  readonly nearest?: string;
  readonly path: readonly (string | number)[];
}

const cases: Readonly<Record<string, Case>> = {
  'a host of a node': {
    document: { version: 1, hosts: { app1: {} }, nodes: { mi: mi({ host: 'app2' }) } },
    kind: 'host',
    name: 'app2',
    nearest: 'app1',
    path: ['nodes', 'mi', 'host'],
  },
  'the host of a container': {
    document: { version: 1, hosts: { docker1: {}, box: { on: 'docker2' } }, nodes: {} },
    kind: 'host',
    name: 'docker2',
    nearest: 'docker1',
    path: ['hosts', 'box', 'on'],
  },
  'a product': {
    document: topology({ mi: node('ws02mi', '4.2.0') }),
    kind: 'product',
    name: 'ws02mi',
    nearest: 'wso2mi',
    path: ['nodes', 'mi', 'product'],
  },
  'a product whose name is like that of several others': {
    document: topology({ mi: node('wso2mm', '4.2.0') }),
    kind: 'product',
    name: 'wso2mm',
    path: ['nodes', 'mi', 'product'],
  },
  'a product by the name that people use': {
    document: topology({ is: node('identity-server', '5.11.0') }),
    kind: 'product',
    name: 'identity-server',
    nearest: 'wso2is',
    path: ['nodes', 'is', 'product'],
  },
  'a product by a name of several': {
    document: topology({ ei: node('wso2ei', '6.6.0') }),
    kind: 'product',
    name: 'wso2ei',
    path: ['nodes', 'ei', 'product'],
  },
  'a profile': {
    document: topology({ gw: apim({ profile: 'gateway-wrker' }) }),
    kind: 'profile',
    name: 'gateway-wrker',
    nearest: 'gateway-worker',
    path: ['nodes', 'gw', 'profile'],
  },
  'a listener under ports': {
    document: topology({ mi: mi({ ports: { 'passthrough-htpps': 8243 } }) }),
    kind: 'listener',
    name: 'passthrough-htpps',
    nearest: 'passthrough-https',
    path: ['nodes', 'mi', 'ports', 'passthrough-htpps'],
  },
  'a listener under enable': {
    document: topology({ mi: mi({ enable: ['jmx-rmi-registry', 'jmx-registry'] }) }),
    kind: 'listener',
    name: 'jmx-registry',
    nearest: 'jmx-rmi-registry',
    path: ['nodes', 'mi', 'enable', 1],
  },
  'a listener under disable': {
    document: topology({ mi: mi({ disable: ['passthrough'] }) }),
    kind: 'listener',
    name: 'passthrough',
    path: ['nodes', 'mi', 'disable', 0],
  },
  'a link': {
    document: topology({ gw: apim({ links: { 'key-validation-thrit': 'gw' } }) }),
    kind: 'link',
    name: 'key-validation-thrit',
    nearest: 'key-validation-thrift',
    path: ['nodes', 'gw', 'links', 'key-validation-thrit'],
  },
  'the node at the other end of a link': {
    document: topology({ gateway: apim({ links: { 'key-validation-thrift': { to: 'gatewya', port: 10_397 } } }) }),
    kind: 'node',
    name: 'gatewya',
    nearest: 'gateway',
    path: ['nodes', 'gateway', 'links', 'key-validation-thrift', 'to'],
  },
  'a rule in rules': {
    document: topology({ mi: mi() }, { rules: { 'priviledged-port': 'off' } }),
    kind: 'rule',
    name: 'priviledged-port',
    nearest: 'privileged-port',
    path: ['rules', 'priviledged-port'],
  },
};

describe('a name that does not exist', () => {
  it.each(Object.entries(cases))(
    'of %s is an error that points at it',
    (_, { document, kind, name, nearest, path }) => {
      const found = finding(document, RULE);
      expect(found.severity).toBe('error');
      expect(found.message).toBe('unknown');
      expect(found.data).toMatchObject({ kind, name });
      expect(found.data.nearest).toBe(nearest);
      expect(found.at.path).toEqual(path);
    },
  );

  it('of a rule in an ignore entry is an error, and the entry is unused', () => {
    const ignore = [{ rule: 'port-colision', reason: 'a slip' }];
    const found = evaluated(topology({ mi: mi() }, { ignore })).diagnoses;
    expect(found.map(({ rule, at }) => [rule, at.path.join('.')])).toEqual([
      [RULE, 'ignore.0.rule'],
      ['unused-ignore', 'ignore.0'],
    ]);
  });

  it('is not guessed from far away', () => {
    expect(finding(topology({ x: node('postgres', '16') }), RULE).data).not.toHaveProperty('nearest');
  });

  it.each([
    [
      'gateway-manager',
      '2.6.0',
      [/2\.6\.0 has default, .*, traffic-manager; gateway-manager is a profile of 1\.8\.0 - 2\.2\.0$/],
    ],
    ['gateway', '4.2.0', [/did you mean "gateway-worker"\? wso2am 4\.2\.0 has default, control-plane, /]],
    ['tm', '4.2.0', [/did you mean "traffic-manager"\?/]],
    ['foreman', '4.2.0', [/^; wso2am 4\.2\.0 has default, /]],
  ])('of the profile %s of %s is answered with the profiles that exist', (profile, version, hints) => {
    const { data } = finding(topology({ am: node('wso2am', version, { profile }) }), RULE);
    for (const hint of hints) expect(data.hint).toMatch(hint);
  });

  it('of another release is no slip', () => {
    const document = topology({ am: apim({ profile: 'gateway-manager' }) });
    expect(finding(document, RULE).data).not.toHaveProperty('nearest');
  });

  it('that is a part of others is answered with those, each once', () => {
    const document = topology({ am: node('wso2am', '4.2.0', { ports: { https: 9444 } }) });
    expect(finding(document, RULE).data.hint).toBe(
      '; did you mean one of servlet-https, passthrough-https, websub-https?',
    );
  });

  it('that is like no other is answered with the command that lists them', () => {
    const document = topology({ am: node('wso2am', '4.2.0', { links: { thrift: 'am' } }) });
    expect(finding(document, RULE).data.hint).toBe('; `wso2-topology catalog wso2am 4.2.0` lists them');
  });

  it('of another release is said to be of it', () => {
    const document = topology({ am: node('wso2am', '3.2.0', { ports: { 'thrift-key-validation': 10_397 } }) });
    expect(finding(document, RULE).data.hint).toMatch(/1\.8\.0 - 2\.6\.0/);
  });
});

describe('what such a name leaves out', () => {
  it('is the node, where host or product are unknown; the rest is analysed', () => {
    const document = topology({ lost: node('no-such-product', '1.0'), a: mi(), b: mi() });
    expect(evaluated(document).deployment.nodes.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(findings(document, 'port-collision')).toHaveLength(1);
  });

  it('is the profile: the default one is taken', () => {
    const document = topology({ gw: apim({ profile: 'gateway-wrker' }) });
    expect(evaluated(document).deployment.nodes[0]?.profile).toBe('default');
  });

  it('is the value: the others stay in force', () => {
    const document = topology({ mi: mi({ disable: ['passthrough', 'passthrough-http'] }) });
    expect(openedBy(document, 'mi')).not.toContain('passthrough-http');
    expect(openedBy(document, 'mi')).toContain('passthrough-https');
  });
});

describe('a container', () => {
  it('cannot run on itself', () => {
    const document: TopologyDocument = { version: 1, hosts: { box: { on: 'box' } }, nodes: {} };
    expect(finding(document, RULE).at.path).toEqual(['hosts', 'box', 'on']);
  });

  it('cannot run on itself by way of others', () => {
    const hosts = { a: { on: 'b' }, b: { on: 'c' }, c: { on: 'a' } };
    expect(findings({ version: 1, hosts, nodes: {} }, RULE).map(({ data }) => data.name)).toEqual(['b', 'c', 'a']);
  });

  it('may run on a container', () => {
    expect(findings({ version: 1, hosts: { a: { on: 'b' }, b: { on: 'c' }, c: {} }, nodes: {} }, RULE)).toEqual([]);
  });
});

it('an alias of a listener or link is a name of it', () => {
  const gateway = apim({
    ports: { 'thrift-keymgt': 10_399 },
    links: { 'throttle-data': { url: 'tcp://localhost:9611' } },
  });
  expect(findings(topology({ gateway }), RULE)).toEqual([]);
});

it('a profile that is like no other is told which ones there are', () => {
  const document = topology({ gw: node('wso2am', '2.6.0', { profile: 'thrift' }) });
  expect(finding(document, 'unknown-reference').data.hint).toContain('wso2am 2.6.0 has default, gateway-worker');
});
