import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { type FixOptions, fix } from '../../src/pipeline/fix.js';
import { toPointer } from '../../src/values/paths.js';
import { catalogue, FILE, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

function corrected(document: TopologyDocument, options: Partial<FixOptions> = {}) {
  return correctedText(stringify(document), options);
}

function correctedText(text: string, options: Partial<FixOptions> = {}) {
  const fixed = fix([{ file: FILE, text }], { catalogue, ...options });
  return {
    ...fixed,
    after: fixed.files[0]?.after ?? '',
    changes: Object.fromEntries(fixed.edits.map(({ path, to }) => [toPointer(path), to])),
  };
}

function findingsOf(text: string) {
  return check([{ file: FILE, text }], { catalogue, suggestions: false }).findings;
}

function errorsOf(text: string): readonly string[] {
  return findingsOf(text).flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
}

describe('offsets', () => {
  it('are left alone where nothing is wrong', () => {
    const { edits, unresolved, files } = corrected(
      topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0', { offset: 1 }) }),
    );
    expect([edits, unresolved]).toEqual([[], []]);
    expect(files[0]?.after).toBe(files[0]?.before);
  });

  it('clear a collision with one node changed by one', () => {
    const { changes, changedNodes, after, optimal } = corrected(
      topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0') }),
    );
    expect(changes).toEqual({ '/nodes/b/offset': 1 });
    expect([changedNodes, optimal, errorsOf(after)]).toEqual([['b'], true, []]);
  });

  it('start from the one that the product ships, and are not chosen below it', () => {
    const { edits } = corrected(topology({ a: node('wso2mi', '4.2.0'), b: node('wso2mi', '4.2.0') }));
    expect(edits).toEqual([{ file: FILE, path: ['nodes', 'b', 'offset'], to: 11 }]);
  });

  it('of pinned nodes stay', () => {
    const { changes } = corrected(
      topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0', { pinned: true }) }),
    );
    expect(changes).toEqual({ '/nodes/a/offset': 1 });
  });

  it('go round what other software holds', () => {
    const hosts = { app1: { occupied: [{ ports: '9443-9445' }] } };
    expect(corrected(topology({ a: node('wso2is', '7.0.0') }, { hosts })).changes).toEqual({ '/nodes/a/offset': 3 });
  });

  it('come back into the range of ports', () => {
    expect(corrected(topology({ a: node('wso2is', '7.0.0', { offset: 60_000 }) })).after).toContain('offset: 5');
    expect(errorsOf(corrected(topology({ a: node('wso2is', '7.0.0', { offset: 60_000 }) })).after)).toEqual([]);
  });

  it('replace auto, which counts as no change', () => {
    const { edits, changedNodes } = corrected(
      topology({ a: node('wso2is', '5.11.0', { offset: 'auto' }), b: node('wso2is', '5.11.0') }),
    );
    expect(edits).toEqual([{ file: FILE, path: ['nodes', 'a', 'offset'], from: 'auto', to: 1 }]);
    expect(changedNodes).toEqual([]);
  });

  it('that come from defaults are overridden in the node', () => {
    const { after } = corrected(
      topology(
        { a: { host: 'app1' }, b: { host: 'app1' } },
        { defaults: { product: 'wso2is', version: '5.11.0', offset: 3 } },
      ),
    );
    expect(after).toContain('defaults:\n  product: wso2is\n  version: 5.11.0\n  offset: 3\n');
    expect(after).toContain('  b:\n    host: app1\n    offset: 4\n');
  });

  it('leave a collision that is ignored, or that no rule looks for', () => {
    const nodes = { a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0') };
    expect(
      corrected(topology(nodes, { ignore: [{ rule: 'port-collision', reason: 'never up together' }] })).edits,
    ).toEqual([]);
    expect(corrected(topology(nodes, { rules: { 'port-collision': 'off' } })).edits).toEqual([]);
  });

  it('of a hundred nodes on one host are chosen in reasonable time and without a collision', () => {
    const crowd = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`n${index}`, node('wso2is', '5.11.0')]),
    );
    const { after, optimal, unresolved } = corrected(topology(crowd));
    expect([optimal, unresolved, errorsOf(after)]).toEqual([false, [], []]);
  });
});

