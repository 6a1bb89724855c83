import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/changes/changes.js';
import { foldedFlows } from '../../src/deployment/folded-flows.js';
import { configOf } from '../../src/desired/desired.js';
import { flowsOf } from '../../src/flows/flows.js';
import type { DeploymentChanges } from '../../src/model/changes.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { catalogue, deploymentOf, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

function stateOf(document: TopologyDocument) {
  const deployment = deploymentOf(document);
  const openings = foldedFlows(flowsOf(deployment).flows.filter(({ crossesHosts }) => crossesHosts));
  return {
    sides: [{ deployment, openings, configs: configOf(deployment, catalogue) }],
    findings: [],
    nameOf: (file: string) => file,
  };
}

function changes(old: TopologyDocument, now: TopologyDocument): DeploymentChanges {
  const [only] = changesBetween(stateOf(old), stateOf(now)).deployments;
  if (!only) throw new Error('two plans are one pair');
  return only;
}

const MI = node('wso2mi', '4.2.0');

describe('ports', () => {
  it('are opened by a node that comes and closed by one that goes', () => {
    const [one, two] = [topology({ a: MI }), topology({ a: MI, b: { ...MI, offset: 20 } })];
    expect(new Set(changes(one, two).ports.map(({ kind }) => kind))).toEqual(new Set(['opened']));
    expect(new Set(changes(two, one).ports.map(({ kind }) => kind))).toEqual(new Set(['closed']));
  });

  it('move with their node to another host, and to another address', () => {
    const elsewhere = topology({ a: { ...MI, host: 'app2' } });
    const bound = topology({ a: { ...MI, bind: '10.0.0.1' } });
    expect(changes(topology({ a: MI }), elsewhere).ports[0]).toMatchObject({
      kind: 'moved',
      from: { host: 'app1' },
      to: { host: 'app2' },
    });
    expect(changes(topology({ a: MI }), bound).ports[0]).toMatchObject({
      from: { bind: '*' },
      to: { bind: '10.0.0.1' },
    });
  });

  it('of containers and front ends are ports as well', () => {
    const plan = (port: number, front: number) =>
      topology(
        { a: { ...MI, host: 'box' } },
        {
          hosts: {
            box: { on: 'machine', publish: [`${port}:8290`, '7000-7005:7000-7005'] },
            machine: { forwards: [{ port: front, to: ['a:passthrough-http'] }] },
          },
        },
      );
    const { ports } = changes(plan(8290, 80), plan(8291, 81));
    expect(ports.map(({ owner, kind }) => [owner, kind])).toEqual([
      ['forwarded to a:passthrough-http', 'moved'],
      ['a passthrough-http published by box', 'moved'],
    ]);
    expect(changes(topology({}), plan(8290, 80)).ports.map(({ owner }) => owner)).toContain(
      'box (published as 7000-7005:7000-7005)',
    );
  });

  it('of one listener that is published twice are two', () => {
    const plan = (...publish: string[]) =>
      topology({ a: { ...MI, host: 'box' } }, { hosts: { box: { on: 'machine', publish }, machine: {} } });
    const { ports } = changes(plan('8290:8290'), plan('8290:8290', '9290:8290'));
    expect(ports).toEqual([
      expect.objectContaining({ kind: 'opened', to: { host: 'machine', port: 9290, bind: '*' } }),
    ]);
  });
});

describe('links', () => {
  it('with a computed port are broken by the offset of either end', () => {
    const same = gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 2 });
    const apart = gatewayAndKeyManager('2.6.0', { offset: 2 }, { offset: 5 });
    expect(changes(same, apart).links).toContainEqual({
      kind: 'broken',
      node: 'gateway',
      link: 'key-validation-thrift',
      from: 'km.internal:10399 (key-manager)',
      to: 'km.internal:10399 (key-manager)',
    });
  });

  it('that nobody decides name their candidates', () => {
    const second = node('wso2am', '2.6.0', { host: 'km2.internal', profile: 'api-key-manager', offset: 7 });
    const one = gatewayAndKeyManager('2.6.0');
    const { links } = changes(one, {
      ...one,
      hosts: { ...one.hosts, 'km2.internal': {} },
      nodes: { ...one.nodes, second },
    });
    expect(links).toContainEqual(
      expect.objectContaining({ kind: 'redirected', link: 'key-validation-ws', to: 'one of key-manager, second' }),
    );
  });

  it('beside the product are judged as well', () => {
    const db = (port: number) =>
      topology(
        { a: { ...MI, dials: [{ to: 'db.internal:3306' }] } },
        {
          hosts: { 'db.internal': { occupied: [{ port, by: 'mysql' }] } },
        },
      );
    expect(changes(db(3306), db(3307)).links).toEqual([
      { kind: 'broken', node: 'a', link: 'dials', from: 'db.internal:3306', to: 'db.internal:3306' },
    ]);
  });
});

describe('values to edit', () => {
  it('of a new node are those that it does not have by default', () => {
    const { edits } = changes(topology({}), topology({ a: { ...MI, offset: 12 }, b: { ...MI, host: 'app2' } }));
    expect(edits).toEqual([{ node: 'a', file: 'conf/deployment.toml', setting: '[server] offset', to: '12' }]);
  });

  it('start from what the old plan says is written', () => {
    const apim = (fields: object) => topology({ apim: node('wso2am', '2.6.0', fields) });
    const old = apim({ offset: 1, ports: { 'workflow-callback': 9500 } });
    const { edits } = changes(old, apim({ offset: 2 }));
    expect(edits).toContainEqual(
      expect.objectContaining({ file: expect.stringMatching(/WorkflowCallback/), from: '9500', to: '9445' }),
    );
  });
});

it('deployments of several files are the same by their names', () => {
  const [a, b] = [stateOf(topology({ a: MI })), stateOf(topology({ a: { ...MI, offset: 11 } }))];
  const two = { ...a, sides: [...a.sides, ...a.sides] };
  const { deployments } = changesBetween(two, b);
  expect(deployments).toHaveLength(1);
  expect(deployments[0]?.ports.every(({ kind }) => kind === 'moved')).toBe(true);
});
