import { describe, expect, it } from 'vitest';
import { discovered } from '../configuration/reading.js';

const carbon = (offset = 0, host = 'localhost') =>
  `<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><HostName>${host}</HostName><Ports><Offset>${offset}</Offset></Ports></Server>`;

const IS = '<Server><ServerKey>IS</ServerKey><Version>5.3.0</Version></Server>';

const CONF = 'repository/conf/carbon.xml';

const compose = (...services: readonly string[]) =>
  `services:\n${services.map((name) => `  ${name}:\n    image: wso2/wso2am:4.2.0\n`).join('')}`;

/** The name of each deployment with its nodes and the hosts of services that are no node. */
function deploymentsOf(files: Readonly<Record<string, string>>) {
  return discovered(files).deployments.map(({ name, document }) => [name, Object.keys(document.nodes)]);
}

describe('what is never started together', () => {
  it('is what replaces the files of a product, and the product as it is', () => {
    const files = { [`am/${CONF}`]: carbon(), 'am/resources/conf/carbon.xml': carbon(1) };
    const found = discovered(files).deployments;
    expect(found.map(({ name }) => name)).toEqual([undefined, 'resources']);
    expect(found.map(({ document }) => Object.keys(document.nodes).length)).toEqual([1, 1]);
  });

  it('is each of several patterns, one of them with and without what replaces its files', () => {
    const files = {
      [`pattern-1/am/${CONF}`]: carbon(),
      [`pattern-2/am/${CONF}`]: carbon(),
      [`pattern-1/am/samples/am/${CONF}`]: carbon(),
    };
    expect(deploymentsOf(files).map(([name]) => name)).toEqual(expect.arrayContaining(['pattern-1', 'pattern-2']));
    expect(deploymentsOf(files).map(([name]) => String(name))).toContainEqual(expect.stringMatching(/^samples /));
  });

  it('is not what a folder of samples has alone', () => {
    expect(deploymentsOf({ [`samples/am/${CONF}`]: carbon() })).toHaveLength(1);
    expect(deploymentsOf({ 'samples/compose.yaml': compose('am') })).toHaveLength(1);
  });

  it('is each of several compose projects with the same service, with what has no rival in each', () => {
    const files = {
      'stacks/dev/compose.yaml': compose('am'),
      'stacks/prod/compose.yaml': compose('am', 'gw'),
      [`stacks/is/${CONF}`]: IS,
      [`elsewhere/${CONF}`]: IS.replace('<Version>', '<HostName>else.example</HostName><Version>'),
    };
    const found = new Map(discovered(files).deployments.map(({ name, document }) => [name, document.nodes]));
    expect([...found.keys()]).toEqual(['dev', 'prod', undefined]);
    expect(Object.keys(found.get('dev') ?? {})).toContain('is');
    expect(Object.keys(found.get('prod') ?? {})).toContain('gw');
    expect(Object.keys(found.get(undefined) ?? {})).toEqual(['elsewhere']);
  });

  it('is each of several compose projects that publish the same ports of the machine for a service of one name', () => {
    const front = (ports: string) => `  nginx:\n    image: nginx\n    ports: ${ports}\n`;
    const projects = (one: string, other: string) => ({
      'one/compose.yaml': compose('am') + front(one),
      'two/compose.yaml': compose('cp', 'gw') + front(other),
    });
    expect(deploymentsOf(projects('["443:443", "80:80"]', '["80:80", "443:443"]'))).toEqual([
      ['one', ['am']],
      ['two', ['cp', 'gw']],
    ]);
    expect(deploymentsOf(projects('["443:443"]', '["444:443"]'))).toHaveLength(1);
    expect(deploymentsOf(projects('["443"]', '["443"]'))).toHaveLength(1);
  });

  it('is each of several compose files of one folder with the same service, of which one is used', () => {
    const files = {
      'compose.yaml': compose('am', 'gw'),
      'compose-other.yaml': compose('am', 'proxy'),
      'tools/compose.yaml': compose('cp'),
    };
    expect(deploymentsOf(files)).toEqual([
      ['compose-other.yaml', ['am-2', 'proxy', 'cp']],
      ['compose.yaml', ['am', 'gw', 'cp']],
    ]);
  });

  it('is each of several compose files inside of each pattern', () => {
    const files = Object.fromEntries(
      ['compose/pattern-1', 'compose/pattern-2'].flatMap((folder) => [
        [`${folder}/compose.yaml`, compose('am')],
        [`${folder}/compose-other.yaml`, compose('am')],
      ]),
    );
    expect(deploymentsOf(files).map(([name]) => name)).toEqual([
      'pattern-1 compose-other.yaml',
      'pattern-1 compose.yaml',
      'pattern-2 compose-other.yaml',
      'pattern-2 compose.yaml',
    ]);
  });

  it('is named by every label of an axis where rivals meet in several places', () => {
    const files = Object.fromEntries(
      [
        ['x/one/am', 0],
        ['x/two/am', 0],
        ['y/three/gw', 5],
        ['y/two/gw', 5],
      ].map(([path, offset]) => [`${path}/${CONF}`, carbon(Number(offset))]),
    );
    expect(deploymentsOf(files).map(([name]) => name)).toEqual(['one', 'three', 'two']);
  });

  it('has a number of its own where patterns are counted', () => {
    const files = {
      [`pattern-1/am/${CONF}`]: carbon(),
      [`pattern-2/am/${CONF}`]: carbon(),
      [`pattern-3/other/${CONF}`]: carbon(2, 'other.example'),
    };
    expect(deploymentsOf(files)).toEqual([
      ['pattern-1', expect.any(Array)],
      ['pattern-2', expect.any(Array)],
      ['pattern-3', ['other']],
    ]);
  });

  it('is not told apart where one folder is inside of the other', () => {
    expect(deploymentsOf({ [`am/${CONF}`]: carbon(), [`am/am/${CONF}`]: carbon() })).toHaveLength(1);
  });
});

