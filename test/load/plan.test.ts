import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/load/plan.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { node, topology } from '../topology-builder.js';

const plan = (...documents: TopologyDocument[]) =>
  planOf(documents.map((document, index) => ({ file: `${index + 1}.yaml`, document })));
const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

describe('defaults', () => {
  const document: TopologyDocument = {
    version: 1,
    defaults: {
      product: 'wso2am',
      version: '2.6.0',
      profile: 'gateway-worker',
      offset: 2,
      pinned: true,
      bind: '10.0.0.1',
      ports: { websocket: 9099 },
      enable: ['a'],
    },
    hosts: { app1: {} },
    nodes: {
      a: { host: 'app1' },
      b: { host: 'app1', version: '2.5.0', pinned: false, ports: { 'servlet-https': 9443 }, enable: [] },
    },
  };
  const nodes = () => plan(document).plan.nodes;

  it('are the values of a node that has none', () => {
    const [a] = nodes();
    expect(a).toMatchObject({
      product: { id: 'wso2am' },
      version: { id: '2.6.0' },
      profile: { id: 'gateway-worker' },
      offset: 2,
      pinned: true,
      bind: '10.0.0.1',
    });
    expect(a?.ports).toMatchObject([{ id: 'websocket', port: 9099 }]);
  });

  it("give way as a whole to a node's own value", () => {
    const [, b] = nodes();
    expect(b).toMatchObject({ version: { id: '2.5.0' }, pinned: false });
    expect(b?.ports.map(({ id }) => id)).toEqual(['servlet-https']);
    expect(b?.enable).toEqual([]);
  });

  it('are where their values are written', () => {
    const [a, b] = nodes();
    expect(a?.version.place).toEqual({ file: '1.yaml', path: ['defaults', 'version'] });
    expect(b?.version.place).toEqual({ file: '1.yaml', path: ['nodes', 'b', 'version'] });
    expect(a?.ports[0]?.place.path).toEqual(['defaults', 'ports', 'websocket']);
    expect(a?.enable[0]?.place.path).toEqual(['defaults', 'enable', 0]);
  });
});

describe('a link is written out', () => {
  const ends = (link: unknown) =>
    plan(topology({ a: mi({ links: { 'broker-jms': link } }) })).plan.nodes[0]?.links[0]?.ends;

  it('from a node id', () =>
    expect(ends('mb')).toMatchObject([{ to: 'mb', place: { path: ['nodes', 'a', 'links', 'broker-jms'] } }]));

  it('from a map', () => expect(ends({ url: 'tcp://mb:5672' })).toMatchObject([{ url: 'tcp://mb:5672' }]));

  it('from a list, with the number of each', () => {
    expect(ends(['mb1', { to: 'mb2', port: 5673 }])).toMatchObject([
      { to: 'mb1', index: 0, place: { path: ['nodes', 'a', 'links', 'broker-jms', 0] } },
      { to: 'mb2', port: 5673, index: 1 },
    ]);
  });
});

