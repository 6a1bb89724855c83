import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, linkOf, node, topology } from '../topology-builder.js';

const RULE = 'cluster-member';
const LIST = 'cluster-wka-members';

function cluster(end: object, first: Partial<NodeFields> = {}, second: Partial<NodeFields> = {}) {
  const member = { enable: ['cluster-member'] };
  return topology({
    'is-1': node('wso2is', '5.11.0', { ...member, host: 'app1', links: { [LIST]: end }, ...first }),
    'is-2': node('wso2is', '5.11.0', { ...member, host: 'app2', ...second }),
  });
}

describe('a member list that names another port than the peer has', () => {
  const found = () => finding(cluster({ to: 'is-2', url: 'app2:4001' }), RULE);

  it('is an error that names both members', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('differs');
    expect(found().data).toMatchObject({ node: 'is-1', target: 'is-2', dialled: 4001, expectedPort: 4000 });
  });

  it('points at the list', () => expect(found().at.path).toEqual(['nodes', 'is-1', 'links', LIST, 'url']));

  it('is fixed in the list', () => expect(editsOf(found())[0]?.map(({ to }) => to)).toEqual(['app2:4000']));
});

it('the offset never moves the member port', () => {
  expect(findings(cluster({ to: 'is-2', url: 'app2:4000' }, {}, { offset: 3 }), RULE)).toEqual([]);
  expect(finding(cluster({ to: 'is-2', url: 'app2:4003' }, {}, { offset: 3 }), RULE).data.expectedPort).toBe(4000);
});

it('a member port that was given by hand is the one to list', () => {
  const second = { ports: { 'cluster-member': 4001 } };
  expect(findings(cluster({ to: 'is-2', url: 'app2:4001' }, {}, second), RULE)).toEqual([]);
  expect(findings(cluster({ to: 'is-2', url: 'app2:4000' }, {}, second), RULE)).toHaveLength(1);
});

it('the list may name the member itself', () => {
  expect(findings(cluster({ url: 'app1:4000,app2:4000' }), RULE)).toEqual([]);
});

describe('multicast', () => {
  const member = (port: number) => ({
    enable: ['cluster-member', 'cluster-multicast'],
    ports: { 'cluster-multicast': port },
  });

  it('on two ports makes two clusters of one', () => {
    const found = finding(cluster({ to: 'is-2' }, member(45_564), member(45_565)), RULE);
    expect(found.message).toBe('multicast');
    expect(found.data).toEqual({ node: 'is-1', port: 45_564, other: 'is-2', otherPort: 45_565 });
    expect([found.at, ...found.related].map(({ path }) => path)).toEqual([
      ['nodes', 'is-1', 'ports', 'cluster-multicast'],
      ['nodes', 'is-2', 'ports', 'cluster-multicast'],
    ]);
  });

  it('is told once where the members list each other', () => {
    const links = { [LIST]: { to: 'is-1' } };
    expect(findings(cluster({ to: 'is-2' }, member(45_564), { ...member(45_565), links }), RULE)).toHaveLength(1);
  });

  it('on one port is silent', () => {
    expect(findings(cluster({ to: 'is-2' }, member(45_564), member(45_564)), RULE)).toEqual([]);
  });
});

it('is silent with clustering off', () => {
  const document = cluster({ to: 'is-2', url: 'app2:4001' }, { enable: [] });
  expect(findings(document, RULE)).toEqual([]);
  expect(linkOf(document, 'is-1', LIST).outcome).toBe('off');
});
