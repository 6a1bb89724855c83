import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  endsOf,
  inRange,
  isSameMajor,
  isSameRelease,
  isVersion,
  releaseIn,
  releaseMeant,
  valueAt,
} from '../../src/values/versions.js';

describe('releases are ordered number by number', () => {
  it.each([
    ['1.8.0', '1.10.0'],
    ['2.6.0', '3.0.0'],
    ['4.2', '4.2.1'],
    ['4.9.9', '4.10'],
    ['6.0.0-m4', '6.0.0'],
    ['6.0.0-alpha', '6.0.0-beta'],
    ['6.0.0-m4', '6.0.0-m10'],
    ['4.2.0', '4.2.0.45'],
    ['5.11.0', '6.0.0-m4'],
  ])('%s comes before %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['2.6', '2.6.0'],
    ['4.2.0', '4.2.0'],
    ['6.0.0-m4', '6.0-m4'],
    ['4.2.0-alpine', '4.2.0'],
  ])('%s is the same as %s', (a, b) => expect(compareVersions(a, b)).toBe(0));
});

describe('a text reads as a release', () => {
  it.each(['1', '2.6', '4.2.0', 'v4.2.0', '4.2.0.1', '6.0.0-m4', '7.0.0-rc1', '4.2.0.0-alpine'])('%s does', (text) =>
    expect(isVersion(text)).toBe(true),
  );
  it.each(['', 'latest', '4.2.x', '4.2.0 ', '4.2.0-', '../4'])('%j does not', (text) =>
    expect(isVersion(text)).toBe(false),
  );
});

describe('a range of releases', () => {
  it('holds both of its ends and what lies between', () => {
    const range = '2.0.0 - 2.6.0';
    const held = ['1.10.0', '2.0.0', '2.2.0', '2.6.0', '3.0.0'].filter((version) => inRange(version, range));
    expect(held).toEqual(['2.0.0', '2.2.0', '2.6.0']);
  });

  it('may be a single release', () => {
    expect(inRange('2.2.0', '2.2.0')).toBe(true);
    expect(inRange('2.2.1', '2.2.0')).toBe(false);
  });

  it('may be open at its end', () => {
    const held = ['2.6.0', '3.0.0', '4.7.0', '10.0.0'].filter((version) => inRange(version, '3.0.0 -'));
    expect(held).toEqual(['3.0.0', '4.7.0', '10.0.0']);
  });

  it('may be one of several', () => {
    const ranges = ['1.8.0 - 1.9.1', '2.2.0'];
    expect(['1.9.0', '1.10.0', '2.2.0'].map((version) => inRange(version, ranges))).toEqual([true, false, true]);
  });

  it('that is absent holds every release', () => expect(inRange('9.9.9', undefined)).toBe(true));
});

describe('the ends of a range', () => {
  it.each([
    ['2.6.0', '2.6.0', '2.6.0'],
    ['6.0.0-m4', '6.0.0-m4', '6.0.0-m4'],
    ['2.0.0 - 2.6.0', '2.0.0', '2.6.0'],
    ['3.0.0 -', '3.0.0', undefined],
  ])('of %j are %s and %s', (range, first, last) => expect(endsOf(range)).toEqual({ first, last }));
});

describe('a varying value', () => {
  it('is the same for all releases when it is plain', () => {
    expect(valueAt(8099, '2.2.0')).toBe(8099);
    expect(valueAt(['all'], '2.2.0')).toEqual(['all']);
    expect(valueAt<number | null>(null, '2.2.0')).toBeNull();
  });

  it('is that of the range that holds the release', () => {
    const shift = { versions: { '2.2.0': 'fixed', '2.5.0 - 4.7.0': 'follows' } };
    expect(['2.2.0', '2.6.0', '1.10.0'].map((version) => valueAt(shift, version))).toEqual([
      'fixed',
      'follows',
      undefined,
    ]);
  });
});

