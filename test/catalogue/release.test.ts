import { describe, expect, it } from 'vitest';
import { inProfile, provenanceOf, releaseOf } from '../../src/catalogue/release.js';
import type { ListenerEntry, ProductFile } from '../../src/model/product.js';

/** A value at releases 1.0 and 2.0 alone. */
function early<T>(value: T): { readonly versions: Readonly<Record<string, T>> } {
  return { versions: { '1.0': value, '2.0': value } };
}

const LISTENER: ListenerEntry = {
  id: 'web',
  basePort: early(8080),
  protocol: early('udp' as const),
  transport: early('http'),
  purpose: early('the front door'),
  shift: early('follows' as const),
  explicitTakesOffset: early(true),
  enabled: early(true),
  profiles: early(['all']),
  bind: early('loopback' as const),
  sources: ['a page', { at: 'a file', versions: '2.0' }, { at: 'a tree', tags: { '1.0': 'v1.0' } }],
};

/** A product of somebody's own whose maps leave release 3.0 out. */
const PRODUCT: ProductFile = {
  id: 'mine',
  name: 'Mine',
  releases: ['1.0', '2.0', '3.0'],
  configModel: early('xml' as const),
  defaultOffset: early(4),
  offsetSettings: early({ xml: { file: 'carbon.xml', path: 'Ports/Offset' } }),
  profiles: early(['front', 'back']),
  roles: early({ front: ['front'] }),
  randomPorts: [],
  listeners: [LISTENER],
  links: [
    {
      id: 'back',
      from: early('front'),
      to: early('back'),
      listener: early('web'),
      defaultPort: early(8080),
      takesOwnOffset: early(true),
      enabled: early(true),
      kind: early('port' as const),
      sources: [],
    },
  ],
  selfReferences: [
    {
      id: 'callback',
      settings: early({ xml: { file: 'a.xml', path: 'Url' } }),
      default: early('http://localhost:8080'),
      listeners: early(['web']),
      movesWithOffset: early(false),
      edit: early('always' as const),
      profiles: early(['front']),
      sources: [],
    },
  ],
};

describe('a release', () => {
  it('has the values of its range', () => {
    const { configModel, defaultOffset, profiles, roles, listeners, links, selfReferences } = releaseOf(PRODUCT, '2.0');
    expect([configModel, defaultOffset, profiles, [...roles]]).toEqual([
      'xml',
      4,
      ['front', 'back'],
      [['front', ['front']]],
    ]);
    expect([listeners, links, selfReferences]).toMatchObject([
      [{ basePort: 8080, protocol: 'udp', shift: 'follows', enabled: true, bind: 'loopback', profiles: ['all'] }],
      [{ from: 'front', to: 'back', listeners: ['web'], defaultPort: 8080, kind: 'port' }],
      [{ settings: { xml: { file: 'a.xml', path: 'Url' } }, listeners: ['web'], edit: 'always', profiles: ['front'] }],
    ]);
  });

  it('that the maps of a product leave out is as plain as can be, and nothing is guessed', () => {
    const { configModel, defaultOffset, offsetSettings, profiles, roles, listeners, links, selfReferences } = releaseOf(
      PRODUCT,
      '3.0',
    );
    expect([configModel, defaultOffset, offsetSettings, profiles, [...roles]]).toEqual([
      'toml',
      0,
      {},
      ['default'],
      [],
    ]);
    expect([listeners, links, selfReferences]).toMatchObject([
      [
        {
          basePort: null,
          protocol: 'tcp',
          transport: 'tcp',
          purpose: '',
          shift: 'fixed',
          explicitTakesOffset: 'unknown',
          enabled: 'unknown',
          profiles: [],
          bind: 'unknown',
        },
      ],
      [
        {
          from: '',
          to: '',
          listeners: [],
          defaultPort: null,
          takesOwnOffset: 'unknown',
          enabled: 'unknown',
          kind: 'endpoint',
        },
      ],
      [{ settings: {}, default: '', listeners: [], edit: 'optional', profiles: ['all'] }],
    ]);
  });
});

describe('the sources of an entry', () => {
  it.each([
    ['1.0', ['a page', 'a tree (v1.0)']],
    ['2.0', ['a page', 'a file']],
  ])('are those that speak of the release: %s', (version, sources) => {
    expect(provenanceOf(LISTENER, version).sources).toEqual(sources);
  });

  it('are of unknown confidence where nobody says more', () => {
    expect(provenanceOf(LISTENER, '1.0')).toMatchObject({ notes: '', confidence: 'unknown' });
  });
});

describe('a profile', () => {
  it('is in a list that names it or all', () => {
    expect([inProfile(['a'], 'a'), inProfile(['all'], 'a'), inProfile(['b'], 'a')]).toEqual([true, true, false]);
  });
});
