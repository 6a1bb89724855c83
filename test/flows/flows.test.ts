import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/flows/flows.js';
import type { Flow } from '../../src/model/flow.js';
import type { HostFields, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const gateway = (host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile: 'gateway-worker', ...fields });
const trafficManager = (host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile: 'traffic-manager', ...fields });

function flows(document: TopologyDocument): readonly Flow[] {
  return flowsOf(deploymentOf(document)).flows;
}

function flow(document: TopologyDocument, link: string): Flow | undefined {
  return flows(document).find((each) => each.link === link);
}

const open = (document: TopologyDocument) => flowsOf(deploymentOf(document)).open;

describe('a connection', () => {
  const document = topology({ gw: gateway('gw.internal'), tm: trafficManager('tm.internal', { offset: 2 }) });

  it('names both ends, the port to open and what it is for', () => {
    expect(flow(document, 'throttle-publish')).toMatchObject({
      basis: 'assumed',
      sourceHost: 'gw.internal',
      sourceNode: 'gw',
      destinationHost: 'tm.internal',
      destinationNode: 'tm',
      port: 9613,
      protocol: 'tcp',
      purpose: 'Data-bridge binary receiver: throttle/event data from gateways and event publishers',
      link: 'throttle-publish',
      listener: 'databridge-binary',
      crossesHosts: true,
      outcome: 'derived',
      configure: 'tm.internal:9613',
    });
  });

  it('within a host does not cross', () => {
    expect(
      flow(topology({ gw: gateway('app1'), tm: trafficManager('app1', { offset: 2 }) }), 'throttle-publish')
        ?.crossesHosts,
    ).toBe(false);
  });

  it('that dials the wrong port shows the right one, and what is dialled', () => {
    const links = { 'throttle-publish': { to: 'tm', url: 'tcp://tm.internal:9611' } };
    const wrong = topology({ gw: gateway('gw.internal', { links }), tm: trafficManager('tm.internal', { offset: 2 }) });
    expect(flow(wrong, 'throttle-publish')).toMatchObject({
      port: 9613,
      outcome: 'port-mismatch',
      dialled: 'tcp://tm.internal:9611',
    });
  });

  it('that lands on the node itself shows the host that is meant', () => {
    const links = { 'gateway-to-traffic-manager-admin': { to: 'tm', url: 'https://localhost:9443/' } };
    const self = topology({ gw: gateway('gw.internal', { links }), tm: trafficManager('tm.internal') });
    expect(flow(self, 'gateway-to-traffic-manager-admin')).toMatchObject({
      destinationHost: 'tm.internal',
      port: 9443,
      outcome: 'self',
    });
  });

  it('is there for every node that could be meant, where all have the same port', () => {
    const pair = topology({ gw: gateway('gw'), a: trafficManager('h1'), b: trafficManager('h2') });
    expect(
      flows(pair)
        .filter(({ link }) => link === 'throttle-publish')
        .map(({ destinationHost, destinationNode }) => `${destinationNode} ${destinationHost}`),
    ).toEqual(['a h1', 'b h2']);
  });
});

describe('left out', () => {
  it('is a link that is off', () => {
    expect(
      flow(
        topology({ gw: gateway('gw', { disable: ['throttle-publish'] }), tm: trafficManager('tm') }),
        'throttle-publish',
      ),
    ).toBeUndefined();
  });

  it('is what a node dials on itself', () => {
    const rows = flows(topology({ apim: node('wso2am', '4.2.0', { offset: 3 }) }));
    expect(rows.filter(({ sourceNode }) => sourceNode !== 'clients')).toEqual([]);
  });

  it('is an other end that nothing is known of', () => {
    expect(flows(topology({ gw: gateway('gw') }))).toEqual([]);
  });

  it('is a port that does not exist', () => {
    expect(
      flow(topology({ gw: gateway('gw'), tm: trafficManager('tm', { offset: 60_000 }) }), 'throttle-publish'),
    ).toBeUndefined();
  });
});

