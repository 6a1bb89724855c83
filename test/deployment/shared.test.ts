import { expect, it } from 'vitest';
import { SharedLink, wholeLink } from '../../src/deployment/shared-link.js';
import { SharedListener, wholeListener } from '../../src/deployment/shared-listener.js';
import type { Link, Listener } from '../../src/model/deployment.js';

const place = (id: string) => ({ file: 'topology.yaml', path: ['nodes', id] });

/** A link of which every key has a value. */
const link: Required<Link> = {
  ...{ node: 'one', id: 'event-hub-rest', kind: 'endpoint', role: 'control-plane', place: place('one') },
  ...{ url: 'https://cp:9443/services/', endpoint: { text: 'https://cp:9443' }, derivation: '9443', dialled: 9443 },
  ...{ dialledHost: 'cp', target: 'cp', candidates: ['cp', 'cp-2'], targets: ['cp'], peers: ['one-2'], front: 'lb' },
  ...{ basis: 'literal', verdict: 'right', unjudged: 'nobody', list: { group: '0' }, listeners: ['servlet-https'] },
  reach: { own: 'never', reaches: 'one', front: 'false', complete: 'no', pairedWith: [] },
  ...{ listener: 'servlet-https', alsoDials: ['broker-amqp'], expectedHost: 'cp', expectedPort: 9443 },
  ...{ expectedAddress: '10.0.0.1', reached: { node: 'cp', listener: 'servlet-https' }, outcome: 'match' },
  ...{ endPath: ['nodes', 'one', 'links'], setting: { file: 'deployment.toml', setting: '[apim] url' } },
} as const satisfies object as Required<Link>;

const listener: Required<Listener> = {
  ...{ node: 'one', host: 'vm', id: 'servlet-https', protocol: 'tcp', transport: 'https', purpose: 'console' },
  ...{ bind: '10.0.0.1', basePort: 9443, configured: 9444, shift: 'follows', explicitTakesOffset: true },
  ...{
    increment: 1,
    port: 9447,
    derivation: '9444 (set by hand) + 2 + 1 (by the product)',
    shareable: true,
    scheme: 'https',
    settable: true,
  },
  ...{ loopback: true, setting: { file: 'deployment.toml', setting: '[transport.https] port' }, place: place('one') },
  portPath: ['nodes', 'one', 'ports'],
} as const satisfies object as Required<Listener>;

/** The values of some keys, read one by one. */
function read(value: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key) => [key, value[key as keyof typeof value]]));
}

it('a link that shares its values with that of another node has all of them, and a node, place and ends of its own', () => {
  const own = { node: 'two', place: place('two'), targets: ['cp-2'], target: 'cp-2', expectedHost: 'cp2' };
  const shared = new SharedLink(link, own) as Link;
  expect(read(shared, Object.keys(link))).toEqual({ ...link, ...own });
  expect(wholeLink(shared)).toEqual({ ...link, ...own });
  expect(wholeLink(link)).toBe(link);
});

it('a link without a target has none in one object either, whatever that of the other node has', () => {
  const shared = new SharedLink({ ...link, target: undefined, expectedHost: undefined } as unknown as Link, {
    node: 'two',
    place: place('two'),
    targets: [],
    target: undefined,
    expectedHost: undefined,
  }) as Link;
  expect([shared.target, shared.expectedHost, wholeLink(shared).target]).toEqual([undefined, undefined, undefined]);
});

it('a listener that shares its values with that of another node has all of them, and a node, host and place of its own', () => {
  const { portPath: _, port: _port, derivation: _derivation, ...plain } = listener;
  const own = { node: 'two', host: 'vm2', place: place('two') };
  const shared = new SharedListener({ ...plain, unshifted: 9445 }, { ...own, offset: 2, shipped: false }) as Listener;
  const { portPath: _path, ...expected } = { ...listener, ...own };
  expect(read(shared, Object.keys(expected))).toEqual(expected);
  expect(wholeListener(shared)).toEqual(expected);
  expect(wholeListener(listener)).toBe(listener);
});
