import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import { flowsOf } from '../../src/flows/flows.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { catalogue, deploymentOf, findings, node, topology } from '../topology-builder.js';

/** Nodes of one product and release, each on a host of its own: `gw: gateway-worker`. */
function crew(
  product: string,
  version: string,
  profiles: Readonly<Record<string, string>>,
): Record<string, NodeFields> {
  return Object.fromEntries(
    Object.entries(profiles).map(([id, profile]) => [id, node(product, version, { host: `${id}.internal`, profile })]),
  );
}

/** A load balancer with a port for each list of nodes, which it leads to their 9443. */
const balancer = (ports: Readonly<Record<number, readonly string[]>>): Pick<TopologyDocument, 'hosts'> => ({
  hosts: {
    lb: {
      forwards: Object.entries(ports).map(([port, ids]) => ({
        port: Number(port),
        to: ids.map((id) => `${id}:servlet-https`),
      })),
    },
  },
});

/** Where a node connects: `tm1.internal:9611`, each once; what browsers dial is left out. */
function dialledBy(document: TopologyDocument, id: string): readonly string[] {
  const rows = flowsOf(deploymentOf(document)).flows.filter(({ sourceNode }) => sourceNode === id);
  return [
    ...new Set(rows.map(({ destinationHost, port }) => `${destinationHost.replace('.internal', '')}:${port}`)),
  ].sort();
}

/** The values of one link in the configuration of a node. */
function values(document: TopologyDocument, id: string, link: string): readonly unknown[] {
  const config = configOf(deploymentOf(document), catalogue).find((each) => each.node === id);
  const settings = (config?.settings ?? []).filter((setting) => setting.id === link && !setting.isDefault);
  return settings.map(({ value }) => String(value).replace('.internal', ''));
}

const MANAGERS = ['tm1:5672', 'tm1:9611', 'tm1:9711', 'tm2:5672', 'tm2:9611', 'tm2:9711'];
const EVENTS = ['tm1:9611', 'tm1:9711', 'tm2:9611', 'tm2:9711'];

describe('2.6 in profiles, two traffic managers', () => {
  const document = topology(
    crew('wso2am', '2.6.0', {
      gw: 'gateway-worker',
      km: 'api-key-manager',
      pub: 'api-publisher',
      store: 'api-store',
      tm1: 'traffic-manager',
      tm2: 'traffic-manager',
    }),
    balancer({ 9444: ['tm1', 'tm2'] }),
  );

  it.each([
    ['gw', ['km:10397', 'km:9443', ...MANAGERS]],
    ['pub', ['gw:9443', 'km:9443', 'lb:9444', ...MANAGERS]],
    ['store', ['gw:8243', 'km:9443']],
    ['km', ['gw:9443']],
    ['tm1', []],
  ])('%s connects to each that its recipe names', (id, ends) => {
    expect(dialledBy(document, id)).toEqual(ends);
  });
});

describe('3.2 in profiles, key managers and traffic managers in pairs behind a balancer', () => {
  const document = topology(
    crew('wso2am', '3.2.0', {
      gw: 'gateway-worker',
      pub: 'api-publisher',
      dev: 'api-devportal',
      km1: 'api-key-manager',
      km2: 'api-key-manager',
      tm1: 'traffic-manager',
      tm2: 'traffic-manager',
    }),
    balancer({ 9443: ['km1', 'km2'], 9444: ['tm1', 'tm2'] }),
  );

  it.each([
    ['gw', ['lb:9443', 'lb:9444', ...MANAGERS]],
    ['pub', ['gw:9443', 'lb:9444', ...EVENTS]],
    ['dev', ['lb:9443', ...EVENTS]],
    ['km1', ['lb:9444', ...EVENTS]],
    ['km2', ['lb:9444', ...EVENTS]],
  ])('%s connects to each that its recipe names', (id, ends) => {
    expect(dialledBy(document, id)).toEqual(ends);
  });

  it('has a group of its own for each traffic manager, with its secure endpoint', () => {
    expect(values(document, 'pub', 'event-hub-publish')).toEqual([
      'tcp://tm1:9611',
      'ssl://tm1:9711',
      'tcp://tm2:9611',
      'ssl://tm2:9711',
    ]);
  });
});

