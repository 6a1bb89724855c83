import { describe, expect, it } from 'vitest';
import { exportPlanOf } from '../../src/export/plan.js';
import { flowsOf } from '../../src/flows/flows.js';
import type { Listing, ObservedProcess, ObservedSocket } from '../../src/model/listing.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { verify } from '../../src/verify/verify.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

const MI = node('wso2mi', '4.2.0');
const PORTS = [8253, 8290, 9164, 9201];
const JAVA = { name: 'java', pid: 1 };

function socket(port: number, process?: ObservedProcess, address = '*'): ObservedSocket {
  return { protocol: 'tcp', port, address, ...(process ? { process } : {}) };
}

function verified(
  document: TopologyDocument,
  sockets: readonly ObservedSocket[],
  sight: Partial<Listing['sight']> = {},
) {
  const deployment = deploymentOf(document);
  const listing: Listing = { format: 'ss', sockets, sight: { protocols: ['tcp', 'udp'], ...sight } };
  const [host] = verify(exportPlanOf(deployment, flowsOf(deployment), catalogue), deployment, [
    { host: 'app1', listing },
  ]).hosts;
  if (!host) throw new Error('app1 is listed');
  return host;
}

const stateOf = (document: TopologyDocument, sockets: readonly ObservedSocket[], port: number) =>
  verified(document, sockets).ports.find((entry) => entry.port === port)?.state;

describe('the address of a socket', () => {
  it.each([
    [undefined, '*', 'open'],
    [undefined, '10.0.0.5', 'bound elsewhere'],
    ['10.0.0.5', '10.0.0.5', 'open'],
    ['10.0.0.5', '*', 'bound elsewhere'],
    ['127.0.0.1', '::1', 'open'],
    ['127.0.0.1', '*', 'bound elsewhere'],
    ['app1', '10.0.0.5', 'open'],
    ['app1', '127.0.0.1', 'bound elsewhere'],
  ])('planned %s and found %s is %s', (bind, address, state) => {
    const plan = topology({ mi: { ...MI, ...(bind === undefined ? {} : { bind }) } });
    expect(stateOf(plan, [socket(8290, JAVA, address)], 8290)).toBe(state);
  });
});

describe('the process of a socket', () => {
  const all = (process: ObservedProcess) => PORTS.map((port) => socket(port, process));

  it('is right where it has most ports of the node, whatever it is called', () => {
    expect(stateOf(topology({ mi: MI }), all({ name: 'micro-int', pid: 7 }), 8290)).toBe('open');
  });

  it('is another node where that has most ports of its own', () => {
    const two = topology({ a: MI, b: { ...MI, offset: 20 } });
    const own = PORTS.filter((port) => port !== 8290).map((port) => socket(port, JAVA));
    const other = PORTS.map((port) => socket(port + 10, { name: 'java', pid: 2 }));
    const { ports } = verified(two, [...own, ...other, socket(8290, { name: 'java', pid: 2 })]);
    expect(ports.find(({ port }) => port === 8290)).toMatchObject({
      state: 'held by another',
      process: 'java (pid 2, b)',
    });
  });

  it('is told by its name where nothing else tells', () => {
    expect(stateOf(topology({ mi: MI }), [socket(8290, { name: 'nginx', pid: 3 })], 8290)).toBe('held by another');
    expect(stateOf(topology({ mi: MI }), [socket(8290, { name: 'nginx' })], 8290)).toBe('held by another');
    expect(stateOf(topology({ mi: MI }), [socket(8290, { pid: 3 })], 8290)).toBe('open');
  });

  it('of a published port is the container engine', () => {
    const plan = topology(
      { mi: { ...MI, host: 'box' } },
      { hosts: { app1: {}, box: { on: 'app1', publish: ['8290:8290'] } } },
    );
    expect(stateOf(plan, [socket(8290, { name: 'docker-proxy', pid: 9 })], 8290)).toBe('open');
  });
});

describe('of two processes with equally many ports of a node', () => {
  it('the one with the lower number is the node', () => {
    const [a, b] = [
      { name: 'java', pid: 9 },
      { name: 'java', pid: 4 },
    ];
    const sockets = [socket(8253, a), socket(8290, a), socket(9164, b), socket(9201, b)];
    expect(verified(topology({ mi: MI }), sockets).ports.map(({ process }) => process)).toEqual([
      'java (pid 9)',
      'java (pid 9)',
      'java (pid 4, mi)',
      'java (pid 4, mi)',
    ]);
  });
});

