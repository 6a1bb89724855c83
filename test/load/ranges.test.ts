import { describe, expect, it } from 'vitest';
import { rangeFaults } from '../../src/load/ranges.js';
import type { ListenerEntry, ProductFile } from '../../src/model/product.js';

const listener = (changes: Partial<ListenerEntry>): ListenerEntry => ({
  id: 'https',
  basePort: 9443,
  protocol: 'tcp',
  transport: 'https',
  purpose: 'console',
  shift: 'follows',
  explicitTakesOffset: true,
  enabled: true,
  profiles: ['all'],
  bind: 'any',
  sources: ['a page'],
  ...changes,
});

const product = (listeners: readonly ListenerEntry[], changes: Partial<ProductFile> = {}): ProductFile => ({
  id: 'mine',
  name: 'Mine',
  releases: ['1.0', '2.0', '3.0'],
  configModel: 'toml',
  defaultOffset: 0,
  offsetSettings: {},
  profiles: ['default'],
  roles: {},
  randomPorts: [],
  listeners,
  links: [],
  selfReferences: [],
  ...changes,
});

describe('the ranges of a product', () => {
  it('are in order where every release of an entry has one value', () => {
    const ports = { versions: { '1.0': 9000, '2.0 -': 9001 } };
    expect(rangeFaults(product([listener({ basePort: ports })], { defaultOffset: ports }))).toEqual([]);
  });

  it('have a gap where a release has no value', () => {
    const gap = listener({ basePort: { versions: { '1.0': 9000, '2.0': 9001 } } });
    expect(rangeFaults(product([listener({ id: 'http' }), gap]))).toEqual([
      {
        kind: 'gap',
        path: ['listeners', 1, 'basePort'],
        reason: 'mine https.basePort has no value for 3.0; every release needs one',
      },
    ]);
  });

  it('have a gap where the product as a whole has no value for a release', () => {
    expect(rangeFaults(product([], { defaultOffset: { versions: { '1.0': 1, '3.0': 2 } } }))).toEqual([
      {
        kind: 'gap',
        path: ['defaultOffset'],
        reason: 'mine.defaultOffset has no value for 2.0; every release needs one',
      },
    ]);
  });

  it('overlap where a release has two values', () => {
    const twice = listener({ shift: { versions: { '1.0 - 2.0': 'fixed', '2.0 -': 'follows' } } });
    expect(rangeFaults(product([twice]))).toMatchObject([
      { kind: 'overlap', reason: 'mine https.shift has more than one value for 2.0' },
    ]);
  });

  it('are wrong where they speak of a release that does not have the entry', () => {
    const early = listener({ versions: '1.0 - 2.0', basePort: { versions: { '1.0': 9000, '2.0 -': 9001 } } });
    expect(rangeFaults(product([early]))).toMatchObject([
      { kind: 'stranger', reason: 'mine https.basePort has a value for 3.0, where the entry does not exist' },
    ]);
  });

  it('are named together where they lack the same', () => {
    const [fault] = rangeFaults(product([listener({ shift: { versions: { '1.0': 'fixed' } } })]));
    expect(fault?.reason).toContain('no value for 2.0, 3.0');
  });

  it('are fine with one range that covers every release', () => {
    expect(rangeFaults(product([listener({ basePort: { versions: { '1.0 -': 9000 } } })]))).toEqual([]);
  });

  it('are wrong where the first release is newer than the last', () => {
    expect(rangeFaults(product([listener({ versions: '3.0 - 1.0' })]))).toMatchObject([
      { kind: 'reversed', path: ['listeners', 0, 'versions'] },
    ]);
  });

  it('may write the number of a release shorter: YAML reads 1.0 without quotes as 1', () => {
    expect(rangeFaults(product([listener({ versions: '1 - 2' })]))).toEqual([]);
  });

  it.each([
    ['2.5 -', '2.5'],
    ['1.0 - 2.5', '2.5'],
    ['2.5', '2.5'],
  ])('end at releases that are listed: %s does not', (versions, end) => {
    expect(rangeFaults(product([listener({ versions })]))).toEqual([
      {
        kind: 'unlisted',
        path: ['listeners', 0, 'versions'],
        reason: `mine https names ${end}, which is not a release of mine`,
      },
    ]);
  });

  it('end at releases that are listed, in notes too', () => {
    const notes = [{ about: 'offset', text: 'It moves all.', versions: '9.9' }];
    expect(rangeFaults({ ...product([]), notes })).toEqual([
      {
        kind: 'unlisted',
        path: ['notes', 0, 'versions'],
        reason: 'mine note on offset names 9.9, which is not a release of mine',
      },
    ]);
  });
});
