import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { catalogue, deploymentOf, linkOf, node, topology } from '../topology-builder.js';

const am = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile, ...fields });

/** Values that `config` gives for a link of a node. */
function values(document: TopologyDocument, id: string, link: string): readonly unknown[] {
  const config = configOf(deploymentOf(document), catalogue).find((each) => each.node === id);
  return (config?.settings ?? []).filter((setting) => setting.id === link).map(({ value }) => value);
}

describe('a control plane of 4.x', () => {
  const document = topology({ cp: am('control-plane', 'h1'), gw: am('gateway-worker', 'h2') });

  it.each([
    ['throttle-publish', 9611],
    ['throttle-publish-auth', 9711],
    ['throttle-decisions-jms', 5672],
    ['event-hub-rest', 9443],
    ['key-manager-url', 9443],
  ])('is the other end of %s', (link, port) => {
    expect(linkOf(document, 'gw', link)).toMatchObject({ outcome: 'derived', target: 'cp', expectedPort: port });
  });

  it('is not meant for throttling beside a dedicated traffic manager', () => {
    const beside = topology({
      cp: am('control-plane', 'h1'),
      gw: am('gateway-worker', 'h2'),
      tm: am('traffic-manager', 'h3'),
    });
    expect(linkOf(beside, 'gw', 'throttle-publish')).toMatchObject({ target: 'tm', targets: ['tm'] });
  });
});

describe('two traffic managers', () => {
  const pair = (links?: NodeFields['links']) =>
    topology({
      gw: am('gateway-worker', 'gw', links ? { links } : {}),
      tm1: am('traffic-manager', 'tm1'),
      tm2: am('traffic-manager', 'tm2'),
    });

  it('both get what the gateway counts, each in a group of its own', () => {
    expect(values(pair(), 'gw', 'throttle-publish')).toEqual(['tcp://tm1:9611', 'tcp://tm2:9611']);
    expect(values(pair(), 'gw', 'throttle-publish-auth')).toEqual(['ssl://tm1:9711', 'ssl://tm2:9711']);
    expect(values(pair(), 'gw', 'throttle-decisions-jms')).toEqual(['tcp://tm1:5672', 'tcp://tm2:5672']);
  });

  it('are paired in sister lists, of which one is written', () => {
    const document = pair({ 'throttle-publish': ['tm1', 'tm2'] });
    expect(values(document, 'gw', 'throttle-publish-auth')).toEqual(['ssl://tm1:9711', 'ssl://tm2:9711']);
    expect(linkOf(pair({ 'throttle-publish': 'tm2' }), 'gw', 'throttle-publish-auth').targets).toEqual(['tm2']);
  });
});

describe('two all-in-one servers', () => {
  it('stay alone as long as nothing connects them', () => {
    const document = topology({ a: am('default', 'h1'), b: am('default', 'h2') });
    expect(linkOf(document, 'a', 'throttle-publish')).toMatchObject({ targets: ['a'], peers: ['a', 'b'] });
  });

  it.each([
    ['each of them', ['event-hub-duplicate'], ['event-hub-duplicate']],
    ['one of them', ['event-hub-duplicate'], []],
    ['the other one', [], ['event-hub-duplicate']],
  ])('are a pair where %s copies its events', (_, first, second) => {
    const document = topology({
      a: am('default', 'h1', { enable: first }),
      b: am('default', 'h2', { enable: second }),
    });
    const link = linkOf(document, 'a', 'throttle-publish');
    expect([link.targets, link.peers]).toEqual([['a', 'b'], undefined]);
  });

  it('stay alone where something else is switched on', () => {
    const document = topology({ a: am('default', 'h1', { enable: ['jmx-rmi-server'] }), b: am('default', 'h2') });
    expect(linkOf(document, 'a', 'throttle-publish').targets).toEqual(['a']);
  });

  it('keep their own entry in a list that names both', () => {
    const links = { 'throttle-publish': ['a', 'b'] };
    const document = topology({ a: am('default', 'h1', { links }), b: am('default', 'h2') });
    expect(values(document, 'a', 'throttle-publish')).toEqual(['tcp://h1:9611', 'tcp://h2:9611']);
    expect(linkOf(document, 'b', 'throttle-publish').targets).toEqual(['a', 'b']);
  });
});

describe('groups', () => {
  const site = (id: string) => ({
    [`cp-${id}`]: am('control-plane', `c${id}`, { group: id }),
    [`gw-${id}`]: am('gateway-worker', `g${id}`, { group: id }),
  });

  it('keep links inside', () => {
    const document = topology({ ...site('a'), ...site('b') });
    expect(linkOf(document, 'gw-a', 'event-hub-rest')).toMatchObject({ outcome: 'derived', target: 'cp-a' });
    expect(linkOf(document, 'gw-b', 'throttle-publish').targets).toEqual(['cp-b']);
  });

  it('are left where nobody inside plays the role', () => {
    const document = topology({ shared: am('control-plane', 'h'), gw: am('gateway-worker', 'g', { group: 'a' }) });
    expect(linkOf(document, 'gw', 'event-hub-rest').target).toBe('shared');
  });

  it('come from the host or the defaults as well', () => {
    const nodes = { ...site('a'), gw: am('gateway-worker', 'h'), other: am('control-plane', 'o', { group: 'b' }) };
    const onHost = topology(nodes, { hosts: { h: { group: 'b' } } });
    expect(linkOf(onHost, 'gw', 'event-hub-rest').target).toBe('other');
    expect(linkOf(topology(nodes, { defaults: { group: 'b' } }), 'gw', 'event-hub-rest').target).toBe('other');
  });

  it('that are added change nothing of the others, but whom a link between groups would lead to', () => {
    const alone = deploymentOf(topology(site('a'))).links;
    const beside = deploymentOf(topology({ ...site('a'), ...site('b') })).links.filter(({ node: id }) =>
      id.endsWith('-a'),
    );
    const isInside = ({ id }: { readonly id: string }) => id !== 'control-plane-to-other-region';
    expect(beside.filter(isInside)).toEqual(alone.filter(isInside));
    const between = [alone, beside].map((links) => links.filter((link) => !isInside(link)));
    expect(between.map((links) => links.map(({ outcome, targets }) => [outcome, targets]))).toEqual([
      [['off', []]],
      [['off', ['cp-b']]],
    ]);
  });
});

it('a dedicated profile is meant before an all-in-one server', () => {
  const old = (profile: string, host: string) => node('wso2am', '2.1.0', { host, profile });
  const document = topology({
    worker: old('gateway-worker', 'gw'),
    portal: old('default', 'am'),
    tm: old('traffic-manager', 'tm'),
  });
  expect(linkOf(document, 'worker', 'throttle-publish').targets).toEqual(['tm']);
});

it('a node of an unknown profile is the other end of nothing', () => {
  const document = topology({
    gw: am('gateway-worker', 'gw'),
    tm: am('traffic-manager', 'tm'),
    odd: am('gateway-manager', 'odd'),
  });
  expect(linkOf(document, 'gw', 'throttle-publish').targets).toEqual(['tm']);
});
