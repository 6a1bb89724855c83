import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationOf } from '../../src/configuration/node-files.js';
import { readTree } from '../../src/configuration/tree.js';
import { unreadKinds, unreadText } from '../../src/configuration/unread.js';
import { command } from '../cli/command.js';
import { configMap, deployment, mounting } from '../discovery/manifests.js';
import { readingOf, unreadTexts } from './reading.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unread-'));
  mkdirSync(join(folder, 'chart'));
  const files = {
    'chart/deployment.toml': '[server]\nhostname = {{ .Values.host }}\n{{- if .x }}\noffset = 1\n{{- end }}\n',
    'api-manager.xml.j2': '<APIManager/>',
    'notes.txt.j2': 'nothing',
    'vault.yml': '$ANSIBLE_VAULT;1.1;AES256\n3061\n',
    'other.toml': 'x = {{ y }}\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a tree of files', () => {
  it('lists templates and encrypted vaults as unread, and no other file', () => {
    const { fragments, unread, refused } = readTree(['.'], folder);
    expect(unread.map(({ file, kind }) => `${file}: ${kind}`)).toEqual([
      'api-manager.xml.j2: templates that are not rendered',
      'chart/deployment.toml: templates that are not rendered',
      'vault.yml: encrypted vaults',
    ]);
    expect([fragments, refused]).toEqual([[], []]);
  });

  it('of one node that is a template alone says so', () => {
    const { unread } = configurationOf({ 'gw/deployment.toml': 'offset = {{ x }}\n' });
    expect(unread).toEqual(['gw/deployment.toml is one of the templates that are not rendered']);
  });
});

describe('the files of a node', () => {
  const strange = (files: Readonly<Record<string, string>>) => unreadTexts(files, 'wso2am', '4.2.0');

  it('have endpoints of other machines in keys that the catalogue does not know', () => {
    const text =
      '[custom.peer]\nurl = "https://peer.corp:9444/x"\n[apim.event_hub]\nservice_url = "https://cp:9443/services/"\n';
    expect(strange({ 'deployment.toml': text })).toEqual([
      'custom.peer.url: endpoints of keys that the catalogue does not know',
    ]);
  });

  it('have nothing unread in own addresses, addresses without a port, databases and sections that are off', () => {
    const text =
      '[server]\nhostname = "gw"\n[a]\nx = "https://localhost:9443"\ny = "https://gw:9443"\nz = "https://peer.corp/x"\n' +
      '[database.x]\nurl = "jdbc:mysql://db:3306/x"\n[b.c]\nenable = false\nurl = "https://peer.corp:1/"\n';
    expect(strange({ 'deployment.toml': text })).toEqual([]);
  });

  it('have one main file of a kind, others are hidden by it', () => {
    const text = '<Server><ServerKey>AM</ServerKey></Server>';
    const files = { 'conf/carbon.xml': text, 'conf/old/carbon.xml': text };
    expect(unreadTexts(files, 'wso2am', '2.6.0')).toEqual([
      'conf/old/carbon.xml: files that another one of the node hides',
    ]);
  });
});

describe('a check', () => {
  const TOML = '[server]\noffset = 1\n[custom.peer]\nurl = "https://peer.corp:9444/x"\n';

  it('says what the files of a node hold that nothing takes, once for a file that nodes share', async () => {
    const compose = ['a', 'b']
      .map(
        (name) =>
          `  ${name}: { image: "wso2/wso2am:4.2.0", volumes: ["./conf:/home/wso2carbon/wso2-config-volume"] }\n`,
      )
      .join('');
    const files = { 'compose.yaml': `services:\n${compose}`, 'conf/deployment.toml': TOML };
    const { stderr, stdout } = await command('check', '.', '--format', 'json', { files });
    expect(stderr).toBe(
      'wso2-topology: not read: endpoints of keys that the catalogue does not know (1): custom.peer.url (conf/deployment.toml:4:7)\n',
    );
    expect(JSON.parse(stdout)).toMatchObject({ unread: [{ count: 1 }] });
  });

  it('says the same of what pods mount', async () => {
    const { container, pod } = mounting('am-conf');
    const text = [deployment('am', 'wso2/wso2am:4.2.0', container, pod), configMap('am-conf', 'deployment.toml', TOML)];
    const { stderr } = await command('check', '.', { files: { 'k8s.yaml': text.join('\n---\n') } });
    expect(stderr).toContain('endpoints of keys that the catalogue does not know (1): custom.peer.url (k8s.yaml:');
  });
});

describe('an endpoint with a host that only the running system knows', () => {
  it('keeps its port, and no credentials', () => {
    const text =
      "connectionfactory.QueueConnectionFactory = amqp://{{ user }}:hunter2@c/x?brokerlist='tcp://{{ BROKER_SERVICE }}:5675'\n";
    const { unknown } = readingOf({ 'conf/jndi.properties': text }, 'wso2ei-integrator', '6.6.0');
    expect(unknown.map(({ value, why }) => [value.unknown, why])).toEqual([
      ['{{ BROKER_SERVICE }}:5675', 'links.broker-jms'],
    ]);
  });
});

describe('what is unread', () => {
  const range = { start: { line: 3, column: 7 }, end: { line: 3, column: 8 } };

  it('is counted by kind, with the first places', () => {
    const places = ['a', 'b', 'c', 'd'].map((what) => ({ kind: 'endpoints', what, file: 'f.toml', range }));
    expect(unreadKinds(places).map(unreadText)).toEqual([
      'endpoints (4): a (f.toml:3:7), b (f.toml:3:7), c (f.toml:3:7), ...',
    ]);
  });

  it('names a whole file once', () => {
    const [kind] = unreadKinds([{ kind: 'encrypted vaults', what: 'v.yml', file: 'v.yml', range }]);
    expect(kind && unreadText(kind)).toBe('encrypted vaults (1): v.yml');
  });
});
