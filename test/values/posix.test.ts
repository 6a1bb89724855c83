import { createHash } from 'node:crypto';
import { posix as real } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posix } from '../../src/values/posix.js';
import { sha256Of } from '../../src/values/sha256.js';

describe('what a browser does not have', () => {
  const path = fc.string({ unit: fc.constantFrom('/', '.', 'a', 'b', '-', ' ', 'é') });

  it('takes paths apart and puts them together as Node does', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        for (const name of ['basename', 'dirname', 'extname', 'normalize'] as const)
          expect(posix[name](a)).toBe(real[name](a));
        expect(posix.join(a, b)).toBe(real.join(a, b));
        expect(posix.relative(`/${a}`, `/${b}`)).toBe(real.relative(`/${a}`, `/${b}`));
      }),
    );
  });

  it('hashes texts as Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Buffer.from(sha256Of(text)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});
