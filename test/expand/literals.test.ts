import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { linkOf, node, topology } from '../topology-builder.js';

type Links = NonNullable<NodeFields['links']>;

/** A traffic manager, a control plane and a gateway of 4.2.0, each on a host of its own; the gateway has these links. */
const plan = (links: Links, hosts: Readonly<Record<string, HostFields>> = {}, nodes: Record<string, NodeFields> = {}) =>
  topology(
    {
      tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager' }),
      cp: node('wso2am', '4.2.0', { host: 'cp.internal', profile: 'control-plane' }),
      gateway: node('wso2am', '4.2.0', { host: 'gw.internal', profile: 'gateway-worker', links }),
      ...nodes,
    },
    { hosts },
  );

const link = (id: string, value: Links[string], ...more: [Record<string, HostFields>?, Record<string, NodeFields>?]) =>
  linkOf(plan({ [id]: value }, ...more), 'gateway', id);

describe('an address that cannot be read', () => {
  it('is malformed where it is text', () => {
    expect(link('throttle-publish', { url: 'tcp://' }).outcome).toBe('malformed');
  });

  it('is not judged where it is a variable', () => {
    expect(link('throttle-publish', { url: '${throttle}' })).toMatchObject({
      outcome: 'undecided',
      unjudged: 'variable',
    });
  });
});

describe('an address without a port', () => {
  it('leads to the only node there that plays the role', () => {
    expect(link('throttle-publish', { url: 'tcp://tm.internal' })).toMatchObject({
      outcome: 'derived',
      target: 'tm',
      expectedPort: 9611,
      unjudged: 'no-port',
    });
  });

  it('is not judged where nobody there plays it', () => {
    expect(link('throttle-publish', { url: 'tcp://gw.internal' })).toMatchObject({
      outcome: 'undecided',
      unjudged: 'no-port',
    });
  });

  it('leads outside where the plan names nothing there', () => {
    expect(link('throttle-publish', { url: 'tcp://empty.internal' }, { 'empty.internal': {} }).outcome).toBe(
      'external',
    );
  });
});

describe('a port of a node that plays the role', () => {
  it('is closed where the plan closes the listener, although no node is named', () => {
    const closed = node('wso2am', '4.2.0', {
      host: 'tm.internal',
      profile: 'traffic-manager',
      disable: ['databridge-binary'],
    });
    expect(link('throttle-publish', { url: 'tcp://tm.internal:9611' }, {}, { tm: closed })).toMatchObject({
      outcome: 'target-off',
      target: 'tm',
    });
  });

  it('is wrong where another listener of the named node has it, whatever the address', () => {
    expect(link('throttle-publish', { to: 'tm', url: 'tcp://elsewhere.example:9711' })).toMatchObject({
      outcome: 'port-mismatch',
      expectedPort: 9611,
      reached: { node: 'tm', listener: 'databridge-binary-ssl' },
    });
  });

  it('may be one of a front end', () => {
    expect(link('throttle-publish', { to: 'tm', url: 'tcp://elsewhere.example:443' })).toMatchObject({
      outcome: 'undecided',
      unjudged: 'front',
      target: 'tm',
    });
    expect(link('throttle-publish', { url: 'tcp://tm.internal:443' })).toMatchObject({
      outcome: 'undecided',
      unjudged: 'front',
      target: 'tm',
    });
  });

  it('is the own one of a node that plays the role itself', () => {
    const all = { all: node('wso2am', '4.2.0', { host: 'all.internal', links: {} }) };
    const wrong = { 'key-manager-url': { url: 'https://all.internal:8243/services/' } };
    const document = plan({}, {}, { all: { ...all.all, links: wrong } });
    expect(linkOf(document, 'all', 'key-manager-url').outcome).toBe('port-mismatch');
  });
});

describe('a server of a product without roles', () => {
  it('may be named for any role', () => {
    const listeners = [{ id: 'servlet-https', basePort: 9443, transport: 'https', purpose: 'x', sources: ['x'] }];
    const document = plan(
      { 'key-manager-url': { to: 'km', url: 'https://km.internal:9443/services/' } },
      {},
      { km: node('custom', '1', { host: 'km.internal' }) },
    );
    const products = { custom: { name: 'custom', listeners } } as never;
    expect(linkOf({ ...document, products }, 'gateway', 'key-manager-url').outcome).toBe('match');
  });
});

describe('a URL for clients', () => {
  const shown = (url: string, hosts: Record<string, HostFields> = {}, nodes: Record<string, NodeFields> = {}) => {
    const id = 'portal-to-gateway-https-endpoint';
    const cp = node('wso2am', '4.2.0', { host: 'cp.internal', profile: 'control-plane', links: { [id]: { url } } });
    return linkOf(plan({}, hosts, { cp, ...nodes }), 'cp', id);
  };
  const mi = (host: string) => ({ mi: node('wso2mi', '4.2.0', { host, offset: 10 }) });

  it('may lead to a server of another product', () => {
    expect(shown('https://mi.internal:8253', {}, mi('mi.internal'))).toMatchObject({
      outcome: 'undecided',
      unjudged: 'front',
    });
  });

  it('is wrong where the gateway is on that host', () => {
    expect(shown('https://gw.internal:8253', {}, mi('gw.internal'))).toMatchObject({
      outcome: 'wrong-role',
      target: 'gateway',
      expectedPort: 8243,
    });
  });

  it('is wrong where it leads to another server of the product', () => {
    expect(shown('https://tm.internal:9443').outcome).not.toBe('undecided');
  });

  it('is right where a front end ends the encryption', () => {
    const lb = (target: string) => ({ 'lb.internal': { forwards: [{ port: 8443, to: [target] }] } });
    expect(shown('https://lb.internal:8443', lb('gateway:passthrough-http')).outcome).toBe('match');
    expect(shown('https://lb.internal:8443', lb('gateway:servlet-https')).outcome).not.toBe('match');
  });

  it('is what the machine of a container publishes', () => {
    const hosts = { 'gw.internal': { on: 'm.internal', publish: ['18000-18300:8000-8300'] }, 'm.internal': {} };
    expect(shown('https://m.internal:18243', hosts).outcome).toBe('match');
    expect(shown('https://gw.internal:18243', hosts).outcome).toBe('match');
    expect(shown('https://m.internal:18301', hosts).outcome).not.toBe('match');
  });
});

it('a link has only the fields of which something is known', () => {
  for (const url of ['tcp://tm.internal:9611', 'tcp://elsewhere.example:1', '${throttle}'])
    expect(Object.entries(link('throttle-publish', { url })).filter(([, value]) => value === undefined)).toEqual([]);
});
