import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Entry, LinkEntry, ListenerEntry, ProductFile, Source } from '../../src/model/product.js';
import { isIn, readProducts, releasesOf, releasesOfAll, valueAt } from '../catalogue/product-files.js';

/** The collected facts about ports and links; they are next to the repository and not part of it. */
const FACTS = ['apim.yaml', 'identity-and-carbon.yaml', 'integration-and-analytics.yaml'].map(
  (name) => new URL(`../../../shared/facts/${name}`, import.meta.url),
);

type Value = string | number | boolean | null | readonly string[];

interface FactListener {
  readonly id: string;
  readonly base: number | null;
  readonly protocol: string;
  readonly offset: string;
  readonly explicit_value_takes_offset: Value;
  readonly enabled_by_default: Value;
  readonly bind: string;
  readonly profiles: readonly string[];
  readonly sources: readonly string[];
}

interface FactLink {
  readonly id: string;
  readonly target_listener: string | null;
  readonly default_client_port: number;
  readonly client_port_takes_own_offset: boolean | string;
  readonly enabled_by_default?: Value;
  readonly sources: readonly string[];
}

interface FactReference {
  readonly id: string;
  readonly default: string;
  readonly sources: readonly string[];
}

interface FactProduct {
  readonly id: string;
  readonly versions: readonly string[];
  readonly config_model: string;
  readonly default_offset: number;
  readonly profiles: readonly string[];
  readonly listeners: readonly FactListener[];
  readonly links: readonly FactLink[];
  readonly callbacks_and_self_references: readonly FactReference[];
  readonly random_ports: readonly { readonly protocol: string; readonly sources?: readonly string[] }[];
}

/** One name per listener: the facts' names on the left, the catalogue's on the right. */
const names: Readonly<Record<string, string>> = {
  'passthru-https': 'passthrough-https',
  'passthru-http': 'passthrough-http',
  'thrift-keymgt': 'thrift-key-validation',
  'thrift-auth-tcp': 'thrift-authentication',
  'ws-inbound': 'websocket',
  'wss-inbound': 'websocket-secure',
  amqp: 'broker-amqp',
  'amqp-tcp': 'broker-amqp',
  'qpid-amqp': 'broker-amqp',
  amqps: 'broker-amqps',
  'amqp-ssl': 'broker-amqps',
  mqtt: 'broker-mqtt',
  'mqtt-tcp': 'broker-mqtt',
  mqtts: 'broker-mqtts',
  'mqtt-ssl': 'broker-mqtts',
  'andes-thrift-coordination': 'broker-coordination',
  'mb-coordination-thrift': 'broker-coordination',
  'thrift-coordination': 'broker-coordination',
  'databridge-thrift-tcp': 'databridge-thrift',
  thrift: 'databridge-thrift',
  'thrift-ssl': 'databridge-thrift-ssl',
  'databridge-binary-tcp': 'databridge-binary',
  binary: 'databridge-binary',
  'binary-ssl': 'databridge-binary-ssl',
  'hazelcast-wka': 'cluster-member',
  'cluster-hazelcast-wka': 'cluster-member',
  'hazelcast-multicast': 'cluster-multicast',
};

/** How the catalogue cites the vendor pages that the facts cite by file name. */
const pages: Readonly<Record<string, string>> = {
  'seed: 000_eb353ba05feedca0.txt': 'vendor page: API Manager, Changing the Default Ports with Offset (archive site)',
  'seed: 001_0aba5e1fd99a7f05.txt':
    'vendor page: API Manager, Changing the Default Ports with Offset (with Thrift example)',
  'seed: 002_dbe6ba712ca5b2c1.txt': 'vendor page: API Manager 2.1.0, Changing the Default Ports with Offset',
  'seed: 003_e9aeca2659e75613.txt': 'vendor page: Micro Integrator, Changing the Default Ports',
  'seed: 004_2822ad8f37f81bf1.txt': 'vendor page: Identity Server, Default Ports of WSO2 Products',
};