describe('outside of the topology', () => {
  const external = (url: string, hosts: Readonly<Record<string, HostFields>> = {}) =>
    flow(topology({ gw: gateway('gw', { links: { 'throttle-publish': { url } } }) }, { hosts }), 'throttle-publish');

  it('an address that is written is the destination', () => {
    expect(external('tcp://tm.example.com:9611')).toMatchObject({
      basis: 'literal',
      sourceHost: 'gw',
      sourceNode: 'gw',
      destinationHost: 'tm.example.com',
      port: 9611,
      protocol: 'tcp',
      purpose: '',
      link: 'throttle-publish',
      crossesHosts: true,
      outcome: 'external',
    });
  });

  it('other software on a host of the topology is found under its name', () => {
    expect(
      external('tcp://10.0.0.9:9611', { box: { addresses: ['10.0.0.9'], occupied: [{ port: 9611, by: 'proxy' }] } }),
    ).toMatchObject({ destinationHost: 'box', outcome: 'undecided' });
  });
});

describe('front ends', () => {
  const links = { 'portal-to-gateway-https-endpoint': { to: 'gw', url: 'https://lb:443' } };
  const document = topology(
    { cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane', links }), gw: gateway('gw', { offset: 1 }) },
    { hosts: { lb: { forwards: [{ port: 443, to: ['gw:passthrough-https'] }] } } },
  );

  it('are the destination of what dials them', () => {
    const found = flow(document, 'portal-to-gateway-https-endpoint');
    expect(found).toMatchObject({ destinationHost: 'lb', port: 443, crossesHosts: true });
    expect(found).not.toHaveProperty('destinationNode');
  });

  it('are the source of what they forward', () => {
    expect(flow(document, 'forward')).toMatchObject({
      sourceHost: 'lb',
      sourceNode: 'forward',
      destinationHost: 'gw',
      destinationNode: 'gw',
      port: 8244,
      outcome: 'forward',
    });
  });

  it('do not forward to what is closed', () => {
    const closed = topology(
      { tm: trafficManager('tm') },
      { hosts: { lb: { forwards: [{ port: 443, to: ['tm:passthrough-https'] }] } } },
    );
    expect(flows(closed)).toEqual([]);
  });

  it('reach into containers by what the machine publishes', () => {
    const hosts = {
      lb: { forwards: [{ port: 443, to: ['gw:passthrough-https'] }] },
      machine: {},
      box: { on: 'machine', publish: ['18243:8243'] },
    };
    expect(flow(topology({ gw: gateway('box') }, { hosts }), 'forward')).toMatchObject({
      destinationHost: 'machine',
      destinationNode: 'gw',
      port: 18_243,
    });
  });
});

describe('containers', () => {
  const plan = (gw: string) =>
    topology(
      { gw: gateway(gw), tm: trafficManager('box') },
      { hosts: { machine: {}, other: {}, side: { on: 'machine' }, box: { on: 'machine', publish: ['19611:9611'] } } },
    );

  it('are reached at their machine from elsewhere', () => {
    expect(flow(plan('other'), 'throttle-publish')).toMatchObject({
      destinationHost: 'machine',
      destinationNode: 'tm',
      port: 19_611,
      crossesHosts: true,
    });
  });

  it('of one machine are not apart', () => {
    expect(flow(plan('side'), 'throttle-publish')).toMatchObject({
      destinationHost: 'box',
      port: 9611,
      crossesHosts: false,
    });
  });
});

describe('links of which no port can be said are named', () => {
  it('when nobody said which node is meant', () => {
    const document = topology({
      gw: gateway('gw'),
      a: node('wso2am', '4.2.0', { host: 'h1', profile: 'control-plane' }),
      b: node('wso2am', '4.2.0', { host: 'h2', profile: 'control-plane' }),
    });
    expect(open(document)).toContainEqual({
      node: 'gw',
      link: 'event-hub-rest',
      outcome: 'ambiguous',
      nodes: ['a', 'b'],
    });
  });

  it('when the node that is meant does not open the listener', () => {
    const document = topology({ gw: gateway('gw', { links: { 'throttle-publish': 'gw2' } }), gw2: gateway('h2') });
    expect(open(document)).toContainEqual({
      node: 'gw',
      link: 'throttle-publish',
      outcome: 'target-off',
      nodes: ['gw2'],
    });
  });

  it('when a shipped literal lands on the node itself', () => {
    const document = topology({ apim: node('wso2am', '4.2.0', { offset: 2, enable: ['workflow-engine'] }) });
    expect(open(document)).toEqual([{ node: 'apim', link: 'workflow-engine', outcome: 'self', nodes: [] }]);
  });
});

it('the order depends on names and numbers, not on the order of the file', () => {
  const a = { gw: gateway('h1'), tm: trafficManager('h2'), gw2: gateway('h0') };
  const b = { gw2: a.gw2, tm: a.tm, gw: a.gw };
  expect(flows(topology(a))).toEqual(flows(topology(b)));
});

describe('what clients dial', () => {
  const portal = (hosts: Readonly<Record<string, HostFields>> = {}) =>
    topology(
      {
        cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane' }),
        gw: gateway('gw', { offset: 1 }),
        gw2: gateway('gw2', { offset: 1 }),
      },
      { hosts },
    );
  const lb: HostFields = { forwards: [{ port: 443, to: ['gw:passthrough-https', 'gw2:passthrough-https'] }] };

  it('is a row from clients to the front end, not from the node that shows it', () => {
    expect(flow(portal({ lb }), 'portal-to-gateway-https-endpoint')).toMatchObject({
      sourceNode: 'clients',
      destinationHost: 'lb',
      port: 443,
    });
  });

  it('is open without a front end, where one of several is meant', () => {
    expect(open(portal())).toContainEqual({
      node: 'cp',
      link: 'portal-to-gateway-https-endpoint',
      outcome: 'ambiguous',
      nodes: ['gw', 'gw2'],
    });
  });
});

describe('what a node dials beside its links', () => {
  const dialling = (hosts: Readonly<Record<string, HostFields>>) =>
    flows(
      topology({ mi: node('wso2mi', '4.2.0', { dials: [{ to: 'db.corp:3306', purpose: 'orders' }] }) }, { hosts }),
    ).find(({ link }) => link === 'dials');

  it('is a row with its purpose', () => {
    expect(dialling({})).toMatchObject({ destinationHost: 'db.corp', port: 3306, purpose: 'orders', basis: 'literal' });
  });

  it('has the addresses of both hosts', () => {
    const hosts = { app1: { addresses: ['10.0.0.1'] }, db: { addresses: ['db.corp', '10.0.0.9'] } };
    expect(dialling(hosts)).toMatchObject({
      destinationHost: 'db',
      sourceAddresses: ['10.0.0.1'],
      destinationAddresses: ['10.0.0.9'],
    });
  });
});

describe('a data bridge', () => {
  const integrator = (url: string) =>
    node('wso2ei-integrator', '6.6.0', { host: 'ei', links: { 'analytics-thrift': { url } } });
  const worker = (host: string, offset = 0) => node('wso2ei-analytics-worker', '6.6.0', { host, offset });
  const rows = (document: TopologyDocument) =>
    flows(document).map(({ destinationHost, port, listener, outcome }) => [destinationHost, port, listener, outcome]);

  it('is dialled on its secure port as well, which nobody has to write', () => {
    expect(rows(topology({ ei: integrator('tcp://w:7612'), w: worker('w') }))).toEqual([
      ['w', 7612, 'databridge-thrift', 'match'],
      ['w', 7712, 'databridge-thrift-ssl', 'match'],
    ]);
  });

  it('is dialled there on the right port where the written one is wrong', () => {
    const document = topology({ ei: integrator('tcp://w:7612'), w: worker('w', 1) });
    const secure = flow(document, 'analytics-thrift');
    expect(rows(document)).toEqual([
      ['w', 7613, 'databridge-thrift', 'port-mismatch'],
      ['w', 7713, 'databridge-thrift-ssl', 'match'],
    ]);
    expect(secure).toMatchObject({ dialled: 'tcp://w:7612' });
  });
});
