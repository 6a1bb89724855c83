import { describe, expect, it } from 'vitest';
import type { LinkEntry } from '../../src/model/product.js';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { linksOf, node, topology } from '../topology-builder.js';

type Written = NonNullable<NodeFields['links']>[string];

const listener = (id: string, basePort: number, transport = 'http', more: object = {}) => ({
  ...{ id, basePort, transport, shift: 'follows', purpose: 'x', sources: ['x'] },
  ...more,
});

const shop = (link: Partial<LinkEntry>) => ({
  ...{ name: 'shop', profiles: ['front', 'store'], roles: { front: ['front'], store: ['store'] } },
  listeners: [
    listener('page', 8000),
    listener('page-https', 8001, 'https'),
    listener('chat-secure', 8003, 'wss'),
    listener('maybe', 8100, 'http', { enabled: 'unknown' }),
    listener('closed', 8200, 'http', { enabled: false }),
    listener('closed-too', 8300, 'http', { enabled: false }),
    listener('news', 8400, 'tcp', { protocol: 'udp' }),
  ],
  links: [
    {
      ...{ id: 'stock', from: 'front', to: 'store', listener: 'page', kind: 'endpoint', enabled: true, sources: ['x'] },
      ...link,
    },
    { id: 'heir', from: 'front', to: 'store', listener: 'page', fallback: 'stock', enabled: true, sources: ['x'] },
  ],
});

/** A product that opens a port only where it is told to. */
const quiet = { name: 'quiet', listeners: [listener('page', 8000, 'http', { enabled: false })] };

const depot = { name: 'depot', roles: { depot: ['default'] }, listeners: [listener('page', 8000)] };

interface Plan {
  readonly nodes?: Readonly<Record<string, NodeFields>>;
  readonly hosts?: Readonly<Record<string, HostFields>>;
  readonly front?: Partial<NodeFields>;
}

/** The link of a front that is written like this: what it is found to be, who is meant, what answers, and where to dial instead. */
function stockOf(written: Written | undefined, link: Partial<LinkEntry> = {}, plan: Plan = {}, id = 'stock') {
  const { nodes = {}, hosts = {}, front = {} } = plan;
  const links = written === undefined ? {} : { links: { stock: written } };
  const document = topology(
    { f: node('shop', '1', { host: 'f', profile: 'front', ...links, ...front }), ...nodes },
    { hosts, products: { shop: shop(link), depot, quiet } as never },
  );
  return linksOf(document, 'f', id)
    .map(({ outcome, unjudged, target, reached, expectedHost, expectedPort, expectedAddress, front: by }) =>
      [
        ...[outcome, unjudged, target, reached && `reaches ${reached.node}:${reached.listener}`],
        expectedHost && `by ${expectedAddress ?? expectedHost}:${expectedPort}`,
        by && `through ${by}`,
      ]
        .filter((part) => part)
        .join(' '),
    )
    .join(', ');
}

const store = (host: string, fields: Partial<NodeFields> = {}) =>
  node('shop', '1', { host, profile: 'store', ...fields });
const other = (host: string) => node('depot', '1', { host });
const one = { s: store('s') };
const two = { s: store('s'), t: store('t') };

describe('a text that is no address', () => {
  it.each([
    ['is not judged where it holds a variable', '/${services}', 'undecided variable'],
    ['is not judged where its host does', 'http://${stores}:8000', 'undecided variable'],
    ['is not judged where its port is one that nobody knows', 'http://elsewhere:${stock.port}', 'undecided variable'],
    ['is malformed else', '/services', 'malformed'],
  ])('%s', (_, url, expected) => {
    expect(stockOf({ url }, {}, { nodes: one })).toBe(expected);
  });

  it('leads out of the plan where only what follows the port is one', () => {
    expect(stockOf({ url: 'http://elsewhere:8000/${services}' }, {}, { nodes: one })).toBe('external');
  });
});

