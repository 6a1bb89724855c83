import { describe, expect, it } from 'vitest';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** What an all-in-one API Manager 2.6.0 does with a link of which nothing is written. */
function ownLink(id: string, fields = {}) {
  const link = deploymentOf(topology({ all: node('wso2am', '2.6.0', fields) })).links.find((each) => each.id === id);
  return [link?.outcome, link?.target, link?.expectedPort];
}

describe('a link of a node to itself, of which nothing is written', () => {
  it.each([
    ['is right as it ships, where the node has the shipped port', 'traffic-manager-self-jms', {}, 5672],
    ['is right where the product adds the offset to it', 'throttle-publish', { offset: 3 }, 9614],
    [
      'is right where the listener has the shipped port in spite of the offset',
      'portal-to-gateway-ws-endpoint',
      { offset: 3, ports: { websocket: 9096 } },
      9099,
    ],
  ])('%s: %s', (_, id, fields, port) => {
    expect(ownLink(id, fields)).toEqual(['match', 'all', port]);
  });

  it.each([
    ['traffic-manager-self-jms', 5675],
    ['portal-to-gateway-ws-endpoint', 9102],
  ])('is one to write where the product does not add the offset to it: %s', (id, port) => {
    expect(ownLink(id, { offset: 3 })).toEqual(['derived', 'all', port]);
  });

  it('has no port where the node does not open the listener', () => {
    expect(ownLink('portal-to-gateway-ws-endpoint', { disable: ['websocket'] })).toEqual(['derived', 'all', undefined]);
  });
});