describe('several files', () => {
  it('are one plan with the hosts and nodes of all', () => {
    const { plan: one, problems } = plan(
      topology({ a: mi() }, { name: 'first' }),
      topology({ b: mi({ host: 'app2' }) }, { name: 'second' }),
    );
    expect(problems).toEqual([]);
    expect(one).toMatchObject({ name: 'first', files: ['1.yaml', '2.yaml'] });
    expect(one.nodes.map(({ id, place }) => [id, place.file])).toEqual([
      ['a', '1.yaml'],
      ['b', '2.yaml'],
    ]);
  });

  it('keep their defaults to themselves', () => {
    const first = topology({ a: { host: 'app1' } }, { defaults: { product: 'wso2mi', version: '4.2.0' } });
    const second = topology({ b: { host: 'app1' } }, { defaults: { product: 'wso2am', version: '4.2.0' } });
    expect(plan(first, second).plan.nodes.map(({ product }) => product.id)).toEqual(['wso2mi', 'wso2am']);
  });

  it('may describe one host, which has everything that any of them says', () => {
    const first = topology({}, { hosts: { x: { addresses: ['a', 'b'], occupied: [{ port: 1 }], publish: ['1:1'] } } });
    const second = topology(
      {},
      { hosts: { x: { addresses: ['b', 'c'], occupied: [{ port: 2 }], publish: ['1:1', '2:2'] } } },
    );
    const [host, ...others] = plan(first, second).plan.hosts;
    expect(others).toEqual([]);
    expect(host?.addresses).toEqual(['a', 'b', 'c']);
    expect(host?.occupied.map(({ from }) => from)).toEqual([1, 2]);
    expect(host?.published.map(({ text }) => text)).toEqual(['1:1', '2:2']);
  });

  it.each([
    ['first', [{ ephemeral: 'none' }, {}]],
    ['second', [{}, { ephemeral: 'none' }]],
  ])('may switch off the outgoing range of a host: in the %s', (_, hosts) => {
    const [host] = plan(...hosts.map((x) => topology({}, { hosts: { x } }))).plan.hosts;
    expect(host).not.toHaveProperty('ephemeral');
  });

  it('may say in either of them what a host runs on', () => {
    const [host] = plan(topology({}, { hosts: { x: {} } }), topology({}, { hosts: { x: { on: 'y' } } })).plan.hosts;
    expect(host?.on?.id).toBe('y');
  });

  it('may not both define a node', () => {
    const { plan: one, problems } = plan(topology({ a: mi() }), topology({ a: mi({ offset: 3 }) }));
    expect(one.nodes).toHaveLength(1);
    expect(problems).toMatchObject([
      { message: 'invalid', at: { file: '2.yaml', path: ['nodes', 'a'] }, related: [{ file: '1.yaml' }] },
    ]);
  });

  it('change severities in their order', () => {
    const { severities } = plan(
      topology({}, { rules: { 'port-range': 'off' } }),
      topology({}, { rules: { 'port-range': 'info' } }),
    ).plan;
    expect(severities.map(({ severity, place }) => [severity, place?.file])).toEqual([
      ['off', '1.yaml'],
      ['info', '2.yaml'],
    ]);
  });
});

describe('a product that the topology describes', () => {
  const nginx = { name: 'nginx', listeners: [{ id: 'https', basePort: 443 }] } as never;

  it('has the plainest meaning where nothing is said', () => {
    const [product] = plan(topology({ web: node('nginx', '1.27') }, { products: { nginx } })).plan.products;
    expect(product).toMatchObject({ id: 'nginx', releases: ['1.27'], defaultOffset: 0, profiles: ['default'] });
    expect(product?.listeners).toMatchObject([
      { protocol: 'tcp', shift: 'fixed', explicitTakesOffset: false, enabled: true, profiles: ['all'], bind: 'any' },
    ]);
  });

  it('has the releases that nodes name, the default one too', () => {
    const nodes = { a: node('nginx', '1.27'), b: { host: 'app1', product: 'nginx' }, c: mi() };
    const [product] = plan(topology(nodes, { products: { nginx }, defaults: { version: '1.26' } })).plan.products;
    expect(product?.releases).toEqual(['1.27', '1.26']);
  });

  it('has a release even where no node names one', () => {
    expect(plan(topology({}, { products: { nginx } })).plan.products[0]?.releases).toEqual(['1']);
  });

  it('keeps what is said', () => {
    const full = {
      name: 'Our gateway',
      releases: ['1', '2'],
      defaultOffset: 5,
      listeners: [{ id: 'https', basePort: 443, shift: 'follows', protocol: 'udp' }],
      links: [{ id: 'upstream', from: 'x', to: 'y', listener: 'z', kind: 'advertised' }],
      selfReferences: [{ id: 'home', file: 'f', element: 'e', default: 'd', listeners: ['https'] }],
    } as never;
    const [product] = plan(topology({}, { products: { full } })).plan.products;
    expect(product).toMatchObject({ name: 'Our gateway', releases: ['1', '2'], defaultOffset: 5 });
    expect(product?.listeners).toMatchObject([{ shift: 'follows', protocol: 'udp' }]);
    expect(product?.links).toMatchObject([
      { kind: 'advertised', enabled: true, defaultPort: null, takesOwnOffset: false },
    ]);
    expect(product?.selfReferences).toMatchObject([{ edit: 'always', movesWithOffset: false }]);
  });
});