describe('ports that no offset moves', () => {
  const member = { enable: ['cluster-member'] };

  it('of cluster members get numbers of their own', () => {
    const { changes, after } = corrected(
      topology({ a: node('wso2is', '5.11.0', member), b: node('wso2is', '5.11.0', { ...member, offset: 1 }) }),
    );
    expect(changes).toEqual({ '/nodes/b/ports/cluster-member': 4001 });
    expect(errorsOf(after)).toEqual([]);
  });

  it('take the member lists along', () => {
    const links = {
      'cluster-wka-members': [
        { to: 'a', url: 'app1:4000' },
        { to: 'b', url: 'app1:4000' },
      ],
    };
    const { changes, after } = corrected(
      topology({
        a: node('wso2is', '5.11.0', member),
        b: node('wso2is', '5.11.0', { ...member, offset: 1 }),
        c: node('wso2is', '5.11.0', { ...member, host: 'app2', links }),
      }),
    );
    expect(changes).toEqual({
      '/nodes/b/ports/cluster-member': 4001,
      '/nodes/c/links/cluster-wka-members/1/url': 'app1:4001',
    });
    expect(errorsOf(after)).toEqual([]);
  });

  it('of two Thrift servers up to 1.10 are told apart, and their clients follow', () => {
    const { after, changes } = corrected(
      topology({
        km1: node('wso2am', '1.10.0', { profile: 'api-key-manager' }),
        km2: node('wso2am', '1.10.0', { profile: 'api-key-manager', offset: 1 }),
        gw: node('wso2am', '1.10.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: { 'key-validation-thrift': 'km2' },
        }),
      }),
    );
    expect(changes).toMatchObject({
      '/nodes/km2/ports/thrift-key-validation': 10_398,
      '/nodes/gw/links/key-validation-thrift/port': 10_398,
    });
    expect(errorsOf(after)).toEqual([]);
  });

  it('are said to be unresolved where the product has no safe setting, with the reason and the ways out', () => {
    const jmx = { enable: ['andes-jmx'] };
    const { unresolved, edits } = corrected(
      topology({ a: node('wso2am', '2.6.0', jmx), b: node('wso2am', '2.6.0', { ...jmx, offset: 1 }) }),
    );
    expect(edits).toEqual([]);
    expect(unresolved).toMatchObject([{ rule: 'port-collision' }]);
    expect(unresolved[0]?.notes.join('\n')).toMatch(/does not move andes-jmx of a[\s\S]*ways out/);
  });

  it('of pinned nodes stay, and that is said', () => {
    const pinned = node('wso2is', '5.11.0', { pinned: true });
    const { unresolved, edits } = corrected(topology({ a: pinned, b: pinned }));
    expect(edits).toEqual([]);
    expect(unresolved[0]?.notes.join('\n')).toContain('a and b are pinned');
  });
});

describe('a partial correction', () => {
  it('moves what can be moved and keeps the rest as a finding', () => {
    const pinned = node('wso2is', '5.11.0', { pinned: true });
    const { changes, unresolved, after } = corrected(topology({ a: pinned, b: pinned, c: node('wso2is', '5.11.0') }));
    expect(changes).toEqual({ '/nodes/c/offset': 1 });
    expect(unresolved).toMatchObject([{ rule: 'port-collision', data: { nodes: ['a', 'b'] } }]);
    expect(errorsOf(after)).toEqual(['port-collision']);
  });

  it('names a range of ports that a container publishes', () => {
    const hosts = {
      app1: {},
      box: { on: 'app1', publish: ['9443-9444:9443-9444'] },
      box2: { on: 'app1', publish: ['9443-9444:9443-9444'] },
    };
    const { unresolved } = corrected(
      topology(
        { a: node('wso2is', '7.0.0', { host: 'box' }), b: node('wso2is', '7.0.0', { host: 'box2' }) },
        { hosts },
      ),
    );
    expect(unresolved).toMatchObject([{ rule: 'port-collision' }]);
    expect(unresolved[0]?.notes.join('\n')).toContain('publish or forward another one');
  });
});

