import { describe, expect, it } from 'vitest';
import { leavesAt, leavesOf } from '../../src/configuration/setting-place.js';
import { propertiesLeaves } from '../../src/configuration/syntax/properties.js';
import { tomlLeaves } from '../../src/configuration/syntax/toml.js';
import { xmlLeaves } from '../../src/configuration/syntax/xml.js';
import { yamlLeaves } from '../../src/configuration/syntax/yaml.js';
import type { Settings } from '../../src/model/settings.js';

const READERS = { toml: tomlLeaves, xml: xmlLeaves, yaml: yamlLeaves, properties: propertiesLeaves } as const;

/** The values that a setting has in some files. */
function valuesAt(settings: Settings, files: Readonly<Record<string, string>>): readonly string[] {
  const leaves = Object.entries(files).flatMap(([file, text]) => {
    const kind = file.replace(/^.*\./, '') as keyof typeof READERS; // the files of these tests have such endings
    const read = READERS[kind](text);
    return read.ok ? read.leaves.map((leaf) => ({ ...leaf, file })) : [];
  });
  return leavesAt(leaves, settings).map(({ value }) => value);
}

describe('a setting of TOML', () => {
  const at = (toml: Settings['toml'], text: string) => valuesAt(toml === undefined ? {} : { toml }, { 'a.toml': text });

  it.each([
    ['a key of a table', { table: 'apim.ws', key: 'port' }, '[apim.ws]\nport = 1\n[ws]\nport = 2', ['1']],
    ['a dotted key', { table: 'transport.http', key: 'listener.port' }, '[transport.http]\nlistener.port = 1', ['1']],
    ['a quoted key', { table: 'a', key: "'b.c'" }, "[a]\n'b.c' = 1\nb.c = 2", ['1']],
    ['a key of the top', { key: 'serverPort' }, 'serverPort = 1\n[a]\nserverPort = 2', ['1']],
    [
      'every entry of a list',
      { table: 'a', list: true, key: 'u' },
      '[[a]]\nu = ["1", "2"]\n[[a]]\nu = "3"',
      ['1', '2', '3'],
    ],
    ['another spelling', { table: 'a', key: 'b', aliases: [{ table: 'c', key: 'd' }] }, '[c]\nd = 1', ['1']],
  ] as const)('is %s', (_, setting, text, values) => expect(at(setting, text)).toEqual(values));

  const receivers = '[receiver]\ntype = "Thrift"\nport = 1';

  it.each([
    ['has the values that tell it from others', { where: { type: 'thrift' } }, receivers, ['1']],
    ['lacks those values', { where: { type: 'thrift' } }, '[receiver]\nport = 1', []],
    ['has values that mean another one', { unless: { type: 'thrift' } }, receivers, []],
    ['lacks values that mean another one', { unless: { type: 'thrift' } }, '[receiver]\nport = 1', ['1']],
  ] as const)('is of a table that %s', (_, conditions, text, values) => {
    expect(at({ table: 'receiver', key: 'port', ...conditions }, text)).toEqual(values);
  });

  it('is of the entry that has the id, with a table of its own below', () => {
    const entry = (id: string, url: string) => `[[listener]]\nid = "${id}"\n[listener.properties]\nurl = "${url}"\n`;
    const setting = { table: 'listener', list: true, key: 'properties.url', where: { id: 'revoke' } } as const;
    expect(at(setting, entry('tenant', '1') + entry('revoke', '2'))).toEqual(['2']);
  });

  it('is in files of TOML only', () => {
    expect(valuesAt({ toml: { table: 'a', key: 'b' } }, { 'a.yaml': 'a: { b: 1 }' })).toEqual([]);
  });
});

