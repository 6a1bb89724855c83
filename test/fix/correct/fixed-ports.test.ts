import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../../src/model/topology.js';
import { fix } from '../../../src/pipeline/fix.js';
import { catalogue, FILE, node, topology } from '../../topology-builder.js';

type Hosts = Readonly<Record<string, HostFields>>;

/** The edits that correct a topology, and the rules that are left. */
function corrected(nodes: Readonly<Record<string, NodeFields>>, hosts: Hosts = {}) {
  const text = JSON.stringify(topology(nodes, { hosts }));
  const { edits, unresolved } = fix([{ file: FILE, text }], { catalogue });
  return {
    edits: edits.map(({ path, to }) => [path.join('.'), to]),
    unresolved: unresolved.map(({ rule }) => rule),
  };
}

const member = (fields: Partial<NodeFields> = {}) => node('wso2am', '2.6.0', { enable: ['cluster-member'], ...fields });
const MEMBER = 'nodes.am.ports.cluster-member';

describe('a port that no offset moves gets another number', () => {
  it('where other software has it', () => {
    expect(corrected({ am: member() }, { app1: { occupied: [{ port: 4000 }] } })).toEqual({
      edits: [[MEMBER, 4001]],
      unresolved: [],
    });
  });

  it('that is free of what is published on the machine', () => {
    const hosts: Hosts = {
      app1: { occupied: [{ port: 4000 }] },
      box: { on: 'app1', publish: ['4001:8290'] },
    };
    const nodes = { am: member(), mi: node('wso2mi', '4.2.0', { host: 'box' }) };
    expect(corrected(nodes, hosts)).toEqual({ edits: [[MEMBER, 4002]], unresolved: [] });
  });

  it('that is written where the port is written by hand', () => {
    const am = member({ ports: { 'cluster-member': 4500 } });
    expect(corrected({ am }, { app1: { occupied: [{ ports: '4500-4510' }] } }).edits).toEqual([[MEMBER, 4000]]);
  });

  it('that is raised by the offset where that is free', () => {
    const nodes = { am: member(), two: member({ offset: 1 }) };
    expect(corrected(nodes)).toEqual({ edits: [['nodes.two.ports.cluster-member', 4001]], unresolved: [] });
  });
});

describe('a port that no offset moves stays', () => {
  it.each([
    ['where its node is pinned', { am: member({ pinned: true }) }],
    ['where the product has no setting for it', { am: node('wso2am', '2.6.0', { enable: ['cluster-multicast'] }) }],
  ])('%s', (_, nodes) => {
    const hosts: Hosts = { app1: { occupied: [{ port: 4000 }, { port: 45_564, protocol: 'udp' }] } };
    expect(corrected(nodes, hosts)).toEqual({ edits: [], unresolved: ['occupied-port'] });
  });
});
