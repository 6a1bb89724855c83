import { describe, expect, it } from 'vitest';
import { validate } from '../../src/load/schema.js';
import type { Path } from '../../src/model/finding.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { evaluated, findings, topology } from '../topology-builder.js';

const RULE = 'schema';

/** Problems of a document as paths, with what is said at each. */
function problems(data: unknown): { readonly path: string; readonly reason: string; readonly part?: string }[] {
  return validate('topology.yaml', { data, textAt: () => undefined }).problems.map(({ at, data: { reason } }) => ({
    path: at.path.join('.'),
    reason: String(reason),
    ...(at.part === undefined ? {} : { part: at.part }),
  }));
}

/** A topology in which one value is as given. */
function withValue(path: Path, value: unknown): unknown {
  const node = { host: 'app1', product: 'wso2mi', version: '4.2.0' };
  const document = structuredClone({ version: 1, hosts: { app1: {} }, nodes: { mi: node } }) as unknown as Record<
    string | number,
    unknown
  >;
  const keys = [...path];
  const last = keys.pop() ?? '';
  let at = document;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string | number, unknown>;
  }
  at[last] = value;
  return document;
}

describe('an unknown key is pointed at, and the nearest legal one named', () => {
  it.each([
    [['node'], 'nodes'],
    [['nodes', 'mi', 'ofset'], 'offset'],
    [['nodes', 'mi', 'prduct'], 'product'],
    [['hosts', 'app1', 'adresses'], 'addresses'],
    [['defaults', 'verison'], 'version'],
    [['nodes', 'mi', 'ports', 'passthrough-http', 'bnd'], 'bind'],
    [['nodes', 'mi', 'links', 'broker-jms', 'ur'], 'url'],
  ])('at %j: %s', (path, nearest) => {
    const found = problems(withValue(path, 'x')).filter(({ part }) => part === 'key');
    expect(found).toContainEqual(expect.objectContaining({ path: path.join('.'), part: 'key' }));
    expect(found.map(({ reason }) => reason).join()).toContain(`"${nearest}"`);
  });

  it('with all legal ones where none is near', () => {
    const [found] = problems(withValue(['nodes', 'mi', 'zzzzzz'], 1));
    expect(found?.reason).toMatch(/host, product, version/);
  });
});

describe('a value of another kind is pointed at, and what is legal named', () => {
  it.each<[Path, unknown, RegExp]>([
    [['version'], 2, /1/],
    [['version'], '1', /1/],
    [['name'], 7, /text/],
    [['name'], '', /text/],
    [['hosts'], [], /map/],
    [['nodes'], null, /map/],
    [['nodes', 'mi'], 'wso2mi', /map/],
    [['nodes', 'mi', 'offset'], '2', /whole number.*quotes/],
    [['nodes', 'mi', 'offset'], 2.5, /whole number/],
    [['nodes', 'mi', 'offset'], {}, /whole number.*, not a map$/],
    [['nodes', 'mi', 'pinned'], [], /true or false, not a list$/],
    [['nodes', 'mi', 'offset'], 'automatic', /auto/],
    [['nodes', 'mi', 'version'], 4.2, /text.*quotes/],
    [['nodes', 'mi', 'version'], 'newest', /4\.2\.0/],
    [['nodes', 'mi', 'pinned'], 'yes', /true or false/],
    [['nodes', 'mi', 'host'], ['app1'], /./],
    [['nodes', 'mi', 'bind'], 'not an address', /IP address/],
    [['nodes', 'mi', 'ports', 'passthrough-http'], 0, /1 to 65535|at least 1/],
    [['nodes', 'mi', 'ports', 'passthrough-http'], 65_536, /65535/],
    [['nodes', 'mi', 'ports', 'passthrough-http'], '8280', /65535/],
    [['nodes', 'mi', 'ports', 'passthrough-http', 'port'], 70_000, /65535/],
    [['nodes', 'mi', 'ports', 'passthrough-http'], {}, /./],
    [['nodes', 'mi', 'enable'], 'passthrough-http', /list/],
    [['nodes', 'mi', 'links', 'broker-jms'], 5672, /node id/],
    [['nodes', 'mi', 'links', 'broker-jms'], [], /./],
    [['nodes', 'mi', 'links', 'broker-jms', 'port'], 0, /1/],
    [['hosts', 'app1'], 'x', /map/],
    [['hosts', 'app1', 'addresses', 0], 'a b', /IP address/],
    [['hosts', 'app1', 'ephemeral'], 'all', /32768-60999/],
    [['rules', 'port-collision'], 'fatal', /error, warning, info, off/],
    [['ignore'], [{ rule: 'port-collision', reason: ' ' }], /reason/],
  ])('at %j: %j', (path, value, expected) => {
    const found = problems(withPrepared(path, value));
    expect(found).toHaveLength(1);
    expect(found[0]?.path.startsWith(path.slice(0, 3).join('.'))).toBe(true);
    expect(found[0]?.reason).toMatch(expected);
  });
});

