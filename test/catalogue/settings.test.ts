import { describe, expect, it } from 'vitest';
import { settingPlace, settingTexts, sourceOf, tomlSettings } from '../../src/catalogue/settings.js';
import { catalogue } from '../topology-builder.js';

const xml = { file: 'repository/conf/carbon.xml', path: 'Server/Ports/Offset' };
const toml = { table: 'server', key: 'offset' };
const yaml = { file: 'conf/server/deployment.yaml', path: 'wso2.carbon/ports/offset' };
const inToml = { file: 'deployment.toml', setting: '[server] offset' };
const inXml = { file: xml.file, setting: xml.path };
const inYaml = { file: yaml.file, setting: yaml.path };

const release = (configModel: 'xml' | 'toml' | 'yaml') => ({ configModel, tomlFile: 'deployment.toml' });

describe('where a person edits a value', () => {
  it.each([
    [{ xml, toml }, 'xml', inXml],
    [{ xml, toml }, 'toml', inToml],
    [{ xml }, 'toml', inXml],
    [{ toml }, 'xml', inToml],
    [{ yaml }, 'yaml', inYaml],
    [{ yaml, xml }, 'xml', inXml],
    [{ yaml: { path: yaml.path } }, 'yaml', { file: 'conf/deployment.yaml', setting: yaml.path }],
    [{ jvm: 'portOffset' }, 'xml', { file: 'start script', setting: '-DportOffset' }],
    [{ env: 'ADAPTER_PORT' }, 'toml', { file: 'environment', setting: 'ADAPTER_PORT' }],
    [{ toml, unwritable: 'the admin portal' }, 'toml', { file: 'the admin portal', setting: '' }],
    [{}, 'toml', undefined],
  ] as const)('%o by %s', (settings, model, place) => expect(settingPlace(settings, release(model))).toEqual(place));

  it.each([
    ['an entry of a list', { table: 'a.b', list: true, key: 'url' }, '[[a.b]] url'],
    ['one entry of several', { table: 'a', list: true, key: 'url', where: { id: 'x' } }, '[[a]] url (id = "x")'],
    ['the top of the file', { key: 'serverPort' }, 'serverPort'],
    ['a quoted key', { table: 'a', key: "'b.c'" }, "[a] 'b.c'"],
  ] as const)('of TOML, in %s', (_, setting, text) => {
    expect(settingPlace({ toml: setting }, release('toml'))?.setting).toBe(text);
  });

  it('names every key and file that carries the value', () => {
    const keys = ['ws_endpoint', 'wss_endpoint'].map((key) => ({ table: 'env', list: true as const, key }));
    expect(settingPlace({ toml: [...keys, { table: 'other', key: 'url' }] }, release('toml'))?.setting).toBe(
      '[[env]] ws_endpoint, wss_endpoint, [other] url',
    );
    const files = ['a.xml', 'b.xml'].map((file) => ({ file, path: 'x/y' }));
    expect(settingPlace({ xml: files }, release('xml'))).toEqual({ file: 'a.xml and b.xml', setting: 'x/y' });
  });
});

describe('the keys of TOML that a value is written to', () => {
  it.each([
    ['has TOML', { toml, xml }, 'toml', [toml]],
    ['has several keys', { toml: [toml, toml] }, 'toml', [toml, toml]],
    ['is configured by XML', { toml, xml }, 'xml', undefined],
    ['has nothing but TOML', { toml }, 'yaml', [toml]],
    ['has a value that is set elsewhere', { toml, unwritable: 'the admin portal' }, 'toml', undefined],
    ['has no TOML', { xml }, 'toml', undefined],
  ] as const)('where the release %s', (_, settings, model, expected) => {
    expect(tomlSettings(settings, release(model))).toEqual(expected);
  });
});

it('all places of a value are listed by kind', () => {
  const settings = { toml, xml, yaml, jvm: 'portOffset', env: 'PORT', derivedFrom: 'other', unwritable: 'a portal' };
  expect(settingTexts(settings)).toEqual([
    'toml: [server] offset',
    'xml: repository/conf/carbon.xml: Server/Ports/Offset',
    'yaml: conf/server/deployment.yaml: wso2.carbon/ports/offset',
    'jvm: -DportOffset',
    'environment: PORT',
    'derived from the link other',
    'in no file: a portal',
  ]);
});

describe('the source of a value', () => {
  const am = catalogue.release('wso2am', '3.2.0');

  it('is the setting itself, or that of the link it is derived from', () => {
    const links = am?.links ?? [];
    const source = links.find(({ id }) => id === 'key-validation-ws')?.settings;
    expect(source).toHaveProperty('toml');
    expect([sourceOf({ links }, { derivedFrom: 'key-validation-ws' }), sourceOf({ links }, { toml })]).toEqual([
      source,
      { toml },
    ]);
  });

  it('stays as it is where the release lacks the link', () => {
    expect(sourceOf({ links: [] }, { derivedFrom: 'gone' })).toEqual({ derivedFrom: 'gone' });
  });
});
