import { describe, expect, it } from 'vitest';
import { deploymentOf, node, topology } from '../topology-builder.js';

const listener = { basePort: 7000, purpose: 'x', sources: ['x'] };
const products = {
  udp: { name: 'udp', listeners: [{ ...listener, id: 'datagrams', protocol: 'udp' }] },
  web: { name: 'web', listeners: [{ ...listener, id: 'page', transport: 'https' }] },
} as never;

/** What is said of a probe of 7000 on the host `h1`. */
function probed(product: string, host: string, scheme?: 'http' | 'https') {
  const probes = [{ port: 7000, by: 'a probe', ...(scheme ? { scheme } : {}) }];
  const document = topology(
    { asked: node('wso2mi', '4.2.0', { host: 'h1', probes }), other: node(product, '1', { host }) },
    { hosts: { h1: {}, h2: {} }, products },
  );
  return deploymentOf(document).probes.map(({ verdict, listener: id }) => [verdict, id]);
}

describe('a probe', () => {
  it('is answered by whatever listens on its host', () => {
    expect(probed('web', 'h1')).toEqual([['right', 'page']]);
  });

  it('is not answered by what listens on another host, nor by udp', () => {
    expect(probed('web', 'h2')).toEqual([['wrong', undefined]]);
    expect(probed('udp', 'h1')).toEqual([['wrong', undefined]]);
  });

  it('is left open where other software has the port, on its host', () => {
    const verdict = (h1: object, h2: object) => {
      const other = node('udp', '1', { host: 'h1' });
      const asked = node('udp', '1', { host: 'h2', probes: [{ port: 7000, by: 'a probe' }] });
      const document = topology({ other, asked }, { hosts: { h1, h2 }, products });
      return deploymentOf(document).probes.map((probe) => probe.verdict);
    };
    expect(verdict({}, { occupied: [{ ports: '6999-7001' }] })).toEqual(['undecided']);
    expect(verdict({ occupied: [{ port: 7000 }] }, { occupied: [{ port: 7001 }] })).toEqual(['wrong']);
  });

  it('has to speak what the listener does', () => {
    expect([probed('web', 'h1', 'https'), probed('web', 'h1', 'http')]).toEqual([
      [['right', 'page']],
      [['wrong', 'page']],
    ]);
  });

  it('at a port that the offset would give leaves open what a product does that ignores it', () => {
    const fixed = { name: 'fixed', listeners: [{ ...listener, id: 'page', shift: 'fixed' }] };
    const shifted = { name: 'shifted', listeners: [{ ...listener, id: 'page' }] };
    const asked = (product: string, port: number) => {
      const document = topology(
        { one: node(product, '1', { host: 'pod', offset: 2, probes: [{ port, by: 'a probe' }] }) },
        {
          hosts: { pod: { kind: 'pod' }, service: { kind: 'service', forwards: [{ port: 80, to: [`pod:${port}`] }] } },
          products: { fixed, shifted } as never,
        },
      );
      const { probes, hosts } = deploymentOf(document);
      const [forward] = hosts.flatMap(({ forwards }) => forwards);
      return [probes.map(({ verdict }) => verdict).join(), forward?.dead.length, forward?.isUncertain];
    };
    expect(asked('fixed', 7002)).toEqual(['undecided', 0, true]);
    expect(asked('fixed', 7000)).toEqual(['right', 0, undefined]);
    expect(asked('fixed', 7003)).toEqual(['wrong', 1, undefined]);
    expect(asked('shifted', 7004)).toEqual(['wrong', 1, undefined]);
  });
});
