import { describe, expect, it } from 'vitest';
import { expandPlan } from '../../src/expand/expand.js';
import { planOf } from '../../src/load/plan.js';
import { catalogue, deploymentOf, FILE, topology } from '../topology-builder.js';

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

  it('that runs in a ring of others stands on its own, and one on that ring does not', () => {
    const described = { a: { on: 'b' }, b: { on: 'c' }, c: { on: 'a' }, d: {}, e: { on: 'd' }, f: { on: 'e' } };
    expect(hosts({ g: { on: 'h' }, h: { on: 'nowhere' } }).map(({ on }) => on)).toEqual(['h', undefined]);
    expect(hosts(described).map(({ on }) => on)).toEqual([undefined, undefined, undefined, undefined, 'd', 'e']);
  });

  it.each([
    ['its machine names, by the number of that', { a: { addresses: ['10.0.0.1', 'a.corp'] } }, 'a.corp', '10.0.0.1', 0],
    ['its machine has', { a: { addresses: ['10.0.0.1', '10.0.0.2'] } }, '10.0.0.2', '10.0.0.2', 0],
    ['its machine does not have', { a: { addresses: ['10.0.0.1'] } }, '10.0.0.3', '10.0.0.3', 1],
    ['only the container has', { a: { addresses: ['10.0.0.1'] } }, '172.17.0.2', '172.17.0.2', 1],
    ['the container has where its machine is not known', {}, '172.17.0.2', '172.17.0.2', 0],
  ])('publishes on an address that %s', (_, machine, bind, expected, problems) => {
    const box = { on: 'a', addresses: ['172.17.0.2'], publish: [`${bind}:1:2`] };
    const document = topology({}, { hosts: { ...machine, box } as never });
    const expanded = expandPlan(planOf([{ file: FILE, document }]).plan, catalogue);
    expect(expanded.deployment.hosts.at(-1)?.published.map((each) => each.bind)).toEqual([expected]);
    const addresses = expanded.problems.flatMap(({ data }) =>
      'kind' in data && data.kind === 'address' ? [data.by] : [],
    );
    expect(addresses).toEqual(Array.from({ length: problems }, () => 'host box'));
  });

  it('has its own addresses for what is occupied and forwarded', () => {
    const box = {
      ...{ on: 'a', addresses: ['172.17.0.2', 'box.corp'] },
      occupied: [{ port: 22, bind: 'box.corp' }],
      forwards: [{ port: 80, bind: 'box', to: [] }],
    };
    const described = hosts({ a: { addresses: ['10.0.0.1'] }, box }).at(-1);
    expect([described?.occupied[0]?.bind, described?.forwards[0]?.bind]).toEqual(['172.17.0.2', '172.17.0.2']);
  });

  it.each([
    ['[::1]:9443:9443', '::1'],
    ['0.0.0.0:9443:9443', '*'],
    ['[fe80::1]:9443:9443', 'fe80::1'],
  ])('publishes %s on %s', (text, bind) => {
    expect(hosts({ a: {}, box: { on: 'a', publish: [text] } })[1]?.published[0]?.bind).toBe(bind);
  });
});