describe('the listener that is right', () => {
  const both = { listener: ['page', 'page-https'] };

  it.each([
    ['speaks what the address says', 'https://s:9999', 'port-mismatch s by s:8001'],
    ['speaks what the address says, where that is plain', 'http://s:9999', 'port-mismatch s by s:8000'],
    ['is the first one where the address says nothing', 's:9999', 'port-mismatch s by s:8000'],
  ])('%s', (_, url, expected) => {
    expect(stockOf({ url }, both, { nodes: one })).toBe(expected);
  });

  it('is one of several in another form behind a front end', () => {
    const hosts = { lb: { forwards: [{ port: 9000, to: ['s:page'] }] } };
    expect(stockOf({ url: 'lb:9000' }, { listener: ['chat-secure', 'page-https'] }, { nodes: one, hosts })).toBe(
      'match s by lb:9000',
    );
  });

  it('is not one of another protocol', () => {
    expect(stockOf({ url: 's:8400' }, {}, { nodes: one })).toBe('port-mismatch s by s:8000');
  });

  it('is behind a front end that leads to several, or to one that runs several times', () => {
    const hosts = (...to: readonly string[]) => ({ lb: { forwards: [{ port: 9000, to: [...to] }] } });
    const through = (replicas: number, ...to: readonly string[]) =>
      stockOf({ url: 'lb:9000' }, {}, { nodes: { s: store('s', { replicas }), t: store('t') }, hosts: hosts(...to) });
    expect(through(1, 's:page')).toBe('match s by lb:9000');
    expect(through(2, 's:page')).toBe('match s by lb:9000 through lb');
    expect(through(1, 's:page', 't:page')).toBe('match s by lb:9000 through lb');
  });
});

describe('a listener that the node does not open', () => {
  const at = (link: Partial<LinkEntry>, fields: Partial<NodeFields> = {}) =>
    stockOf({ url: 's:8100' }, link, { nodes: { s: store('s', fields) } });

  it.each<[string, Partial<LinkEntry>, Partial<NodeFields>, string]>([
    ['may be open where the sources do not say', { listener: 'maybe' }, {}, 'undecided unknown-node'],
    ['may be open where they do not say so of one', { listener: ['closed', 'maybe'] }, {}, 'undecided unknown-node'],
    ['is closed where the plan says so', { listener: 'maybe' }, { disable: ['maybe'] }, 'target-off s'],
    ['is closed where it is as shipped', { listener: 'closed' }, {}, 'target-off s'],
    ['is open where the plan says so', { listener: 'closed' }, { enable: ['closed'] }, 'port-mismatch s by s:8200'],
  ])('%s', (_, link, fields, expected) => {
    expect(at(link, fields)).toBe(expected);
  });

  it('is not used where the product finds out by itself', () => {
    expect(stockOf({ to: 's' }, { listener: 'closed', kind: 'port', defaultPort: 8200 }, { nodes: one })).toBe('off s');
    expect(stockOf({ to: 's' }, { listener: 'closed' }, { nodes: one })).toBe('target-off s');
  });

  it('is missing only on the node that answers at the address', () => {
    const nodes = { s: store('s', { disable: ['page'] }), o: other('o') };
    expect(stockOf({ url: 'o:8000' }, {}, { nodes })).toBe('wrong-role s reaches o:page');
  });

  it('is missing where the plan closes one of several, and nothing is written', () => {
    const nodes = { s: store('s', { disable: ['closed'] }) };
    expect(stockOf(undefined, { listener: ['closed', 'closed-too'] }, { nodes })).toBe('target-off s');
    expect(stockOf(undefined, { listener: ['closed', 'closed-too'] }, { nodes: one })).toBe('off s');
  });

  it('has no port that the product could compute where none is shipped', () => {
    expect(stockOf({ to: 's' }, { kind: 'port', defaultPort: null }, { nodes: one })).toBe('derived s by s:8000');
    expect(stockOf({ to: 's' }, { kind: 'port', defaultPort: 8005 }, { nodes: one })).toBe('port-mismatch s by s:8000');
  });
});

