import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

/** The findings of a topology with one product of its own, as `rule path`. */
function found(product: object, node: object = { product: 'mine', version: '1.0' }, defaults: object = {}) {
  const document = {
    version: 1,
    defaults,
    hosts: { app1: {} },
    products: { mine: product },
    nodes: { a: { host: 'app1', ...node } },
  };
  const { findings } = check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue });
  return findings.map(({ rule, message }) => `${rule} ${message}`);
}

const listener = { id: 'socket', basePort: 8000, purpose: 'a test', sources: ['a test'] };
const link = { id: 'out', from: 'client', to: 'server', listener: 'socket' };

describe('a product of the topology', () => {
  it.each([
    ['without listeners', { listeners: [] }],
    ['with a listener', { listeners: [listener] }],
    ['with profiles and roles', { profiles: ['p'], roles: { client: ['p'] }, listeners: [listener], links: [link] }],
  ])('%s is fine', (_, product) => expect(found(product)).toEqual([]));

  it('has the version that the defaults name', () => {
    expect(found({ listeners: [listener] }, {}, { product: 'mine', version: '2.0' })).toEqual([]);
  });

  it.each([
    ['a profile that it does not have', { listeners: [{ ...listener, profiles: ['worker'] }] }, 'worker'],
    ['a role of a profile that it does not have', { listeners: [], roles: { client: ['worker'] } }, 'worker'],
    ['a link from a role that nobody plays', { listeners: [listener], links: [link] }, 'client'],
    [
      'a link from a role beside others',
      { roles: { other: ['default'] }, listeners: [listener], links: [link] },
      'plays other',
    ],
    ['two listeners of one name', { listeners: [listener, listener] }, 'socket'],
    [
      'profiles of some releases',
      {
        listeners: [listener],
        releases: ['1.0', '2.0'],
        profiles: { versions: { '1.0': ['default'] } },
        roles: { versions: { '1.0': {} } },
      },
      '2.0',
    ],
    [
      'a link whose role is not known for a release',
      {
        releases: ['1.0', '2.0'],
        roles: { client: ['default'] },
        listeners: [listener],
        links: [{ ...link, from: { versions: { '1.0': 'client' } } }],
      },
      '2.0',
    ],
  ])('with %s is a finding that names it', (_, product, name) => {
    const messages = found(product).filter((message) => message.startsWith('schema '));
    expect(messages.join('\n')).toContain(name);
  });
});

describe('a value of the wrong kind', () => {
  it.each([
    ['a product', { product: 5, version: '1.0' }],
    ['a host', { product: 'mine', version: '1.0', host: 7 }],
    ['a link', { product: 'mine', version: '1.0', links: { out: 5 } }],
  ])('for %s is a finding', (_, node) => {
    expect(found({ listeners: [listener] }, node).map((text) => text.split(' ')[0])).toContain('schema');
  });
});
