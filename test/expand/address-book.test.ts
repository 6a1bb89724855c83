import { describe, expect, it } from 'vitest';
import { addressBookOf } from '../../src/expand/address-book.js';
import type { HostFields } from '../../src/model/topology.js';
import { deploymentOf } from '../topology-builder.js';

/** The id of the host that an address means to a node on another. */
function meant(hosts: Readonly<Record<string, HostFields>>, address: string, from: string): string | undefined {
  const deployed = deploymentOf({ version: 1, hosts, nodes: {} }).hosts;
  const own = deployed.find(({ id }) => id === from);
  if (!own) throw new Error(`there is no host ${from}`);
  return addressBookOf(deployed).hostAt(address, own)?.id;
}

const SERVICE = 'am.prod.svc.cluster.local';

describe('a name of a Service and of an Ingress', () => {
  const hosts = {
    am: { kind: 'service', addresses: ['am.example.com'] },
    'am-2': { kind: 'ingress', addresses: ['am', 'am.example.com', 'outer'] },
    gw: { kind: 'pod' },
  } as const;
  const book = () => {
    const deployed = deploymentOf({ version: 1, hosts, nodes: {} }).hosts;
    const gw = deployed.find(({ id }) => id === 'gw');
    if (!gw) throw new Error('there is no host gw');
    const { hostAt, claims } = addressBookOf(deployed);
    return { claims, at: (name: string, asked?: 'outside') => hostAt(name, gw, asked)?.id };
  };

  it('means the Service inside of the cluster, the Ingress outside', () => {
    const { at } = book();
    expect(['am', 'am.example.com', 'outer'].map((name) => at(name))).toEqual(['am', 'am', 'am-2']);
    expect(['am', 'gw'].map((name) => at(name, 'outside'))).toEqual(['am-2', 'gw']);
  });

  it('is not claimed twice', () => {
    expect(book().claims).toEqual([]);
  });
});

describe('a Kubernetes Service', () => {
  const hosts = { am: { addresses: [SERVICE] }, gw: {} };

  it.each([SERVICE, 'am.prod.svc', 'am.prod', 'am', 'AM'])('is meant by %s', (address) => {
    expect(meant(hosts, address, 'gw')).toBe('am');
  });

  it('is meant by its long name where the plan has a short one', () => {
    expect(meant({ pod: { addresses: ['am.prod'] }, gw: {} }, SERVICE, 'gw')).toBe('pod');
  });

  it('is not that of the same name in another namespace', () => {
    const other = { am: { addresses: ['am.prod.svc.cluster.local'] }, gw: {} };
    expect(meant(other, 'am.test.svc', 'gw')).toBeUndefined();
    expect(meant(other, 'am.test.svc.cluster.local', 'gw')).toBeUndefined();
    expect(meant({ am: {}, gw: {} }, 'am.test.svc', 'gw')).toBe('am');
  });

  it('is by its short name that of the own namespace', () => {
    const two = {
      a: { addresses: ['am.test.svc'] },
      b: { addresses: ['am.prod.svc'] },
      gw: { addresses: ['gw.prod.svc'] },
    };
    expect(meant(two, 'am', 'gw')).toBe('b');
  });

  it.each(['is.prod.svc', 'other'])('is not meant by %s', (address) => {
    expect(meant({ pod: { addresses: [SERVICE] }, gw: {} }, address, 'gw')).toBeUndefined();
  });
});

describe('a name that several hosts have means', () => {
  const hosts = {
    east: {},
    west: {},
    'east-db': { on: 'east', addresses: ['db'] },
    'west-db': { on: 'west', addresses: ['db'] },
    'west-am': { on: 'west' },
    'west-db2': { on: 'west', addresses: ['db'] },
    lonely: {},
  };

  it.each([
    ['the container beside', 'west-am', 'west-db'],
    ['the container on the own machine', 'east', 'east-db'],
    ['the own container', 'west-db', 'west-db'],
    ['the container on the own machine, wherever that comes', 'west', 'west-db'],
    ['the own container before one beside it', 'west-db2', 'west-db2'],
    ['the first one elsewhere', 'lonely', 'east-db'],
  ])('%s', (_, from, host) => expect(meant(hosts, 'db', from)).toBe(host));

  it('the host whose id it is', () => {
    expect(meant({ box: { addresses: ['db'] }, db: {}, am: {} }, 'db', 'am')).toBe('db');
  });
});

describe('a name of a cluster', () => {
  const pods = {
    'am-prod': { kind: 'pod', namespace: 'prod', addresses: ['am'] },
    'am-test': { kind: 'pod', namespace: 'test', addresses: ['am'] },
    'am-free': { addresses: ['broker', 'am.test.svc'] },
    'gw-prod': { kind: 'pod', namespace: 'prod' },
    'gw-test': { kind: 'pod', namespace: 'test' },
    'gw-dev': { kind: 'pod', namespace: 'dev' },
    vm: {},
  } as const;

  it.each([
    ['am', 'gw-prod', 'am-prod'],
    ['am', 'gw-test', 'am-test'],
    ['am', 'gw-dev', undefined],
    ['am', 'vm', 'am-prod'],
    ['broker', 'gw-dev', 'am-free'],
    ['am.test.svc', 'gw-prod', 'am-free'],
    ['am.test.svc.cluster.local', 'gw-prod', 'am-free'],
    ['am.test', 'gw-prod', 'am-free'],
    ['am.dev.svc', 'gw-prod', undefined],
  ])('%s means to %s the host %s', (address, from, host) => {
    expect(meant(pods, address, from)).toBe(host);
  });

  it('is that of a Service in every form, and of another host in the full one alone', () => {
    const hosts = {
      svc: { kind: 'service', namespace: 'prod', addresses: ['am', 'am.example.com', 'localhost'] },
      pod: { kind: 'pod', namespace: 'prod', addresses: ['mi'] },
      gw: { kind: 'pod', namespace: 'test' },
    } as const;
    const to = (address: string) => meant(hosts, address, 'gw');
    const forms = ['am.prod', 'am.prod.svc', 'am.prod.svc.cluster.local', 'svc.prod', 'am.example.com', 'AM.Prod.SVC'];
    expect(forms.map(to)).toEqual(forms.map(() => 'svc'));
    const others = ['am', 'am.test', 'am.test.svc', 'mi.prod', 'mi.test.svc', 'am.example.com.prod', 'localhost.prod'];
    expect(others.map(to)).toEqual(others.map(() => undefined));
    expect(to('mi.prod.svc')).toBe('pod');
  });
});