describe('an address at which several answer', () => {
  const lb = (...to: readonly string[]) => ({ lb: { forwards: [{ port: 9000, to: [...to] }] } });

  it('is not judged where one of them has an unknown profile', () => {
    const nodes = { s: store('s'), x: store('x', { profile: 'stroe' }), o: other('o') };
    const at = (...to: readonly string[]) => stockOf({ url: 'lb:9000' }, {}, { nodes, hosts: lb(...to) });
    expect(at('o:page', 'x:page')).toBe('undecided unknown-node');
    expect(at('o:page')).toBe('wrong-role s reaches o:page by s:8000');
  });

  it('is not judged for clients where all of them are of other products', () => {
    const nodes = { s: store('s'), o: other('o'), g: node('shop', '1', { host: 'g', profile: 'front' }) };
    const at = (...to: readonly string[]) =>
      stockOf({ url: 'lb:9000' }, { front: 'client' }, { nodes, hosts: lb(...to) });
    expect(at('o:page')).toBe('undecided front');
    expect(at('o:page', 'g:page')).toBe('wrong-role s reaches o:page by s:8000');
    expect(stockOf({ url: 'lb:9000' }, {}, { nodes, hosts: lb('o:page') })).toBe(
      'wrong-role s reaches o:page by s:8000',
    );
  });
});

describe('an address that clients see', () => {
  const hosts = {
    m: {},
    box: { on: 'm', publish: ['19000:8000'] },
    box2: { on: 'm', publish: ['8000:8000'] },
  };
  const nodes = { s: store('box'), t: store('box2') };

  it.each<[Partial<LinkEntry>]>([[{ kind: 'advertised' }], [{ front: 'client' }]])(
    'is that of the machine of a container: %o',
    (link) => {
      expect(stockOf({ url: 'box:19000' }, link, { nodes, hosts })).toBe('match s by m:19000');
      expect(stockOf({ url: 'box:8000' }, link, { nodes, hosts })).toBe('match s by box:8000');
    },
  );

  it('is that of the container for others, which name it', () => {
    expect(stockOf({ url: 'box:19000' }, {}, { nodes, hosts })).toBe('port-mismatch s by box:8000');
  });
});

describe('an address that a node does not bind', () => {
  const bound = { s: store('s', { bind: '10.0.0.5' }) };
  const at = (url: string, hosts: Readonly<Record<string, HostFields>>) =>
    stockOf({ url }, {}, { nodes: bound, hosts });
  const addresses = ['10.0.0.5', '10.0.0.6'];

  it('is another one of its host', () => {
    expect(at('10.0.0.6:8000', { s: { addresses } })).toBe('port-mismatch s by 10.0.0.5:8000');
  });

  it('is none where a Service leads there', () => {
    const pod = { kind: 'pod' } as const;
    const svc: HostFields = { kind: 'service', forwards: [{ port: 80, to: ['s:page'] }] };
    expect(at('10.0.0.6:8000', { f: pod, s: { ...pod, addresses }, svc })).toBe('port-mismatch s by svc:80');
  });

  it('is none of another host', () => {
    const x = { addresses: ['10.9.9.9'] };
    expect(at('10.9.9.9:8000', { s: { addresses }, x })).toBe('external');
    expect(at('10.9.9.9:8000', { s: { addresses }, x: { ...x, occupied: [{ port: 1 }] } })).toBe(
      'port-mismatch s by s:8000',
    );
  });
});

describe('the own host, where nothing answers', () => {
  const at = (port: number, link: Partial<LinkEntry>, nodes: Plan['nodes'] = {}, to?: string) =>
    stockOf({ url: `f:${port}`, ...(to === undefined ? {} : { to }) }, { defaultPort: 7000, ...link }, { nodes });

  it('has the shipped value of something that is not used', () => {
    expect(at(7000, { enabled: false })).toBe('undecided nobody');
  });

  it.each<[string, number, Partial<LinkEntry>, Plan['nodes'], string]>([
    ['at another port', 7001, { enabled: false }, {}, 'self'],
    ['where it is used as shipped', 7000, {}, {}, 'self'],
    ['where one node could be meant', 7000, { enabled: false }, one, 'self s by s:8000'],
    ['where several could be', 7000, { enabled: false }, two, 'self'],
  ])('is dialled by mistake %s', (_, port, link, nodes, expected) => {
    expect(at(port, link, nodes)).toBe(expected);
  });

  it('is dialled by mistake where another node is named, whatever it does', () => {
    expect(at(7000, { enabled: false }, { o: other('o') }, 'o')).toBe('self o by o:8000');
  });
});

