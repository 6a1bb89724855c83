import { describe, expect, it } from 'vitest';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, linksOf, node, topology } from '../topology-builder.js';

const traffic = (host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile: 'traffic-manager', enable: ['traffic-manager-duplicate'], ...fields });
const allInOne = (host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, enable: ['traffic-manager-duplicate'], ...fields });

/** Where a link of a node leads, each with the verdict. */
const ends = (document: TopologyDocument, from: string, link: string) =>
  linksOf(document, from, link).map(({ target, outcome }) => [target, outcome]);

describe('a link to the others of its kind', () => {
  it('leads to the other one', () => {
    const document = topology({ tm1: traffic('a'), tm2: traffic('b') });
    expect(ends(document, 'tm1', 'traffic-manager-duplicate')).toEqual([['tm2', expect.anything()]]);
  });

  it('leads to no node of another release', () => {
    const document = topology({
      tm1: traffic('a'),
      tm2: node('wso2am', '4.1.0', { host: 'b', profile: 'traffic-manager' }),
    });
    expect(ends(document, 'tm1', 'traffic-manager-duplicate').flatMap(([target]) => target ?? [])).toEqual([]);
  });

  it('leads from one all-in-one server to another where a group connects them', () => {
    const nodes = (group?: string) => {
      const fields = group === undefined ? {} : { group };
      return topology({ am1: allInOne('a', fields), am2: allInOne('b', fields) });
    };
    expect(ends(nodes('prod'), 'am1', 'traffic-manager-duplicate').map(([target]) => target)).toEqual(['am2']);
  });
});

describe('a link to a role', () => {
  const gateway = node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' });

  it('prefers nodes of the own group', () => {
    const document = topology({
      gw: { ...gateway, group: 'prod' },
      tm1: traffic('a', { group: 'test', offset: 1 }),
      tm2: traffic('b', { group: 'prod', offset: 2 }),
    });
    expect(ends(document, 'gw', 'throttle-publish').map(([target]) => target)).toEqual(['tm2']);
  });

  it('takes nodes without a group where the own one has none', () => {
    const document = topology({
      gw: { ...gateway, group: 'prod' },
      tm1: traffic('a', { group: 'test', offset: 1 }),
      tm2: traffic('b', { offset: 2 }),
    });
    expect(ends(document, 'gw', 'throttle-publish').map(([target]) => target)).toEqual(['tm2']);
  });

  it('prefers the node that does least besides', () => {
    const document = topology({ gw: gateway, am: allInOne('a'), tm: traffic('b') });
    expect(ends(document, 'gw', 'throttle-publish').map(([target]) => target)).toEqual(['tm']);
  });

  it('leads through a front end to all of them', () => {
    const document = topology(
      {
        gw: gateway,
        cp1: node('wso2am', '4.2.0', { host: 'a', profile: 'control-plane' }),
        cp2: node('wso2am', '4.2.0', { host: 'b', profile: 'control-plane' }),
      },
      { hosts: { lb: { forwards: [{ port: 443, to: ['cp1:servlet-https', 'cp2:servlet-https'] }] } } },
    );
    const links = deploymentOf(document).links.filter(
      ({ node: from, id }) => from === 'gw' && id === 'key-manager-url',
    );
    expect(links.map(({ outcome, expectedHost, expectedPort }) => [outcome, expectedHost, expectedPort])).toEqual([
      ['derived', 'lb', 443],
    ]);
  });
});

it('a link without a value has that of the link it falls back to', () => {
  const document = topology({
    gw: node('wso2am', '4.2.0', {
      host: 'gw',
      profile: 'gateway-worker',
      links: { 'throttle-decisions-jms': { url: 'tcp://cp:5672' } },
    }),
    cp: node('wso2am', '4.2.0', { host: 'cp', profile: 'control-plane' }),
  });
  expect(ends(document, 'gw', 'event-hub-jms')).toEqual([['cp', 'match']]);
});

describe('a stand-in', () => {
  const of = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
    node('wso2am', '4.2.0', { host, profile, ...fields });
  const link = 'control-plane-to-key-manager';

  it('means itself as long as no dedicated node plays the role', () => {
    const document = topology({ cp1: of('control-plane', 'a', { offset: 1 }), cp2: of('control-plane', 'b') });
    expect(ends(document, 'cp1', link)).toEqual([['cp1', 'match']]);
    expect(ends(document, 'cp2', link)).toEqual([['cp2', 'match']]);
  });

  it('means the dedicated node else, and may name itself', () => {
    const km = of('api-key-manager-deprecated', 'k', { offset: 2 });
    const document = (links?: NodeFields['links']) =>
      topology({ cp: of('control-plane', 'a', links ? { links } : {}), km });
    expect(linksOf(document(), 'cp', link)).toMatchObject([{ target: 'km', outcome: 'derived', expectedPort: 9445 }]);
    expect(ends(document({ [link]: { url: 'https://localhost:9443/services/' } }), 'cp', link)).toEqual([
      ['cp', 'match'],
    ]);
  });
});

it('a link to the other region leads to nodes of the own kind in other groups', () => {
  const of = (host: string, group: string) =>
    node('wso2am', '4.2.0', { host, group, profile: 'control-plane', enable: ['control-plane-to-other-region'] });
  const document = topology({ a1: of('a1', 'a'), a2: of('a2', 'a'), b1: of('b1', 'b'), b2: of('b2', 'b') });
  const [link] = linksOf(document, 'a1', 'control-plane-to-other-region');
  expect(link).toMatchObject({ targets: ['b1', 'b2'], outcome: 'derived', expectedPort: 5672 });
});

it('clustered brokers dial each other while the coordination server is open', () => {
  const broker = (host: string, enable: readonly string[]) => node('wso2mb', '3.2.0', { host, offset: 3, enable });
  const pair = (enable: readonly string[]) => topology({ b1: broker('a', enable), b2: broker('b', enable) });
  const link = 'broker-coordination-peers';
  expect(linksOf(pair(['broker-coordination']), 'b1', link)).toMatchObject([{ target: 'b2', expectedPort: 7614 }]);
  expect(ends(pair([]), 'b1', link)).toEqual([[undefined, 'off']]);
});
