import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { linkOf, node, topology } from '../topology-builder.js';

const listener = (id: string, basePort: number, transport: string, onEveryServer = false) => ({
  ...{ id, basePort, transport, purpose: 'x', sources: ['x'] },
  ...(onEveryServer ? { onEveryServer } : {}),
});

/** What a link of a front is found to be that dials this address. */
function judged(
  url: string,
  products: object,
  nodes: Readonly<Record<string, NodeFields>>,
  hosts: Readonly<Record<string, HostFields>> = {},
) {
  const front = node('shop', '1', { host: 'f', profile: 'front', links: { stock: { url } } });
  const { outcome, target, reached } = linkOf(
    topology({ front, ...nodes }, { hosts, products: products as never }),
    'front',
    'stock',
  );
  return [outcome, target, reached && `${reached.node}:${reached.listener}`].filter((part) => part).join(' ');
}

const shop = (listeners: readonly object[], listener: readonly string[]) => ({
  ...{ name: 'shop', profiles: ['front', 'store'], roles: { front: ['front'], store: ['store'] }, listeners },
  links: [{ id: 'stock', from: 'front', to: 'store', listener, enabled: true, sources: ['x'] }],
});

describe('a front end that ends the encryption of clients, or begins one', () => {
  const listeners = [
    listener('page', 8000, 'http'),
    listener('page-https', 8001, 'https'),
    listener('chat', 8002, 'ws'),
    listener('chat-secure', 8003, 'wss'),
    listener('queue', 8004, 'amqp'),
    listener('queue-secure', 8005, 'amqps'),
    listener('post', 8006, 'smtp'),
    listener('post-https', 8007, 'https'),
    listener('pager-https', 8008, 'https'),
  ];
  const store = node('shop', '1', { host: 's', profile: 'store' });
  const through = (wanted: string, led: string, kind?: 'service') =>
    judged(
      'lb:9000',
      { shop: shop(listeners, [wanted]) },
      { store },
      {
        lb: { ...(kind ? { kind } : {}), forwards: [{ port: 9000, to: [`store:${led}`] }] },
      },
    );

  it.each([
    ['page-https', 'page'],
    ['page', 'page-https'],
    ['chat-secure', 'chat'],
    ['chat', 'chat-secure'],
    ['queue', 'queue'],
  ])('is right for %s where it leads to %s', (wanted, led) => {
    expect(through(wanted, led)).toBe('match store');
  });

  it.each([
    ['queue-secure', 'queue'],
    ['queue', 'queue-secure'],
    ['page-https', 'pager-https'],
    ['page-https', 'chat'],
    ['post', 'post-https'],
    ['post-https', 'post'],
  ])('is wrong for %s where it leads to %s, which is no other form of it', (wanted, led) => {
    expect(through(wanted, led)).toBe(`port-mismatch store store:${led}`);
  });

  it('is none where it hands on what clients speak, as a Service does', () => {
    expect(through('page-https', 'page', 'service')).toBe('port-mismatch store store:page');
    expect(judged('s:8000', { shop: shop(listeners, ['page-https']) }, { store })).toBe(
      'port-mismatch store store:page',
    );
  });

  it('does not lead to what only another product has in two forms', () => {
    const depot = { name: 'depot', listeners: [listener('page', 8000, 'http')] };
    const hosts = { lb: { forwards: [{ port: 9000, to: ['depot:page'] }] } };
    const products = { shop: shop(listeners, ['page-https']), depot };
    expect(judged('lb:9000', products, { depot: node('depot', '1', { host: 'd' }) }, hosts)).toBe(
      'port-mismatch depot:page',
    );
  });
});

describe('a server that does not play the role, where nobody does', () => {
  const at = (own: boolean, other: boolean, listeners: readonly string[] = ['api'], more: readonly object[] = []) => {
    const depot = {
      name: 'depot',
      roles: { depot: ['default'] },
      listeners: [listener('api', 8000, 'http', other), ...more],
    };
    const front = shop([listener('api', 9000, 'http', own), listener('web', 9001, 'http', own)], listeners);
    return judged('d:8000', { shop: front, depot }, { depot: node('depot', '1', { host: 'd' }) });
  };

  it('is right where only such a server has the listener', () => {
    expect(at(false, false)).toBe('match depot');
  });

  it.each([
    ['by the own product', true, false],
    ['by its product', false, true],
    ['by both', true, true],
  ])('is wrong where nearly every server has it, %s', (_, own, other) => {
    expect(at(own, other)).toBe('wrong-role depot:api');
  });

  it('is wrong where nearly every server has one of the listeners', () => {
    const web = listener('web', 8001, 'http', true);
    expect(at(false, false, ['api', 'web'], [web])).toBe('wrong-role depot:api');
    expect(at(false, false, ['api', 'web'])).toBe('match depot');
  });
});
