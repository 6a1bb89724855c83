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
    lonely: {},
  };

  it.each([
    ['the container beside', 'west-am', 'west-db'],
    ['the container on the own machine', 'east', 'east-db'],
    ['the own container', 'west-db', 'west-db'],
    ['the first one elsewhere', 'lonely', 'east-db'],
  ])('%s', (_, from, host) => expect(meant(hosts, 'db', from)).toBe(host));

  it('the host whose id it is', () => {
    expect(meant({ box: { addresses: ['db'] }, db: {}, am: {} }, 'db', 'am')).toBe('db');
  });
});
