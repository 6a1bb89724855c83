import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/fix/apply.js';
import { suggest } from '../../../src/fix/suggest/suggest.js';
import type { Evaluation } from '../../../src/model/evaluation.js';
import type { TopologyDocument } from '../../../src/model/topology.js';
import { evaluate } from '../../../src/pipeline/evaluate.js';
import {
  catalogue,
  editsOf,
  evaluated,
  FILE,
  finding,
  findings,
  gatewayAndKeyManager,
  node,
  topology,
} from '../../topology-builder.js';

const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

/** Rules that are broken once the first fix of the only finding of a rule is applied. */
function afterFix(document: TopologyDocument, rule: string): readonly string[] {
  const edits = finding(document, rule).fixes[0]?.edits ?? [];
  expect(edits.length).toBeGreaterThan(0);
  return evaluate([{ file: FILE, document: applyEdits(document, edits) }], catalogue, []).diagnoses.map(
    (each) => each.rule,
  );
}

describe('a fix is shown only when it was tried', () => {
  it('and clears its finding', () => {
    expect(afterFix(topology({ a: mi(), b: mi() }), 'port-collision')).toEqual([]);
  });

  it('and brings no other of the same weight: what would break a Thrift pair follows the offset', () => {
    const document = topology({
      other: node('wso2is', '5.10.0', { host: 'gw', disable: ['embedded-ldap'] }),
      gateway: node('wso2am', '2.6.0', { host: 'gw', profile: 'gateway-worker' }),
      km: node('wso2am', '2.6.0', {
        host: 'km',
        profile: 'api-key-manager',
        ports: { 'thrift-key-validation': { bind: '0.0.0.0' } },
      }),
    });
    expect(editsOf(finding(document, 'port-collision'))).toEqual([
      [
        { path: 'nodes.gateway.offset', from: undefined, to: 1 },
        { path: 'nodes.gateway.links.key-validation-thrift.port', from: undefined, to: 10_397 },
      ],
    ]);
  });

  it('though it may bring a lighter one', () => {
    const document = topology({ a: mi(), b: mi() }, { hosts: { app1: { ephemeral: '8291-8300' } } });
    expect(afterFix(document, 'port-collision')).toEqual(['ephemeral-port']);
  });

  it('and names no value that stays as it is', () => {
    // A reference that another node's port is met by follows it, and then its own node.
    const document = topology(
      {
        shop: node('wso2am', '3.2.0', { disable: ['websocket-secure'] }),
        worker: node('wso2am-analytics-worker', '3.0.0'),
        east: node('wso2am', '1.10.0', { group: 'east', ports: { 'workflow-callback': 9445 } }),
        west: node('wso2am', '2.2.0', { group: 'west', ports: { 'servlet-https': 9445 } }),
      },
      { hosts: { app1: { ephemeral: '9000-9500' } } },
    );
    expect(editsOf(finding(document, 'port-collision'))).toEqual([
      [
        { path: 'nodes.east.offset', from: undefined, to: 2 },
        { path: 'nodes.west.offset', from: undefined, to: 3 },
      ],
    ]);
  });

  it('and leaves a stale reference alone that means no node of another group', () => {
    const document = topology(
      {
        west: node('wso2am', '2.6.0', { group: 'west' }),
        east: node('wso2am', '1.10.0', { host: 'app2', offset: 10, group: 'east', ports: { 'site-json-sso': 9443 } }),
      },
      { hosts: { app1: { occupied: [{ port: 9443, by: 'other' }] }, app2: {} } },
    );
    expect(editsOf(finding(document, 'occupied-port'))).toContainEqual([
      { path: 'nodes.west.offset', from: undefined, to: 1 },
    ]);
  });

  it('so three nodes that all clash get one that moves two of them', () => {
    const { fixes, correctable } = finding(topology({ a: mi(), b: mi(), c: mi() }), 'port-collision');
    expect(fixes.map(({ title }) => title)).toEqual(['b to offset 11, c to offset 12']);
    expect(correctable).toBe(true);
  });
});

describe('a fix is the smallest change', () => {
  it('of one node: the smallest, and of equal ones that of the node that stands last', () => {
    expect(editsOf(finding(topology({ a: mi({ offset: 3 }), b: mi({ offset: 3 }) }), 'port-collision'))).toEqual([
      [{ path: 'nodes.b.offset', from: 3, to: 4 }],
    ]);
  });

  it('never of a pinned node', () => {
    const document = topology({ a: mi({ pinned: true }), b: mi({ pinned: true }) });
    expect(finding(document, 'port-collision').fixes).toEqual([]);
  });

  it('or, for Thrift, one of two: the client first', () => {
    const { fixes } = finding(gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 }), 'thrift-mismatch');
    expect(fixes.map(({ edits }) => edits[0]?.to)).toEqual([10_402, 10_399]);
  });
});

