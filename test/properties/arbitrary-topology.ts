import fc from 'fast-check';
import { releaseUsed } from '../../src/catalogue/catalogue.js';
import { namesOf } from '../../src/expand/names.js';
import type { HostFields, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { catalogue } from '../topology-builder.js';

/** Releases that differ in what they open, shift, dial and keep. */
const RELEASES = [
  ['wso2am', '1.10.0'],
  ['wso2am', '2.1.0'],
  ['wso2am', '2.2.0'],
  ['wso2am', '2.6.0'],
  ['wso2am', '3.2.0'],
  ['wso2am', '4.2.0'],
  ['wso2is', '5.11.0'],
  ['wso2is', '7.0.0'],
  ['wso2is-km', '5.7.0'],
  ['wso2mi', '4.2.0'],
  ['wso2mi', '4.2.9'],
  ['wso2am-analytics-worker', '3.0.0'],
] as const;

/** Some of them are names that objects have of their own. */
const HOSTS = ['app1', 'app2', 'gw.internal', 'constructor', '__proto__', '10'];
const NODES = ['a', 'b', 'gateway', 'key-manager', 'constructor', '__proto__', '7', 'toString'];

const offset = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 2, arbitrary: fc.constantFrom(10, 3, 100) },
  { weight: 1, arbitrary: fc.integer({ min: -9000, max: 70_000 }) },
  { weight: 1, arbitrary: fc.constant('auto' as const) },
);

const bind = fc.constantFrom('0.0.0.0', '127.0.0.1', '10.0.0.1', '10.0.0.2', '::', 'localhost');

/** A record whose keys may be any legal id. */
function recordOf<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const record: Record<string, T> = {};
  for (const [key, value] of entries)
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  return record;
}

function hostFields(others: readonly string[]): fc.Arbitrary<HostFields> {
  const port = fc.constantFrom(8243, 8253, 8280, 8290, 9443, 9444, 10_397);
  const occupied = fc.record(
    { port: port, protocol: fc.constantFrom('tcp' as const, 'udp' as const), by: fc.constant('other'), bind },
    { requiredKeys: ['port'] },
  );
  const published = fc.tuple(port, port).map(([outside, inside]) => `${outside}:${inside}`);
  return fc.record(
    {
      occupied: fc.uniqueArray(occupied, { maxLength: 2, selector: (entry) => entry.port }),
      ephemeral: fc.constantFrom('none', '32768-60999', '9000-9500'),
      ...(others.length === 0
        ? {}
        : { on: fc.constantFrom(...others), publish: fc.uniqueArray(published, { maxLength: 3 }) }),
    },
    { requiredKeys: [] },
  );
}

/** Every host may run on one that stands before it, never on itself. */
const hosts = fc
  .uniqueArray(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 4 })
  .chain((ids) =>
    fc
      .tuple(...ids.map((_, index) => hostFields(ids.slice(0, index))))
      .map((fields) => ids.map((id, index) => [id, fields[index] ?? {}] as const)),
  );