/** Lists on the way are lists. */
function withPrepared(path: Path, value: unknown): unknown {
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? withValue(path, value) : withValue(path.slice(0, index), [value]);
}

describe('a list of a host', () => {
  it.each<[string, unknown]>([
    ['occupied', { by: 'nobody' }],
    ['occupied', { port: 1, ports: '1-2' }],
    ['occupied', { ports: '10' }],
    ['occupied', { port: 22, protocol: 'sctp' }],
    ['publish', '8080'],
    ['publish', 8080],
    ['publish', '8080:8080/sctp'],
    ['publish', 'a:b'],
  ])('%s does not take %j', (key, value) => {
    const [found] = problems(withPrepared(['hosts', 'app1', key, 0], value));
    expect(found?.path).toMatch(new RegExp(`^hosts\\.app1\\.${key}\\.0`));
  });
});

describe('a missing key is told of where it belongs', () => {
  it.each([
    [{}, ['version', 'hosts', 'nodes']],
    [{ version: 1, hosts: {} }, ['nodes']],
    [{ version: 1, hosts: {}, nodes: { mi: {} } }, ['host']],
    [{ version: 1, hosts: {}, nodes: {}, ignore: [{ rule: 'x' }] }, ['reason']],
  ])('%j lacks %j', (data, keys) => {
    const reasons = problems(data).map(({ reason }) => reason);
    expect(reasons).toHaveLength(keys.length);
    for (const key of keys) expect(reasons.join()).toContain(`"${key}"`);
  });
});

describe('an id', () => {
  it.each(['a', 'gw-1', 'gw.internal', 'A_b', 'x'.repeat(128), '__proto__', 'constructor', '1'])('may be %s', (id) => {
    const named = JSON.parse(
      `{"version":1,"hosts":{"${id}":{}},"nodes":{"${id}":{"host":"${id}","product":"wso2mi","version":"4.2.0"}}}`,
    );
    expect(problems(named)).toEqual([]);
  });

  it.each(['', 'a b', 'a/b', 'ü', '\u001b[31m', 'a\nb', 'x'.repeat(129)])('may not be %j', (id) => {
    const found = problems({ version: 1, hosts: { [id]: {} }, nodes: {} });
    expect(found).toMatchObject([{ path: `hosts.${id}`, part: 'key' }]);
  });
});

it.each([null, [], 'text', 7, true])('a document may not be %j', (data) => expect(problems(data)).toHaveLength(1));

describe('what only the whole file can tell', () => {
  const mi = { host: 'app1', product: 'wso2mi', version: '4.2.0' };

  it('a product or version that neither the node nor the defaults have is missing', () => {
    const found = findings({ version: 1, hosts: { app1: {} }, nodes: { mi: { host: 'app1' } } }, RULE);
    expect(found.map(({ at, severity }) => [at.path.join('.'), severity])).toEqual([
      ['nodes.mi', 'error'],
      ['nodes.mi', 'error'],
    ]);
    expect(found.map(({ data }) => data.reason).join()).toMatch(/"product".*"version"/);
  });

  it('one that the defaults have is not', () => {
    const defaults = { product: 'wso2mi', version: '4.2.0' };
    expect(findings(topology({ mi: { host: 'app1' } }, { defaults }), RULE)).toEqual([]);
  });

  it.each([
    [{ ephemeral: '60999-32768' }, 'hosts.app1.ephemeral'],
    [{ ephemeral: '0-70000' }, 'hosts.app1.ephemeral'],
    [{ occupied: [{ ports: '10-9' }] }, 'hosts.app1.occupied.0.ports'],
    [{ publish: ['0:8290'] }, 'hosts.app1.publish.0'],
    [{ publish: ['8000-8010:8000-8005'] }, 'hosts.app1.publish.0'],
    [{ publish: ['8290:70000'] }, 'hosts.app1.publish.0'],
  ])('%j has numbers that make no range', (host, path) => {
    const found = findings(topology({ mi }, { hosts: { app1: host } }), RULE);
    expect(found.map(({ at }) => at.path.join('.'))).toEqual([path]);
  });

  it('does not stop the rest from being analysed', () => {
    const document = topology({ a: mi, b: mi }, { hosts: { app1: { ephemeral: '9-1' } } });
    expect(evaluated(document).diagnoses.map(({ rule }) => rule)).toEqual([RULE, 'port-collision']);
  });
});

