import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { rangeFaults } from '../../src/load/ranges.js';
import type { Entry, LinkEntry, ProductFile, Source } from '../../src/model/product.js';
import { endsOf } from '../../src/values/versions.js';
import { isIn, rangesIn, rangesOf, readProducts, releasesOf, releasesOfAll, valueAt } from './product-files.js';

const products = readProducts();
const schema = JSON.parse(
  readFileSync(new URL('../../schemas/product.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

const sections = ['listeners', 'links', 'selfReferences'] as const;
function entriesOf(product: ProductFile): readonly (Entry & Pick<LinkEntry, 'settings'>)[] {
  return [...product.listeners, ...product.links, ...product.selfReferences];
}

/** `[place, ids]` of every problem that `find` reports, empty when the file is fine. */
function inEveryRelease(product: ProductFile, find: (release: string) => readonly string[]): readonly string[] {
  return product.releases.flatMap((release) => find(release).map((problem) => `${release}: ${problem}`));
}

function duplicates(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function compareReleases(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((release) => (release.split('-')[0] ?? '').split('.').map(Number));
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(b.includes('-')) - Number(a.includes('-'));
}

function sourceProblems(source: Source, own: readonly string[], releases: readonly string[]): readonly string[] {
  if (typeof source === 'string') return source.trim() === '' ? ['empty source'] : [];
  const spoken = source.versions === undefined ? own : releasesOfAll(source.versions, releases);
  const tagged = Object.keys(source.tags ?? {}).flatMap((range) => releasesOf(range, releases));
  return [
    ...(spoken.length === 0 ? [`${source.at}: no release`] : []),
    ...spoken
      .filter((release) => !own.includes(release))
      .map((release) => `${source.at}: ${release} is not the entry's`),
    ...tagged.filter((release) => !spoken.includes(release)).map((release) => `${source.at}: tag of ${release}`),
    ...duplicates(tagged).map((release) => `${source.at}: two tags of ${release}`),
  ];
}

/** Ids of listeners that a product playing the role opens in some release, profile by profile. */
const openedByRole = new Map<string, Set<string>>();
for (const { product } of products) {
  for (const release of product.releases) {
    const roles = valueAt(product.roles, release, product.releases);
    for (const [role, players] of Object.entries(roles)) {
      const opened = openedByRole.get(role) ?? new Set();
      openedByRole.set(role, opened);
      for (const listener of product.listeners) {
        if (!isIn(listener, release, product.releases)) continue;
        const profiles = valueAt(listener.profiles, release, product.releases);
        const shared = players.includes('all') || profiles.includes('all') || profiles.some((p) => players.includes(p));
        if (profiles.length > 0 && shared) opened.add(listener.id);
      }
    }
  }
}

function linkProblems(link: LinkEntry, release: string, releases: readonly string[]): readonly string[] {
  const to = valueAt(link.to, release, releases);
  if (to === 'external') return [];
  const opened = openedByRole.get(to);
  if (!opened) return [`${link.id}: nobody plays ${to}`];
  const listener = valueAt(link.listener, release, releases);
  const ids = typeof listener === 'string' ? [listener] : listener;
  return ids.filter((id) => !opened.has(id)).map((id) => `${link.id}: ${to} never opens ${id}`);
}

function opens(product: ProductFile, id: string, release: string, profile: string): boolean {
  const { releases } = product;
  const listener = product.listeners.find((one) => one.id === id && isIn(one, release, releases));
  const profiles = listener ? valueAt(listener.profiles, release, releases) : [];
  return profiles.includes('all') || profiles.includes(profile);
}

describe.each(products)('$file', ({ file, product }) => {
  const { releases } = product;

  it('is valid against the schema', () => {
    validate(product);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is called like its product', () => {
    expect(file).toBe(`${product.id}.yaml`);
  });

  it('lists its releases once, ascending', () => {
    expect([...releases].sort(compareReleases)).toEqual(releases);
    expect(duplicates(releases)).toEqual([]);
  });

  it('has maps that cover exactly the releases of their entry', () => {
    expect(rangeFaults(product).map(({ reason }) => reason)).toEqual([]);
  });

  it('carries over releases that it lists, and not the first', () => {
    const [, ...later] = releases;
    expect(later).toEqual(expect.arrayContaining([...(product.carriedOver ?? [])]));
  });

  it('keeps ranges open that end at the newest release, so that a new one is a single word', () => {
    const newest = releases.at(-1) ?? '';
    const closed = rangesIn(product).filter((range) => endsOf(range).last === newest);
    expect(closed).toEqual([]);
  });

  it('says plainly what does not vary', () => {
    const needless = [product, ...entriesOf(product)].flatMap((entry) =>
      Object.entries(entry).flatMap(([field, value]) => {
        const values = Object.values(rangesOf(value) ?? { a: 0, b: 1 }).map((one) => JSON.stringify(one));
        return new Set(values).size < 2 ? [`${entry.id}.${field}`] : [];
      }),
    );
    expect(needless).toEqual([]);
  });

  it('names listed releases where an entry or a random port is not in all of them', () => {
    const problems = [...entriesOf(product), ...product.randomPorts].flatMap((entry) => {
      const own = releasesOfAll(entry.versions, releases);
      const all = own.length === releases.length && entry.versions !== undefined;
      const name = 'id' in entry ? entry.id : entry.cause;
      return own.length === 0 || all || duplicates(own).length > 0 ? [name] : [];
    });
    expect(problems).toEqual([]);
  });

  it('gives every name to one thing only', () => {
    const problems = sections.flatMap((section) =>
      inEveryRelease(product, (release) => {
        const present = product[section].filter((entry: Entry) => isIn(entry, release, releases));
        return duplicates(present.flatMap((entry: Entry) => [entry.id, ...(entry.aliases ?? [])]));
      }),
    );
    expect(problems).toEqual([]);
    expect(sections.flatMap((section) => duplicates(product[section].map((entry) => entry.id)))).toEqual([]);
  });

  it('says where every entry was read', () => {
    const problems = entriesOf(product).flatMap((entry) => {
      const own = releasesOfAll(entry.versions, releases);
      const problem = entry.sources.flatMap((source) => sourceProblems(source, own, releases));
      return problem.map((text) => `${entry.id}: ${text}`);
    });
    expect(problems).toEqual([]);
  });

  it('has a source for every release of every entry', () => {
    const problems = entriesOf(product).flatMap((entry) => {
      const own = releasesOfAll(entry.versions, releases);
      const spoken = new Set(
        entry.sources.flatMap((s) =>
          typeof s === 'string' || s.versions === undefined ? own : releasesOfAll(s.versions, releases),
        ),
      );
      return own.filter((release) => !spoken.has(release)).map((release) => `${entry.id} in ${release}`);
    });
    expect(problems).toEqual([]);
  });

  it('names profiles of the release', () => {
    const problems = inEveryRelease(product, (release) => {
      const profiles = [...valueAt(product.profiles, release, releases), 'all'];
      const named = [
        ...product.listeners
          .filter((e) => isIn(e, release, releases))
          .flatMap((e) => valueAt(e.profiles, release, releases)),
        ...product.selfReferences
          .filter((e) => isIn(e, release, releases))
          .flatMap((e) => (e.profiles === undefined ? [] : valueAt(e.profiles, release, releases))),
        ...Object.values(valueAt(product.roles, release, releases)).flat(),
      ];
      return [...new Set(named)].filter((name) => !profiles.includes(name));
    });
    expect(problems).toEqual([]);
  });

  it('has links from roles it plays to listeners that the other end opens', () => {
    const problems = inEveryRelease(product, (release) => {
      const roles = Object.keys(valueAt(product.roles, release, releases));
      const links = product.links.filter((link) => isIn(link, release, releases));
      const strangers = links.filter((link) => !roles.includes(valueAt(link.from, release, releases)));
      return [
        ...strangers.map((link) => `${link.id}: ${product.id} does not play ${valueAt(link.from, release, releases)}`),
        ...links.flatMap((link) => linkProblems(link, release, releases)),
      ];
    });
    expect(problems).toEqual([]);
  });

  it('opens what its own links dial, in every profile that plays the other end', () => {
    const problems = inEveryRelease(product, (release) => {
      const roles = valueAt(product.roles, release, releases);
      const profiles = valueAt(product.profiles, release, releases);
      return product.links
        .filter((link) => isIn(link, release, releases))
        .flatMap((link) => {
          const played = roles[valueAt(link.to, release, releases)] ?? [];
          const players = played.includes('all') ? profiles : played;
          const ids = [valueAt(link.listener, release, releases)].flat();
          return players.flatMap((profile) =>
            ids
              .filter((id) => !opens(product, id, release, profile))
              .map((id) => `${link.id}: ${profile} has no ${id}`),
          );
        });
    });
    expect(problems).toEqual([]);
  });

  it('accepts only listeners that the other end opens in some release', () => {
    const problems = inEveryRelease(product, (release) =>
      product.links
        .filter((link) => isIn(link, release, releases) && link.acceptsAlso !== undefined)
        .flatMap((link) => {
          const opened = openedByRole.get(valueAt(link.to, release, releases));
          const also = link.acceptsAlso === undefined ? [] : valueAt(link.acceptsAlso, release, releases);
          return also.filter((id) => !opened?.has(id)).map((id) => `${link.id}: ${id}`);
        }),
    );
    expect(problems).toEqual([]);
  });

  it('says for every value where it is configured, or why no file has it', () => {
    const problems = inEveryRelease(product, (release) =>
      entriesOf(product)
        .filter((entry) => isIn(entry, release, releases))
        .flatMap(({ id, settings }) => {
          const places = settings === undefined ? {} : valueAt(settings, release, releases);
          return Object.keys(places).length === 0 ? [id] : [];
        }),
    );
    expect(problems).toEqual([]);
  });

  it('derives values from links of the release that have a place of their own', () => {
    const problems = inEveryRelease(product, (release) => {
      const links = product.links.filter((link) => isIn(link, release, releases));
      const places = new Map(
        links.map(({ id, settings }) => [id, settings === undefined ? {} : valueAt(settings, release, releases)]),
      );
      return [...places].flatMap(([id, { derivedFrom }]) => {
        const source = derivedFrom === undefined ? undefined : places.get(derivedFrom);
        return derivedFrom === undefined || source?.toml || source?.xml || source?.yaml
          ? []
          : [`${id}: ${derivedFrom}`];
      });
    });
    expect(problems).toEqual([]);
  });

  it('has self-references to listeners it opens in that release', () => {
    const problems = inEveryRelease(product, (release) => {
      const opened = product.listeners.filter((e) => isIn(e, release, releases)).map((e) => e.id);
      return product.selfReferences
        .filter((reference) => isIn(reference, release, releases))
        .flatMap((reference) => valueAt(reference.listeners, release, releases))
        .filter((id) => !opened.includes(id));
    });
    expect(problems).toEqual([]);
  });

  it('has notes of one topic each, for releases that it lists', () => {
    const notes = product.notes ?? [];
    const keys = notes.map(({ about, versions = [] }) => `${about} ${[versions].flat().join()}`);
    expect(duplicates(keys)).toEqual([]);
    expect(
      notes.filter(({ versions }) => versions !== undefined && releasesOfAll(versions, product.releases).length === 0),
    ).toEqual([]);
  });

  it('names no file of whoever collected the facts in its notes', () => {
    const texts = [
      ...(product.notes ?? []).map(({ text }) => text),
      ...entriesOf(product).flatMap(({ notes }) =>
        notes === undefined ? [] : typeof notes === 'string' ? [notes] : Object.values(notes.versions),
      ),
    ];
    expect(texts.filter((text) => /\.md\b|self_references|row of its own|as recorded|not modelled/.test(text))).toEqual(
      [],
    );
  });

  it('plays cluster-member wherever it has a member port', () => {
    const problems = inEveryRelease(product, (release) => {
      const member = product.listeners.find((e) => e.id === 'cluster-member' && isIn(e, release, releases));
      const played = valueAt(product.roles, release, releases)['cluster-member'];
      const opened = member && valueAt(member.profiles, release, releases);
      return JSON.stringify(played) === JSON.stringify(opened) ? [] : ['cluster-member'];
    });
    expect(problems).toEqual([]);
  });
});

/** A product inside a topology may leave out what has a plain default; a catalogue file says everything. */
const COMPLETE = {
  product: [
    'id',
    'name',
    'releases',
    'configModel',
    'defaultOffset',
    'offsetSettings',
    'profiles',
    'roles',
    'randomPorts',
    'listeners',
    'links',
    'selfReferences',
  ],
  listeners: [
    'id',
    'basePort',
    'protocol',
    'transport',
    'purpose',
    'shift',
    'explicitTakesOffset',
    'enabled',
    'profiles',
    'bind',
    'settings',
    'sources',
  ],
  links: ['id', 'from', 'to', 'listener', 'defaultPort', 'takesOwnOffset', 'enabled', 'kind', 'settings', 'sources'],
  selfReferences: ['id', 'settings', 'default', 'listeners', 'movesWithOffset', 'edit', 'sources'],
} as const;

describe.each(products)('completeness of $file', ({ product }) => {
  it('leaves nothing to defaults', () => {
    const missing = (entry: object, keys: readonly string[]) => keys.filter((key) => !Object.hasOwn(entry, key));
    expect(missing(product, COMPLETE.product)).toEqual([]);
    for (const section of sections)
      expect(
        product[section].flatMap((entry) => missing(entry, COMPLETE[section]).map((key) => `${entry.id}: ${key}`)),
      ).toEqual([]);
  });
});

describe('a listener of one name', () => {
  const facts = new Map<string, Map<string, string[]>>();
  for (const { product } of products)
    for (const { id, scheme, onEveryServer, placeholder, settable, runsArtifacts } of product.listeners) {
      const said = JSON.stringify({ scheme, onEveryServer, placeholder, settable, runsArtifacts });
      const known = facts.get(id) ?? new Map<string, string[]>();
      facts.set(id, known.set(said, [...(known.get(said) ?? []), product.id]));
    }

  it('has one scheme and one placeholder, is on every server and may be set, or not, in all products', () => {
    const differing = [...facts].filter(([, said]) => said.size > 1);
    expect(differing.map(([id, said]) => [id, Object.fromEntries(said)])).toEqual([]);
  });

  it.each([
    ['servlet-https', { onEveryServer: true, placeholder: 'mgt.transport.https.port' }],
    ['servlet-http', { onEveryServer: true, placeholder: 'mgt.transport.http.port' }],
    ['passthrough-https', { placeholder: 'https.nio.port' }],
    ['passthrough-http', { placeholder: 'http.nio.port' }],
    ['databridge-binary', { scheme: 'tcp', placeholder: 'receiver.url.port' }],
    ['databridge-binary-ssl', { scheme: 'ssl', placeholder: 'auth.url.port' }],
    ['databridge-thrift', { scheme: 'tcp' }],
    ['databridge-thrift-ssl', { scheme: 'ssl' }],
    ['broker-amqp', { placeholder: 'jms.port' }],
    ['embedded-ldap', { placeholder: 'Ports.EmbeddedLDAP.LDAPServerPort' }],
    ['siddhi-store-http', { runsArtifacts: true }],
    ['cluster-member', { settable: true }],
    ['thrift-key-validation', { settable: true }],
  ])('%s is marked with what holds for it', (id, expected) => {
    expect([...(facts.get(id)?.keys() ?? [])]).toEqual([JSON.stringify(expected)]);
  });
});

describe('numbers that people know by heart', () => {
  const of = (id: string) => products.find(({ product }) => product.id === id)?.product;

  /** `id base shift explicit` of the listeners that a profile opens by default. */
  function opened(id: string, release: string, profile: string): readonly string[] {
    const product = of(id);
    if (!product) return [];
    const at = <T>(value: Parameters<typeof valueAt<T>>[0]): T => valueAt(value, release, product.releases);
    return product.listeners
      .filter((listener) => isIn(listener, release, product.releases) && at(listener.enabled) === true)
      .filter((listener) => at(listener.profiles).some((name) => name === 'all' || name === profile))
      .map((l) => `${l.id} ${at(l.basePort)} ${at(l.shift)}`);
  }

  /** Shift of one listener by release. */
  function shifts(id: string, listener: string): readonly string[] {
    const product = of(id);
    const entry = product?.listeners.find((one) => one.id === listener);
    if (!product || !entry) return [];
    return releasesOfAll(entry.versions, product.releases).map(
      (release) => `${release} ${valueAt(entry.shift, release, product.releases)}`,
    );
  }

  it('opens no Thrift key validation on an API Manager 2.6.0 gateway worker', () => {
    expect(opened('wso2am', '2.6.0', 'gateway-worker')).toEqual([
      'servlet-https 9443 follows',
      'servlet-http 9763 follows',
      'passthrough-https 8243 follows',
      'passthrough-http 8280 follows',
      'jmx-rmi-registry 9999 follows',
      'jmx-rmi-server 11111 follows',
      'thrift-authentication 10711 follows',
      'broker-amqp 5672 follows',
      'broker-amqps 8672 follows',
      'websocket 9099 follows',
      'websocket-secure 8099 follows',
    ]);
  });

  it('opens Thrift key validation on 10397 + offset on an API Manager 2.6.0 key manager', () => {
    expect(opened('wso2am', '2.6.0', 'api-key-manager')).toContain('thrift-key-validation 10397 follows');
    expect(opened('wso2am', '2.6.0', 'api-key-manager')).not.toContain('broker-amqp 5672 follows');
  });

  it('does not move Thrift key validation in 1.x, moves it in 2.x, and has none in 3.0.0', () => {
    const found = shifts('wso2am', 'thrift-key-validation');
    expect(found.filter((text) => text.startsWith('1.')).every((text) => text.endsWith(' manual'))).toBe(true);
    expect(found.filter((text) => text.startsWith('2.')).every((text) => text.endsWith(' follows'))).toBe(true);
    expect(found.at(-1)).toBe('2.6.0 follows');
  });

  it('does not move the secure WebSocket listener of 2.2.0, and moves that of 2.5.0', () => {
    expect(shifts('wso2am', 'websocket-secure').slice(0, 2)).toEqual(['2.2.0 manual', '2.5.0 follows']);
  });

  it('opens 8290, 8253, 9164 and 9201 on Micro Integrator 4.2.0 at its shipped offset 10', () => {
    expect(of('wso2mi')?.defaultOffset).toBe(10);
    expect(opened('wso2mi', '4.2.0', 'default')).toEqual([
      'passthrough-http 8280 follows',
      'passthrough-https 8243 follows',
      'management-api-https 9154 follows',
      'management-api-http 9191 follows',
    ]);
  });
});