const chart = (name: string) => `name: ${name}\nappVersion: 4.6.0\n`;
const values = (text = 'replicas: 1') => `wso2:\n  apim:\n    ${text}\n  deployment:\n    replicas: 1\n`;

describe('values files of charts', () => {
  it('are chosen by their words: all of one environment together, what has no other file in each', () => {
    const files = {
      'cp/wso2am-acp/Chart.yaml': chart('wso2am-acp'),
      'cp/acp-dev.yaml': values(),
      'cp/acp-prod.yaml': values(),
      'gw/wso2am-universal-gw/Chart.yaml': chart('wso2am-universal-gw'),
      'gw/gw-dev.yaml': values(),
      'gw/gw-prod.yaml': values(),
      'gw/partner.yaml': values(),
    };
    expect(deploymentsOf(files)).toEqual([
      ['dev', ['acp-dev', 'gw-dev', 'partner']],
      ['prod', ['acp-prod', 'gw-prod', 'partner']],
    ]);
  });

  it('are several releases of a chart where their names differ in other words', () => {
    const files = {
      'gw/wso2am-universal-gw/Chart.yaml': chart('wso2am-universal-gw'),
      'gw/external.yaml': values(),
      'gw/internal.yaml': values(),
    };
    expect(deploymentsOf(files)).toEqual([[undefined, ['external', 'internal']]]);
  });

  it('replace the own values of the chart that they are beside, which can be installed alone', () => {
    const files = {
      'gw/Chart.yaml': chart('wso2am-universal-gw'),
      'gw/values.yaml': values('portOffset: 3'),
      'gw/values-prod.yaml': values(),
    };
    expect(deploymentsOf(files)).toEqual([
      ['default', ['gw']],
      ['prod', ['gw-prod']],
    ]);
    const offsets = discovered(files).deployments.map(({ configurations }) =>
      [...(configurations ?? [])].map(([, { fragments }]) => fragments.map(({ offset }) => offset?.value)),
    );
    expect(offsets.flat()).toEqual([
      [3, undefined],
      [undefined, 3, undefined],
    ]);
  });

  it('take the nearest file where a release has none of the chosen words, and leave other configuration as it is', () => {
    const files = {
      'cp/wso2am-acp/Chart.yaml': chart('wso2am-acp'),
      'cp/acp.yaml': values(),
      'cp/acp-dev.yaml': values(),
      'gw/wso2am-universal-gw/Chart.yaml': chart('wso2am-universal-gw'),
      'gw/gw-dev.yaml': values(),
      'gw/gw-test.yaml': values(),
    };
    expect(deploymentsOf(files)).toEqual([
      ['dev', ['acp-dev', 'gw-dev']],
      ['test', ['acp', 'gw-test']],
    ]);
  });

  it('do not multiply what no chart deploys', () => {
    const files = {
      'gw/wso2am-universal-gw/Chart.yaml': chart('wso2am-universal-gw'),
      'gw/gw-dev.yaml': values(),
      'gw/gw-test.yaml': values(),
      'stacks/a/compose.yaml': compose('am'),
      'stacks/b/compose.yaml': compose('am'),
    };
    expect(deploymentsOf(files).map(([name]) => name)).toEqual(['a', 'b', 'dev', 'test']);
  });
});
