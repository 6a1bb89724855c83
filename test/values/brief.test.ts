import { expect, it } from 'vitest';
import { brief } from '../../src/values/brief.js';

it('a name is quoted as it is, without what is secret in it and behind a line of it', () => {
  expect(brief('a'.repeat(160))).toBe('a'.repeat(160));
  expect(brief('a'.repeat(161))).toBe(`${'a'.repeat(160)}...`);
  expect(brief(`${'a'.repeat(159)}\u{1f600}b`)).toBe(`${'a'.repeat(159)}...`);
  expect(brief(`https://u:${'p'.repeat(200)}@h`)).toBe('https://***@h');
});
