import { describe, expect, it } from 'vitest';
import type { DeploymentReport, ListenerReport, PublishedReport } from '../../../src/model/report.js';
import { statusText } from '../../../src/report/ports/grid.js';
import { portList } from '../../../src/report/ports/list.js';
import { foldedRows, portRows } from '../../../src/report/ports/rows.js';

const listener = (node: string, changes: Partial<ListenerReport> = {}): ListenerReport => ({
  host: 'h',
  node,
  listener: 'servlet-https',
  protocol: 'tcp',
  transport: 'https',
  bind: '*',
  basePort: 9443,
  port: 9443,
  derivation: '9443',
  status: 'ok',
  dialledBy: [],
  ...changes,
});

const published = (container: string, changes: Partial<PublishedReport> = {}): PublishedReport => ({
  host: 'h',
  port: 9443,
  protocol: 'tcp',
  bind: '*',
  container,
  published: '9443:9443',
  status: 'ok',
  ...changes,
});

const deployment = (
  listeners: readonly ListenerReport[],
  ports: readonly PublishedReport[] = [],
): DeploymentReport => ({
  file: 'x.yaml',
  hosts: [{ id: 'h', addresses: [] }],
  nodes: [],
  assumed: [],
  listeners,
  published: ports,
  links: [],
  endpoints: [],
});

describe('portRows', () => {
  it('sorts numbers as numbers and names by code units', () => {
    const rows = portRows(
      deployment([listener('b'), listener('a'), listener('B'), listener('c', { port: 995 })]),
      'host',
    );
    expect(rows.map(({ node }) => node)).toEqual(['c', 'B', 'a', 'b']);
  });

  it.each(['host', 'node', 'port'] as const)('sorts by %s, and by everything else behind it', (by) => {
    const sorted = [
      listener('a', { host: 'g', port: 1 }),
      listener('a', { host: 'h', port: 1 }),
      listener('a', { host: 'h', port: 1, protocol: 'udp' }),
      listener('a', { host: 'h', port: 2, bind: '10.0.0.1' }),
      listener('a', { host: 'h', port: 2, bind: '10.0.0.2', derivation: '1' }),
      listener('a', { host: 'h', port: 2, bind: '10.0.0.2', derivation: '2' }),
      listener('a', { host: 'h', port: 2, listener: 'servlet-httpz' }),
      listener('b', { host: 'h', port: 2 }),
    ];
    const rows = portRows(deployment(sorted.toReversed()), by);
    expect(rows).toMatchObject(sorted.map(({ node, bind, derivation }) => ({ node, bind, derivation })));
  });

  it('tells the rivals of a collision by node', () => {
    const status = 'collision';
    const rows = portRows(
      deployment([listener('a', { status }), listener('b', { status }), listener('c', { status })]),
      'host',
    );
    expect(rows.map(({ rivals }) => rivals)).toEqual([
      ['b', 'c'],
      ['a', 'c'],
      ['a', 'b'],
    ]);
  });

  it('tells them by listener within one node', () => {
    const rows = portRows(
      deployment([listener('a', { status: 'collision' }), listener('a', { status: 'collision', listener: 'x' })]),
      'host',
    );
    expect(rows.map(({ rivals }) => rivals)).toEqual([['x'], ['servlet-https']]);
  });

  it('tells them by container for published ports', () => {
    const rows = portRows(
      deployment([listener('a', { status: 'collision' })], [published('box', { status: 'collision' })]),
      'host',
    );
    expect(rows.map(({ node, rivals }) => [node, rivals])).toEqual([
      ['', ['a']],
      ['a', ['box']],
    ]);
  });

  it('counts nobody as a rival who binds another address, speaks another protocol or is another host', () => {
    const status = 'collision';
    const rows = portRows(
      deployment([
        listener('a', { status, bind: '10.0.0.1' }),
        listener('b', { status, bind: '10.0.0.2' }),
        listener('c', { status, protocol: 'udp' }),
        listener('d', { status, host: 'other' }),
      ]),
      'host',
    );
    expect(rows.map(({ rivals }) => rivals)).toEqual([[], [], [], []]);
  });

  it('takes the transport of a published port from the listener behind it', () => {
    const rows = portRows(
      deployment([listener('a', { host: 'box' })], [published('box', { node: 'a', listener: 'servlet-https' })]),
      'host',
    );
    expect(rows.map(({ host, transport }) => [host, transport])).toEqual([
      ['box', 'https'],
      ['h', 'https'],
    ]);
  });
});

describe('portList', () => {
  const report = {
    reportVersion: 1 as const,
    tool: { name: 't', version: '0' },
    summary: {
      files: 1,
      hosts: 1,
      nodes: 2,
      listeners: 2,
      links: 0,
      endpoints: { right: 0, wrong: 0, outside: 0, undecided: 0, outsideHosts: [], reasons: [] },
      errors: 0,
      warnings: 0,
      infos: 0,
      ignored: 0,
      baselined: 0,
    },
    findings: [],
    suppressed: [],
    unread: [],
    deployments: [deployment([listener('a'), listener('b')]), deployment([listener('c')])],
  };

  it('leaves out deployments in which nothing is wanted', () => {
    const { deployments } = portList(report, { by: 'host', hosts: [], nodes: ['c'] });
    expect(deployments.map(({ rows }) => rows.map(({ node }) => node))).toEqual([['c']]);
  });

  it('keeps the report as it is where everything is wanted', () => {
    expect(portList(report, { by: 'host', hosts: [], nodes: [] }).report).toBe(report);
  });
});

describe('a port that very many want', () => {
  const crowd = Array.from({ length: 12 }, (_, index) => listener(`n${index + 10}`, { status: 'collision' }));

  it('names the first of them in each row, and says that there are others', () => {
    const [first, second] = portRows(deployment(crowd), 'host');
    expect(first?.rivals).toEqual(['n11', 'n12', 'n13', 'n14', 'n15', 'n16', 'n17', 'n18']);
    expect(second?.rivals.slice(0, 2)).toEqual(['n10', 'n12']);
    expect(first && statusText(first)).toBe('collision with n11, n12, n13, n14, n15, n16, n17, n18, others');
    expect(portRows(deployment(crowd.slice(0, 9)), 'host')[0]?.hasMoreRivals).toBeUndefined();
  });

  it('does so where rows are folded into one', () => {
    const [row] = foldedRows(portRows(deployment(crowd), 'host'));
    expect(row).toMatchObject({ rivals: expect.objectContaining({ length: 8 }), hasMoreRivals: true });
  });
});
