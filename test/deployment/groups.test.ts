import { expect, it } from 'vitest';
import { mayMean } from '../../src/deployment/groups.js';

it.each([
  ['of a group', 'means one of its own', { group: 'blue' }, ['blue', 'green'], true],
  ['of a group', 'means one without a group', { group: 'blue' }, ['green', ''], true],
  ['of a group', 'means none of another group', { group: 'blue' }, ['green'], false],
  ['without a group', 'means any', {}, ['green'], true],
  ['without a group', 'means one without a group', {}, [''], true],
  ['without a group', 'means none where there is none', {}, [], false],
  ['of a group', 'means none where there is none', { group: 'blue' }, [], false],
  ['of a group', 'means none where nothing is said', { group: 'blue' }, undefined, false],
  ['without a group', 'means none where nothing is said', {}, undefined, false],
] as const)('a node %s %s', (_, __, node, groups, answer) => {
  expect(mayMean(node, groups && new Set(groups))).toBe(answer);
});
