import { describe, expect, it } from 'vitest';
import { endpointsOf } from '../../src/deployment/endpoints.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/** A gateway that writes, dials and leaves endpoints of every kind. */
const endpoints = (part: object = {}) =>
  endpointsOf(
    deploymentOf(
      topology({
        gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', ...part }),
        cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane', offset: 1 }),
      }),
    ),
  ).filter(({ node: owner }) => owner === 'gw');

describe('an endpoint', () => {
  it.each([
    ['right', 'https://cp:9444/services/', {}],
    ['wrong', 'https://cp:9443/services/', {}],
    ['outside', 'https://hub.example.com:9443/services/', { outside: 'hub.example.com' }],
    ['undecided', 'https://${env.HUB}/services/', { unjudged: 'variable' }],
  ])('that is written and %s is listed as it is written', (verdict, url, more) => {
    const [written, ...others] = endpoints({ links: { 'event-hub-rest': { url } } }).filter(
      ({ origin }) => origin === 'written',
    );
    expect(others).toEqual([]);
    expect(written).toEqual({
      ...{ node: 'gw', links: ['event-hub-rest'], endpoint: url, origin: 'written', verdict, ...more },
      place: { file: 'topology.yaml', path: ['nodes', 'gw', 'links', 'event-hub-rest', 'url'] },
    });
  });

  it('that is one of a list is listed once for each', () => {
    const url = '{tcp://cp:9612},{tcp://cp:9611}';
    expect(
      endpoints({ links: { 'throttle-publish': { url } } }).map(({ endpoint, verdict }) => [endpoint, verdict]),
    ).toEqual([
      ['tcp://cp:9612', 'right'],
      ['tcp://cp:9611', 'wrong'],
    ]);
  });

  it.each([
    ['right', 'cp:9444', {}],
    ['wrong', 'cp:1', {}],
    ['outside', 'db.example.com:3306', { outside: 'db.example.com' }],
  ])('that is dialled beside links and %s is listed without one', (verdict, to, more) => {
    expect(endpoints({ dials: [{ to }] })).toEqual([
      {
        ...{ node: 'gw', links: [], endpoint: to, origin: 'dial', verdict, ...more },
        place: { file: 'topology.yaml', path: ['nodes', 'gw', 'dials', 0, 'to'] },
      },
    ]);
  });

  it('that nothing replaces is listed as it ships, with the role that nobody plays', () => {
    const alone = endpointsOf(
      deploymentOf(topology({ gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' }) })),
    );
    expect(alone[0]).toEqual({
      ...{ node: 'gw', links: ['throttle-publish'], endpoint: 'gw:9611', origin: 'shipped' },
      ...{ verdict: 'undecided', unjudged: 'nobody', role: 'traffic-manager' },
      place: { file: 'topology.yaml', path: ['nodes', 'gw'] },
    });
    expect(new Set(alone.map(({ origin }) => origin))).toEqual(new Set(['shipped']));
  });
});
