import { describe, expect, it } from 'vitest';
import { clashesOf, conflict } from '../../src/deployment/clashes.js';
import { reservedPorts } from '../../src/deployment/sockets.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, findings, node, topology } from '../topology-builder.js';

/** One listener, 8290/tcp. */
const mi = (fields = {}) =>
  node('wso2mi', '4.2.0', { disable: ['passthrough-https', 'management-api-https', 'management-api-http'], ...fields });

/** Clashes as lists of the nodes, containers or targets of forwards that want one port. */
function rivals(document: TopologyDocument): readonly (readonly (string | undefined)[])[] {
  return clashesOf(deploymentOf(document)).map(({ sockets }) =>
    sockets.map(({ node: owner, container, forward }) => forward ?? container ?? owner),
  );
}

describe('a port that sockets may share', () => {
  const shared = { protocol: 'udp', bind: '*', shareable: true } as const;
  const plain = { ...shared, shareable: false } as const;

  it('is shared by two that both allow it, and by nobody else', () => {
    expect([
      conflict(shared, shared),
      conflict(shared, plain),
      conflict(plain, shared),
      conflict(plain, plain),
    ]).toEqual([false, true, true, true]);
  });
});

describe('forwards', () => {
  it('of one port clash', () => {
    const document = topology(
      { a: mi({ host: 'one' }), b: mi({ host: 'two' }) },
      {
        hosts: {
          lb: {
            forwards: [
              { port: 443, to: ['a:passthrough-http'] },
              { port: 443, to: ['b:passthrough-http'] },
            ],
          },
        },
      },
    );
    expect(rivals(document)).toEqual([['a:passthrough-http', 'b:passthrough-http']]);
    expect(findings(document, 'port-collision')).toHaveLength(1);
  });
});

describe('three addresses of one port', () => {
  it('are one group where one socket is in the way of both others', () => {
    const listeners = [{ id: 'socket', basePort: 8290, shareable: true, purpose: 'a test', sources: ['a test'] }];
    const products = { multicast: { name: 'multicast', listeners } } as unknown as TopologyDocument['products'] &
      object;
    const nodes = {
      every: node('multicast', '1'),
      one: mi({ bind: '10.0.0.1' }),
      two: mi({ bind: '10.0.0.2' }),
    };
    expect(rivals(topology(nodes, { products }))).toEqual([['every', 'one', 'two']]);
  });

  it('are a pair and a single where only two overlap', () => {
    const nodes = { a: mi({ bind: '10.0.0.1' }), b: mi({ bind: '10.0.0.1' }), c: mi({ bind: '10.0.0.2' }) };
    expect(rivals(topology(nodes))).toEqual([['a', 'b']]);
  });
});

describe('two listeners behind one published port', () => {
  it.each([[{ a: mi({ host: 'box' }), b: mi({ host: 'box' }) }], [{ b: mi({ host: 'box' }), a: mi({ host: 'box' }) }]])(
    'give it the node with the lowest id, in either order',
    (nodes) => {
      const document = topology(nodes, { hosts: { app1: {}, box: { on: 'app1', publish: ['8290:8290'] } } });
      expect(reservedPorts(deploymentOf(document)).get('app1')).toMatchObject([{ port: 8290, node: 'a' }]);
    },
  );
});
