import { expect, it } from 'vitest';
import { freeId } from '../../src/discovery/free-id.js';

it('an id is that of the name, then that of the longer name, then that of the name with a number', () => {
  const taken = new Set<string>();
  const ids = Array.from({ length: 4 }, () => freeId(taken, 'api gateway', 'site/api gateway'));
  expect(ids).toEqual(['api-gateway', 'site-api-gateway', 'api-gateway-2', 'api-gateway-3']);
  expect([...taken]).toEqual(ids);
});

it('an id with a number is as long as an id may be', () => {
  const taken = new Set<string>();
  const [first, second] = [1, 2].map(() => freeId(taken, 'x'.repeat(200)));
  expect([first?.length, second]).toEqual([128, `${'x'.repeat(120)}-2`]);
});