it('two containers that publish one port of a machine: the later one gets the next free port', () => {
  const box = { on: 'app1', publish: ['9443:9443'] };
  const is = (host: string) => node('wso2is', '7.0.0', { host });
  const document = topology({ a: is('one'), b: is('two') }, { hosts: { app1: {}, one: box, two: box } });
  const { changes, unresolved } = corrected(document);
  expect(changes).toEqual({ '/hosts/two/publish/0': '9444:9443' });
  expect(unresolved).toEqual([]);
});

describe('a correction that would bring another error', () => {
  it('is not made, and that is said', () => {
    const hosts = { machine: {}, box: { on: 'machine', publish: ['8289-8290:8289-8290'], occupied: [{ port: 9164 }] } };
    const { edits, unresolved } = corrected(topology({ mi: node('wso2mi', '4.2.0', { host: 'box' }) }, { hosts }));
    expect(edits).toEqual([]);
    expect(unresolved).toMatchObject([{ rule: 'occupied-port' }]);
    expect(unresolved[0]?.notes.join('\n')).toContain('brings another error: box publishes 8289-8290/tcp');
  });

  it('does not keep other hosts from being corrected', () => {
    const hosts = { machine: {}, box: { on: 'machine', publish: ['8289-8290:8289-8290'], occupied: [{ port: 9164 }] } };
    const is = node('wso2is', '5.11.0');
    expect(
      corrected(topology({ mi: node('wso2mi', '4.2.0', { host: 'box' }), a: is, b: is }, { hosts })).changes,
    ).toEqual({ '/nodes/b/offset': 1 });
  });
});

describe('Thrift', () => {
  it('is set right at the client', () => {
    const { changes, after } = corrected(gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 }));
    expect(changes).toEqual({ '/nodes/gateway/links/key-validation-thrift/port': 10_402 });
    expect(errorsOf(after)).toEqual([]);
  });

  it('is set right at the server where that is preferred', () => {
    const { changes, after } = corrected(gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 }), {
      prefer: 'server',
    });
    expect(changes).toEqual({ '/nodes/key-manager/ports/thrift-key-validation/port': 10_399 });
    expect(errorsOf(after)).toEqual([]);
  });

  it('is set right for several gateways and key managers together', () => {
    const am = (profile: string, fields: Partial<NodeFields>) => node('wso2am', '2.6.0', { profile, ...fields });
    const thrift = (to: string) => ({ links: { 'key-validation-thrift': to } });
    const server = { ports: { 'thrift-key-validation': { bind: '0.0.0.0' } } };
    const document = topology({
      km1: am('api-key-manager', { host: 'km1', offset: 5, ...server }),
      km2: am('api-key-manager', { host: 'km2', offset: 6, ...server }),
      gw1: am('gateway-worker', { host: 'gw1', offset: 1, ...thrift('km1') }),
      gw2: am('gateway-worker', { host: 'gw2', offset: 2, ...thrift('km1') }),
      gw3: am('gateway-worker', { host: 'gw3', offset: 3, ...thrift('km2') }),
    });
    expect(corrected(document).changes).toEqual({
      '/nodes/gw1/links/key-validation-thrift/port': 10_402,
      '/nodes/gw2/links/key-validation-thrift/port': 10_402,
      '/nodes/gw3/links/key-validation-thrift/port': 10_403,
    });
    const lowered = corrected(document, { prefer: 'server' });
    expect(lowered.changes).toEqual({
      '/nodes/km1/ports/thrift-key-validation/port': 10_398,
      '/nodes/km2/ports/thrift-key-validation/port': 10_400,
      '/nodes/gw2/links/key-validation-thrift/port': 10_398,
    });
    expect(errorsOf(lowered.after)).toEqual([]);
  });

  it('stays right when a node with it has to move', () => {
    const { after, changes } = corrected(
      topology({
        km: node('wso2am', '2.6.0', { profile: 'api-key-manager' }),
        other: node('wso2am', '2.6.0', {
          profile: 'api-key-manager',
          pinned: true,
          disable: ['thrift-key-validation'],
        }),
        gw: node('wso2am', '2.6.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: { 'key-validation-thrift': 'km' },
        }),
      }),
    );
    expect(changes).toMatchObject({ '/nodes/km/offset': 1, '/nodes/gw/links/key-validation-thrift/port': 10_398 });
    expect(errorsOf(after)).toEqual([]);
  });
});

