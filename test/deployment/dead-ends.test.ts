import { describe, expect, it } from 'vitest';
import { deadForward, diallersOf } from '../../src/deployment/dead-ends.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** Three nodes of which two dial a port of the balancer that leads nowhere. */
const deployment = () =>
  deploymentOf(
    topology(
      {
        mi: node('wso2mi', '4.2.0', { host: 'app', links: { 'service-catalog': { url: 'https://lb:9444/x' } } }),
        other: node('wso2mi', '4.2.0', {
          host: 'app',
          offset: 5,
          dials: [{ to: 'https://lb:9444' }, { to: 'https://lb:9443' }, { to: 'https://app:9444' }],
        }),
        sound: node('wso2mi', '4.2.0', {
          host: 'app',
          offset: 9,
          links: { 'service-catalog': { url: 'https://lb:9443' } },
        }),
      },
      {
        hosts: {
          app: {},
          lb: {
            forwards: [
              { port: 9444, to: [] },
              { port: 9443, to: ['app:8290'] },
            ],
          },
        },
      },
    ),
  );

describe('a forward that leads nowhere', () => {
  it('is found by the host and the port that are dialled', () => {
    expect(deadForward({ dialledHost: 'lb', port: 9444 }, deployment())?.port).toBe(9444);
  });

  it.each([
    [{ dialledHost: 'lb', port: 9443 }],
    [{ dialledHost: 'app', port: 9444 }],
    [{ dialledHost: 'nowhere', port: 9444 }],
    [{ dialledHost: 'lb' }],
    [{ port: 9444 }],
  ])('is none that leads somewhere, or that nobody asked for: %j', (dialled) => {
    expect(deadForward(dialled, deployment())).toBeUndefined();
  });

  it('has as diallers the links and other connections that end at it, and no others', () => {
    expect(diallersOf('lb', 9444, deployment()).map(({ node: dialler }) => dialler)).toEqual(['mi', 'other']);
    expect(diallersOf('app', 1, deployment())).toEqual([]);
  });
});
