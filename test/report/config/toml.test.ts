import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../../src/desired/desired.js';
import type { ConfigSetting } from '../../../src/model/desired.js';
import { text } from '../../../src/report/config/text.js';
import { tomlLines } from '../../../src/report/config/toml.js';
import { catalogue, deploymentOf, node, topology } from '../../topology-builder.js';

/** The TOML of some settings of one node. */
function written(settings: readonly (Partial<ConfigSetting> & Pick<ConfigSetting, 'toml'>)[]): string {
  const base = { kind: 'link', id: 'x', value: 'tcp://a:1', file: 'deployment.toml', isDefault: false } as const;
  const [, ...lines] = tomlLines(settings.map((setting) => ({ ...base, ...setting })));
  return lines.join('\n');
}

describe('a value is written', () => {
  it.each([
    ['under its table', { table: 'server', key: 'offset' }, '[server]\noffset = 7 # x\n'],
    ['at the top of the file', { key: 'serverPort' }, 'serverPort = 7 # x\n'],
    ['by a quoted key', { table: 'a', key: "'b.c'" }, "[a]\n'b.c' = 7 # x\n"],
    ['as a list', { table: 'a', key: 'urls', array: true }, '[a]\nurls = [7] # x\n'],
    ['in an entry of a list', { table: 'a.b', list: true, key: 'u' }, '[[a.b]]\nu = 7 # x\n'],
    [
      'with what tells its table from others, and what a new table needs',
      { table: 'receiver', key: 'port', where: { type: 'thrift' }, beside: { order: 1 } },
      '[receiver]\ntype = "thrift"\norder = 1\nport = 7 # x\n',
    ],
    [
      'in a table of its own below an entry of a list',
      { table: 'listener', list: true, key: 'properties.url', where: { id: 'revoke' } },
      '[[listener]]\nid = "revoke"\n[listener.properties]\nurl = 7 # x\n',
    ],
  ] as const)('%s', (_, place, text) => expect(written([{ toml: [place], value: 7 }])).toBe(text));

  it('to every key that carries it', () => {
    const toml = ['ws', 'wss'].map((key) => ({ table: 'a', key }));
    expect(written([{ toml }])).toBe('[a]\nws = "tcp://a:1" # x\nwss = "tcp://a:1" # x\n');
  });

  it('by the key for secure endpoints where the other end speaks TLS', () => {
    const toml = [{ table: 'a', key: 'urls', authKey: 'auth_urls' }];
    expect(written([{ toml, secure: false }])).toContain('\nurls =');
    expect(written([{ toml, secure: true }])).toContain('\nauth_urls =');
  });

  it('as a comment where no key is known', () => {
    expect(written([{ setting: 'the admin portal' }])).toBe('# x: tcp://a:1, the admin portal');
  });

  it('in an entry of its own for each node at the other end', () => {
    const toml = [{ table: 'a', list: true as const, key: 'urls', array: true as const }];
    expect(
      written([
        { toml, target: 'tm1' },
        { toml, value: 'tcp://b:1', target: 'tm2' },
      ]).match(/\[\[a\]\]/g),
    ).toHaveLength(2);
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
  const fragment = text(
    configOf(deploymentOf(document), catalogue).map((config) => ({
      ...config,
      settings: config.settings.filter(({ id }) => id === 'event-hub-rest'),
    })),
  );
  expect(fragment).toContain(
    'service_url = "https://hub.example.com/\\"\\\\\\u001b[31m\\u000a[server]\\u000aoffset = 9"',
  );
  expect(() => parseTOML(fragment)).not.toThrow();
});