describe('what was right before', () => {
  it('moves along: literals of links', () => {
    const { changes, after } = corrected(
      topology({
        tm: node('wso2am', '4.2.0', { profile: 'traffic-manager', host: 'tm' }),
        rival: node('wso2is', '5.11.0', { host: 'tm', pinned: true }),
        gw: node('wso2am', '4.2.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: {
            'throttle-publish': { to: 'tm', url: 'tcp://tm:9611' },
            'throttle-publish-auth': { to: 'tm', url: 'ssl://tm:9711' },
          },
        }),
      }),
    );
    expect(changes).toEqual({
      '/nodes/tm/offset': 1,
      '/nodes/gw/links/throttle-publish/url': 'tcp://tm:9612',
      '/nodes/gw/links/throttle-publish-auth/url': 'ssl://tm:9712',
    });
    expect(errorsOf(after)).toEqual([]);
  });

  it('moves along: self-references', () => {
    const apim = node('wso2am', '2.6.0', { ports: { 'workflow-callback': 9443 } });
    const { changes } = corrected(
      topology({ a: apim, b: apim, c: { ...apim, host: 'app2', offset: 3, ports: { 'workflow-callback': 9446 } } }),
    );
    expect(changes).toEqual({ '/nodes/b/offset': 1, '/nodes/b/ports/workflow-callback': 9444 });
  });

  it('moves along: self-references that name the listener of another node', () => {
    const { changes } = corrected(
      topology({
        tm: node('wso2am', '2.6.0', { profile: 'traffic-manager' }),
        rival: node('wso2am', '2.6.0', { profile: 'traffic-manager', pinned: true, disable: ['broker-amqp'] }),
        a: node('wso2am', '2.6.0', { host: 'app2', offset: 3, ports: { 'jndi-properties': 5672 } }),
      }),
    );
    expect(changes).toEqual({ '/nodes/tm/offset': 1, '/nodes/a/ports/jndi-properties': 5673 });
  });

  it('moves along: a client port that is written beside its endpoint', () => {
    const links = { 'throttle-publish': { to: 'tm', port: 9611, url: 'tcp://tm:9611' } };
    const { changes } = corrected(
      topology(
        {
          tm: node('wso2am', '4.2.0', { profile: 'traffic-manager', host: 'tm' }),
          gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links }),
        },
        { hosts: { tm: { occupied: [{ port: 9711 }] } } },
      ),
    );
    expect(changes).toEqual({
      '/nodes/tm/offset': 1,
      '/nodes/gw/links/throttle-publish/port': 9612,
      '/nodes/gw/links/throttle-publish/url': 'tcp://tm:9612',
    });
  });

  it('moves along in lists of endpoints, each by its own', () => {
    const tm = node('wso2am', '4.2.0', { profile: 'traffic-manager', host: 'tm' });
    const links = { 'throttle-publish': { url: 'tcp://tm:9611,tcp://tm:9612' } };
    const { changes } = corrected(
      topology(
        {
          tm1: tm,
          tm2: { ...tm, offset: 1 },
          gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links }),
        },
        { hosts: { tm: { occupied: [{ port: 9611 }, { port: 9711 }] } } },
      ),
    );
    expect(changes).toEqual({
      '/nodes/tm1/offset': 2,
      '/nodes/gw/links/throttle-publish/url': 'tcp://tm:9613,tcp://tm:9612',
    });
  });

  it('follows in the list of a container', () => {
    const hosts = { app1: {}, box: { on: 'app1', publish: ['127.0.0.1:19443:9443/tcp'], occupied: [{ port: 9443 }] } };
    const { changes } = corrected(topology({ a: node('wso2is', '7.0.0', { host: 'box' }) }, { hosts }));
    expect(changes).toEqual({ '/nodes/a/offset': 1, '/hosts/box/publish/0': '127.0.0.1:19443:9444/tcp' });
  });
});

