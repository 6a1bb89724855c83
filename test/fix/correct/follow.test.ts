import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { TopologyDocument } from '../../../src/model/topology.js';
import { fix } from '../../../src/pipeline/fix.js';
import { toPointer } from '../../../src/values/paths.js';
import { catalogue, FILE, node, topology } from '../../topology-builder.js';

const trafficManager = (fields = {}) => node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager', ...fields });
const gateway = (link: object) =>
  node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links: { 'throttle-publish': link } });

/** What is written, by its place. */
function changes(document: TopologyDocument): Readonly<Record<string, unknown>> {
  const { edits } = fix([{ file: FILE, text: stringify(document) }], { catalogue });
  return Object.fromEntries(edits.map(({ path, to }) => [toPointer(path), to]));
}

describe('a link whose server moves', () => {
  const hosts = { tm: { occupied: [{ port: 9611, by: 'another program' }] } };

  it.each([
    [{ to: 'tm', port: 9611 }, 'port', 9612],
    [{ to: 'tm', url: 'tcp://tm:9611' }, 'url', 'tcp://tm:9612'],
    [{ url: 'tcp://tm:9611' }, 'url', 'tcp://tm:9612'],
  ])('follows as %j', (link, key, to) => {
    expect(changes(topology({ tm: trafficManager(), gateway: gateway(link) }, { hosts }))).toEqual({
      '/nodes/tm/offset': 1,
      [`/nodes/gateway/links/throttle-publish/${key}`]: to,
    });
  });

  it('does not where another server wanted the port as well, and stays', () => {
    const document = topology({
      moving: trafficManager(),
      staying: trafficManager({ pinned: true }),
      gateway: gateway({ url: 'tcp://tm:9611' }),
    });
    expect(changes(document)).toEqual({ '/nodes/moving/offset': 1 });
  });
});