describe('a port of a machine', () => {
  const hosts = { m: {}, box: { on: 'm', publish: ['19000-19001:8000-8001'] } };
  const nodes = { s: store('box'), q: node('quiet', '1', { host: 'm' }) };

  it('is that of a container as far as its range goes', () => {
    expect(stockOf({ url: 'm:19000' }, {}, { nodes, hosts })).toBe('match s by m:19000');
    expect(stockOf({ url: 'm:19001' }, {}, { nodes, hosts })).toBe('port-mismatch s reaches s:page-https by m:19000');
    expect(stockOf({ url: 'm:19003' }, {}, { nodes, hosts })).toBe('port-mismatch s by m:19000');
    expect(stockOf({ url: 'm:18999' }, {}, { nodes, hosts })).toBe('port-mismatch s by m:19000');
  });
});

it('a front end has a wrong port for the node that is named, whatever that plays', () => {
  const nodes = { q: node('quiet', '1', { host: 'q', ports: { page: 8000 }, enable: ['page'] }), o: other('o') };
  const hosts = {
    lb: {
      forwards: [
        { port: 9000, to: ['o:page'] },
        { port: 9001, to: ['q:page'] },
      ],
    },
  };
  expect(stockOf({ to: 'q', url: 'lb:9000' }, { front: 'client' }, { nodes, hosts })).toBe(
    'port-mismatch q reaches o:page by lb:9001',
  );
});

it('a name that only the cluster of the plan could know is wrong, and means nobody else than the node itself', () => {
  const pod: HostFields = { kind: 'pod', namespace: 'ns' };
  const hosts = { f: pod, s: pod, svc: { kind: 'service', namespace: 'ns' } } as const;
  const at = (link: Partial<LinkEntry>, nodes: NonNullable<Plan['nodes']>) =>
    stockOf({ url: 'stock:8000' }, link, { nodes, hosts });
  expect(at({}, one)).toBe('unknown-host s by s:8000');
  expect(at({}, { ...one, t: store('s', { offset: 10 }) })).toBe('unknown-host');
  expect(at({ to: 'front' }, {})).toBe('unknown-host');
  expect(at({}, {})).toBe('external');
});

it('other software is right for what is outside of the catalogue', () => {
  const hosts = { db: { occupied: [{ port: 5432, by: 'db' }] } };
  expect(stockOf({ url: 'db:5432' }, { to: 'external' }, { hosts })).toBe('match by db:5432');
  expect(stockOf({ url: 'db:5432' }, {}, { hosts })).toBe('undecided occupied');
});

it('a link to a node of an unknown product is not judged', () => {
  const x = node('wso2what', '1', { host: 'x' });
  expect(stockOf({ to: 'x', url: 'x:8000' }, {}, { nodes: { x } })).toBe('undecided unknown-node');
  const hosts = { lb: { forwards: [{ port: 9000, to: ['x:8000'] }] } };
  expect(stockOf({ url: 'lb:9000' }, {}, { nodes: { x, ...one }, hosts })).toBe('undecided unknown-node');
});

describe('a link that takes its value from another one', () => {
  const heir = (...written: readonly Written[]) => {
    const [first, ...more] = written;
    const value = more.length === 0 ? first : written;
    return stockOf(value as Written, {}, { nodes: two }, 'heir');
  };

  it('has all of its ends where all of them are right', () => {
    expect(heir({ url: 's:8000' })).toBe('match s by s:8000');
    expect(heir({ url: 's:8000' }, { url: 't:8000' })).toBe('match s by s:8000, match t by t:8000');
  });

  it('has none of them where one is wrong, or only named', () => {
    expect(heir({ url: 's:8000' }, { url: 't:8005' })).toBe('derived s by s:8000');
    expect(heir({ to: 't' })).toBe('derived s by s:8000');
    const port = { kind: 'port', defaultPort: 8000 } as const;
    expect(stockOf({ to: 't' }, port, { nodes: two })).toBe('match t by t:8000');
    expect(stockOf({ to: 't' }, port, { nodes: two }, 'heir')).toBe('derived s by s:8000');
  });
});