describe('what was wrong before', () => {
  it('is corrected where its finding has a fix, and offsets are not changed for it', () => {
    const { changes, after } = corrected(
      topology({
        tm: node('wso2am', '4.2.0', { profile: 'traffic-manager', host: 'tm', offset: 1 }),
        gw: node('wso2am', '4.2.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: {
            'throttle-publish': { to: 'tm', url: 'tcp://tm:9611' },
            'throttle-publish-auth': { to: 'tm', url: 'ssl://tm:9711' },
          },
        }),
      }),
    );
    expect(changes).toEqual({
      '/nodes/gw/links/throttle-publish/url': 'tcp://tm:9612',
      '/nodes/gw/links/throttle-publish-auth/url': 'ssl://tm:9712',
    });
    expect(errorsOf(after)).toEqual([]);
  });

  it('is a finding still where only a person can decide', () => {
    const { unresolved, edits } = corrected(
      topology({ a: node('wso2is', '5.11.0', { host: 'nowhere' }) }, { hosts: {} }),
    );
    expect(edits).toEqual([]);
    expect(unresolved).toEqual([]);
    expect(
      correctedText('version: 1\nhosts: {}\nnodes: { a: { host: b, product: wso2is, version: 7.0.0 } }\n').unresolved,
    ).toMatchObject([{ rule: 'unknown-reference' }]);
  });

  it('leaves a text that is none alone', () => {
    const { unresolved, files } = correctedText('nodes: [');
    expect(unresolved).toMatchObject([{ rule: 'yaml-syntax' }]);
    expect(files[0]?.after).toBe('nodes: [');
  });
});

describe('several files', () => {
  it('are corrected each by itself, or as one deployment', () => {
    const nodes = (id: string) => stringify(topology({ [id]: node('wso2is', '5.11.0') }));
    const inputs = [
      { file: 'a.yaml', text: nodes('a') },
      { file: 'b.yaml', text: nodes('b') },
    ];
    expect(fix(inputs, { catalogue }).edits).toEqual([]);
    expect(fix(inputs, { catalogue, together: true }).edits).toEqual([
      { file: 'b.yaml', path: ['nodes', 'b', 'offset'], to: 1 },
    ]);
  });

  it('are not touched together where one of them cannot be read', () => {
    const text = stringify(topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0') }));
    const { edits, unresolved } = fix(
      [
        { file: 'a.yaml', text },
        { file: 'b.yaml', text: 'nodes: [' },
      ],
      { catalogue, together: true },
    );
    expect(edits).toEqual([]);
    expect(unresolved.map(({ file }) => file)).toContain('b.yaml');
  });
});

const products = fc.constantFrom<readonly [string, string, string | undefined]>(
  ['wso2am', '2.6.0', undefined],
  ['wso2am', '2.6.0', 'gateway-worker'],
  ['wso2am', '2.6.0', 'api-key-manager'],
  ['wso2am', '1.10.0', undefined],
  ['wso2am', '4.2.0', 'traffic-manager'],
  ['wso2is', '5.11.0', undefined],
  ['wso2mi', '4.2.0', undefined],
);
const anyNode = fc
  .record({
    product: products,
    host: fc.constantFrom('app1', 'app1', 'app2'),
    offset: fc.option(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('auto' as const)), { nil: undefined }),
    pinned: fc.boolean(),
    member: fc.boolean(),
    bind: fc.constantFrom(undefined, undefined, '10.0.0.1'),
    dialled: fc.option(fc.integer({ min: 9611, max: 9614 }), { nil: undefined }),
  })
  .map(({ product: [product, version, profile], offset, pinned, member, bind, host, dialled }) => ({
    host,
    product,
    version,
    ...(profile === undefined ? {} : { profile }),
    ...(offset === undefined ? {} : { offset }),
    ...(pinned && offset !== 'auto' ? { pinned } : {}),
    ...(member ? { enable: ['cluster-member'] } : {}),
    ...(bind === undefined ? {} : { bind }),
    ...(dialled === undefined || profile !== 'gateway-worker'
      ? {}
      : { links: { 'throttle-publish': { url: `tcp://app1:${dialled},tcp://app2:9611` } } }),
  }));