function nodeFields(hostIds: readonly string[], nodeIds: readonly string[]): fc.Arbitrary<NodeFields> {
  return fc.constantFrom(...RELEASES).chain(([product, version]) => {
    const release = releaseUsed(catalogue, product, version);
    if (!release) throw new Error(`${product} ${version} is not in the catalogue`);
    const names = namesOf(release);
    const listeners = release.listeners.map(({ id }) => id);
    const named = [...listeners, ...release.selfReferences.map(({ id }) => id)];
    const setting = fc.constantFrom(...named).chain((id) => {
      const base = names.listeners.get(id)?.basePort ?? 9443;
      const value = fc.oneof(
        fc.integer({ min: base - 3 > 0 ? base - 3 : 1, max: base + 12 }),
        fc.constantFrom(80, 443, 9443, 9445, 8290),
      );
      return fc.tuple(
        fc.constant(id),
        fc.oneof(value, fc.record({ port: value, bind }, { requiredKeys: ['port'] }), fc.record({ bind })),
      );
    });
    const port = fc.constantFrom(9443, 9444, 9445, 9448, 9611, 9612, 9711, 5672, 10_397, 10_399, 10_402, 4000);
    const address = fc.constantFrom(...hostIds.map((id) => id.toLowerCase()), 'localhost', 'elsewhere.example.com');
    const url = fc
      .tuple(fc.constantFrom('https', 'http', 'tcp', 'ssl', 'constructor'), address, fc.option(port))
      .map(([scheme, host, number]) => `${scheme}://${host}${number === null ? '' : `:${number}`}/services/`);
    const to = fc.constantFrom(...nodeIds);
    const end = fc.oneof(to, fc.record({ to, port }), fc.record({ to, url }), fc.record({ url }), fc.record({ to }));
    const link = fc.tuple(
      fc.constantFrom(...(release.links.length > 0 ? release.links.map(({ id }) => id) : ['none'])),
      fc.oneof({ weight: 4, arbitrary: end }, { weight: 1, arbitrary: fc.array(end, { minLength: 1, maxLength: 2 }) }),
    );
    const switched = fc.uniqueArray(fc.constantFrom(...named, ...release.links.map(({ id }) => id)), { maxLength: 3 });
    return fc.record(
      {
        host: fc.constantFrom(...hostIds),
        product: fc.constant(product as string),
        version: fc.constant(version as string),
        profile: fc.constantFrom(...release.profiles),
        offset,
        pinned: fc.boolean(),
        group: fc.constantFrom('east', 'west'),
        bind,
        ports: fc.uniqueArray(setting, { maxLength: 3, selector: ([id]) => id }).map(recordOf),
        enable: switched,
        disable: switched,
        ...(release.links.length === 0
          ? {}
          : { links: fc.uniqueArray(link, { maxLength: 2, selector: ([id]) => id }).map(recordOf) }),
      },
      { requiredKeys: ['host', 'product', 'version'] },
    ) as fc.Arbitrary<NodeFields>;
  });
}

/** What one of the hosts forwards to nodes, as a load balancer; nothing most of the time. */
function forwardsOf(hostIds: readonly string[], nodeIds: readonly string[]): fc.Arbitrary<HostForwards | null> {
  const target = fc
    .tuple(fc.constantFrom(...nodeIds), fc.constantFrom('servlet-https', 'passthrough-https', 'databridge-binary'))
    .map(([node, listener]) => `${node}:${listener}`);
  const forward = fc.record({
    port: fc.constantFrom(443, 8243, 9443, 9444, 9611),
    to: fc.uniqueArray(target, { minLength: 1, maxLength: 2 }),
  });
  return fc.option(
    fc.record({
      host: fc.constantFrom(...hostIds),
      forwards: fc.uniqueArray(forward, { minLength: 1, maxLength: 2, selector: ({ port }) => port }),
    }),
    { freq: 2 },
  );
}

type HostForwards = { readonly host: string; readonly forwards: NonNullable<HostFields['forwards']> };

/** Topologies that are valid, and wrong in every way a topology can be. */
export const anyTopology: fc.Arbitrary<TopologyDocument> = hosts.chain((hostEntries) => {
  const hostIds = hostEntries.map(([id]) => id);
  return fc.uniqueArray(fc.constantFrom(...NODES), { minLength: 1, maxLength: 5 }).chain((nodeIds) =>
    fc.tuple(fc.tuple(...nodeIds.map(() => nodeFields(hostIds, nodeIds))), forwardsOf(hostIds, nodeIds)).map(
      ([fields, front]): TopologyDocument => ({
        version: 1,
        hosts: recordOf(
          hostEntries.map(([id, host]) => [id, front?.host === id ? { ...host, forwards: front.forwards } : host]),
        ),
        nodes: recordOf(nodeIds.map((id, index) => [id, fields[index] ?? { host: '' }] as const)),
      }),
    ),
  );
});

/** The same data with the keys of its maps in another order, decided by a seed. */
export function shuffled<T>(data: T, seed: number): T {
  if (Array.isArray(data)) return data.map((item, index) => shuffled(item, seed + index)) as T;
  if (typeof data !== 'object' || data === null) return data;
  const keys = Object.keys(data);
  const order = new Map(
    keys.map((key, index) => [key, (Math.sin(seed * 7919 + index * 104_729 + key.length) * 1e4) % 1]),
  );
  const sorted = [...keys].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  return recordOf(
    sorted.map((key, index) => [key, shuffled((data as Record<string, unknown>)[key], seed + index + 1)] as const),
  ) as T;
}

/** Adds an entry to a map whose keys may be any legal id. */
export function withEntry<T>(map: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> {
  return recordOf([...Object.entries(map), [key, value] as const]);
}
