import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../../src/desired/desired.js';
import type { ConfigSetting } from '../../../src/model/desired.js';
import { text } from '../../../src/report/config/text.js';
import { tomlPlace } from '../../../src/report/config/toml-place.js';
import { catalogue, deploymentOf, node, topology } from '../../topology-builder.js';

const place = (setting: string, more: Partial<ConfigSetting> = {}) =>
  tomlPlace({ kind: 'link', id: 'x', value: 'x', isDefault: false, setting, ...more });

describe('a place of the catalogue is read', () => {
  it.each([
    ['[server] offset', 'server', 'offset', false, false],
    [
      '[apim.event_hub] service_url (falls back to [apim.throttling] service_url)',
      'apim.event_hub',
      'service_url',
      false,
      false,
    ],
    [
      '[apim.event_hub] event_listening_endpoints on the control plane (rendered into jndi-cp.properties)',
      'apim.event_hub',
      'event_listening_endpoints',
      false,
      true,
    ],
    [
      '[[apim.throttling.url_group]] traffic_manager_urls (or [apim.throttling] receiver_url)',
      'apim.throttling.url_group',
      'traffic_manager_urls',
      true,
      true,
    ],
    [
      '[[event_listener]] id="token_revocation" -> [event_listener.properties] notification_endpoint',
      'event_listener.properties',
      'notification_endpoint',
      false,
      false,
    ],
    ['[clustering] members = ["host:port", ...]', 'clustering', 'members', false, true],
    ['[transport.http] listener.port', 'transport.http', 'listener.port', false, false],
    [
      "[transport.jndi.connection_factories] 'connectionfactory.QueueConnectionFactory'",
      'transport.jndi.connection_factories',
      "'connectionfactory.QueueConnectionFactory'",
      false,
      false,
    ],
    [
      '[transport.passthru_http.listener.parameters] port (alias x); [transport.passthru_http.listener] enable=false turns it off',
      'transport.passthru_http.listener.parameters',
      'port',
      false,
      false,
    ],
  ])('%s', (setting, table, key, isList, isArray) => expect(place(setting)).toEqual({ table, key, isList, isArray }));

  it('as the plain or the secure key of a pair', () => {
    const pair = '[[apim.throttling.url_group]] traffic_manager_urls / traffic_manager_auth_urls';
    expect(place(pair)?.key).toBe('traffic_manager_urls');
    expect(place(pair, { secure: true })?.key).toBe('traffic_manager_auth_urls');
  });

  it.each([
    'derived from [apim.key_manager] service_url',
    '[apim.eventHub] serviceUrl, eventListeningEndpoints (3.2)',
    '[[datasource]] id = WSO2_COORDINATION_DB, url; [cluster_config] node_id',
    '[transport.receiver] type="thrift" + tcp_port',
    '[a]] b',
    'helm values',
    '',
  ])('not where it says something else: %s', (setting) => expect(place(setting)).toBeUndefined());

  it('not where a port would be written into a key that is no port', () => {
    expect(place('[enforcer.restServer] enabled (port is a constant)', { kind: 'port' })).toBeUndefined();
  });
});

describe('every release that is configured by TOML', () => {
  const releases = catalogue.products
    .flatMap(({ id, releases: versions }) => versions.map((version) => [id, version] as const))
    .filter(([id, version]) => catalogue.release(id, version)?.configModel === 'toml');

  it.each(releases)('%s %s gives fragments that TOML accepts, with all that it has', (product, version) => {
    const release = catalogue.release(product, version);
    const links = Object.fromEntries((release?.links ?? []).map(({ id }) => [id, ['b', 'a']]));
    const document = topology({
      a: node(product, version, { host: 'h1', offset: 3, links }),
      b: node(product, version, { host: 'h2', offset: 5 }),
    });
    for (const config of configOf(deploymentOf(document), catalogue))
      expect(() => parseTOML(text([config])), text([config])).not.toThrow();
  });
});

it('values of a file cannot leave their string', () => {
  const url = 'https://hub.example.com/"\\\u001b[31m\n[server]\noffset = 9';
  const document = topology({
    a: node('wso2am', '4.2.0', { profile: 'gateway-worker', links: { 'event-hub-rest': { url } } }),
  });
  const written = text(
    configOf(deploymentOf(document), catalogue).map((config) => ({
      ...config,
      settings: config.settings.filter(({ id }) => id === 'event-hub-rest'),
    })),
  );
  expect(written).toContain(
    'service_url = "https://hub.example.com/\\"\\\\\\u001b[31m\\u000a[server]\\u000aoffset = 9"',
  );
  expect(() => parseTOML(written)).not.toThrow();
});
