import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { footprintOf, keysOf } from '../../../src/fix/suggest/footprint.js';
import { sliceOf } from '../../../src/fix/suggest/slice.js';
import { succeeding } from '../../../src/fix/suggest/trials.js';
import type { Evaluation } from '../../../src/model/evaluation.js';
import type { TopologyDocument } from '../../../src/model/topology.js';
import { evaluate } from '../../../src/pipeline/evaluate.js';
import { catalogue, FILE } from '../../topology-builder.js';

const MI = 'product: wso2mi, version: 4.2.0, disable: [management-api-http, management-api-https]';
const AM = (profile: string) => `product: wso2am, version: 4.2.0, profile: ${profile}`;

const PLAN = `
version: 1
hosts:
  app1: {}
  app2: {}
  app3: {}
  tm: {}
  gw: {}
  lb: { forwards: [{ port: 80, to: ["c:passthrough-http"] }] }
  machine: {}
  box: { on: machine, publish: ["9443:9443"] }
  inner: { on: box }
  chosen: {}
nodes:
  a: { host: app1, ${MI} }
  b: { host: app1, ${MI} }
  c: { host: app2, ${MI} }
  tm: { host: tm, ${AM('traffic-manager')} }
  gw:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links: { throttle-publish: { url: "tcp://tm:9611" }, event-hub-jms: { url: "tcp://app3:5672" } }
  boxed: { host: box, product: wso2is, version: 7.0.0 }
  auto: { host: chosen, ${MI}, offset: auto }
  beside: { host: chosen, ${MI} }
  at-lb: { host: lb, ${MI}, offset: 20 }
`;

const evaluationOf = (document: TopologyDocument) => evaluate([{ file: FILE, document }], catalogue, []);

describe('what a change affects', () => {
  /** Keys that become others and keys that are read; findings by their rules. */
  function affected(values: Readonly<Record<string, unknown>>) {
    const evaluation = evaluationOf(parse(PLAN));
    const rules = new Map(evaluation.diagnoses.map(({ fingerprint, rule }) => [fingerprint, rule]));
    const edits = Object.entries(values).map(([path, to]) => ({ file: FILE, path: path.split('.'), to }));
    const footprint = footprintOf(edits, evaluation);
    if (footprint === 'everything') return footprint;
    const texts = (keys: ReadonlySet<string>) =>
      [...keys].map((key) => key.replace(/^finding (\S+)/, (_, id) => `finding ${rules.get(id)}`)).sort();
    return [texts(footprint.changed), texts(footprint.read)];
  }

  const ports = (host: string, ...numbers: readonly number[]) => numbers.map((port) => `port ${port} of ${host}`);

  it.each([
    [
      'another offset the ports that it gives up and takes, and what names its node beside others',
      { 'nodes.a.offset': 11 },
      ['finding port-collision of app1', 'node a', ...ports('app1', 8253, 8254, 8290, 8291)],
      ['host app1'],
    ],
    [
      'another offset the nodes that dial it, and ports that stay where they are',
      { 'nodes.tm.offset': 2 },
      [
        ...['node gw', 'node tm'],
        ...ports('tm', 10_001, 11_111, 11_113, 5672, 5674, 8672, 8674, 9443, 9445, 9611, 9613, 9711, 9713, 9763, 9765),
        'port 9999 of tm',
      ],
      ['host tm'],
    ],
    [
      'an offset that the tool is to choose the whole machine',
      { 'nodes.a.offset': 'auto' },
      ['host app1', 'node a'],
      [],
    ],
    ['another port the whole machine', { 'nodes.a.ports.passthrough-http': 1 }, ['host app1', 'node a'], []],
    ['a link its node', { 'nodes.gw.links.throttle-publish.url': 'x' }, ['node gw'], ['host gw']],
    [
      'an offset in a container the whole machine',
      { 'nodes.boxed.offset': 1 },
      ['host machine', 'node boxed', 'node gw'],
      [],
    ],
    [
      'an offset beside chosen ones the whole machine',
      { 'nodes.beside.offset': 1 },
      ['host chosen', 'node beside'],
      [],
    ],
    ['an offset on a front end the whole machine', { 'nodes.at-lb.offset': 1 }, ['host lb', 'node at-lb'], []],
    ['what a container publishes the machine', { 'hosts.box.publish.0': 'x' }, ['host machine'], []],
    ['a container in a container the machine', { 'hosts.inner.publish.0': 'x' }, ['host machine'], []],
    ['a machine the nodes that dial it', { 'hosts.app3.on': 'x' }, ['host app3', 'node gw'], []],
    [
      'several changes what each of them does',
      { 'nodes.c.offset': 10, 'nodes.gw.links.throttle-publish.url': 'x', 'hosts.lb.forwards.0.port': 1 },
      ['host lb', 'node c', 'node gw', ...ports('app2', 8253, 8290)],
      ['host app2', 'host gw'],
    ],
    ['nothing nothing', {}, [], []],
  ])('%s', (_, values, changed, read) => {
    expect(affected(values)).toEqual([changed, read]);
  });

  it.each([
    { 'hosts.none.on': 'x' },
    { 'nodes.none.offset': 1 },
    { 'rules.port-collision': 'off' },
    { 'nodes.a.offset': 11, 'rules.port-collision': 'off' },
  ])('may be everything: %j', (values) => {
    expect(affected(values)).toBe('everything');
  });

  it.each([
    [{ nodes: ['boxed', 'a'] }, ['node boxed', 'node a', 'host machine', 'host app1']],
    [{ host: 'inner', nodes: [] }, ['host machine']],
    [{ host: 'app1', nodes: ['a', 'none'] }, ['node a', 'node none', 'host app1']],
  ])('%j names these', (subject, keys) => {
    expect(keysOf({ ...subject, listeners: [] }, evaluationOf(parse(PLAN)).deployment)).toEqual(keys);
  });
});

