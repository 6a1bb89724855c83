import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { TopologyDocument } from '../../src/model/topology.js';
import { fix } from '../../src/pipeline/fix.js';
import { toPointer } from '../../src/values/paths.js';
import { catalogue, FILE, node, topology } from '../topology-builder.js';

function planned(document: TopologyDocument, plan: { readonly start?: number; readonly spacing?: number } = {}) {
  const fixed = fix([{ file: FILE, text: stringify(document) }], { catalogue, plan });
  return {
    ...fixed,
    after: fixed.files[0]?.after ?? '',
    changes: Object.fromEntries(fixed.edits.map(({ path, to }) => [toPointer(path), to])),
  };
}

describe('a plan', () => {
  it('gives every node the lowest offset, in the order of the file', () => {
    const { changes } = planned(
      topology({
        a: node('wso2is', '5.11.0'),
        b: node('wso2is', '5.11.0'),
        c: node('wso2is', '5.11.0', { host: 'app2', offset: 7 }),
      }),
    );
    expect(changes).toEqual({ '/nodes/a/offset': 0, '/nodes/b/offset': 1, '/nodes/c/offset': 0 });
  });

  it('keeps a distance between offsets', () => {
    const is = node('wso2is', '5.11.0');
    expect(planned(topology({ a: is, b: is, c: is }), { start: 20, spacing: 10 }).changes).toEqual({
      '/nodes/a/offset': 20,
      '/nodes/b/offset': 30,
      '/nodes/c/offset': 40,
    });
  });

  it('goes round pinned nodes and leaves them alone', () => {
    expect(
      planned(topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0', { pinned: true }) })).changes,
    ).toEqual({ '/nodes/a/offset': 1 });
  });

  it('takes along what was right before', () => {
    const { changes } = planned(
      topology({
        tm: node('wso2am', '4.2.0', { profile: 'traffic-manager', host: 'tm' }),
        gw: node('wso2am', '4.2.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: { 'throttle-publish': { to: 'tm', url: 'tcp://tm:9611' } },
        }),
      }),
      { start: 5 },
    );
    expect(changes).toEqual({
      '/nodes/tm/offset': 5,
      '/nodes/gw/offset': 5,
      '/nodes/gw/links/throttle-publish/url': 'tcp://tm:9616',
    });
  });

  it('changes nothing the second time', () => {
    const is = node('wso2is', '5.11.0');
    const { after } = planned(topology({ a: is, b: is }), { spacing: 10 });
    expect(fix([{ file: FILE, text: after }], { catalogue, plan: { spacing: 10 } }).edits).toEqual([]);
  });

  it('says which node has no room', () => {
    const { unresolved } = planned(topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0') }), {
      spacing: 60_000,
    });
    expect(unresolved).toMatchObject([{ rule: 'port-collision' }]);
    expect(unresolved[0]?.notes.join('\n')).toContain('no offset');
  });
});
