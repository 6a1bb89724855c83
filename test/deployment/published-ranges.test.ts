import { describe, expect, it } from 'vitest';
import { clashesOf } from '../../src/deployment/clashes.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, findings, node, topology } from '../topology-builder.js';

/** A machine with one container for each list of published ports, and these nodes on the machine. */
function machine(publish: readonly (readonly string[])[], nodes: TopologyDocument['nodes'] = {}): TopologyDocument {
  const boxes = publish.map((entries, index) => [`box-${index + 1}`, { on: 'app1', publish: [...entries] }] as const);
  return topology(nodes, { hosts: { app1: {}, ...Object.fromEntries(boxes) } });
}

/** Clashes as `first-last/protocol: container first-last or node, ...`. */
function clashes(document: TopologyDocument): readonly string[] {
  return clashesOf(deploymentOf(document)).map(({ port, lastPort, protocol, sockets }) => {
    const owners = sockets.map(
      (socket) => `${socket.container ?? socket.node} ${socket.port}${socket.lastPort ? `-${socket.lastPort}` : ''}`,
    );
    return `${port}${lastPort ? `-${lastPort}` : ''}/${protocol}: ${owners.join(', ')}`;
  });
}

/** One listener, 8290/tcp. */
const mi = (fields = {}) =>
  node('wso2mi', '4.2.0', { disable: ['passthrough-https', 'management-api-https', 'management-api-http'], ...fields });

describe('published ranges of two containers', () => {
  it('clash in the ports that both want', () => {
    expect(clashes(machine([['8000-8010:8000-8010'], ['8005-8020:8005-8020']]))).toEqual([
      '8005-8010/tcp: box-1 8005-8010, box-2 8005-8010',
    ]);
  });

  it('clash once where three overlap', () => {
    expect(clashes(machine([['8000-8100:8000-8100'], ['8010-8020:8010-8020'], ['8015-8030:8015-8030']]))).toEqual([
      '8010-8030/tcp: box-1 8010-8030, box-2 8010-8020, box-3 8015-8030',
    ]);
  });

  it('clash in one port where one ends and the other begins', () => {
    expect(clashes(machine([['8000-8010:8000-8010'], ['8010-8020:8010-8020']]))).toEqual([
      '8010/tcp: box-1 8010, box-2 8010',
    ]);
  });

  it('clash in whatever order they are written', () => {
    expect(clashes(machine([['8015-8030:8015-8030'], ['8010-8020:8010-8020'], ['8000-8100:8000-8100']]))).toEqual([
      '8010-8030/tcp: box-3 8010-8030, box-2 8010-8020, box-1 8015-8030',
    ]);
  });

  it('clash once for each address', () => {
    const on = (address: string, ports: string) => [`${address}:${ports}:${ports}`];
    const boxes = [on('10.0.0.1', '80-90'), on('10.0.0.1', '85-95'), on('10.0.0.2', '80-90'), on('10.0.0.2', '85-95')];
    expect(clashes(machine(boxes))).toEqual([
      '85-90/tcp: box-1 85-90, box-2 85-90',
      '85-90/tcp: box-3 85-90, box-4 85-90',
    ]);
  });

  it('clash once for each gap between them', () => {
    expect(clashes(machine([['8000-8100:8000-8100'], ['8010-8020:8010-8020'], ['8040-8050:8040-8050']]))).toEqual([
      '8010-8020/tcp: box-1 8010-8020, box-2 8010-8020',
      '8040-8050/tcp: box-1 8040-8050, box-3 8040-8050',
    ]);
  });

  it.each([
    ['they follow each other', '8000-8010:8000-8010', '8011-8020:8011-8020'],
    ['one is udp', '8000-8010:8000-8010', '8000-8010:8000-8010/udp'],
    ['they bind different addresses', '10.0.0.1:8000-8010:8000-8010', '10.0.0.2:8000-8010:8000-8010'],
  ])('do not clash where %s', (_, first, second) => {
    expect(clashes(machine([[first], [second]]))).toEqual([]);
  });
});

