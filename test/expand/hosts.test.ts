import { describe, expect, it } from 'vitest';
import { deploymentOf, topology } from '../topology-builder.js';

const hosts = (described: object) => deploymentOf(topology({}, { hosts: described as never })).hosts;

describe('a host', () => {
  it('has the outgoing range of Linux where nothing is said', () => {
    expect(hosts({ a: {} })[0]?.ephemeral).toEqual({ from: 32_768, to: 60_999 });
  });

  it('has none where it is switched off', () =>
    expect(hosts({ a: { ephemeral: 'none' } })[0]).not.toHaveProperty('ephemeral'));

  it('may be described by nothing', () =>
    expect(hosts({ a: null })).toMatchObject([{ id: 'a', addresses: [], occupied: [] }]));

  it('may run on another, which is the machine that its ports are published on', () => {
    const [, box] = hosts({
      a: {},
      box: { on: 'a', publish: ['127.0.0.1:18243:8243/tcp', '8000-8001:9000-9001/udp'] },
    });
    expect(box).toMatchObject({
      on: 'a',
      published: [
        {
          bind: '127.0.0.1',
          protocol: 'tcp',
          hostPorts: { from: 18_243, to: 18_243 },
          ports: { from: 8243, to: 8243 },
        },
        { bind: '*', protocol: 'udp', hostPorts: { from: 8000, to: 8001 }, ports: { from: 9000, to: 9001 } },
      ],
    });
  });

  it('that runs on itself, or on nothing known, stands on its own', () => {
    expect(hosts({ a: { on: 'a' }, b: { on: 'x' } }).map(({ on }) => on)).toEqual([undefined, undefined]);
  });

  it.each([
    ['[::1]:9443:9443', '::1'],
    ['0.0.0.0:9443:9443', '*'],
    ['[fe80::1]:9443:9443', 'fe80::1'],
  ])('publishes %s on %s', (text, bind) => {
    expect(hosts({ a: {}, box: { on: 'a', publish: [text] } })[1]?.published[0]?.bind).toBe(bind);
  });
});
