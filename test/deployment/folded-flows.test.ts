import { describe, expect, it } from 'vitest';
import { CLIENTS, isFromClients } from '../../src/deployment/clients.js';
import { foldedFlows } from '../../src/deployment/folded-flows.js';
import type { Flow } from '../../src/model/flow.js';

const FLOW: Flow = {
  sourceHost: 'a',
  sourceNode: 'gw',
  sourceAddresses: [],
  destinationHost: 'b',
  destinationNode: 'tm',
  destinationAddresses: [],
  port: 9443,
  protocol: 'tcp',
  purpose: 'admin',
  link: 'admin-link',
  crossesHosts: true,
  outcome: 'match',
  basis: 'named',
};

describe('rows of one connection', () => {
  it('are one, with every node, purpose and link once, in their order', () => {
    const { destinationNode: _, ...nobody } = FLOW;
    expect(
      foldedFlows([
        FLOW,
        { ...FLOW, sourceNode: 'gw-2', destinationNode: 'tm-2', purpose: 'events', link: 'events-link' },
        { ...nobody, purpose: '', link: 'admin-link' },
      ]),
    ).toEqual([
      {
        ...FLOW,
        sourceNode: 'gw, gw-2',
        destinationNode: 'tm, tm-2',
        purpose: 'admin, events',
        link: 'admin-link, events-link',
      },
    ]);
  });

  it('are one without a node at the other end where none has one', () => {
    const { destinationNode: _, ...nobody } = FLOW;
    expect(foldedFlows([nobody, { ...nobody, link: 'other' }])).toEqual([{ ...nobody, link: 'admin-link, other' }]);
  });

  it('say no more what is dialled and what is to be written, which is of one row', () => {
    expect(foldedFlows([{ ...FLOW, dialled: 'b:9444', configure: 'b:9443' }])).toEqual([FLOW]);
  });

  it('take everything else from one that is known, before one that is assumed', () => {
    const assumed = { ...FLOW, basis: 'assumed', outcome: 'derived', link: 'assumed-link' } as const;
    expect(foldedFlows([assumed, { ...FLOW, basis: 'literal' }])).toEqual([
      { ...FLOW, basis: 'literal', link: 'assumed-link, admin-link' },
    ]);
    expect(foldedFlows([assumed, { ...assumed, crossesHosts: false }])).toEqual([assumed]);
  });

  it.each([
    ['source', { sourceHost: 'c' }],
    ['destination', { destinationHost: 'c' }],
    ['port', { port: 9444 }],
    ['protocol', { protocol: 'udp' }],
  ] as const)('are two where the %s is another one', (_, part) => {
    expect(foldedFlows([FLOW, { ...FLOW, ...part }])).toEqual([FLOW, { ...FLOW, ...part }]);
  });
});

it.each([
  ['is theirs', {}, true],
  ['of a node is not', { sourceNode: 'gw' }, false],
  ['of a host is not', { sourceHost: 'a' }, false],
  ['of known addresses is not', { sourceAddresses: ['10.0.0.1'] }, false],
] as const)('a connection of browsers and applications %s', (_, part, isTheirs) => {
  expect(isFromClients({ ...FLOW, sourceNode: CLIENTS, sourceHost: CLIENTS, ...part })).toBe(isTheirs);
});
