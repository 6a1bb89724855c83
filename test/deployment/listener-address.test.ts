import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/deployment/listener-address.js';
import { lookupIn } from '../../src/deployment/lookup.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

/**
 * `boxed` is in a container that publishes some of its ports, `podded` in a pod behind a Service, `plain` on a machine; who connects is in
 * one of the other hosts.
 */
const deployment = () =>
  deploymentOf(
    topology(
      {
        boxed: node('wso2mi', '4.2.0', { host: 'box' }),
        podded: node('wso2mi', '4.2.0', { host: 'pod' }),
        second: node('wso2mi', '4.2.0', { host: 'pod', offset: 20 }),
        plain: node('wso2mi', '4.2.0', { host: 'machine' }),
      },
      {
        hosts: {
          machine: {},
          other: {},
          box: {
            on: 'machine',
            publish: ['18290:8290', '8253:8253/udp', '127.0.0.1:19164:9164', '29200-29202:9200-9202'],
          },
          neighbour: { on: 'machine' },
          stranger: { on: 'other' },
          pod: { kind: 'pod' },
          'other-pod': { kind: 'pod' },
          service: { kind: 'service', forwards: [{ port: 80, to: ['pod:8290', 'second:passthrough-https'] }] },
          'service-of-second': { kind: 'service', forwards: [{ port: 82, to: ['second:passthrough-http'] }] },
        },
      },
    ),
  );
const lookup = () => lookupIn(deployment());

function dialled(id: string, listener: string, from: string | undefined, dialler?: string): string {
  const { listener: listenerOf, host: hostOf } = lookup();
  const found = listenerOf(id, listener);
  if (!found) throw new Error(`${id} has no ${listener}`);
  const { host, port } =
    dialler === undefined
      ? addressOf(found, hostOf(from), hostOf)
      : addressOf(found, hostOf(from), hostOf, hostOf(dialler));
  return `${host}:${port}`;
}

describe('a listener is reached', () => {
  it.each([
    ['on a machine at itself', 'plain', 'passthrough-http', 'other', 'machine:8290'],
    ['on a machine at itself by nobody in particular', 'plain', 'passthrough-http', undefined, 'machine:8290'],
    ['on a machine at itself from a container on it', 'plain', 'passthrough-http', 'box', 'machine:8290'],
    ['in a container at the machine that publishes it', 'boxed', 'passthrough-http', 'other', 'machine:18290'],
    ['in a container at the machine by nobody in particular', 'boxed', 'passthrough-http', undefined, 'machine:18290'],
    ['in a container at the machine itself', 'boxed', 'passthrough-http', 'machine', 'machine:18290'],
    [
      'in a container at the machine from a container of another one',
      'boxed',
      'passthrough-http',
      'stranger',
      'machine:18290',
    ],
    ['in a container at itself from a neighbour', 'boxed', 'passthrough-http', 'neighbour', 'box:8290'],
    ['in a container at itself from inside', 'boxed', 'passthrough-http', 'box', 'box:8290'],
    ['in a container at itself where another protocol is published', 'boxed', 'passthrough-https', 'other', 'box:8253'],
    ['in a container within a published range', 'boxed', 'management-api-http', 'other', 'machine:29201'],
    [
      'on the loopback of the machine from the machine alone',
      'boxed',
      'management-api-https',
      'machine',
      'machine:19164',
    ],
    ['not on the loopback of a machine from elsewhere', 'boxed', 'management-api-https', 'other', 'box:9164'],
    [
      'not on the loopback of a machine by nobody in particular',
      'boxed',
      'management-api-https',
      undefined,
      'box:9164',
    ],
    ['in a pod at the Service from another pod', 'podded', 'passthrough-http', 'other-pod', 'service:80'],
    ['in a pod at the Service of its node', 'second', 'passthrough-http', 'other-pod', 'service-of-second:82'],
    ['in a pod at itself where no Service leads', 'podded', 'passthrough-https', 'other-pod', 'pod:8253'],
    ['in a pod at itself from inside', 'podded', 'passthrough-http', 'pod', 'pod:8290'],
    ['in a pod at itself from a machine', 'podded', 'passthrough-http', 'machine', 'pod:8290'],
    ['in a pod at itself by nobody in particular', 'podded', 'passthrough-http', undefined, 'pod:8290'],
  ])('%s', (_, id, listener, from, address) => {
    expect(dialled(id, listener, from)).toBe(address);
  });

  it('on the loopback of a machine by who connects, and not by whose names it is written in', () => {
    expect(dialled('boxed', 'management-api-https', 'other', 'machine')).toBe('machine:19164');
    expect(dialled('boxed', 'management-api-https', 'machine', 'other')).toBe('box:9164');
  });

  it('at itself on a host that the topology does not know', () => {
    const listener = { node: 'gone', id: 'passthrough-http', host: 'gone', port: 8290, protocol: 'tcp' } as const;
    const address = { host: 'gone', port: 8290 };
    expect(addressOf(listener, lookup().host('other'), lookup().host)).toEqual(address);
    expect(addressOf(listener, lookup().host('other-pod'), lookup().host)).toEqual(address);
  });
});