describe('a product that the topology describes', () => {
  it('is checked by the schema of products, with the path from the top', () => {
    const document = { version: 1, hosts: {}, nodes: {}, products: { nginx: { listners: [] } } };
    const found = problems(document);
    expect(found.map(({ path }) => path)).toContain('products.nginx.listners');
    expect(found.map(({ reason }) => reason).join()).toContain('"listeners"');
  });

  /** A product with these listeners. */
  const crm = (listeners: readonly object[], more: object = {}): TopologyDocument =>
    topology(
      { a: { host: 'app1', product: 'crm', version: '3.0' } },
      { products: { crm: { releases: ['1.0', '2.0', '3.0'], listeners, ...more } as never } }, // short on purpose
    );
  const places = (document: TopologyDocument) => findings(document, RULE).map(({ at }) => at.path.join('.'));

  it.each<[string, object, string]>([
    ['leaves a release out', { basePort: { versions: { '1.0': 9000, '2.0': 9001 } } }, 'basePort'],
    ['gives a release two values', { basePort: { versions: { '1.0 -': 9000, '3.0': 9001 } } }, 'basePort'],
    ['names a release that is not listed', { basePort: 9000, versions: '1.5 -' }, 'versions'],
    ['has the newer release first', { basePort: 9000, versions: '3.0 - 1.0' }, 'versions'],
    ['names a profile that does not exist', { basePort: 9000, profiles: ['gateway'] }, 'profiles'],
  ])('%s, and would lose a listener', (_, fields, key) => {
    expect(places(crm([{ id: 'https', ...fields }]))).toEqual([`products.crm.listeners.0.${key}`]);
  });

  it('has an id twice, or a link from a role that it does not play', () => {
    const twice = [
      { id: 'https', basePort: 9000 },
      { id: 'https', basePort: 9001 },
    ];
    expect(places(crm(twice))).toEqual(['products.crm.listeners.1.id']);
    const links = [{ id: 'up', from: 'crm', to: 'broker', listener: 'broker-amqp' }];
    expect(places(crm([], { links }))).toEqual(['products.crm.links.0.from']);
    expect(places(crm([], { links, roles: { crm: ['default'] } }))).toEqual([]);
  });

  it('may name releases in ranges where only nodes name releases', () => {
    const basePort = { versions: { '1.0 - 2.5': 9000, '2.6 -': 9001 } };
    expect(places(crm([{ id: 'https', basePort, versions: '1.0 -' }], { releases: undefined }))).toEqual([]);
  });

  it('may have one range, which covers every release', () => {
    const document = crm([{ id: 'https', basePort: { versions: { '1.0 -': 9000 } }, versions: ['1.0 -'] }]);
    expect(problems(document)).toEqual([]);
    expect(places(document)).toEqual([]);
    expect(evaluated(document).deployment.listeners.map(({ port }) => port)).toEqual([9000]);
  });

  it.each<[object, string, RegExp]>([
    [{ versions: [] }, 'versions', /must not be empty$/],
    [{ basePort: { versions: {} } }, 'basePort.versions', /must not be empty$/],
    [
      { basePort: { versions: { '1.x': 1 } } },
      'basePort.versions.1.x',
      /"1.x" is not a release or a range of releases/,
    ],
    [{ basePort: '9000' }, 'basePort', /must be a whole number or null or a map, not the text/],
    [{ shift: 'yes' }, 'shift', /must be one of follows, fixed, manual or a map, not "yes"$/],
  ])('with %j is told what is legal', (fields, key, reason) => {
    const found = problems(crm([{ id: 'https', basePort: 9000, ...fields }]));
    expect(found.map(({ path }) => path)).toEqual([`products.crm.listeners.0.${key}`]);
    expect(found[0]?.reason).toMatch(reason);
  });

  it('needs neither sources nor what has a plain meaning', () => {
    const nginx = { name: 'nginx', listeners: [{ id: 'https', basePort: 443 }] };
    const document = {
      version: 1,
      hosts: { app1: {} },
      nodes: { web: { host: 'app1', product: 'nginx', version: '1.27' } },
      products: { nginx },
    };
    expect(problems(document)).toEqual([]);
  });
});