function readFacts(): readonly FactProduct[] {
  return FACTS.flatMap((file) => {
    // The README of the facts describes this shape.
    const document = parse(readFileSync(file, 'utf8')) as { readonly products: readonly FactProduct[] };
    return document.products;
  });
}

const facts = readFacts();
const catalogue = new Map<string, ProductFile>(readProducts().map(({ product }) => [product.id, product]));

/** One disagreement, in the releases that share it. */
interface Difference {
  readonly product: string;
  readonly kind: 'product' | 'listener' | 'link' | 'self-reference';
  readonly id: string;
  readonly field: string;
  readonly releases: readonly string[];
  readonly facts: Value;
  readonly catalogue: Value;
}

type Comparison = Omit<Difference, 'releases'>;

const absent = 'absent';

function collect(
  found: Map<string, { comparison: Comparison; releases: Set<string> }>,
  release: string,
  c: Comparison,
) {
  if (JSON.stringify(c.facts) === JSON.stringify(c.catalogue)) return;
  const key = JSON.stringify(c);
  const one = found.get(key) ?? { comparison: c, releases: new Set() };
  one.releases.add(release);
  found.set(key, one);
}

/** The entry of the facts' id in a release: the same id, or an alias. */
function find<T extends Entry>(entries: readonly T[], id: string, release: string, releases: readonly string[]) {
  const here = entries.filter((entry) => isIn(entry, release, releases));
  return here.find((entry) => entry.id === (names[id] ?? id)) ?? here.find((entry) => entry.aliases?.includes(id));
}