it('a port that is none is never written', () => {
  const document = topology({
    apim: node('wso2am', '2.6.0', { pinned: true, offset: 65_536 - 9443, ports: { 'workflow-callback': 9443 } }),
  });
  expect(finding(document, 'stale-reference').data.expected).toEqual([65_536]);
  expect(finding(document, 'stale-reference').fixes).toEqual([]);
});

it('both fixes of the Thrift mismatch clear it', () => {
  const document = gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 });
  const rules = finding(document, 'thrift-mismatch').fixes.map(({ edits }) =>
    evaluate([{ file: FILE, document: applyEdits(document, edits) }], catalogue, []).diagnoses.map(({ rule }) => rule),
  );
  expect(rules).toEqual([[], []]);
});

describe('links and ports from the defaults', () => {
  it('are fixed in the node, and stay what they are for the others', () => {
    const document = gatewayAndKeyManager(
      '2.6.0',
      { offset: 2 },
      { offset: 5 },
      { defaults: { links: { 'key-validation-thrift': 'key-manager' } } },
    );
    expect(afterFix(document, 'thrift-mismatch')).not.toContain('thrift-mismatch');
    expect(editsOf(finding(document, 'thrift-mismatch'))[0]?.[0]?.path).toBe(
      'nodes.gateway.links.key-validation-thrift.port',
    );
  });
});

it('a move comes with the value of another node that would be wrong after it', () => {
  const am = (version: string, fields = {}) => node('wso2am', version, fields);
  const document = topology(
    {
      first: am('1.10.0'),
      naming: am('2.1.0', { offset: 1, ports: { 'workflow-callback': 9443 } }),
      second: am('2.2.0'),
    },
    { hosts: { app1: { occupied: [{ port: 9443 }] } } },
  );
  const edits = finding(document, 'port-collision').fixes[0]?.edits ?? [];
  expect(edits.map(({ path }) => path.join('/'))).toContain('nodes/naming/ports/workflow-callback');
});

it('a wrong port in a file that names another node comes with the move of that node', () => {
  const document = topology(
    {
      gateway: node('wso2am', '2.1.0', {
        ...{ profile: 'gateway-worker', offset: 1, ports: { 'workflow-callback': 9440 } },
        links: { 'key-validation-thrift': { port: 10397 } },
      }),
      shop: node('wso2am', '1.10.0'),
    },
    { hosts: { app1: { occupied: [{ port: 8243 }] } } },
  );
  for (const rule of ['occupied-port', 'stale-reference'])
    expect(editsOf(finding(document, rule))[0]).toEqual([
      { path: 'nodes.shop.offset', from: undefined, to: 2 },
      { path: 'nodes.gateway.ports.workflow-callback', from: 9440, to: 9445 },
    ]);
});

it('a published port that gets another number comes with the value of a client that dials it', () => {
  const document: TopologyDocument = {
    version: 1,
    hosts: { m: {}, c: { on: 'm', publish: ['9443:10397'] } },
    nodes: {
      gateway: node('wso2am', '1.10.0', { host: 'm', profile: 'gateway-manager', pinned: true }),
      'key-manager': node('wso2am', '1.10.0', { host: 'c' }),
    },
  };
  const edits = [
    { path: 'hosts.c.publish.0', from: '9443:10397', to: '9444:10397' },
    { path: 'nodes.gateway.links.key-validation-thrift.port', from: undefined, to: 9444 },
  ];
  for (const rule of ['port-collision', 'thrift-mismatch']) {
    const [first] = finding(document, rule).fixes;
    expect(first?.title).toBe(
      'set publish 9443:10397 of c to 9444:10397, set links.key-validation-thrift.port of gateway to 9444',
    );
    expect(editsOf(finding(document, rule))[0]).toEqual(edits);
  }
  expect(afterFix(document, 'port-collision')).toEqual([]);
});

it('the value of a client that dials itself comes with the move of the node that it means', () => {
  const document: TopologyDocument = {
    version: 1,
    hosts: { g: {}, m: {}, c: { on: 'm', publish: ['9443:9443', '9611:9611'] } },
    nodes: {
      gateway: node('wso2am', '3.2.0', {
        ...{ host: 'g', profile: 'gateway-worker' },
        links: { 'throttle-publish': { url: 'tcp://g:9611' } },
      }),
      tm: node('wso2am', '3.2.0', { host: 'm', profile: 'traffic-manager' }),
    },
  };
  for (const rule of ['port-collision', 'link-self'])
    expect(editsOf(finding(document, rule))[0]).toEqual([
      { path: 'nodes.tm.offset', from: undefined, to: 1 },
      { path: 'nodes.gateway.links.throttle-publish.url', from: 'tcp://g:9611', to: 'tcp://m:9612' },
    ]);
});

