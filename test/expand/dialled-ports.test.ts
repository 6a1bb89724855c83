import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const HOSTS: Readonly<Record<string, HostFields>> = {
  db: {
    addresses: ['10.0.0.1', '10.0.0.2', 'db.corp'],
    occupied: [
      { ports: '5000-5002' },
      { port: 514, protocol: 'udp' },
      { port: 6000, bind: '127.0.0.1' },
      { port: 7000, bind: '10.0.0.1' },
    ],
  },
  home: { addresses: ['10.0.1.1'], occupied: [{ port: 6000, bind: '127.0.0.1' }] },
  bare: {},
  machine: { addresses: ['10.0.2.1', '10.0.2.2'] },
  box: {
    on: 'machine',
    publish: [
      '18290:8290',
      '28000-28999:8000-8999',
      '127.0.0.1:38290:8290',
      '10.0.2.1:48290:8290',
      '58290:8290/udp',
      '18000:1',
    ],
  },
  idle: {},
  crate: { on: 'idle', publish: ['1:2'] },
  shut: {},
  chest: { on: 'shut' },
  hidden: {},
  trunk: { on: 'hidden' },
  lb: {
    on: 'machine',
    publish: ['80:8000', '81:8001'],
    forwards: [
      { port: 8000, to: ['mi:passthrough-http'] },
      { port: 8001, to: ['mi:passthrough-https'], bind: '127.0.0.1' },
    ],
  },
  dead: { forwards: [{ port: 80, to: ['mi:1'] }] },
};

const mi = (fields: Partial<NodeFields>) => node('wso2mi', '4.2.0', fields);

/** What is said of a connection from a host, and what it reaches. */
function dialled(to: string, host = 'home', protocol: 'tcp' | 'udp' = 'tcp') {
  const document = topology(
    {
      dialler: mi({ host, bind: '127.0.0.1', dials: [{ to, protocol }] }),
      mi: mi({ host: 'box' }),
      low: mi({ host: 'low', bind: '10.0.3.1' }),
      vague: node('wso2unknown', '1.0.0', { host: 'trunk' }),
    },
    { hosts: { ...HOSTS, low: { addresses: ['10.0.3.1', '10.0.3.2', 'low.corp'] } } },
  );
  const dial = deploymentOf(document).dials[0];
  const { verdict, reached } = dial ?? {};
  return `${verdict}${reached ? ` ${reached.node}:${reached.listener}` : ''}`;
}

describe('what another program holds answers', () => {
  it.each([
    ['on the first port of a range', 'db:5000', 'right'],
    ['on the last one', 'db:5002', 'right'],
    ['on none behind it', 'db:5003', 'wrong'],
    ['on no port of the other protocol', 'db:514', 'wrong'],
    ['on the address that it binds', '10.0.0.1:7000', 'right'],
    ['on a name that may mean that address', 'db.corp:7000', 'right'],
    ['on no other address', '10.0.0.2:7000', 'wrong'],
    ['nobody on another machine, where it binds the loopback', 'db:6000', 'wrong'],
    ['the machine itself there', 'localhost:6000', 'right'],
  ])('%s: %s', (_, to, expected) => {
    expect(dialled(to)).toBe(expected);
  });

  it('on the protocol that it has', () => {
    expect([dialled('db:514', 'home', 'udp'), dialled('db:5000', 'home', 'udp')]).toEqual(['right', 'wrong']);
  });
});

describe('a published port', () => {
  it.each([
    ['leads into the container', 'machine:18290', 'right mi:passthrough-http'],
    ['of a range leads to the port in the same place', 'machine:28290', 'right mi:passthrough-http'],
    ['of a range leads nowhere where nothing listens', 'machine:28291', 'wrong'],
    ['behind a range is none', 'machine:29290', 'wrong'],
    ['is none under the number of the container', 'machine:8290', 'wrong'],
    ['answers on the address that it binds', '10.0.2.1:48290', 'right mi:passthrough-http'],
    ['answers on no other address', '10.0.2.2:48290', 'wrong'],
    ['of the loopback answers nobody else', 'machine:38290', 'wrong'],
    ['of the other protocol is none', 'machine:58290', 'wrong'],
    ['leads nowhere where nothing listens', 'machine:18000', 'wrong'],
    ['leads through the front end in the container', 'machine:80', 'right mi:passthrough-http'],
    ['leads to a front end whatever that binds in its container', 'machine:81', 'right mi:passthrough-https'],
  ])('%s: %s', (_, to, expected) => {
    expect(dialled(to)).toBe(expected);
  });

  it('of the loopback answers its machine', () => {
    expect(dialled('localhost:38290', 'machine')).toBe('right mi:passthrough-http');
  });
});

describe('a host', () => {
  it.each([
    ['of which nothing is said is outside', 'bare:1', 'outside'],
    ['is described by what a container on it publishes', 'idle:3', 'wrong'],
    ['is not described by a container that publishes nothing', 'shut:1', 'outside'],
    ['is described by forwards that lead nowhere', 'dead:80', 'wrong'],
    ['is not known where a container on it has an unknown product', 'hidden:1', 'undecided'],
    ['is described by a node on it', 'low:1', 'wrong'],
  ])('%s: %s', (_, to, expected) => {
    expect(dialled(to)).toBe(expected);
  });
});

describe('a listener that is bound', () => {
  it.each([
    ['to a number answers on it', '10.0.3.1:8290', 'right low:passthrough-http'],
    ['to a number answers on a name', 'low.corp:8290', 'right low:passthrough-http'],
    ['to a number does not answer on another one', '10.0.3.2:8290', 'wrong'],
    ['to the loopback answers on it', 'localhost:8290', 'right dialler:passthrough-http'],
    ['to the loopback answers its own machine under every name', 'home:8290', 'right dialler:passthrough-http'],
  ])('%s: %s', (_, to, expected) => {
    expect(dialled(to)).toBe(expected);
  });

  it('to a number does not answer on the loopback of its machine', () => {
    expect(dialled('localhost:8253', 'low')).toBe('right dialler:passthrough-https');
    const other = topology({
      low: mi({ host: 'low', bind: '10.0.3.1', dials: [{ to: 'localhost:8290' }] }),
    });
    expect(deploymentOf(other).dials).toMatchObject([{ verdict: 'wrong' }]);
  });
});