const cleanProfile = (profile: string) => profile.replace(/ \(.*/, '');

function cleanProfiles(profiles: readonly string[]): readonly string[] {
  const clean = profiles.filter((profile) => !profile.startsWith('-D')).map(cleanProfile);
  return clean.length === 0 ? ['default'] : clean;
}

/** The profiles of a release that open a listener, spelled out. */
function opening(listed: readonly string[], all: readonly string[]): readonly string[] {
  const clean = listed.map(cleanProfile);
  return clean.includes('all') ? all : all.filter((profile) => clean.includes(profile));
}

function listenerFields(fact: FactListener, entry: ListenerEntry | undefined, release: string, product: ProductFile) {
  const at = <T>(value: Parameters<typeof valueAt<T>>[0]): T => valueAt(value, release, product.releases);
  if (!entry) return [['entry', fact.base, absent]] as const;
  const profiles = at(product.profiles);
  return [
    ['basePort', fact.base, at(entry.basePort)],
    ['protocol', fact.protocol, at(entry.protocol)],
    ['shift', fact.offset, at(entry.shift)],
    ['explicitTakesOffset', fact.explicit_value_takes_offset, at(entry.explicitTakesOffset)],
    ['enabled', fact.enabled_by_default, at(entry.enabled)],
    ['bind', fact.bind, at(entry.bind)],
    ['profiles', opening(fact.profiles, profiles), opening(at(entry.profiles), profiles)],
  ] as const;
}

function listenersOf(target: string | null): Value {
  if (target === null) return 'unknown';
  const ids = target.split(' / ').map((id) => names[id] ?? id);
  return ids.length === 1 ? (ids[0] ?? '') : ids;
}

/** Prose such as `true when the URL uses the placeholder` speaks of the shipped value first. */
const flag = (value: boolean | string): boolean => value === true || String(value).startsWith('true');

function linkFields(fact: FactLink, entry: LinkEntry | undefined, release: string, product: ProductFile) {
  const at = <T>(value: Parameters<typeof valueAt<T>>[0]): T => valueAt(value, release, product.releases);
  if (!entry) return [['entry', fact.default_client_port, absent]] as const;
  const enabled = at(entry.enabled);
  return [
    ['listener', listenersOf(fact.target_listener), at(entry.listener)],
    ['defaultPort', fact.default_client_port, at(entry.defaultPort)],
    ['takesOwnOffset', flag(fact.client_port_takes_own_offset), at(entry.takesOwnOffset)],
    ['enabled', fact.enabled_by_default ?? enabled, enabled],
  ] as const;
}

/** A block of releases that the catalogue does not have, or has under other products. */
function missing({ id }: FactProduct): Comparison {
  return { product: id, kind: 'product', id, field: 'entry', facts: id, catalogue: absent };
}

function compareBlock(block: FactProduct, product: ProductFile, into: Parameters<typeof collect>[0]) {
  const { releases } = product;
  for (const release of block.versions) {
    if (!releases.includes(release)) {
      collect(into, release, missing(block));
      continue;
    }
    const add = (kind: Comparison['kind'], id: string, [field, fact, own]: readonly [string, Value, Value]) =>
      collect(into, release, { product: product.id, kind, id, field, facts: fact, catalogue: own });
    const own = (value: Parameters<typeof valueAt<Value>>[0]) => valueAt(value, release, releases);
    add('product', product.id, ['defaultOffset', block.default_offset, own(product.defaultOffset)]);
    add('product', product.id, ['configModel', block.config_model, own(product.configModel)]);
    add('product', product.id, ['profiles', cleanProfiles(block.profiles), own(product.profiles)]);
    for (const fact of block.listeners) {
      const entry = find(product.listeners, fact.id, release, releases);
      for (const field of listenerFields(fact, entry, release, product)) add('listener', entry?.id ?? fact.id, field);
    }
    for (const fact of block.links) {
      const entry = find(product.links, fact.id, release, releases);
      for (const field of linkFields(fact, entry, release, product)) add('link', entry?.id ?? fact.id, field);
    }
    for (const fact of block.callbacks_and_self_references) {
      const entry = find(product.selfReferences, fact.id, release, releases);
      add('self-reference', fact.id, ['default', fact.default, entry ? own(entry.default) : absent]);
    }
  }
}

/** What the catalogue has and no block of the facts has. */
function additions(product: ProductFile, blocks: readonly FactProduct[], into: Parameters<typeof collect>[0]) {
  const { releases } = product;
  if (blocks.length === 0) {
    const { id } = product;
    const added: Comparison = { product: id, kind: 'product', id, field: 'entry', facts: absent, catalogue: id };
    for (const release of releases) collect(into, release, added);
    return;
  }
  for (const release of releases) {
    const mine = blocks.filter((block) => block.versions.includes(release));
    const known = (entry: Entry, ids: readonly string[]) =>
      ids.some((id) => (names[id] ?? id) === entry.id || entry.aliases?.includes(id));
    const add = (kind: Comparison['kind'], entry: Entry, ids: readonly string[]) => {
      if (!isIn(entry, release, releases) || known(entry, ids)) return;
      collect(into, release, {
        product: product.id,
        kind,
        id: entry.id,
        field: 'entry',
        facts: absent,
        catalogue: entry.id,
      });
    };
    const ids = (of: (block: FactProduct) => readonly { readonly id: string }[]) =>
      mine.flatMap((block) => of(block).map((one) => one.id));
    for (const entry of product.listeners)
      add(
        'listener',
        entry,
        ids((block) => block.listeners),
      );
    for (const entry of product.links)
      add(
        'link',
        entry,
        ids((block) => block.links),
      );
    for (const entry of product.selfReferences)
      add(
        'self-reference',
        entry,
        ids((block) => block.callbacks_and_self_references),
      );
  }
}

function differences(): readonly Difference[] {
  const found: Parameters<typeof collect>[0] = new Map();
  for (const block of facts) {
    const product = catalogue.get(block.id);
    if (product) compareBlock(block, product, found);
    else for (const release of block.versions) collect(found, release, missing(block));
  }
  for (const product of catalogue.values())
    additions(
      product,
      facts.filter((block) => block.id === product.id),
      found,
    );
  return [...found.values()].map(({ comparison, releases }) => ({ ...comparison, releases: [...releases] }));
}

interface ListedDifference extends Difference {
  readonly reason: string;
}

/** As it is written: one reason may stand for several entries, whose own ids are the values of what was added. */
type WrittenDifference = Omit<ListedDifference, 'id'> & { readonly id: string | readonly string[] };

/** The releases of a product in the order in which its ranges are meant, also for one the catalogue does not have. */
function releasesOfProduct(id: string): readonly string[] {
  const known = catalogue.get(id)?.releases ?? [];
  const inFacts = facts.filter((block) => block.id === id).flatMap((block) => block.versions);
  return [...known, ...inFacts.filter((release) => !known.includes(release))];
}

function listedDifferences(): readonly ListedDifference[] {
  const text = readFileSync(new URL('facts-differences.yaml', import.meta.url), 'utf8');
  // written by hand next to this test; a missing key shows up as a difference that does not match
  const listed = parse(text) as readonly WrittenDifference[];
  return listed.flatMap(({ id: ids, ...one }) =>
    [ids].flat().map((id) => ({
      ...one,
      id,
      catalogue: one.catalogue ?? id,
      releases: releasesOfAll(one.releases, releasesOfProduct(one.product)),
    })),
  );
}

const line = (d: Difference) =>
  `${d.product} ${d.kind} ${d.id} ${d.field}: facts ${JSON.stringify(d.facts)}, catalogue ` +
  `${JSON.stringify(d.catalogue)} in ${[...d.releases].sort().join(', ')}`;

/** The source strings an entry stands for in a release. */
function spelled(sources: readonly Source[], release: string, releases: readonly string[]): readonly string[] {
  return sources.flatMap((source) => {
    if (typeof source === 'string') return [source];
    if (!releasesOfAll(source.versions, releases).includes(release)) return [];
    const tag = Object.entries(source.tags ?? {}).find(([range]) => releasesOf(range, releases).includes(release));
    return [tag ? `${source.at} (${tag[1]})` : source.at];
  });
}

const cited = (source: string) =>
  pages[source] ??
  source
    .replace(/, stored copy\)$/, ')')
    .replace(/\(stored copy, /, '(')
    .replace(/ \(stored copy\)$/, '');

function missingSources(block: FactProduct, product: ProductFile): readonly string[] {
  const { releases } = product;
  const pairs = [
    ...block.listeners.map((fact) => ({ fact, entries: product.listeners as readonly Entry[] })),
    ...block.links.map((fact) => ({ fact, entries: product.links as readonly Entry[] })),
    ...block.callbacks_and_self_references.map((fact) => ({
      fact,
      entries: product.selfReferences as readonly Entry[],
    })),
  ];
  return block.versions
    .filter((release) => releases.includes(release))
    .flatMap((release) =>
      pairs.flatMap(({ fact, entries }) => {
        const entry = find(entries, fact.id, release, releases);
        if (!entry) return []; // listed as a difference
        const own = spelled(entry.sources, release, releases);
        const missing = fact.sources.map(cited).filter((source) => !own.includes(source));
        return missing.map((source) => `${product.id} ${release} ${entry.id}: ${source}`);
      }),
    );
}

describe('the catalogue says what the facts say', () => {
  it('differs only where facts-differences.yaml gives a reason, and everywhere it does', () => {
    const listed = listedDifferences();
    expect(listed.filter((one) => !one.reason).map(line)).toEqual([]);
    expect(differences().map(line).sort()).toEqual(listed.map(line).sort());
  });

  it('keeps every source of every entry', () => {
    const missing = facts.flatMap((block) => {
      const product = catalogue.get(block.id);
      return product ? missingSources(block, product) : [];
    });
    expect(missing).toEqual([]);
  });

  it('has random ports where the facts have them, with their sources', () => {
    const missing = facts.flatMap((block) => {
      const product = catalogue.get(block.id);
      if (!product) return [];
      return block.versions.flatMap((release) => {
        if (!product.releases.includes(release)) return []; // listed as a difference
        const own = product.randomPorts.filter((port) =>
          releasesOfAll(port.versions, product.releases).includes(release),
        );
        const text = (protocol: string, sources: readonly string[]) => `${protocol} ${[...sources].join(' ')}`;
        const have = own.map((port) => text(port.protocol, port.sources ?? []));
        const wanted = block.random_ports.map((port) => text(port.protocol, (port.sources ?? []).map(cited)));
        return wanted.filter((port) => !have.includes(port)).map((port) => `${product.id} ${release}: ${port}`);
      });
    });
    expect(missing).toEqual([]);
  });
});
