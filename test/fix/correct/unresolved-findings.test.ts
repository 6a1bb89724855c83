import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../../src/model/topology.js';
import { fix } from '../../../src/pipeline/fix.js';
import { catalogue, FILE, node, topology } from '../../topology-builder.js';

/** The notes on what a correction leaves. */
function notes(nodes: Readonly<Record<string, NodeFields>>, app1: HostFields = {}): readonly string[] {
  const text = JSON.stringify(topology(nodes, { hosts: { app1 } }));
  return fix([{ file: FILE, text }], { catalogue }).unresolved.flatMap((finding) => finding.notes);
}

const mi = (fields: Partial<NodeFields> = {}) => node('wso2mi', '4.2.0', fields);
const FULL: HostFields = { occupied: [{ ports: '1-65535' }] };

describe('a finding that no correction clears says why', () => {
  it.each([
    ['one node is pinned', { a: mi({ pinned: true }) }, FULL, 'a is pinned'],
    ['both nodes are pinned', { a: mi({ pinned: true }), b: mi({ pinned: true }) }, {}, 'a and b are pinned'],
    ['no offset is free', { a: mi() }, FULL, 'no offset that may be chosen has all ports of a free'],
    [
      'two ports of one node are equal',
      { a: mi({ ports: { 'passthrough-http': 8243 } }) },
      {},
      'a moves both ports together',
    ],
    [
      'the port is fixed and set by hand',
      { a: node('wso2am', '2.6.0', { enable: ['cluster-multicast'], ports: { 'cluster-multicast': 45_000 } }) },
      { occupied: [{ port: 45_000, protocol: 'udp' }] },
      'the offset does not move cluster-multicast of a, which is set by hand',
    ],
  ] as const)('%s', (_, nodes, host, note) => {
    expect(notes(nodes, host)).toContainEqual(expect.stringContaining(`unresolved: ${note}`));
  });
});