describe('the names of a plan', () => {
  const namesOf = (host: HostFields) => [
    ...addressBookOf(deploymentOf({ version: 1, hosts: { svc: host }, nodes: {} }).hosts).names,
  ];

  it.each<[string, HostFields, readonly string[]]>([
    ['ids and addresses, in lower case', { addresses: ['Am', '10.0.0.1'] }, ['svc', 'am', '10.0.0.1']],
    ['nothing that is the own machine everywhere', { addresses: ['localhost', '127.0.0.5'] }, ['svc']],
    [
      'those of a Service with its namespace',
      { kind: 'service', namespace: 'prod', addresses: ['am.example.com'] },
      ['svc', 'am.example.com', 'svc.prod', 'svc.prod.svc'],
    ],
    ['those of a Service of an unknown namespace', { kind: 'service', addresses: ['am'] }, ['svc', 'am']],
    ['those of a pod', { kind: 'pod', namespace: 'prod', addresses: ['am'] }, ['svc', 'am']],
  ])('are %s', (_, host, expected) => {
    expect(namesOf(host)).toEqual(expected);
  });
});

describe('only the cluster knows', () => {
  const hosts = {
    am: { kind: 'service', namespace: 'prod' },
    mi: { addresses: ['mi'] },
    idle: { kind: 'pod', namespace: 'test' },
    pod: { kind: 'pod', namespace: 'prod' },
    vm: {},
  } as const;
  const known = (address: string, from: string, described: Readonly<Record<string, HostFields>> = hosts) => {
    const deployed = deploymentOf({ version: 1, hosts: described, nodes: {} }).hosts;
    const own = deployed.find(({ id }) => id === from);
    return own && addressBookOf(deployed).isOfCluster(address, own);
  };

  it.each([
    ['a short name', 'broker', true],
    ['a name in a namespace of which the plan has Services', 'broker.prod.svc', true],
    ['one of all parts', 'Broker.Prod.svc.cluster.local', true],
    ['one that the plan has in another namespace', 'mi.dev.svc', true],
    ['not one in another namespace', 'broker.dev.svc', false],
    ['not one in a namespace of which the plan has pods alone', 'broker.test.svc', false],
    ['not a name of elsewhere', 'broker.example.com', false],
    ['not a number', 'fe80::1', false],
  ])('%s', (_, address, expected) => {
    expect(known(address, 'pod')).toBe(expected);
  });

  it('nothing that is named outside of it, or where the plan has no Service', () => {
    expect(known('broker', 'vm')).toBe(false);
    expect(known('broker', 'pod', { pod: { kind: 'pod' } })).toBe(false);
  });
});

describe('an address that several hosts have is claimed', () => {
  const claims = (hosts: Readonly<Record<string, HostFields>>) =>
    addressBookOf(deploymentOf({ version: 1, hosts, nodes: {} }).hosts).claims.map(
      ({ address, hosts: owners }) => `${address}: ${owners.map(({ id }) => id).join(' ')}`,
    );

  it.each([
    [
      'by all of one network',
      { a: { addresses: ['db', 'DB'] }, b: { addresses: ['db'] }, c: { addresses: ['db'] } },
      ['db: a b c'],
    ],
    ['by an id and an address', { db: {}, b: { addresses: ['db'] } }, ['db: db b']],
    ['not by one host with one name twice', { a: { addresses: ['db', 'db', 'a'] } }, []],
    ['not by a machine and its container', { a: { addresses: ['db'] }, b: { on: 'a', addresses: ['db'] } }, []],
    [
      'by two containers of one machine',
      { a: {}, b: { on: 'a', addresses: ['db'] }, c: { on: 'a', addresses: ['db'] } },
      ['db: b c'],
    ],
    [
      'not by containers of two machines',
      { a: {}, z: {}, b: { on: 'a', addresses: ['db'] }, c: { on: 'z', addresses: ['db'] } },
      [],
    ],
    [
      'by two of one namespace',
      { b: { namespace: 'n', addresses: ['db'] }, c: { namespace: 'n', addresses: ['db'] } },
      ['db: b c'],
    ],
    [
      'not by two of two namespaces',
      { b: { namespace: 'n', addresses: ['db'] }, c: { namespace: 'm', addresses: ['db'] } },
      [],
    ],
    [
      'by two Ingresses',
      { b: { kind: 'ingress', addresses: ['db'] }, c: { kind: 'ingress', namespace: 'm', addresses: ['db'] } },
      ['db: b c'],
    ],
    [
      'not by what is the own machine everywhere',
      { b: { addresses: ['localhost', '127.0.0.1', '::1'] }, c: { addresses: ['localhost', '127.0.0.1', '::1'] } },
      [],
    ],
  ] as const)('%s', (_, hosts, expected) => {
    expect(claims(hosts)).toEqual(expected);
  });
});
