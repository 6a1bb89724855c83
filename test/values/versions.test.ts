import { describe, expect, it } from 'vitest';
import { compareVersions, endsOf, inRange, isVersion, nearestRelease, valueAt } from '../../src/values/versions.js';

describe('releases are ordered number by number', () => {
  it.each([
    ['1.8.0', '1.10.0'],
    ['2.6.0', '3.0.0'],
    ['4.2', '4.2.1'],
    ['4.9.9', '4.10'],
    ['6.0.0-m4', '6.0.0'],
    ['6.0.0-alpha', '6.0.0-beta'],
    ['5.11.0', '6.0.0-m4'],
  ])('%s comes before %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['2.6', '2.6.0'],
    ['4.2.0', '4.2.0'],
    ['6.0.0-m4', '6.0-m4'],
  ])('%s is the same as %s', (a, b) => expect(compareVersions(a, b)).toBe(0));
});

describe('a text reads as a release', () => {
  it.each(['1', '2.6', '4.2.0', '4.2.0.1', '6.0.0-m4', '7.0.0-rc1'])('%s does', (text) =>
    expect(isVersion(text)).toBe(true),
  );
  it.each(['', 'latest', 'v4.2.0', '4.2.0 ', '4.2.0-', '../4'])('%j does not', (text) =>
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

describe('a release that is not listed', () => {
  const releases = ['2.0.0', '2.6.0', '4.2.0'];

  it.each([
    ['2.0.0', '2.0.0'],
    ['2.5.0', '2.0.0'],
    ['3.0.0', '2.6.0'],
    ['9.0.0', '4.2.0'],
    ['2.6', '2.6.0'],
  ])('%s is taken as %s', (version, used) => expect(nearestRelease(releases, version)).toBe(used));

  it('that is older than all is taken as the oldest', () =>
    expect(nearestRelease(releases, '1.10.0')).toBe(releases[0]));
});