describe('changes that notice each other are tried one after the other', () => {
  /** What is tried together, each change as `node=offset`; no change brings a finding. */
  function tried(...changes: readonly Readonly<Record<string, unknown>>[]): string[] {
    const evaluation = evaluationOf(parse(PLAN));
    const [diagnosis] = evaluation.diagnoses;
    if (!diagnosis) throw new Error('the plan has no finding');
    const trials = changes.map((values) => ({
      diagnosis: { ...diagnosis, subject: { nodes: [], listeners: [] } },
      candidate: {
        title: '',
        edits: Object.entries(values).map(([path, to]) => ({ file: FILE, path: path.split('.'), to })),
        configuration: [],
      },
    }));
    const batches: string[] = [];
    succeeding(trials, evaluation, (edits) => {
      batches.push(edits.map(({ path, to }) => `${path.slice(1).join('.')}=${to}`).join(' '));
      return [];
    });
    return batches;
  }

  const offset = (node: string, to: number) => ({ [`nodes.${node}.offset`]: to });
  const url = (to: string) => ({ 'nodes.gw.links.throttle-publish.url': to });

  it.each([
    ['of two machines at once', [offset('a', 11), offset('c', 11)], ['a.offset=11 c.offset=11']],
    ['of one node one by one', [offset('a', 11), offset('a', 12)], ['a.offset=11', 'a.offset=12']],
    ['that are equal once', [offset('a', 11), offset('a', 11)], ['a.offset=11']],
    [
      'of one machine at once, if they share no port',
      [offset('c', 11), offset('at-lb', 21)],
      ['c.offset=11 at-lb.offset=21'],
    ],
    ['of one finding one by one', [offset('a', 11), offset('b', 12)], ['a.offset=11', 'b.offset=12']],
    ['of what one dials one by one', [offset('tm', 1), url('x')], ['tm.offset=1', 'gw.links.throttle-publish.url=x']],
    [
      'of a machine and a node on it one by one',
      [{ 'hosts.app1.on': 'x' }, offset('a', 11)],
      ['app1.on=x', 'a.offset=11'],
    ],
    ['of a node and its machine one by one', [offset('a', 11), { 'hosts.app1.on': 'x' }], ['a.offset=11', 'app1.on=x']],
    [
      'of everything alone, and what comes behind it later',
      [offset('a', 11), { 'rules.x': 'off' }, offset('c', 11), offset('tm', 1)],
      ['a.offset=11', 'x=off', 'c.offset=11 tm.offset=1'],
    ],
    [
      'in the first batch behind the last one that they notice',
      [offset('a', 11), offset('a', 12), offset('c', 11), offset('b', 13), offset('c', 12)],
      ['a.offset=11 c.offset=11', 'a.offset=12 c.offset=12', 'b.offset=13'],
    ],
    ['of nothing not at all', [{}], []],
    [
      'to a port that cannot be not at all',
      [{ 'nodes.a.ports.passthrough-http': 65_536 }, { 'nodes.a.ports.passthrough-http': 0 }],
      [],
    ],
    [
      'to the last port, and to an offset beyond',
      [{ 'nodes.a.ports.passthrough-http': 65_535 }, offset('c', 70_000)],
      ['a.ports.passthrough-http=65535 c.offset=70000'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(tried(...changes)).toEqual(expected);
  });
});

describe('the part of a plan in which a finding is tried to fix', () => {
  const others = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `other${index}`,
      { host: `x${index}`, product: 'wso2mi', version: '4.2.0' },
    ]),
  );
  const machines = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x${index}`, {}]));

  /** The nodes and the hosts of the part in which two servers clash, and how often something was evaluated. */
  function part(hosts: string, nodes: string, more = '{}', filler = others) {
    const wrong = parse(`{ a: { host: app1, ${MI} }, b: { host: app1, ${MI} }, ${nodes} }`);
    const document = {
      version: 1,
      hosts: { ...machines, app1: {}, ...parse(`{ ${hosts} }`) },
      nodes: { ...filler, ...wrong },
      ...parse(more),
    };
    let count = 0;
    const found = sliceOf(evaluationOf(document), (documents: Evaluation['documents']) => {
      count += 1;
      return evaluate(documents, catalogue, []);
    });
    const [named] = found?.documents ?? [];
    const ids = (entries: object | undefined) =>
      Object.keys(entries ?? {})
        .sort()
        .join(' ');
    return [ids(named?.document.nodes), ids(named?.document.hosts), count];
  }

  it.each([
    ['its nodes and their machine', '', '', 'a b', 'app1'],
    [
      'a container on it, with its node',
      'box: { on: app1 }, far: { on: x1 }',
      `c: { host: box, ${MI} }`,
      'a b c',
      'app1 box',
    ],
    [
      'a front end, with all that it leads to',
      'lb: { forwards: [{ port: 80, to: ["a:8290", "other3:8290"] }] }',
      '',
      'a b other3',
      'app1 lb x3',
    ],
    [
      'nodes that are named by one on the machine',
      'tm: {}',
      `gw: { host: app1, offset: 30, ${AM('gateway-worker')}, links: { throttle-publish: { url: "tcp://tm:9611" } } }, tm: { host: tm, ${AM('traffic-manager')} }`,
      'a b gw tm',
      'app1 tm',
    ],
    [
      'nodes that may mean one on the machine',
      'y: {}',
      `gw: { host: y, ${AM('gateway-worker')} }, tm: { host: app1, offset: 30, ${AM('traffic-manager')} }`,
      'a b gw tm',
      'app1 y',
    ],
    [
      'nodes that dial the machine',
      'y: {}',
      `c: { host: y, ${MI}, dials: [{ to: "http://app1:8290" }] }`,
      'a b c',
      'app1 y',
    ],
    [
      'no nodes that dial elsewhere',
      'y: {}',
      `c: { host: y, ${MI}, dials: [{ to: "http://away:8290" }, { to: "http://x1:8290" }] }`,
      'a b',
      'app1',
    ],
    [
      'nodes whose files may mean a port of one',
      'y: {}',
      'c: { host: y, product: wso2am, version: 2.1.0, offset: 1, ports: { workflow-callback: 8290 } }',
      'a b c',
      'app1 y',
    ],
    [
      'nodes of which nothing is known, with their machine',
      '',
      'c: { host: x1, product: wso2xx, version: 1.0.0 }',
      'a b c other1',
      'app1 x1',
    ],
  ])('has %s', (_, hosts, nodes, kept, machinesKept) => {
    // The node on a machine of an unknown one comes with it.
    expect(part(hosts, nodes)).toEqual([kept.split(' ').sort().join(' '), machinesKept, 1]);
  });

  it('has the ignore entries that are about it, and no other', () => {
    const ignore = [
      '{ rule: occupied-port, node: a, reason: x }',
      '{ rule: occupied-port, host: app1, node: b, reason: x }',
      '{ rule: port-collision, host: x0, reason: x }',
      '{ rule: port-collision, node: d, reason: x }',
    ];
    const more = `c: { host: x0, ${MI} }, d: { host: x1, ${MI} }`;
    const hosts = 'app1: { occupied: [{ port: 8253 }] }';
    expect(part(hosts, more, `{ ignore: [${ignore.join(', ')}] }`)).toEqual(['a b', 'app1', 1]);
    // An entry that matches nothing is found in the part as in the plan.
    const unused = `{ ignore: [${ignore.join(', ')}, { rule: port-range, reason: x }] }`;
    expect(part(hosts, more, unused)).toEqual(['a b', 'app1', 1]);
  });

  it.each([
    ['where that is most of the plan', Object.fromEntries(Object.entries(others).slice(0, 1)), 0],
    ['where nothing can be fixed', others, 0],
  ])('is the whole plan %s', (title, filler, count) => {
    const rules = title.includes('nothing') ? '{ rules: { port-collision: off } }' : '{}';
    expect(part('', '', rules, filler)).toEqual(['', '', count]);
  });

  it('is half of a plan at most', () => {
    const some = (count: number) => Object.fromEntries(Object.entries(others).slice(0, count));
    expect(part('', '', '{}', some(2))).toEqual(['a b', 'app1', 1]);
    expect(part('', '', '{}', some(1))).toEqual(['', '', 0]);
    expect(part('lb: { forwards: [{ port: 80, to: ["a:8290", "other0:8290"] }] }', '', '{}', some(2))).toEqual([
      '',
      '',
      0,
    ]);
  });
});