describe('many findings', () => {
  const pairs = (count: number, hostOf: (pair: number) => string, more = {}) =>
    topology(
      Object.fromEntries(
        Array.from({ length: 2 * count }, (_, index) => {
          const pair = Math.floor(index / 2);
          return [`n${index}`, mi({ host: hostOf(pair), offset: 20 * pair })];
        }),
      ),
      more,
    );

  it('get a fix each where they are on machines of their own: changes that cannot notice each other are tried together', () => {
    const { diagnoses } = evaluated(pairs(200, (pair) => `h${pair}`));
    expect([diagnoses.length, diagnoses.filter(({ fixes }) => fixes.length > 0).length]).toEqual([200, 200]);
  });

  it('get a fix each on one machine: moves to ports that no other one gives up or takes cannot notice each other', () => {
    const { diagnoses } = evaluated(pairs(200, () => 'app1'));
    expect([diagnoses.length, diagnoses.filter(({ fixes }) => fixes.length > 0).length]).toEqual([200, 200]);
  });

  it('on a machine that forwards and is too large to try them get no fixes, and are found all the same', () => {
    const hosts = { app1: { forwards: [{ port: 443, to: ['n0:passthrough-https'] }] } };
    const { diagnoses } = evaluated(pairs(300, () => 'app1', { hosts }));
    expect(diagnoses).toHaveLength(300);
    expect(diagnoses.some(({ fixes }) => fixes.length === 0)).toBe(true);
  });
});

describe('a finding in one part of a plan', () => {
  const others = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`other${index}`, mi({ host: `x${index}` })]),
  );
  const wrong = { a: mi({ host: 'app1' }), b: mi({ host: 'app1' }) };
  const sizes = (document: TopologyDocument) => {
    const evaluated: number[] = [];
    const reevaluate = (documents: Evaluation['documents']) => {
      evaluated.push(documents.flatMap((each) => Object.keys(each.document.nodes)).length);
      return evaluate(documents, catalogue, []);
    };
    const before = evaluate([{ file: FILE, document }], catalogue, []);
    const fixed = suggest(before, reevaluate).diagnoses.filter(({ fixes }) => fixes.length > 0);
    return { evaluated, fixed: fixed.length };
  };

  it('is tried to fix in that part', () => {
    expect(sizes(topology({ ...others, ...wrong }))).toEqual({ evaluated: [2, 2], fixed: 1 });
  });

  it('is tried with the nodes of which nothing is known, whose hosts come with them', () => {
    const unknown = node('wso2xx', '1.0.0', { host: 'x1' });
    expect(sizes(topology({ ...others, ...wrong, unknown }))).toEqual({ evaluated: [4, 4], fixed: 1 });
  });

  it('is tried with nodes whose files may mean a port of it', () => {
    const naming = node('wso2am', '2.1.0', { host: 'y', offset: 1, ports: { 'workflow-callback': 8290 } });
    const twice = node('wso2am', '2.1.0', { host: 'z', offset: 1, ports: { 'workflow-callback': 8290 } });
    const { evaluated, fixed } = sizes(topology({ ...others, ...wrong, naming, twice }));
    expect([Math.max(...evaluated) < 10, fixed > 0]).toEqual([true, true]);
  });

  it('is tried in the whole plan where the part would have other findings', () => {
    const assumed = node('wso2mi', '4.2.9', { host: 'y' });
    const ignore = [{ rule: 'unlisted-version', reason: 'known' }];
    expect(sizes(topology({ ...others, ...wrong, assumed }, { ignore }))).toEqual({ evaluated: [2, 23], fixed: 1 });
  });
});

describe('thousands of nodes that clash', () => {
  const crowd = (count: number) =>
    topology(Object.fromEntries(Array.from({ length: count }, (_, offset) => [`n${offset}`, mi({ offset })])));

  it('are left to the correction, and the finding says so', () => {
    const found = finding(crowd(2001), 'port-collision');
    expect(found.subject.nodes).toHaveLength(2001);
    expect([found.fixes, found.correctable]).toEqual([[], undefined]);
    expect(found.notes?.at(-1)).toContain('2000 nodes');
  });

  it('up to a number get their fix', () => {
    const found = finding(crowd(1999), 'port-collision');
    expect([found.fixes.length, found.correctable]).toEqual([1, true]);
    expect(found.notes?.join()).not.toContain('a check looks');
  });

  it('do not keep a finding of another host from its fix', () => {
    const { nodes, ...others } = crowd(2001);
    const document = { ...others, hosts: { ...others.hosts, other: {} } };
    const pair = { x: mi({ host: 'other' }), y: mi({ host: 'other' }) };
    const found = findings({ ...document, nodes: { ...nodes, ...pair } }, 'port-collision');
    expect(found.map(({ subject, fixes }) => [subject.host, fixes.length])).toEqual([
      [expect.any(String), 0],
      ['other', 1],
    ]);
  });
});
