import { describe, expect, it } from 'vitest';
import { byPlace } from '../../src/flows/order.js';
import type { Flow } from '../../src/model/flow.js';

const FLOW: Flow = {
  sourceHost: 'a',
  sourceNode: 'gw',
  destinationHost: 'b',
  destinationNode: 'tm',
  port: 9443,
  protocol: 'tcp',
  purpose: '',
  link: 'admin',
  crossesHosts: true,
  outcome: 'match',
  basis: 'named',
  sourceAddresses: [],
  destinationAddresses: [],
};
const { destinationNode: _, ...NO_NODE } = FLOW;

describe('the order of flows', () => {
  it.each<readonly [string, Flow, Flow]>([
    ['the host they come from', FLOW, { ...FLOW, sourceHost: 'b', sourceNode: 'a' }],
    ['the node they come from', FLOW, { ...FLOW, sourceNode: 'km', destinationHost: 'a' }],
    ['the host they lead to', FLOW, { ...FLOW, destinationHost: 'c', port: 1 }],
    ['the node they lead to, none first', NO_NODE, FLOW],
    ['the port', FLOW, { ...FLOW, port: 9444, link: 'a' }],
    ['the protocol', FLOW, { ...FLOW, protocol: 'udp', link: 'a' }],
    ['the link', FLOW, { ...FLOW, link: 'throttle' }],
    ['what is dialled', FLOW, { ...FLOW, dialled: 'localhost:9443' }],
  ])('is decided by %s', (_, first, second) => {
    expect([byPlace(first, second) < 0, byPlace(second, first) > 0]).toEqual([true, true]);
  });

  it('is none between equal ones', () => {
    expect(byPlace(FLOW, { ...NO_NODE, destinationNode: 'tm' })).toBe(0);
  });
});