const anyTopology = fc
  .record({
    nodes: fc.array(anyNode, { minLength: 1, maxLength: 6 }),
    occupied: fc.array(fc.integer({ min: 9440, max: 9450 }), { maxLength: 2 }),
  })
  .map(
    ({ nodes, occupied }): TopologyDocument => ({
      version: 1,
      hosts: { app1: { occupied: occupied.map((port) => ({ port })) }, app2: {} },
      nodes: Object.fromEntries(nodes.map((each, index) => [`n${index}`, each])),
    }),
  );

/** Objective of offsets: nodes changed, sum of changes, then in order each as it is, else higher, else lower; `auto` costs nothing. */
function objective(offsets: readonly number[], nodes: readonly NodeFields[]): readonly number[] {
  const changes = nodes.map(({ offset, product }, index) =>
    offset === 'auto' ? 0 : (offsets[index] ?? 0) - (offset ?? shippedOffset(product)),
  );
  const ranks = nodes.map(({ offset }, index) => {
    const change = changes[index] ?? 0;
    if (offset === 'auto') return offsets[index] ?? 0;
    return change === 0 ? -1 : (offsets[index] ?? 0) + (change < 0 ? 100 : 0);
  });
  const sum = changes.reduce((total, change) => total + Math.abs(change), 0);
  return [changes.filter((change) => change !== 0).length, sum, ...ranks];
}

