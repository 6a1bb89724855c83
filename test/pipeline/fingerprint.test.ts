import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintOf } from '../../src/pipeline/fingerprint.js';

it('is 16 hexadecimal digits, the same for the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fingerprintOf(text)).toMatch(/^[0-9a-f]{16}$/);
      expect(fingerprintOf(text)).toBe(fingerprintOf(text));
    }),
  );
});

it('tells a hundred thousand alike texts apart', () => {
  const texts = Array.from(
    { length: 100_000 },
    (_, index) => `["port-collision","host-${index % 317}",["node-${index}"]]`,
  );
  expect(new Set(texts.map(fingerprintOf)).size).toBe(texts.length);
});