describe('a release that is written', () => {
  const listed = ['1.10.0', '2.0.0', '2.6.0', '4.0.0', '4.2.0', '4.2.1', '4.3.0', '6.0.0-m4', '7.0.0'];

  it.each([
    ['4.3.0', '4.3.0'],
    ['v4.3.0', '4.3.0'],
    ['4.3', '4.3.0'],
    ['4.2', '4.2.0'],
    ['4.3.x', '4.3.0'],
    ['4.3.0.45', '4.3.0'],
    ['2.6.0.1543223443', '2.6.0'],
    ['4.3.0.0-alpine', '4.3.0'],
    ['4.3.0-rocky', '4.3.0'],
    ['4.3.0-full', '4.3.0'],
    ['4.3.0.x', '4.3.0'],
    ['6.0.0-m4', '6.0.0-m4'],
    ['6.0.0-M4-alpine', '6.0.0-m4'],
    ['7', '7.0.0'],
    ['1.x', '1.10.0'],
  ])('%s is %s', (version, release) => expect(releaseMeant(listed, version)).toEqual({ is: 'listed', release }));

  it.each([
    ['4.2.x', '4.2.1'],
    ['latest', '7.0.0'],
    ['Latest', '7.0.0'],
  ])('%s is taken as the newest, %s', (version, release) =>
    expect(releaseMeant(listed, version)).toEqual({ is: 'newest', release }),
  );

  it.each([
    ['2.5.0', '2.0.0'],
    ['3.0.0', '2.6.0'],
    ['3', '2.6.0'],
    ['3.x', '2.6.0'],
    ['7.9.0', '7.0.0'],
    ['4.3.0-rc1', '4.3.0'],
    ['4.3.0-SNAPSHOT', '4.3.0'],
    ['6.0.0', '6.0.0-m4'],
    ['1.8.0', '1.10.0'],
  ])('%s is not listed, and %s is the nearest', (version, release) =>
    expect(releaseMeant(listed, version)).toEqual({ is: 'nearest', release }),
  );

  it.each(['4', 'v4', '4.x'])('%s may be several', (version) =>
    expect(releaseMeant(listed, version)).toEqual({ is: 'open', releases: ['4.0.0', '4.2.0', '4.2.1', '4.3.0'] }),
  );

  it.each(['8.0.0', '26.0', '8', 'v99.1.2'])('%s is newer than all that is known', (version) =>
    expect(releaseMeant(listed, version)).toEqual({ is: 'unknown', newest: '7.0.0' }),
  );

  it.each(['', 'next', '4.3.o', '4.3.0-', '4..3', 'x'])('%j cannot be read', (version) =>
    expect(releaseMeant(listed, version)).toEqual({ is: 'unreadable' }),
  );

  it('is read by its own name first', () =>
    expect(releaseMeant(['1', '1.2', '1.2.3.4'], '1')).toEqual({ is: 'listed', release: '1' }));

  it('means nothing where no release is listed', () =>
    expect(['latest', '4.2.0'].map((version) => releaseMeant([], version).is)).toEqual(['unreadable', 'unreadable']));
});

describe('two texts', () => {
  it.each([
    ['4.2.0', '4.2.0.45'],
    ['4.2.0.0-alpine', 'v4.2'],
    ['6.0.0-m4', '6.0.0-M4-alpine'],
    ['trunk', 'trunk'],
  ])('%s and %s are one release', (a, b) => expect(isSameRelease(a, b)).toBe(true));

  it.each([
    ['4.2.0', '4.2.1'],
    ['6.0.0-m4', '6.0.0'],
    ['4.2.0', 'trunk'],
  ])('%s and %s are two', (a, b) => expect(isSameRelease(a, b)).toBe(false));

  it('may have one major version', () => {
    expect(isSameMajor('4.2.0', 'v4.7.0-alpine')).toBe(true);
    expect(isSameMajor('4.2.0', '5.0.0')).toBe(false);
  });
});

describe('the release in a tag', () => {
  it.each([
    ['4.6.0.34-alpine', '4.6.0'],
    ['v4.6.0', '4.6.0'],
    ['2.6', '2.6'],
    ['6.0.0-m4', '6.0.0-m4'],
    ['4', undefined],
    ['4.2.x', undefined],
    ['latest', undefined],
    ['alpine', undefined],
  ])('%s is %s', (tag, release) => expect(releaseIn(tag)).toBe(release));
});