const HUBS = ['cp1:5672', 'cp2:5672'];

describe.each([
  [
    '4.2',
    crew('wso2am', '4.2.0', {
      cp1: 'control-plane',
      cp2: 'control-plane',
      tm1: 'traffic-manager',
      tm2: 'traffic-manager',
      gw: 'gateway-worker',
    }),
  ],
  [
    '4.6',
    {
      ...crew('wso2am-acp', '4.6.0', { cp1: 'default', cp2: 'default' }),
      ...crew('wso2am-tm', '4.6.0', { tm1: 'default', tm2: 'default' }),
      ...crew('wso2am-universal-gw', '4.6.0', { gw: 'default' }),
    },
  ],
])('%s with two control planes behind a balancer and two traffic managers', (_, nodes) => {
  const document = topology(nodes, balancer({ 9443: ['cp1', 'cp2'] }));

  it.each([
    ['gw', [...HUBS, 'lb:9443', ...MANAGERS]],
    ['tm1', [...HUBS, 'lb:9443']],
    ['tm2', [...HUBS, 'lb:9443']],
  ])('%s connects to each that its recipe names', (id, ends) => {
    expect(dialledBy(document, id)).toEqual(ends);
  });

  it('sends events of a control plane to the other one, the own list complete', () => {
    expect(dialledBy(document, 'cp1').filter((end) => end.startsWith('cp'))).toEqual(['cp2:9611', 'cp2:9711']);
    expect(values(document, 'cp1', 'event-hub-publish')).toEqual([
      'tcp://cp1:9611',
      'ssl://cp1:9711',
      'tcp://cp2:9611',
      'ssl://cp2:9711',
    ]);
  });

  it('copies between two of a kind once that is switched on', () => {
    const copying = (id: string, link: string) => ({ ...nodes[id], enable: [link] }) as NodeFields;
    const document = topology(
      {
        ...nodes,
        cp1: copying('cp1', 'event-hub-duplicate'),
        cp2: copying('cp2', 'event-hub-duplicate'),
        tm1: copying('tm1', 'traffic-manager-duplicate'),
        tm2: copying('tm2', 'traffic-manager-duplicate'),
      },
      balancer({ 9443: ['cp1', 'cp2'] }),
    );
    expect(dialledBy(document, 'cp1')).toContain('cp2:5672');
    expect(dialledBy(document, 'tm2')).toContain('tm1:5672');
    expect(values(document, 'cp2', 'event-hub-duplicate')).toEqual(['tcp://cp1:5672']);
    expect(findings(document, 'incomplete-link')).toEqual([]);
  });

  it('is told of a list that leaves one out', () => {
    const gw = { ...nodes.gw, links: { 'throttle-publish': 'tm1', 'throttle-publish-auth': 'tm1' } } as NodeFields;
    const [left] = findings(topology({ ...nodes, gw }, balancer({ 9443: ['cp1', 'cp2'] })), 'incomplete-link').filter(
      ({ data }) => data.node === 'gw',
    );
    expect(left).toMatchObject({ severity: 'warning', data: { missing: ['tm2'], required: true } });
  });
});

describe('4.2 without traffic managers', () => {
  const document = topology(
    crew('wso2am', '4.2.0', { cp1: 'control-plane', cp2: 'control-plane', gw: 'gateway-worker' }),
    balancer({ 9443: ['cp1', 'cp2'] }),
  );

  it('sends what the gateway counts to both control planes', () => {
    expect(dialledBy(document, 'gw')).toEqual([
      'cp1:5672',
      'cp1:9611',
      'cp1:9711',
      'cp2:5672',
      'cp2:9611',
      'cp2:9711',
      'lb:9443',
    ]);
  });

  it('shows the portals behind the balancer to clients', () => {
    const rows = flowsOf(deploymentOf(document)).flows.filter(({ link }) => link === 'publisher-to-devportal-url');
    expect(rows.map(({ sourceNode, destinationHost, port }) => [sourceNode, destinationHost, port])).toEqual([
      ['clients', 'lb', 9443],
    ]);
    expect(values(document, 'cp1', 'publisher-to-devportal-url')).toEqual(['https://lb:9443/devportal']);
  });
});

