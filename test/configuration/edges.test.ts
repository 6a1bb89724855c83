import { describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { builtImage } from '../../src/configuration/built-image.js';
import { idOf } from '../../src/configuration/home.js';
import { readNode } from '../../src/configuration/reading.js';
import { rendered } from '../../src/configuration/rendering.js';
import { discovered, fragmentsOf, readingOf, textOf } from './reading.js';

const hints = (files: Readonly<Record<string, string>>) =>
  fragmentsOf(files).flatMap((fragment) => fragment.hints.map(({ aspect, value }) => `${aspect} ${value}`));

const nodeNames = (files: Readonly<Record<string, string>>) =>
  discovered(files).deployments.flatMap(({ document }) => Object.keys(document.nodes));

describe('a Dockerfile without a base image', () => {
  it('says nothing, neither without instructions nor before the first stage', () => {
    expect(builtImage('Dockerfile', [])).toMatchObject({ base: '', hints: [], sources: [] });
    const [fragment] = fragmentsOf({ Dockerfile: 'ENV A=1\nRUN x\nFROM wso2/wso2am:4.2.0\nRUN y\n' });
    expect(builtImage('Dockerfile', fragment?.recipe ?? []).base).toBe('wso2/wso2am:4.2.0');
  });

  it('is read where a stage or a flag has no value', () => {
    const [fragment] = fragmentsOf({ Dockerfile: 'FROM\nFROM wso2/wso2am:4.2.0\nCOPY --from= a b\nENV X\nARG Y\n' });
    expect(builtImage('Dockerfile', fragment?.recipe ?? []).base).toBe('wso2/wso2am:4.2.0');
  });
});

describe('variables of automation', () => {
  const release = packagedCatalogue().release('wso2am', '2.1.0');
  const links = (text: string, profile: string) =>
    [...(release ? readNode(rendered(fragmentsOf({ 'common.yaml': text })), release, profile).links.values() : [])]
      .flat()
      .map(({ value }) => value);

  it('are those of hiera that others refer to, and stay as written where nothing sets them', () => {
    const peers = (host: string) => `wso2::apim_host: am.dev\nwso2::apim_keymanager: { host: "${host}", port: 9444 }\n`;
    expect(links(peers("%{hiera('wso2::apim_host')}"), 'gateway-worker')).toContain('https://am.dev:9444/services/');
    expect(links(peers("%{hiera('wso2::nothing')}"), 'gateway-worker')).not.toContain('https://am.dev:9444/services/');
  });

  it('add to the port of a peer only where they are a number', () => {
    const apim = (offset: string) =>
      `wso2:\n  apim:\n    configurations:\n      throttling:\n        portOffset: ${offset}\n        urls: [tm.svc]\n`;
    const publish = (offset: string) => {
      const known = packagedCatalogue().release('wso2am', '4.2.0');
      const fragments = rendered(fragmentsOf({ 'gw/values.yaml': apim(offset) }));
      return (known ? readNode(fragments, known, 'gateway-worker').links.get('throttle-publish') : [])?.map(
        ({ value }) => value,
      );
    };
    expect([publish('3'), publish('none')]).toEqual([['tcp://tm.svc:9614'], ['tcp://tm.svc:9611']]);
  });
});

describe('names of nodes', () => {
  it('are made of any text', () => {
    expect(['', '***', 'a b', '-x-'].map(idOf)).toEqual(['node', 'node', 'a-b', 'x']);
  });

  it('have the runtime of a pack once', () => {
    const yaml = 'wso2.carbon:\n  type: wso2-apim-analytics\n  ports: { offset: 1 }\n';
    const names = nodeNames({
      'worker/conf/worker/deployment.yaml': yaml,
      'pack/conf/worker/deployment.yaml': yaml.replace('1', '2'),
    });
    expect(names.toSorted()).toEqual(['pack-worker', 'worker']);
  });

  it('have the folder above them where two are equal', () => {
    const carbon = (offset: number) =>
      `<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>${offset}</Offset></Ports></Server>`;
    const names = nodeNames({
      'one/am/repository/conf/carbon.xml': carbon(1),
      'two/am/repository/conf/carbon.xml': carbon(2),
    });
    expect(names.toSorted()).toEqual(['one-am', 'two-am']);
  });
});

describe('a chart', () => {
  it('of a family of products says which family', () => {
    expect(hints({ 'c/Chart.yaml': 'name: wso2ei\nappVersion: "6.6.0"\n' })).toEqual([
      'product wso2ei',
      'version 6.6.0',
    ]);
  });

  it('with a name of its own, or without a release, says nothing of these', () => {
    expect(hints({ 'c/Chart.yaml': 'name: my-wso2-stack\nappVersion: "4.3.0"\n' })).toEqual(['version 4.3.0']);
    expect(hints({ 'c/Chart.yaml': 'name: wso2am-acp\nappVersion: "next"\n' })).toEqual(['product wso2am-acp']);
  });

  it('holds for the values in its own folder, however many are below', () => {
    const values = 'wso2:\n  apim:\n    portOffset: 0\n';
    const chart = (name: string, version: string) => `name: ${name}\nappVersion: "${version}"\n`;
    const text = textOf({
      'k/Chart.yaml': chart('wso2am-acp', '4.3.0'),
      'k/x-values.yaml': values,
      'k/charts/other/Chart.yaml': chart('wso2am-tm', '4.4.0'),
    });
    expect(text).toContain('version: "4.3.0"');
  });
});

describe('folders that no file of the tree is in', () => {
  it('may be mounted from beside the tree', () => {
    const compose = 'services:\n  am:\n    image: wso2/wso2am:4.2.0\n    volumes: ["../:/x", "../../other:/y"]\n';
    expect(nodeNames({ 'compose.yaml': compose, 'p/compose.yaml': compose.replace('am:', 'gw:') })).toEqual(
      expect.arrayContaining(['am', 'gw']),
    );
  });
});

describe('values that are not understood', () => {
  it('are no offset on a command line', () => {
    const [fragment] = fragmentsOf({ 'am/bin/start.sh': 'java -DportOffset=two x\n' });
    expect(fragment?.offset?.value).toEqual({ unknown: 'two' });
  });

  it('are no profile on a command line', () => {
    expect(hints({ 'am/bin/start.sh': 'java -Dprofile=a.b -DportOffset=1 x\n' })).toEqual([]);
  });

  it('are no address of a machine', () => {
    const [fragment] = fragmentsOf({ 'dev/inventory': 'gw_1 ansible_host=a/b\n' });
    expect(fragment?.placements.map(({ address }) => address)).toEqual([{ unknown: 'a/b' }]);
  });

  it('are no port of the own node', () => {
    const file = 'am/repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml';
    const uri = (text: string) =>
      `<proxy><target><inSequence><send><endpoint><address uri="${text}"/></endpoint></send></inSequence></target></proxy>`;
    const ports = (text: string) => [...readingOf({ [file]: uri(text) }, 'wso2am', '2.6.0').ports.keys()];
    expect([ports('5'), ports('https://else:9555/x'), ports('https://localhost:9555/x')]).toEqual([
      [],
      [],
      ['workflow-callback'],
    ]);
  });

  it('of a database without a name are called like their kind', () => {
    const [fragment] = fragmentsOf({
      'am/repository/conf/deployment.toml': '[x]\nurl = "jdbc:mysql://db.example/x"\n',
    });
    expect(fragment?.dials.map(({ to, purpose }) => [to, purpose])).toEqual([['db.example:3306', 'database']]);
  });
});