describe('two listeners of one port', () => {
  it('are judged each, in the order of their names', () => {
    const { ports } = verified(topology({ b: MI, a: MI }), [socket(8290, JAVA)]);
    expect(ports.filter(({ port }) => port === 8290).map(({ owner, state }) => `${owner} ${state}`)).toEqual([
      'a passthrough-http open',
      'b passthrough-http open',
    ]);
  });

  it('of which one is TCP and one UDP are two', () => {
    const plan = topology({
      mi: { ...MI, offset: 0, ports: { 'passthrough-http': 8000 } },
      is: node('wso2is', '5.10.0', { enable: ['kdc'], offset: 0 }),
    });
    const { ports } = verified(plan, [socket(8000, JAVA)]);
    expect(ports.filter(({ port }) => port === 8000).map(({ protocol, state }) => `${protocol} ${state}`)).toEqual([
      'tcp open',
      'udp closed',
    ]);
  });
});

describe('what is not planned', () => {
  it.each([
    [8080, '*', JAVA, true],
    [8080, '127.0.0.1', JAVA, false],
    [443, '*', { name: 'nginx' }, false],
    [45_000, '*', { name: 'nginx' }, true],
  ])('%i on %s', (port, address, process, isDifference) => {
    const { ports } = verified(topology({ mi: MI }), [socket(port, process, address)]);
    expect(ports.find((entry) => entry.port === port)).toMatchObject({ state: 'not planned', isDifference });
  });

  it('is no random port of a JVM', () => {
    const { ports } = verified(topology({ mi: MI }), [socket(45_000, JAVA), socket(45_001)]);
    expect(ports.map(({ port }) => port)).toEqual(PORTS);
  });

  it('names the listener that the plan switches off', () => {
    const plan = topology({ mi: { ...MI, disable: ['passthrough-http'] } });
    const { ports } = verified(plan, [socket(8290, JAVA)]);
    expect(ports.find(({ port }) => port === 8290)).toMatchObject({
      state: 'not planned',
      owner: 'mi passthrough-http',
      isDifference: true,
    });
  });
});

describe('what a listing cannot show', () => {
  it.each([
    [{ partial: true as const }, 'not judged'],
    [{ family: 'ipv4' as const }, 'not judged'],
    [{ protocols: ['udp' as const] }, 'not judged'],
    [{ ports: [{ from: 1, to: 1000 }] }, 'not judged'],
    [{ ports: [{ from: 1, to: 9000 }] }, 'closed'],
    [{ outside: true as const }, 'closed'],
  ])('%j leaves a port %s', (sight, state) => {
    expect(verified(topology({ mi: MI }), [], sight).ports[0]).toMatchObject({ port: 8253, state });
  });
});

describe('a node at another offset', () => {
  it('is found by what is open instead', () => {
    const { hints } = verified(
      topology({ mi: MI }),
      PORTS.map((port) => socket(port + 5, JAVA)),
    );
    expect(hints).toEqual(['4 of 4 closed ports of mi are open 5 higher: it runs at offset 15, and the plan says 10']);
  });

  it('is found in a log by everything that is not planned', () => {
    const moved = [8295, 8258].map((port) => socket(port));
    const plan = topology({ mi: MI });
    expect(verified(plan, moved, { partial: true }).hints).toEqual([
      '2 ports of mi are open 5 higher: it runs at offset 15, and the plan says 10',
    ]);
    expect(verified(plan, [...moved, socket(7000)], { partial: true }).hints).toEqual([]);
  });

  it('is not guessed from one port', () => {
    expect(verified(topology({ mi: MI }), [socket(8295, JAVA)]).hints).toEqual([
      'none of the 4 ports of mi is open: is it started?',
    ]);
  });
});

describe('a node that does not run', () => {
  it('is named where the listing shows that all its ports are closed', () => {
    const two = topology({ a: MI, b: { ...MI, offset: 20 } });
    const running = PORTS.map((port) => socket(port, JAVA));
    expect(verified(two, running).hints).toEqual(['none of the 4 ports of b is open: is it started?']);
    expect(verified(two, running, { partial: true }).hints).toEqual([]);
  });

  it('is not claimed of a node with one port', () => {
    const disable = ['passthrough-https', 'management-api-http', 'management-api-https'];
    expect(verified(topology({ mi: { ...MI, disable } }), []).hints).toEqual([]);
  });
});
