import { describe, expect, it } from 'vitest';
import type { NamedDocument } from '../../src/model/document.js';
import { settleReleases, withSettledReleases } from '../../src/pipeline/settle.js';
import { discovered } from '../configuration/reading.js';
import { catalogue } from '../topology-builder.js';

const FILES = {
  'identity/deployment.toml': '[server]\nhostname = "identity"\n[identity_mgt]\nx = 1\n',
  'apim-3.2.0/deployment.toml':
    '[server]\nhostname = "apim"\n[apim.key_manager]\nservice_url = "https://identity:9443/services/"\n',
};
const found = () => {
  const [deployment] = discovered(FILES).deployments;
  if (!deployment) throw new Error('nothing was found');
  return deployment;
};
const releasesOf = (documents: readonly NamedDocument[] = []) =>
  documents.flatMap(({ document }) => Object.entries(document.nodes).map(([id, { version }]) => `${id} ${version}`));

describe('settleReleases', () => {
  it('takes the newest release that brings the fewest errors, and says so as an assumption', () => {
    expect(releasesOf([found()])).toEqual(['node 7.3.0', 'apim-3.2.0 3.2.0']);
    const settled = withSettledReleases(found(), catalogue);
    expect(releasesOf([settled])).toEqual(['node 6.1.0', 'apim-3.2.0 3.2.0']);
    expect(settled.evidence.get('node')?.assumed).toMatchObject([{ aspect: 'version', value: '6.1.0' }]);
    expect(settled.origins.get('/nodes/node/version')?.why).toContain('the fewest errors');
    expect(settled.evidence.get('apim-3.2.0')).toEqual(found().evidence.get('apim-3.2.0'));
  });

  it('leaves topologies beside them as they are', () => {
    const topology: NamedDocument = {
      file: 'plan.yaml',
      document: { version: 1, hosts: { h: {} }, nodes: { mi: { host: 'h', product: 'wso2mi', version: '4.2.0' } } },
    };
    const documents = settleReleases([topology, found()], catalogue)?.documents;
    expect(documents?.[0]).toBe(topology);
    expect(releasesOf(documents)).toContain('node 6.1.0');
    expect(settleReleases([topology], catalogue)).toBeUndefined();
  });

  it('takes no release that hides a wrong endpoint, and one release for all nodes of a product', () => {
    const pack = {
      'cp/deployment.toml': `[server]
hostname = "cp"
server_role = "control-plane"
[apim.devportal]
url = "https://cp:9443/devportal"
[[event_listener]]
id = "token_revocation"
name = "org.wso2.is.notification.ApimOauthEventInterceptor"
[event_listener.properties]
notification_endpoint = "https://cp:9444/internal/data/v1/notify"
`,
      'gw/deployment.toml': `[server]
hostname = "gw"
server_role = "gateway-worker"
[apim.throttling]
throttle_decision_endpoints = ["tcp://tm:5672"]
[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://tm:9611"]
traffic_manager_auth_urls = ["ssl://tm:9711"]
`,
      'tm/deployment.toml': `[server]
hostname = "tm"
server_role = "traffic-manager"
[apim.event_hub]
enable = true
service_url = "https://cp:9445/services/"
event_listening_endpoints = ["tcp://cp:5673"]
`,
    };
    // By the name of its folder alone it may be of any release.
    const { 'cp/deployment.toml': cp, ...others } = pack;
    const unsaid = { ...others, 'control-plane/deployment.toml': cp.replace(/server_role = .*/, '') };
    for (const files of [pack, unsaid]) {
      const settled = settleReleases(discovered(files).deployments, catalogue);
      expect(new Set(releasesOf(settled?.documents).map((text) => text.split(' ')[1]))).toEqual(new Set(['4.7.0']));
      const wrong = settled?.deployment.links.filter(
        ({ verdict, basis }) => verdict === 'wrong' && basis === 'literal',
      );
      expect(wrong?.map(({ dialled }) => dialled).sort()).toEqual([5673, 9444, 9445]);
    }
  });

  it('settles nodes apart whose files allow no common release', () => {
    const files = {
      'old/conf/carbon.xml': '<Server><ServerKey>AM</ServerKey><HostName>old</HostName></Server>',
      'new/deployment.toml':
        '[server]\nhostname = "new"\n[apim.key_manager]\nservice_url = "https://new:9444/services/"\n',
    };
    const settled = settleReleases(discovered(files).deployments, catalogue);
    expect(releasesOf(settled?.documents)).toEqual(['old 2.6.0', 'new 4.7.0']);
  });

  it('stays with the newest where there is no effort left to try others', () => {
    expect(releasesOf(settleReleases([found()], catalogue, 0)?.documents)).toContain('node 7.3.0');
  });
});
