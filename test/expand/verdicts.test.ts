import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { gatewayAndKeyManager, linkOf, node, topology } from '../topology-builder.js';

type Links = NonNullable<NodeFields['links']>;

/** Traffic manager and gateway of 4.2.0; the gateway has these links. */
const gatewayWith = (links: Links, hosts: Readonly<Record<string, HostFields>> = {}, tm: Partial<NodeFields> = {}) =>
  topology(
    {
      tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager', ...tm }),
      gateway: node('wso2am', '4.2.0', { host: 'gw.internal', profile: 'gateway-worker', links }),
    },
    { hosts },
  );

const throttle = (url: string): Links => ({ 'throttle-publish': { to: 'tm', url } });

it('the encrypted port of a broker is right for what dials a broker, and for nothing else', () => {
  const document = gatewayWith(throttle('tcp://tm.internal:8672'), {}, { enable: ['broker-amqps'] });
  expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({
    outcome: 'port-mismatch',
    reached: { node: 'tm', listener: 'broker-amqps' },
  });
});

it('a port published for udp is not the entrance of a listener of tcp', () => {
  const document = gatewayWith(
    { 'throttle-publish': { to: 'tm' } },
    { m: {}, 'tm.internal': { on: 'm', publish: ['19611:9611/udp', '29611:9611'] } },
  );
  expect(linkOf(document, 'gateway', 'throttle-publish')).toMatchObject({ expectedHost: 'm', expectedPort: 29_611 });
});

describe('a listener that the plan closes', () => {
  const closed = { disable: ['databridge-binary'] };

  it('is missing for a link that is written', () => {
    expect(
      linkOf(gatewayWith(throttle('tcp://tm.internal:9611'), {}, closed), 'gateway', 'throttle-publish'),
    ).toMatchObject({ outcome: 'target-off', target: 'tm' });
  });

  it('is missing for one that nobody wrote', () => {
    expect(linkOf(gatewayWith({}, {}, closed), 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'target-off',
      target: 'tm',
    });
  });
});

it('a port of Thrift that the server does not open is not used', () => {
  const document = gatewayAndKeyManager('2.6.0', {}, { disable: ['thrift-key-validation'] });
  expect(linkOf(document, 'gateway', 'key-validation-thrift').outcome).toBe('off');
});

describe('a port that other software has', () => {
  const occupied = { other: { addresses: ['10.9.9.9'], occupied: [{ port: 9999, by: 'a proxy' }] } };
  const to = (url: string): Links => ({ 'gateway-to-traffic-manager-admin': { url } });

  it('is not judged where nobody is meant', () => {
    const document = topology(
      {
        gateway: node('wso2am', '4.2.0', {
          host: 'gw.internal',
          profile: 'gateway-worker',
          links: to('https://10.9.9.9:9999/services/'),
        }),
      },
      { hosts: occupied },
    );
    expect(linkOf(document, 'gateway', 'gateway-to-traffic-manager-admin')).toMatchObject({
      outcome: 'undecided',
      unjudged: 'occupied',
    });
  });

  it('is the wrong one where a node is meant', () => {
    const document = gatewayWith(to('https://10.9.9.9:9999/services/'), occupied);
    expect(linkOf(document, 'gateway', 'gateway-to-traffic-manager-admin')).toMatchObject({
      outcome: 'port-mismatch',
      target: 'tm',
    });
  });
});
