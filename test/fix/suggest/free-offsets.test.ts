import { describe, expect, it } from 'vitest';
import { freeOffsets } from '../../../src/fix/suggest/free-offsets.js';
import type { TopologyDocument } from '../../../src/model/topology.js';
import { deploymentOf, node, topology } from '../../topology-builder.js';

const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

/** The first free offsets of a node. */
function free(document: TopologyDocument, id: string, count = 3, effort = { left: 100_000 }): number[] {
  const deployment = deploymentOf(document);
  const found: number[] = [];
  const moved = deployment.nodes.find((each) => each.id === id);
  if (moved)
    for (const { offset } of freeOffsets(moved, deployment, effort)) {
      found.push(offset);
      if (found.length === count) break;
    }
  return found;
}

describe('free offsets of a node', () => {
  it('come nearest first, the higher of two first', () => {
    expect(free(topology({ a: mi({ offset: 5 }) }), 'a', 5)).toEqual([6, 4, 7, 3, 8]);
  });

  it('are never negative', () => expect(free(topology({ a: mi({ offset: 0 }) }), 'a')).toEqual([1, 2, 3]));

  it('are none at which another node has one of the ports', () => {
    expect(free(topology({ a: mi({ offset: 5 }), b: mi({ offset: 6 }), c: mi({ offset: 4 }) }), 'a')).toEqual([
      7, 3, 8,
    ]);
  });

  it('are none at which other software has one', () => {
    const hosts = { app1: { occupied: [{ ports: '8283-8286' }, { port: 9198, protocol: 'udp' as const }] } };
    expect(free(topology({ a: mi({ offset: 5 }) }, { hosts }), 'a')).toEqual([7, 8, 2]);
  });

  it('are none at which a container publishes one on the machine', () => {
    const hosts = { app1: {}, box: { on: 'app1', publish: ['8286:8290'] } };
    expect(free(topology({ a: mi({ offset: 5 }), b: mi({ host: 'box' }) }, { hosts }), 'a')).toEqual([4, 7, 3]);
  });

  it('are those at which an own port lands where another own one was', () => {
    const alone = mi({
      offset: 0,
      disable: ['management-api-https', 'management-api-http'],
      ports: { 'passthrough-https': 8281 },
    });
    expect(free(topology({ a: alone }), 'a', 1)).toEqual([1]);
  });

  it('are not those at which an own port lands on one that does not move', () => {
    const gateway = node('wso2am', '2.6.0', {
      profile: 'gateway-worker',
      enable: ['cluster-member'],
      ports: { 'cluster-member': 9445 },
    });
    expect(free(topology({ gateway }), 'gateway')).toEqual([1, 3, 4]);
  });

  it('do not count another address', () => {
    const nodes = { a: mi({ offset: 5, bind: '10.0.0.1' }), b: mi({ offset: 6, bind: '10.0.0.2' }) };
    expect(free(topology(nodes), 'a', 1)).toEqual([6]);
  });

  it('keep every port in range', () => {
    expect(free(topology({ a: mi({ offset: 65_535 - 9191 }) }), 'a', 2)).toEqual([65_534 - 9191, 65_533 - 9191]);
  });

  it('are those that bring ports back into range', () => {
    expect(free(topology({ a: mi({ offset: 57_000 }) }), 'a', 1)).toEqual([65_535 - 9191]);
  });

  it('do not exist for a node whose ports do not move', () => {
    const worker = node('wso2mi', '4.2.0', {
      disable: ['passthrough-http', 'passthrough-https', 'management-api-https', 'management-api-http'],
    });
    expect(free(topology({ worker }), 'worker')).toEqual([]);
  });

  it('are looked for no longer than the effort allows', () => {
    const effort = { left: 3 };
    expect(free(topology({ a: mi({ offset: 5 }) }), 'a', 100, effort)).toHaveLength(4);
    expect(effort.left).toBeLessThanOrEqual(0);
  });

  it('end', () => {
    const hosts = { app1: { occupied: [{ ports: '1-65535' }] } };
    expect(free(topology({ a: mi() }, { hosts }), 'a')).toEqual([]);
  });
});