describe('a setting of XML', () => {
  const server = `<Server><Service>
    <Connector port="1" scheme="https" SSLEnabled="true"/><Connector port="2"/></Service></Server>`;
  const at = (path: string, file = 'repository/conf/server.xml') =>
    valuesAt({ xml: { file, path } }, { 'node/server.xml': server });

  it('is found by the last levels of its path', () => {
    expect(at('Connector/@port')).toEqual(['1', '2']);
    expect(at('Server/Service/Connector/@port')).toEqual(['1', '2']);
    expect(at('Engine/Connector/@port')).toEqual([]);
  });

  it('has conditions on attributes', () => {
    expect(at("Connector[@SSLEnabled='true']/@port")).toEqual(['1']);
    expect(at('Connector[not(@SSLEnabled)]/@port')).toEqual(['2']);
    expect(at("Connector[@scheme='http']/@port")).toEqual([]);
  });

  it('is in a file of the name, in whatever folder', () => {
    expect(at('Connector/@port', 'conf/tomcat/server.xml')).toEqual(['1', '2']);
    expect(at('Connector/@port', 'conf/my-server.xml')).toEqual([]);
  });

  it('is a key of a properties file', () => {
    const settings = { xml: { file: 'conf/jndi.properties', path: 'connectionfactory.Topic' } };
    expect(valuesAt(settings, { 'jndi.properties': 'connectionfactory.Topic = amqp://a\n' })).toEqual(['amqp://a']);
  });

  it('is of several files', () => {
    const xml = ['a.xml', 'b.xml'].map((file) => ({ file, path: 'url' }));
    const files = { 'a.xml': '<x><url>1</url></x>', 'b.xml': '<x><url>2</url></x>', 'c.xml': '<x><url>3</url></x>' };
    expect(valuesAt({ xml }, files)).toEqual(['1', '2']);
  });

  it('may have the host beside the port', () => {
    const member = (host: string, port: string) => `<member><hostName>${host}</hostName><port>${port}</port></member>`;
    const text = `<members>${member('a', '4000')}${member('b', '4001')}${member('{{ host }}', '1')}</members>`;
    const xml = { file: 'axis2.xml', path: 'members/member/port', host: 'hostName' };
    expect(valuesAt({ xml }, { 'axis2.xml': text })).toEqual(['a:4000', 'b:4001']);
  });
});

describe('a setting of YAML', () => {
  const at = (path: string, text: string, host?: string) =>
    valuesAt({ yaml: { path, ...(host === undefined ? {} : { host }) } }, { 'deployment.yaml': text });

  it('is found from the top, by values of list items', () => {
    const text = 'a.http:\n  listeners:\n    - { id: default, port: 1 }\n    - { id: secure, port: 2 }\n';
    expect(at("a.http/listeners[id='secure']/port", text)).toEqual(['2']);
    expect(at("listeners[id='secure']/port", text)).toEqual([]);
  });

  it('is of a list item whose only key has the values', () => {
    const text = 'receivers:\n  - dataReceiver: { type: Thrift, properties: { tcpPort: 7611 } }\n';
    expect(at("receivers[type='Thrift']/dataReceiver/properties/tcpPort", text)).toEqual(['7611']);
    expect(at("receivers[type='Binary']/dataReceiver/properties/tcpPort", text)).toEqual([]);
  });

  it('may have the host beside the port', () => {
    expect(at('managers/port', 'managers:\n  - { host: a, port: 9543 }\n', 'host')).toEqual(['a:9543']);
  });
});

it('a value without a place in a file is nowhere', () => {
  expect(valuesAt({ unwritable: 'a portal', env: 'PORT' }, { 'a.toml': '[a]\nb = 1' })).toEqual([]);
});

describe('the leaves that a setting speaks of', () => {
  it('are also those of the secure endpoints beside it', () => {
    const read = tomlLeaves('[a]\nurls = "1"\nauth_urls = "2"\nother = "3"\n');
    const leaves = read.ok ? read.leaves.map((leaf) => ({ ...leaf, file: 'a.toml' })) : [];
    const toml = { table: 'a', key: 'urls', authKey: 'auth_urls' };
    expect(leavesOf(leaves, { toml }).map(({ value }) => value)).toEqual(['1', '2']);
  });

  it('are none where no file has the value', () => expect(leavesOf([], { unwritable: 'a portal' })).toEqual([]));
});