describe('4.2 with two separate key managers', () => {
  const document = topology(
    crew('wso2am', '4.2.0', {
      cp1: 'control-plane',
      cp2: 'control-plane',
      km1: 'api-key-manager-deprecated',
      km2: 'api-key-manager-deprecated',
      gw: 'gateway-worker',
    }),
    balancer({ 9443: ['cp1', 'cp2'], 9445: ['km1', 'km2'] }),
  );

  it.each([
    ['km1', ['cp1:5672', 'cp1:9611', 'cp1:9711', 'cp2:5672', 'cp2:9611', 'cp2:9711', 'lb:9443']],
    ['cp1', ['cp2:9611', 'cp2:9711', 'gw:9443', 'lb:9445']],
  ])('%s connects to each that its recipe names', (id, ends) => {
    expect(dialledBy(document, id)).toEqual(ends);
  });

  it('validates at the key managers', () => {
    expect(values(document, 'gw', 'key-manager-url')).toEqual(['https://lb:9445/services/']);
    expect(values(document, 'cp1', 'control-plane-to-key-manager')).toEqual(['https://lb:9445/services/']);
    expect(values(document, 'km2', 'token-revocation-notify')).toEqual(['https://lb:9443/internal/data/v1/notify']);
  });
});

describe('two Identity Servers as key manager', () => {
  const is = (host: string) => node('wso2is', '6.1.0', { host, enable: ['is-to-apim-notification'] });
  const cp = (host: string) =>
    node('wso2am', '4.2.0', { host, profile: 'control-plane', enable: ['identity-server-as-key-manager'] });
  const gw = node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' });
  const document = topology(
    { cp1: cp('cp1'), cp2: cp('cp2'), is1: is('is1'), is2: is('is2'), gw },
    balancer({ 9443: ['cp1', 'cp2'], 9444: ['is1', 'is2'] }),
  );

  it.each([
    ['is1', ['lb:9443']],
    ['cp1', ['cp2:9611', 'cp2:9711', 'gw:9443', 'lb:9444']],
    ['gw', ['cp1:5672', 'cp1:9611', 'cp1:9711', 'cp2:5672', 'cp2:9611', 'cp2:9711', 'lb:9443', 'lb:9444']],
  ])('%s connects to each that its recipe names', (id, ends) => {
    expect(dialledBy(document, id)).toEqual(ends);
  });
});

describe('two all-in-one servers of one group', () => {
  const am = (host: string) =>
    node('wso2am', '4.2.0', { host, group: 'prod', enable: ['traffic-manager-duplicate', 'event-hub-duplicate'] });
  const document = topology({ am1: am('am1'), am2: am('am2') });

  it('send each other what they count, and copies', () => {
    expect(dialledBy(document, 'am1')).toEqual(['am2:5672', 'am2:9611', 'am2:9711']);
  });

  it('name both in their lists, and the other one for copies', () => {
    expect(values(document, 'am1', 'throttle-publish')).toEqual(['tcp://am1:9611', 'tcp://am2:9611']);
    expect(values(document, 'am1', 'throttle-publish-auth')).toEqual(['ssl://am1:9711', 'ssl://am2:9711']);
    expect(values(document, 'am1', 'event-hub-duplicate')).toEqual(['tcp://am2:5672']);
    expect(values(document, 'am1', 'traffic-manager-self-jms')).toEqual([]);
  });

  it('are quiet', () => {
    expect(findings(document, 'incomplete-link')).toEqual([]);
  });
});

describe('four nodes of a cluster', () => {
  const member = (host: string) =>
    node('wso2is', '5.11.0', { host, enable: ['cluster-member', 'cluster-wka-members'] });
  const document = topology({ a: member('a'), b: member('b'), c: member('c'), d: member('d') });

  it('dial each of the others', () => {
    expect(dialledBy(document, 'b')).toEqual(['a:4000', 'c:4000', 'd:4000']);
  });

  it('are told of a list that leaves one out, for availability alone', () => {
    const a = { ...member('a'), links: { 'cluster-wka-members': ['b', 'c'] } };
    const left = findings(topology({ a, b: member('b'), c: member('c'), d: member('d') }), 'incomplete-link');
    expect(left.map(({ severity, data }) => [severity, data.node, data.missing])).toEqual([['info', 'a', ['d']]]);
  });
});
