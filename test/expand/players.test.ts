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
