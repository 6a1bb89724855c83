import { describe, expect, it } from 'vitest';
import { endsOf, furtherEndsOf } from '../../src/deployment/ends.js';
import { lookupIn } from '../../src/deployment/lookup.js';
import { machineOf } from '../../src/deployment/machine.js';
import { nearestListener } from '../../src/deployment/nearest.js';
import { behindService } from '../../src/deployment/services.js';
import type { Link } from '../../src/model/deployment.js';
import { deploymentOf, linkOf, node, topology } from '../topology-builder.js';

describe('behind a Service', () => {
  const deployment = () =>
    deploymentOf(
      topology(
        { mi: node('wso2mi', '4.2.0', { host: 'pod' }), two: node('wso2mi', '4.2.0', { host: 'pod-2', offset: 20 }) },
        {
          hosts: {
            pod: { kind: 'pod' },
            'pod-2': { kind: 'pod' },
            lb: { forwards: [{ port: 80, to: ['mi:passthrough-http'] }] },
            service: {
              kind: 'service',
              forwards: [
                { port: 80, to: ['mi:passthrough-http', 'two:passthrough-http'] },
                { port: 443, to: ['two:passthrough-https'] },
                { port: 9999, to: ['two:thrift'] },
              ],
            },
          },
        },
      ),
    );
  const end = (host: string, port: number) => ({ node: 'mi', host, port });

  it('are the listeners of the port that is dialled, each with the way', () => {
    expect(behindService(end('service', 80), deployment())).toEqual([
      { node: 'mi', host: 'pod', port: 8290, listener: 'passthrough-http', through: 'service:80' },
      { node: 'two', host: 'pod-2', port: 8300, listener: 'passthrough-http', through: 'service:80' },
    ]);
    expect(behindService(end('service', 443), deployment())).toEqual([
      { node: 'two', host: 'pod-2', port: 8263, listener: 'passthrough-https', through: 'service:443' },
    ]);
  });

  it.each([
    ['a port that it does not have', end('service', 81)],
    ['a port whose listener is closed', end('service', 9999)],
    ['a front end of another kind', end('lb', 80)],
    ['a pod', end('pod', 8290)],
    ['a host that the topology does not know', end('nowhere', 80)],
  ])('is nothing of %s', (_, other) => {
    expect(behindService(other, deployment())).toEqual([other]);
  });
});

describe('the ends of a link', () => {
  const document = topology(
    {
      gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' }),
      cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane' }),
      'tm-1': node('wso2am', '4.2.0', { host: 'box', profile: 'traffic-manager' }),
      'tm-2': node('wso2am', '4.2.0', { host: 'tm2', profile: 'traffic-manager', offset: 3 }),
      'tm-3': node('wso2am', '4.2.0', { host: 'tm3', profile: 'traffic-manager', disable: ['databridge-binary'] }),
    },
    { hosts: { vm: {}, box: { on: 'vm', publish: ['19611:9611', '19711:9711'] } } },
  );
  const deployment = () => deploymentOf(document);
  const link = () => linkOf(document, 'gw', 'throttle-publish');
  const ends = [
    { node: 'tm-1', host: 'vm', port: 19611 },
    { node: 'tm-2', host: 'tm2', port: 9614 },
  ];

  it('that is not written are all nodes that open the listener, each where it is reached', () => {
    expect(endsOf(link(), deployment())).toEqual(ends);
  });

  it.each([
    ['is written', { basis: 'literal' }],
    ['leads to a front end', { front: 'lb' }],
    ['leads to a node beside those of the plan', { targets: ['tm-2', 'tm-3'] }],
    ['leads to one node', { targets: ['tm-1'] }],
  ] as const)('that %s are one', (_, part) => {
    expect(endsOf({ ...link(), ...part }, deployment())).toEqual(ends.slice(0, 1));
  });

  it.each([['target'], ['expectedHost'], ['expectedPort']] as const)('without %s are none', (key) => {
    const { [key]: _, ...rest } = link();
    expect(endsOf(rest as Link, deployment())).toEqual([]);
  });

  it('may have further listeners, which the client dials besides', () => {
    const further = { ...link(), alsoDials: ['databridge-binary-ssl', 'thrift-key-validation'] };
    expect(furtherEndsOf(further, deployment())).toEqual([
      { node: 'tm-1', listener: 'databridge-binary-ssl', host: 'vm', port: 19711 },
      { node: 'tm-2', listener: 'databridge-binary-ssl', host: 'tm2', port: 9714 },
    ]);
    expect(furtherEndsOf(link(), deployment())).toEqual([]);
    expect(furtherEndsOf({ ...further, front: 'lb' }, deployment())).toEqual([]);
  });
});

describe('the machine', () => {
  const deployment = () =>
    deploymentOf(
      topology(
        { mi: node('wso2mi', '4.2.0', { host: 'inner' }) },
        { hosts: { inner: { on: 'outer' }, outer: { on: 'vm' }, vm: {} } },
      ),
    );

  it.each([
    ['of a container in a container is at the bottom', 'inner', 'vm'],
    ['of a container is what it runs on', 'outer', 'vm'],
    ['is itself', 'vm', 'vm'],
    ['that is not in the topology is itself', 'nowhere', 'nowhere'],
  ])('%s', (_, host, machine) => {
    expect(machineOf(host, deployment())).toBe(machine);
  });

  it('of a container on a host that is not in the topology is that host', () => {
    const [first, ...others] = deployment().hosts.map((host) => (host.id === 'outer' ? { ...host, on: 'gone' } : host));
    expect(machineOf('inner', { ...deployment(), hosts: first ? [first, ...others] : [] })).toBe('gone');
  });
});

describe('the listener that a wrong number means', () => {
  const listeners = () =>
    lookupIn(
      deploymentOf(topology({ mi: node('wso2mi', '4.2.0', { offset: 30, ports: { 'passthrough-https': 8300 } }) })),
    ).listenersOf('mi');

  it.each([
    ['has that base port', 8280, 'passthrough-http'],
    ['has that number written, though another one is nearer', 8300, 'passthrough-https'],
    ['has that base port, though another one is nearer', 9191, 'management-api-http'],
    ['is nearest to it', 9190, 'management-api-https'],
    ['is nearest to it from above', 9215, 'management-api-http'],
    ['is up to 100 away', 8210, 'passthrough-http'],
    ['is up to 100 above', 8430, 'passthrough-https'],
    ['is none farther away', 8209, undefined],
    ['is none farther above', 8431, undefined],
  ])('%s', (_, port, id) => {
    expect(nearestListener(listeners(), port)?.id).toBe(id);
  });

  it('is none where there are none', () => {
    expect(nearestListener([], 8290)).toBeUndefined();
  });
});
