import { describe, expect, it } from 'vitest';
import { expandPlan } from '../../src/expand/expand.js';
import { planOf } from '../../src/load/plan.js';
import type { NodePlan, TopologyDocument } from '../../src/model/topology.js';
import { catalogue, FILE, node, topology } from '../topology-builder.js';

/** The deployment of a topology of which files say more about one node. */
function deploymentWith(document: TopologyDocument, id: string, more: Partial<NodePlan>) {
  const { plan } = planOf([{ file: FILE, document }]);
  const nodes = plan.nodes.map((each) => (each.id === id ? { ...each, ...more } : each));
  return expandPlan({ ...plan, nodes }, catalogue).deployment;
}

const undefinedIn = (value: object) =>
  Object.entries(value).flatMap(([key, each]) => (each === undefined ? [key] : []));

describe('what is derived has only the fields of which something is known', () => {
  it('a plan without a name, its hosts and nodes, and what they open and dial', () => {
    const document = topology(
      {
        a: node('wso2am', '2.6.0', {
          dials: [{ to: 'db:1' }, { to: 'nothing' }],
          ports: { websocket: { bind: '10.0.0.1' } },
        }),
        b: node('wso2am', '4.2.0', { host: 'b', profile: 'nobody', offset: 'auto' }),
        c: node('wso2mi', '4.2.9', { host: 'c' }),
      },
      { hosts: { lb: { forwards: [{ port: 80, to: ['a:9443', 'a:1'] }], occupied: [{ port: 5 }] } } },
    );
    const { deployment, problems } = expandPlan(planOf([{ file: FILE, document }]).plan, catalogue);
    const { hosts, nodes, listeners, dials } = deployment;
    const all = [deployment, ...hosts, ...hosts.flatMap(({ forwards }) => forwards), ...nodes, ...listeners, ...dials];
    const references = nodes.flatMap(({ selfReferences }) => selfReferences);
    expect([...all, ...references, ...problems, ...problems.map(({ data }) => data)].flatMap(undefinedIn)).toEqual([]);
  });
});

describe('what files say of a node', () => {
  it('is carried on', () => {
    const place = { file: 'a.toml', path: [] };
    const more = {
      configured: new Map([['offset', { value: 1, setting: 'offset', place }]]),
      drifts: [],
      unknownKeys: [],
      hasUnknownPort: true,
      evidence: { sources: ['a.toml'], assumed: [], contradictions: [] },
    } as const;
    const { nodes } = deploymentWith(topology({ a: node('wso2mi', '4.2.0') }), 'a', more);
    expect(nodes[0]).toMatchObject(more);
  });
});

describe('a name that only a cluster knows', () => {
  const am = (profile: string, fields = {}) => node('wso2am', '2.6.0', { profile, ...fields });
  const cluster = (hosts: TopologyDocument['hosts'], nodes: TopologyDocument['nodes']) =>
    topology(
      {
        gw: am('gateway-worker', { host: 'gw', links: { 'key-validation-ws': { url: 'https://kmm:9443' } } }),
        ...nodes,
      },
      {
        hosts: { gw: { kind: 'pod' }, svc: { kind: 'service', forwards: [{ port: 443, to: ['km:9443'] }] }, ...hosts },
      },
    );
  const judged = (document: TopologyDocument, more: Partial<NodePlan> = {}) => {
    const { links } = deploymentWith(document, 'gw', more);
    const { outcome, target, expectedHost, expectedPort } = links.find(({ id }) => id === 'key-validation-ws') ?? {};
    return [outcome, target, expectedHost, expectedPort];
  };
  const km = { km: am('api-key-manager', { host: 'km' }) };
  const pod = { km: { kind: 'pod' } } as const;

  it('leads nowhere if it leads to none of the Services, and the one that is meant is told', () => {
    expect(judged(cluster(pod, km))).toEqual(['unknown-host', 'km', 'svc', 443]);
  });

  it('leads nowhere where several could be meant, of which none is told', () => {
    const two = { ...km, km2: am('api-key-manager', { host: 'km2' }) };
    expect(judged(cluster({ ...pod, km2: { kind: 'pod' } }, two))).toEqual([
      'unknown-host',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    [
      'nobody of the plan is meant',
      cluster({ km: { kind: 'pod' } }, { km: node('wso2mi', '4.2.0', { host: 'km' }) }),
      {},
    ],
    ['the node is in no pod', cluster({ ...pod, gw: {} }, km), {}],
    [
      'the node is of a chart, whose other charts are not known',
      cluster(pod, km),
      { evidence: { sources: [], assumed: [], contradictions: [], ofChart: true } },
    ],
  ] as const)('is outside where %s', (_, document, more) => {
    expect(judged(document, more)[0]).toBe('external');
  });
});

describe('a front end', () => {
  const km = (host: string) => node('wso2am', '2.6.0', { host, profile: 'api-key-manager' });
  const link = (...to: readonly string[]) => {
    const document = topology(
      { gw: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker' }), km1: km('km1'), km2: km('km2') },
      { hosts: { lb: { forwards: [{ port: 443, to: [...to] }] } } },
    );
    const { links } = deploymentWith(document, 'gw', {});
    const { outcome, front, expectedPort, candidates } = links.find(({ id }) => id === 'key-validation-ws') ?? {};
    return [outcome, front, expectedPort, candidates];
  };

  it('that leads to one listener of all nodes is meant by who could mean each of them', () => {
    expect(link('km1:9443', 'km2:9443')).toEqual(['derived', 'lb', 443, []]);
    expect(link('km2:9443', 'km1:9443', 'km1:9443')).toEqual(['derived', 'lb', 443, []]);
  });

  it.each([
    ['to several listeners', ['km1:9443', 'km2:9763']],
    ['to another listener', ['km1:9763', 'km2:9763']],
    ['to one of them', ['km1:9443']],
    ['to others as well', ['km1:9443', 'km2:9443', 'gw:9443']],
  ])('that leads %s is not', (_, to) => {
    expect(link(...to)).toEqual(['ambiguous', undefined, undefined, ['km1', 'km2']]);
  });
});
