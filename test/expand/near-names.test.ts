import { describe, expect, it } from 'vitest';
import { nearNamesOf } from '../../src/expand/near-names.js';

const near = () =>
  nearNamesOf(
    new Set([
      'control-plane',
      'gateway.example.com',
      'tm1',
      'tm2',
      'store',
      'developers',
      'apim',
      'analytics',
      'shop.one.example',
      'shop.two.example',
      '10.0.0.1',
      '77.corp',
      'depot-1',
    ]),
    (node) => ({ publisher: 'app1', tm1: 'app2' })[node],
  );

describe('a name that the plan does not have', () => {
  it.each([
    ['contrl-plane', { name: 'control-plane', kind: 'slip' }],
    ['gatewy.example.com', { name: 'gateway.example.com', kind: 'slip' }],
    ['analtycs', { name: 'analytics', kind: 'slip' }],
    ['develops', { name: 'developers', kind: 'slip' }],
    ['apam', { name: 'apim', kind: 'slip' }],
    ['stor', { name: 'store', kind: 'slip' }],
    ['gateway', { name: 'gateway.example.com', kind: 'domain' }],
    ['gateway.internal', { name: 'gateway.example.com', kind: 'domain' }],
    ['publisher', { name: 'app1', kind: 'node' }],
  ])('%s may be one that it has', (unknown, name) => expect(near()(unknown)).toEqual(name));

  it.each([
    ['is another number', 'tm3'],
    ['is too short to be a slip', 'tm'],
    ['is a shorter word', 'api'],
    ['differs in two letters of a short word', 'gatwy.example.com'],
    ['is three letters shorter', 'develop'],
    ['has fewer words', 'depots'],
    ['begins like an address', '10.corp'],
    ['is an address that begins like a name', '77.0.0.1'],
    ['is a name that the plan has elsewhere', 'store'],
    ['differs in two words', 'contrl-plan'],
    ['has other digits', 'store7'],
    ['is far from all', 'analytics-dashboard'],
    ['could be two', 'shop.three.example'],
    ['is an address', '10.0.0.2'],
  ])('is nothing else where it %s', (_, unknown) => expect(near()(unknown)).toBeUndefined());
});
