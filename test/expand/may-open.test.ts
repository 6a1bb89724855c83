import { describe, expect, it } from 'vitest';
import { expandPlan } from '../../src/expand/expand.js';
import { planOf } from '../../src/load/plan.js';
import type { NodeFields } from '../../src/model/topology.js';
import { catalogue, deploymentOf, FILE, node, topology } from '../topology-builder.js';

const listener = (id: string, basePort: number, more: object = {}) => ({
  id,
  basePort,
  shift: 'follows',
  purpose: 'x',
  sources: ['x'],
  ...more,
});
const products = {
  shop: {
    ...{ name: 'shop', profiles: ['front', 'store'] },
    listeners: [
      listener('api', 7000),
      listener('maybe', 7100, { enabled: 'unknown' }),
      listener('shelf', 7200, { enabled: 'unknown', profiles: ['store'] }),
      listener('fixed', 7300, { shift: 'fixed' }),
      listener('closed', 7400, { shift: 'fixed', enabled: false }),
      listener('back', 7500, { shift: 'fixed', enabled: false, profiles: ['store'] }),
    ],
  },
};

/** What becomes of a forward to a port of a node at offset 2. */
function forwardTo(
  port: number,
  fields: Partial<NodeFields> = {},
  probed: readonly number[] = [],
  hasUnknownPort = false,
) {
  const probes = probed.map((each) => ({ port: each, by: 'a probe' }));
  const it = node('shop', '1', { host: 'pod', offset: 2, probes, ...fields });
  const hosts = { pod: {}, lb: { forwards: [{ port: 80, to: [`pod:${port}`] }] } };
  const { plan } = planOf([{ file: FILE, document: topology({ it }, { hosts, products: products as never }) }]);
  const nodes = plan.nodes.map((each) => (hasUnknownPort ? { ...each, hasUnknownPort: true as const } : each));
  const { deployment } = expandPlan({ ...plan, nodes }, catalogue);
  const [forward] = deployment.hosts.flatMap(({ forwards }) => forwards);
  if (!forward) throw new Error('there is no forward');
  if (forward.to.length > 0) return forward.to.map((target) => target.listener).join(' ');
  return forward.isUncertain ? 'uncertain' : `dead ${forward.dead.length}`;
}

describe('a port that a node is not known to listen on', () => {
  it.each<[string, number, Partial<NodeFields>, (readonly number[])?]>([
    ['is that of a listener which may be off', 7102, {}],
    ['is that of such a listener of its profile', 7202, { profile: 'store' }],
    ['is one that it is asked for, and would have if all of its ports moved', 7302, {}, [7001, 7302]],
    ['is one that it is asked for, of a listener that is off', 7402, {}, [7402]],
  ])('may be open where it %s', (_, port, fields, probed) => {
    expect(forwardTo(port, fields, probed)).toBe('uncertain');
  });

  it.each<[string, number, Partial<NodeFields>, (readonly number[])?]>([
    ['is that without the offset', 7100, {}],
    ['is that of a listener of another profile', 7202, {}],
    ['is that of a listener that is switched off', 7102, { disable: ['maybe'] }],
    ['would be that of a listener that does not move, which nobody asks for', 7302, {}],
    ['would be that of one that does not move, where another one is asked for', 7302, {}, [7303]],
    ['would be that of one that does not move, of another profile', 7502, {}, [7502]],
    ['would be that of one that does not move and is switched off', 7302, { disable: ['fixed'] }, [7302]],
    ['is asked for, and is none with another offset', 7303, {}, [7303]],
    ['is asked for, of a listener that moved already', 7004, {}, [7004]],
    ['is asked for, of a listener that is off without an offset', 7400, { offset: 0 }, [7400]],
    ['is moved and asked for, of a listener that may be off', 7104, {}, [7104]],
  ])('is not open where it %s', (_, port, fields, probed) => {
    expect(forwardTo(port, fields, probed)).toBe('dead 1');
  });

  it('may be any port where one of its listeners has a port that is not known', () => {
    expect([forwardTo(1, {}, [], true), forwardTo(1)]).toEqual(['uncertain', 'dead 1']);
  });

  it('is not asked about where a listener answers', () => {
    expect([forwardTo(7002), forwardTo(7300)]).toEqual(['api', 'fixed']);
  });

  it('may be open where one of the nodes of the host may open it', () => {
    const nodes = { a: node('shop', '1', { host: 'pod' }), b: node('shop', '1', { host: 'pod', offset: 2 }) };
    const hosts = { pod: {}, lb: { forwards: [{ port: 80, to: ['pod:7102'] }] } };
    const [forward] = deploymentOf(topology(nodes, { hosts, products: products as never })).hosts.flatMap(
      (host) => host.forwards,
    );
    expect([forward?.isUncertain, forward?.dead]).toEqual([true, []]);
  });
});
