import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameData } from '../../src/values/same-data.js';

it('data is the same as Node says it is', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(0, 1, '0', 'valueOf', null, true), tie('list'), tie('map')),
    list: fc.array(tie('value'), { maxLength: 2 }),
    map: fc.dictionary(fc.constantFrom('0', 'a', 'valueOf', 'constructor'), tie('value'), { maxKeys: 2 }),
  }));
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(isSameData(a, b)).toBe(isDeepStrictEqual(structuredClone(a), structuredClone(b)));
      expect(isSameData(a, structuredClone(a))).toBe(true);
    }),
  );
});
