import { describe, expect, it } from 'vitest';
import { endpointsOf, type JudgedEndpoint } from '../../src/deployment/endpoints.js';
import type { EndpointCounts } from '../../src/model/report.js';
import { endpointCounts, endpointLine, summedCounts } from '../../src/report/endpoints.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const NONE: EndpointCounts = { right: 0, wrong: 0, outside: 0, undecided: 0, outsideHosts: [], reasons: [] };
const names = (count: number) => Array.from({ length: count }, (_, index) => `host-${index + 1}`);

describe('the line about endpoints', () => {
  it.each<[string, Partial<EndpointCounts>, string | undefined]>([
    ['is absent where all are judged', { right: 3, wrong: 1 }, undefined],
    [
      'names what leads out',
      { right: 1, outside: 1, outsideHosts: ['db'] },
      '2 endpoints: 1 right, 1 leads out of the topology (db)',
    ],
    [
      'counts what is wrong',
      { wrong: 2, outside: 2, outsideHosts: ['a', 'b'] },
      '4 endpoints: 2 wrong, 2 lead out of the topology (a, b)',
    ],
    [
      'names why one is not decided',
      { undecided: 1, reasons: ['a variable'] },
      '1 endpoint: 1 not decided (a variable)',
    ],
    [
      'shortens long lists',
      { outside: 8, outsideHosts: names(8) },
      '8 endpoints: 8 lead out of the topology (host-1, host-2, host-3, host-4, host-5, host-6 and 2 more)',
    ],
  ])('%s', (_, counts, line) => expect(endpointLine({ ...NONE, ...counts })).toBe(line));
});

/** A Micro Integrator with these connections beside its links. */
const dialling = (...to: readonly string[]) =>
  endpointsOf(deploymentOf(topology({ mi: node('wso2mi', '4.2.0', { dials: to.map((each) => ({ to: each })) }) })));

describe('connections beside the links', () => {
  it('are endpoints, with the address where they lead out', () => {
    expect(dialling('ldap.example.com:389', '${DB}:3306')).toMatchObject([
      {
        node: 'mi',
        links: [],
        endpoint: 'ldap.example.com:389',
        origin: 'dial',
        verdict: 'outside',
        outside: 'ldap.example.com',
      },
      { node: 'mi', links: [], endpoint: '${DB}:3306', origin: 'dial', verdict: 'undecided', unjudged: 'variable' },
    ]);
  });

  it('are counted with the hosts and reasons once', () => {
    const counts = endpointCounts(dialling('b.corp:1', 'a.corp:2', 'a.corp:3', '${X}:1', '${Y}:1'));
    expect(counts).toEqual({
      right: 0,
      wrong: 0,
      outside: 3,
      undecided: 2,
      outsideHosts: ['a.corp', 'b.corp'],
      reasons: ['a variable'],
    });
    expect(summedCounts([counts, counts, NONE])).toEqual({ ...counts, outside: 6, undecided: 4 });
  });

  it('are none where no node has any', () => expect(endpointCounts([])).toEqual(NONE));
});

describe('a literal that several links are read from', () => {
  it('has the verdict of the link that says most', () => {
    const links = {
      'throttle-publish': { url: 'tcp://tm.internal:9611' },
      'event-hub-rest': { url: 'https://elsewhere.example.com:9443/services/' },
    };
    const endpoints = endpointsOf(
      deploymentOf(
        topology({
          gateway: node('wso2am', '4.2.0', { host: 'gw.internal', profile: 'gateway-worker', links }),
          tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager' }),
        }),
      ),
    ).filter(({ origin }) => origin === 'written');
    expect(endpoints.map(({ endpoint, verdict, outside }) => [endpoint, verdict, outside])).toEqual([
      ['tcp://tm.internal:9611', 'right', undefined],
      ['https://elsewhere.example.com:9443/services/', 'outside', 'elsewhere.example.com'],
    ]);
  });
});

it('says who is not there by the role, where the link has one', () => {
  const judged = (role: string) =>
    endpointCounts([
      {
        node: 'esb',
        links: ['broker-jms'],
        text: 'tcp://localhost:5672',
        origin: 'written',
        verdict: 'undecided',
        unjudged: 'nobody',
        role,
        place: { file: 'a.yaml', path: [] },
      },
    ] as unknown as JudgedEndpoint[]).reasons;
  expect(judged('traffic-manager')).toEqual(['nobody plays traffic-manager']);
  expect(judged('')).toEqual(['nobody plays the other end']);
});
