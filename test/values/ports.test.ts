import { describe, expect, it } from 'vitest';
import {
  contains,
  effectivePort,
  formatRange,
  isPort,
  namesPort,
  type PortInput,
  parseRange,
  signed,
  sumText,
} from '../../src/values/ports.js';

const FOLLOWS: PortInput = {
  basePort: 9443,
  configured: undefined,
  shift: 'follows',
  explicitTakesOffset: true,
  offset: 2,
  shipped: false,
};

describe('a sum', () => {
  it.each<[Partial<PortInput>, string]>([
    [{}, '9443 + 2 = 9445'],
    [{ offset: -3 }, '9443 - 3 = 9440'],
    [{ offset: 0 }, '9443'],
    [{ shift: 'fixed' }, '9443 (not moved by the offset)'],
    [{ configured: 9444, explicitTakesOffset: false }, '9444 (set by hand, offset not added)'],
    [{ configured: 9444 }, '9444 (set by hand) + 2 = 9446'],
    [{ increment: 1 }, '9443 + 2 + 1 (by the product) = 9446'],
    [{ configured: 9444, increment: 1 }, '9444 (set by hand) + 2 + 1 (by the product) = 9447'],
  ])('of %o names each number once', (input, text) => {
    const effective = effectivePort({ ...FOLLOWS, ...input });
    expect(effective && sumText(effective)).toBe(text);
  });
});

describe('the effective port', () => {
  it.each([
    [{}, 9445, '9443 + 2'],
    [{ offset: 0 }, 9443, '9443'],
    [{ offset: -3 }, 9440, '9443 - 3'],
    [{ basePort: 8280, offset: 10, shipped: true }, 8290, '8280 + 10 (shipped offset)'],
    [{ offset: 0, shipped: true }, 9443, '9443'],
    [{ offset: 60_000 }, 69_443, '9443 + 60000'],
  ])('of a listener that follows the offset is the sum: %o', (input, port, derivation) => {
    expect(effectivePort({ ...FOLLOWS, ...input })).toEqual({ port, derivation });
  });

  it.each(['fixed', 'manual'] as const)('of a %s listener is its base port, whatever the offset', (shift) => {
    expect(effectivePort({ ...FOLLOWS, shift })).toEqual({ port: 9443, derivation: '9443 (not moved by the offset)' });
    expect(effectivePort({ ...FOLLOWS, shift, offset: 0 })).toEqual({ port: 9443, derivation: '9443' });
  });

  it('of a value written by hand gets the offset where the product adds it', () => {
    const written = effectivePort({ ...FOLLOWS, basePort: 9099, configured: 9101 });
    expect(written).toEqual({ port: 9103, derivation: '9101 (set by hand) + 2' });
  });

  it('of a value written by hand gets the shipped offset too', () => {
    const written = effectivePort({ ...FOLLOWS, basePort: 9154, configured: 9154, offset: 10, shipped: true });
    expect(written).toEqual({ port: 9164, derivation: '9154 (set by hand) + 10 (shipped offset)' });
  });

  it('of a value written by hand is that value where the product adds nothing', () => {
    const written = effectivePort({ ...FOLLOWS, basePort: 10397, configured: 10399, explicitTakesOffset: false });
    expect(written).toEqual({ port: 10399, derivation: '10399 (set by hand, offset not added)' });
  });

  it('of a value written by hand is that value for a listener that never moves', () => {
    const written = effectivePort({ ...FOLLOWS, basePort: 4000, configured: 4001, shift: 'fixed' });
    expect(written).toEqual({ port: 4001, derivation: '4001 (set by hand, offset not added)' });
  });

  it('of a value written by hand has no addition to tell of at offset 0', () => {
    expect(effectivePort({ ...FOLLOWS, configured: 9500, offset: 0 })).toEqual({
      port: 9500,
      derivation: '9500 (set by hand)',
    });
  });

  it('says so where nobody knows whether the offset is added', () => {
    const written = { ...FOLLOWS, configured: 9500, explicitTakesOffset: 'unknown' } as const;
    const derivation = '9500 (set by hand, unknown whether the offset is added)';
    expect(effectivePort(written)).toEqual({ port: 9500, derivation });
    expect(effectivePort({ ...written, offset: 0 })?.port).toBe(9500);
  });

  it('does not exist where an artifact chooses the port and nobody wrote it', () => {
    expect(effectivePort({ ...FOLLOWS, basePort: null })).toBeUndefined();
    expect(effectivePort({ ...FOLLOWS, basePort: null, configured: 8085, explicitTakesOffset: false })?.port).toBe(
      8085,
    );
  });
});

describe('a port', () => {
  it.each([1, 1024, 65_535])('%i is one', (port) => expect(isPort(port)).toBe(true));
  it.each([0, -1, 65_536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (port) =>
    expect(isPort(port)).toBe(false),
  );
});

describe('a range', () => {
  it.each([
    ['8080', { from: 8080, to: 8080 }],
    ['30000-32767', { from: 30_000, to: 32_767 }],
    ['1-65535', { from: 1, to: 65_535 }],
    ['80-80', { from: 80, to: 80 }],
  ])('reads %s', (text, range) => expect(parseRange(text)).toEqual(range));

  it.each(['', '0', '0-10', '10-9', '1-65536', '65536', 'a', '1-', '-1', '1-2-3', ' 1', '1 - 2', '1e3', '123456'])(
    'does not read %j',
    (text) => expect(parseRange(text)).toBeUndefined(),
  );

  it('holds both of its ends', () => {
    const range = { from: 32_768, to: 60_999 };
    expect([32_767, 32_768, 45_564, 60_999, 61_000].map((port) => contains(range, port))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('is written as one number where it is one', () => {
    expect(formatRange({ from: 80, to: 80 })).toBe('80');
    expect(formatRange({ from: 80, to: 81 })).toBe('80-81');
  });
});

it('a sum shows a negative offset as a subtraction', () => {
  expect([signed(2), signed(-2), signed(0)]).toEqual([' + 2', ' - 2', ' + 0']);
});

it.each([
  ['tcp://tm:9611', 9611, true],
  ['tcp://tm:96110', 9611, false],
  ['tcp://tm:9611,tcp://tm2:9612', 9612, true],
  ['https://9611.example', 9611, false],
])('%s names port %i: %s', (text, port, names) => {
  expect(namesPort(text, port)).toBe(names);
});
