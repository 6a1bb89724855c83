import { describe, expect, it } from 'vitest';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'release-mix';
const controlPlane = (version: string) => node('wso2am', version, { host: 'cp', profile: 'control-plane' });
const gateway = (version: string, fields = {}) =>
  node('wso2am', version, { host: 'gw', profile: 'gateway-worker', ...fields });

describe('a gateway and a control plane of different releases', () => {
  const found = () => finding(topology({ cp: controlPlane('4.3.0'), gw: gateway('4.2.0') }), RULE);

  it('are a warning that names both', () => {
    expect(found().severity).toBe('warning');
    expect(found().data).toEqual({
      ...{ nodes: ['gw'], others: ['cp'] },
      ...{ release: '4.2.0', otherRelease: '4.3.0' },
    });
  });

  it('are pointed at by their versions', () => {
    expect([found().at.path, found().related[0]?.path]).toEqual([
      ['nodes', 'gw', 'version'],
      ['nodes', 'cp', 'version'],
    ]);
  });

  it('are one finding for all gateways of that release', () => {
    const { data } = finding(
      topology({ cp: controlPlane('4.3.0'), g1: gateway('4.2.0'), g2: gateway('4.2.0', { host: 'gw2' }) }),
      RULE,
    );
    expect(data.nodes).toEqual(['g1', 'g2']);
  });

  it('are found by a written link where another control plane has the release', () => {
    const links = { 'event-hub-rest': { url: 'https://cp:9443/services/' } };
    const document = topology({
      cp: controlPlane('4.3.0'),
      other: node('wso2am', '4.2.0', { host: 'cp2', profile: 'control-plane' }),
      gw: gateway('4.2.0', { links }),
    });
    expect(finding(document, RULE).data).toMatchObject({ nodes: ['gw'], others: ['cp'] });
  });

  it('are switched off by rules', () => {
    const document = topology({ cp: controlPlane('4.3.0'), gw: gateway('4.2.0') }, { rules: { 'release-mix': 'off' } });
    expect(findings(document, RULE)).toEqual([]);
  });
});

it.each([
  ['equal releases', { cp: controlPlane('4.2.0'), gw: gateway('4.2.0') }],
  ['update levels of one release', { cp: controlPlane('4.2.0.12'), gw: gateway('4.2.0.45') }],
  ['a release that is assumed', { cp: controlPlane('4.3.0'), gw: gateway('4.3.7') }],
  ['a release that is assumed of who is dialled', { cp: controlPlane('4.3.7'), gw: gateway('4.2.0') }],
  [
    'two installations of different releases',
    {
      cp: controlPlane('4.3.0'),
      gw: gateway('4.3.0'),
      cp2: node('wso2am', '4.2.0', { host: 'cp2', profile: 'control-plane' }),
      gw2: gateway('4.2.0', { host: 'gw2' }),
    },
  ],
  [
    'another product',
    { am: node('wso2am', '4.2.0'), mi: node('wso2mi', '4.1.0', { host: 'mi', links: { 'service-catalog': 'am' } }) },
  ],
])('%s are silent', (_, nodes) => expect(findings(topology(nodes), RULE)).toEqual([]));
