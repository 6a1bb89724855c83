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

  it('stays with the newest where there is no effort left to try others', () => {
    expect(releasesOf(settleReleases([found()], catalogue, 0)?.documents)).toContain('node 7.3.0');
  });
});
