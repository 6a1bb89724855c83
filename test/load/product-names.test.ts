import { describe, expect, it } from 'vitest';
import { completeProduct } from '../../src/load/product.js';
import { nameFaults } from '../../src/load/product-names.js';
import { readProducts } from '../catalogue/product-files.js';

const places = (product: object) =>
  nameFaults(completeProduct('mine', product, ['1.0', '2.0'])).map(({ path }) => path.join('.'));
const https = { id: 'https', basePort: 9443 };

describe('the names of a product', () => {
  it.each(readProducts().map(({ product }) => [product.id, product] as const))('are in order in %s', (_, product) => {
    expect(nameFaults(product)).toEqual([]);
  });

  it('are faulty once, however many releases have the fault', () => {
    expect(places({ listeners: [https, https] })).toEqual(['listeners.1.id']);
  });

  it('may return in another release', () => {
    const listeners = [
      { ...https, versions: '1.0' },
      { ...https, versions: '2.0' },
    ];
    expect(places({ listeners })).toEqual([]);
  });

  it('are also the aliases', () => {
    expect(
      places({
        listeners: [
          { ...https, aliases: ['web'] },
          { id: 'web', basePort: 1 },
        ],
      }),
    ).toEqual(['listeners.1.id']);
  });

  it('are those of profiles the release has, or all', () => {
    const profiles = { versions: { '1.0': ['default'], '2.0': ['default', 'gateway'] } };
    expect(places({ profiles, listeners: [{ ...https, profiles: ['all'] }] })).toEqual([]);
    expect(places({ profiles, listeners: [{ ...https, versions: '2.0', profiles: ['gateway'] }] })).toEqual([]);
    expect(places({ profiles, listeners: [{ ...https, profiles: ['gateway'] }] })).toEqual(['listeners.0.profiles']);
    expect(places({ profiles, listeners: [], roles: { crm: ['worker'] } })).toEqual(['roles']);
  });

  it('are those of roles that a link goes out from', () => {
    const links = [{ id: 'up', from: 'crm', to: 'broker', listener: 'broker-amqp' }];
    expect(places({ listeners: [], links, roles: { crm: ['all'] } })).toEqual([]);
    expect(places({ listeners: [], links, roles: { broker: ['all'] } })).toEqual(['links.0.from']);
  });
});