describe('a published range and a listener of the machine', () => {
  it('clash in the port of the listener', () => {
    expect(clashes(machine([['8280-8300:8280-8300']], { a: mi() }))).toEqual(['8290/tcp: a 8290, box-1 8290']);
  });

  it('clash together with another listener that has the port', () => {
    expect(clashes(machine([['8280-8300:8280-8300']], { a: mi(), b: mi() }))).toEqual([
      '8290/tcp: a 8290, b 8290, box-1 8290',
    ]);
  });

  it.each(['8290-8300', '8280-8290'])('clash where %s ends at the port', (ports) => {
    expect(clashes(machine([[`${ports}:${ports}`]], { a: mi() }))).toEqual(['8290/tcp: a 8290, box-1 8290']);
  });

  it.each([
    ['the range ends before it', '8280-8289:8280-8289'],
    ['the range begins behind it', '8291-8300:8291-8300'],
    ['the range is udp', '8280-8300:8280-8300/udp'],
  ])('do not clash where %s', (_, range) => {
    expect(clashes(machine([[range]], { a: mi() }))).toEqual([]);
  });
});

it('a port that a listener wants besides two ranges is one clash, and the ports around it are others', () => {
  const ranges = [
    ['8280-8300:8280-8300', '8280-8300:8280-8300/udp'],
    ['8280-8310:8280-8310', '8280-8290:8280-8290/udp'],
  ];
  const nodes = { late: mi({ offset: 15 }), early: mi({ offset: 0 }) };
  expect([...clashes(machine(ranges, nodes))].sort()).toEqual([
    '8280-8290/udp: box-1 8280-8290, box-2 8280-8290',
    '8280/tcp: early 8280, box-1 8280, box-2 8280',
    '8281-8294/tcp: box-1 8281-8294, box-2 8281-8294',
    '8295/tcp: late 8295, box-1 8295, box-2 8295',
    '8296-8300/tcp: box-1 8296-8300, box-2 8296-8300',
  ]);
});

describe('published ports of both protocols', () => {
  it('clash for each of them, tcp first', () => {
    const [tcp, udp] = ['8000:8000', '8000:8000/udp'];
    expect(clashes(machine([[udp], [tcp], [udp], [tcp]]))).toEqual([
      '8000/tcp: box-2 8000, box-4 8000',
      '8000/udp: box-1 8000, box-3 8000',
    ]);
  });

  it('do not clash with each other, nor with their neighbours', () => {
    const numbers = ['8000', '8001', '8002', '8003'];
    const both = numbers.flatMap((port) => [`${port}:${port}`, `${port}:${port}/udp`]);
    expect(clashes(machine([both]))).toEqual([]);
  });
});

describe('a published range and other software of the machine', () => {
  const held = (occupied: readonly object[]): TopologyDocument => {
    const document = machine([['8000-8010:8000-8010']]);
    return { ...document, hosts: { ...document.hosts, app1: { occupied: [...occupied] as never } } };
  };

  it('clash once for each entry that is part of it', () => {
    const entries = [
      { port: 8004, by: 'sshd' },
      { ports: '8008-8020' },
      { port: 9000 },
      { port: 8001, protocol: 'udp' },
    ];
    expect(findings(held(entries), 'occupied-port').map(({ data }) => [data.node, data.port, data.by])).toEqual([
      ['box-1', 8004, 'sshd'],
      ['box-1', 8008, 'other software'],
    ]);
  });
});

it('a forward on a port that other software has is named by its host', () => {
  const document = topology(
    { a: mi({ host: 'app2' }) },
    {
      hosts: { lb: { forwards: [{ port: 443, to: ['a:passthrough-http'] }], occupied: [{ port: 443, by: 'nginx' }] } },
    },
  );
  expect(findings(document, 'occupied-port').map(({ data }) => [data.node, data.listener, data.by])).toEqual([
    ['lb', 'forward to a:passthrough-http', 'nginx'],
  ]);
});