function shippedOffset(product: string | undefined): number {
  return product === 'wso2mi' ? 10 : 0;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

const PORTS = new Set(['port-collision', 'occupied-port', 'port-range']);
const NEAR = [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12];

/** Near offsets that a node may get. A move below the shipped offset is the last resort. */
function choicesOf({ offset, pinned, product }: NodeFields, shown = 0): readonly number[] {
  if (offset === 'auto') return [shown];
  if (pinned) return [offset ?? 0];
  const floor = Math.min(offset ?? 10, shippedOffset(product));
  return NEAR.filter((near) => near >= floor);
}

/** Every combination of near offsets, tried on the whole topology; nodes with `auto` stay where every command shows them. */
function exhaustive(document: TopologyDocument): readonly number[] | undefined {
  const entries = Object.entries(document.nodes);
  const nodes = entries.map(([, fields]) => fields);
  const shown = evaluate([{ file: FILE, document }], catalogue, []).deployment.nodes.map(({ offset }) => offset);
  let best: readonly number[] | undefined;
  const extend = (offsets: readonly number[]): void => {
    const next = nodes[offsets.length];
    if (next) {
      for (const offset of choicesOf(next, shown[offsets.length])) extend([...offsets, offset]);
      return;
    }
    if (best && !isLess(objective(offsets, nodes), objective(best, nodes))) return;
    const placed = {
      ...document,
      nodes: Object.fromEntries(entries.map(([id, fields], index) => [id, { ...fields, offset: offsets[index] ?? 0 }])),
    };
    if (!evaluate([{ file: FILE, document: placed }], catalogue, []).diagnoses.some(({ rule }) => PORTS.has(rule)))
      best = offsets;
  };
  extend([]);
  return best;
}

describe('against exhaustive search over whole topologies', () => {
  const small = fc
    .record({
      nodes: fc.array(anyNode, { minLength: 2, maxLength: 3 }),
      occupied: fc.array(fc.integer({ min: 9440, max: 9446 }), { maxLength: 2 }),
    })
    .map(({ nodes, occupied }) =>
      topology(
        Object.fromEntries(
          nodes.map(({ enable: _, links: __, ...each }, index) => [
            `n${index}`,
            { ...each, host: 'app1', ...(each.pinned ? { offset: each.offset ?? 0 } : {}) },
          ]),
        ),
        { hosts: { app1: { occupied: occupied.map((port) => ({ port })) } } },
      ),
    );

  it('chooses the same offsets', () => {
    fc.assert(
      fc.property(small, (document) => {
        const best = exhaustive(document);
        const { after, optimal } = corrected(document);
        const { deployment } = evaluate([{ file: FILE, document: parse(after) as TopologyDocument }], catalogue, []);
        const offsets = deployment.nodes.map(({ offset }) => offset);
        expect(optimal).toBe(true);
        if (!best) return;
        const nodes = Object.values(document.nodes);
        if (offsets.every((offset) => NEAR.includes(offset))) expect(offsets).toEqual(best);
        else expect(isLess(objective(offsets, nodes), objective(best, nodes))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

it('tries again what did not work before something else was corrected: two wrong ends of one list', () => {
  const text = `version: 1
hosts: { app1: { occupied: [{ port: 9444 }] }, app2: {} }
nodes:
  n0: { host: app1, product: wso2am, version: 2.6.0, profile: gateway-worker, links: { throttle-publish: { url: "tcp://app1:9611,tcp://app2:9611" } } }
  n1: { host: app1, product: wso2am, version: 4.2.0, profile: traffic-manager, offset: auto }
  n2: { host: app1, product: wso2am, version: 2.6.0 }
  n3: { host: app1, product: wso2am, version: 2.6.0, profile: gateway-worker, pinned: true, links: { throttle-publish: { url: "tcp://app1:9614,tcp://app2:9611" } } }
  n4: { host: app2, product: wso2am, version: 2.6.0, profile: gateway-worker }
`;
  const { files, unresolved } = fix([{ file: 'topology.yaml', text }], { catalogue });
  expect(unresolved).toEqual([]);
  expect(fix([{ file: 'topology.yaml', text: files[0]?.after ?? '' }], { catalogue }).edits).toEqual([]);
});

describe('on any topology', () => {
  it('the corrected one has no error that is not named as unresolved, none that is new, and stays as it is', () => {
    fc.assert(
      fc.property(anyTopology, fc.constantFrom('client' as const, 'server' as const), (document, prefer) => {
        const text = stringify(document);
        const { after, unresolved, edits } = correctedText(text, { prefer });
        const left = findingsOf(after)
          .filter(({ severity }) => severity === 'error')
          .map(({ fingerprint }) => fingerprint);
        const named = unresolved.filter(({ severity }) => severity === 'error').map(({ fingerprint }) => fingerprint);
        expect([...left].sort()).toEqual([...named].sort());
        expect(left.length).toBeLessThanOrEqual(errorsOf(text).length);
        for (const { path } of edits)
          expect(path[0] === 'nodes' && path[2] === 'offset' && document.nodes[String(path[1])]?.pinned).toBeFalsy();
        expect(correctedText(after, { prefer }).edits).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

it('a decision does not clear a collision of which a port is left', () => {
  const manager = node('wso2sp-manager', '4.4.0');
  const { unresolved, decisions } = corrected(topology({ a: manager, b: manager }));
  expect(unresolved.map(({ rule }) => rule)).toEqual(['port-collision']);
  expect(decisions.flatMap(({ clears }) => clears)).toEqual([]);
});

it('a port that is written for a client alone follows the server that moves', () => {
  const plan = gatewayAndKeyManager(
    '2.6.0',
    { links: { 'key-validation-thrift': { to: 'key-manager', port: 10_397 } } },
    {},
    { hosts: { 'km.internal': { occupied: [{ port: 9443 }] } } },
  );
  expect(corrected(plan).changes).toMatchObject({
    '/nodes/key-manager/offset': 1,
    '/nodes/gateway/links/key-validation-thrift/port': 10_398,
  });
});

it('a file that cannot be decoded stays as it is, and the others are corrected', () => {
  const text = stringify(topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0') }));
  const inputs = [
    { file: 'bytes.yaml', text: '', fault: 'it is no UTF-8' },
    { file: 'words.yaml', text: 'nodes: [' },
    { file: FILE, text },
  ];
  const { files, edits, unresolved } = fix(inputs, { catalogue });
  expect(files.filter(({ before, after }) => before !== after).map(({ file }) => file)).toEqual([FILE]);
  expect(edits.map(({ file, to }) => [file, to])).toEqual([[FILE, 1]]);
  expect(new Set(unresolved.map(({ file }) => file))).toEqual(new Set(['bytes.yaml', 'words.yaml']));
});

describe('a value that several nodes have from one place', () => {
  const gateways = (second: string) => `version: 1
defaults: { product: wso2am, version: 3.2.0 }
hosts: { c: {}, h1: {}, h2: {} }
nodes:
  cp: { host: c, profile: api-key-manager }
  a: &g { host: h1, profile: gateway-worker, links: { key-validation-ws: { url: "https://c:9444/services/" } } }
  b: ${second}
`;

  it('is changed once, and all of them are nodes that change', () => {
    const fixed = fix([{ file: 'a.yaml', text: gateways('{ <<: *g, host: h2 }') }], { catalogue });
    expect(fixed.files[0]?.after).toBe(gateways('{ <<: *g, host: h2 }').replace('9444', '9443'));
    expect(fixed.edits.map(({ path }) => path.join('.'))).toEqual(['nodes.a.links.key-validation-ws.url']);
    expect(fixed.decisions.map(({ title }) => title)).toEqual([
      'links.key-validation-ws.url https://c:9444/services/ -> https://c:9443/services/',
    ]);
    expect(fixed.changedNodes).toEqual(['a', 'b']);
  });

  it('is one for each where it is written out', () => {
    const own =
      '{ host: h2, profile: gateway-worker, links: { key-validation-ws: { url: "https://c:9444/services/" } } }';
    const fixed = fix([{ file: 'a.yaml', text: gateways(own) }], { catalogue });
    expect(fixed.edits).toHaveLength(2);
    expect(fixed.decisions[0]?.title).toContain(', b: links.key-validation-ws.url ');
  });
});

it('a text that is nested too deep stays as it is, beside one that is corrected', () => {
  const text = `hosts: ${'['.repeat(100_000)}`;
  const clash = stringify(
    topology({ a: node('wso2mi', '4.2.0', { host: 'h' }), b: node('wso2mi', '4.2.0', { host: 'h' }) }),
  );
  const { files, unresolved, edits } = fix(
    [
      { file: 'deep.yaml', text },
      { file: 'clash.yaml', text: clash },
    ],
    { catalogue },
  );
  expect(files[0]).toEqual({ file: 'deep.yaml', before: text, after: text });
  expect(unresolved.map(({ file, rule }) => [file, rule])).toEqual([['deep.yaml', 'yaml-syntax']]);
  expect(edits.map(({ file }) => file)).toEqual(['clash.yaml']);
});
