import { describe, expect, it } from 'vitest';
import { check, expandInput } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

type Files = Readonly<Record<string, string>>;

/** A node of a release beside two brokers; `config` points at its files. */
function plan(product: string, version: string, fields: string): string {
  return `version: 1
hosts: { here: {}, cp: {}, tm1: {}, tm2: {} }
nodes:
  own: { host: here, product: ${product}, version: "${version}", config: conf, ${fields} }
  cp: { host: cp, product: wso2am, version: 4.2.0, profile: control-plane }
  tm1: { host: tm1, product: wso2am, version: 4.2.0, profile: traffic-manager }
  tm2: { host: tm2, product: wso2am, version: 4.2.0, profile: traffic-manager, offset: 1 }
`;
}

const toml = (text: string): Files => ({ 'conf/deployment.toml': text });
const apiManager = (text: string): Files => ({
  'conf/api-manager.xml': `<APIManager><APIKeyValidator>${text}</APIKeyValidator></APIManager>`,
});

function findings(text: string, files: Files, rule: string) {
  return check([withFiles(text, files)], { catalogue, suggestions: false }).findings.filter(
    (finding) => finding.rule === rule,
  );
}

/** What has drifted, what both sides say, and what the fixes write. */
function drifts(text: string, files: Files) {
  const found = check([withFiles(text, files)], { catalogue }).findings.filter(({ rule }) => rule === 'config-drift');
  return found.map(({ data, fixes }) => ({
    what: data.what,
    written: data.written,
    found: data.found,
    writes: fixes.flatMap(({ edits }) => edits).map(({ path, to }) => [path, to]),
  }));
}

function deploymentOf(text: string, files: Files) {
  const expansion = expandInput(withFiles(text, files), { catalogue });
  if (!expansion.ok) throw new Error(expansion.findings.map(({ message }) => message).join());
  return expansion.deployment;
}

const GATEWAY = (fields: string) => plan('wso2am', '4.2.0', `profile: gateway-worker, ${fields}`);
const IDENTITY = (fields: string) => plan('wso2is', '5.11.0', fields);
const THRIFT = (fields: string) => plan('wso2am', '2.6.0', `profile: gateway-worker, ${fields}`);

const BROKERS = toml('[apim.throttling]\nthrottle_decision_endpoints = ["tcp://tm1:5672", "tcp://tm2:5673"]\n');
const KEY_MANAGER = toml('[apim.key_manager]\nservice_url = "https://cp:9443/services/"\n');
const JMX = (on: boolean) => toml(`[monitoring.jmx]\nrmi_server_start = ${on}\n`);
const CLIENT_PORT = apiManager(
  '<KeyValidatorClientType>ThriftClient</KeyValidatorClientType><ThriftClientPort>10399</ThriftClientPort>',
);

describe('a value that the topology writes and the files have otherwise has drifted', () => {
  it.each([
    [
      'an offset',
      GATEWAY('offset: 3'),
      toml('[server]\noffset = 2\n'),
      { what: 'offset', written: 3, found: 2, writes: [['/nodes/own/offset', 2]] },
    ],
    [
      'the port of a link',
      THRIFT('links: { key-validation-thrift: { port: 10398 } }'),
      CLIENT_PORT,
      {
        what: 'links.key-validation-thrift',
        written: 10_398,
        found: 10_399,
        writes: [['/nodes/own/links/key-validation-thrift/port', 10_399]],
      },
    ],
    [
      'an endpoint in another form, which no fix writes',
      GATEWAY('links: { key-manager-url: { port: 9444 } }'),
      KEY_MANAGER,
      { what: 'links.key-manager-url', written: 9444, found: 'https://cp:9443/services/', writes: [] },
    ],
    [
      'one endpoint of several, which no fix writes',
      GATEWAY('links: { throttle-decisions-jms: [{ url: "tcp://tm1:5672" }, { url: "tcp://tm2:5672" }] }'),
      BROKERS,
      {
        what: 'links.throttle-decisions-jms',
        written: 'tcp://tm2:5672',
        found: 'tcp://tm1:5672, tcp://tm2:5673',
        writes: [],
      },
    ],
    [
      'a listener that the topology opens',
      IDENTITY('enable: [jmx-rmi-registry]'),
      JMX(false),
      { what: 'jmx-rmi-registry', written: 'enabled', found: 'disabled', writes: [] },
    ],
    [
      'a listener that the topology closes',
      IDENTITY('disable: [jmx-rmi-registry]'),
      JMX(true),
      { what: 'jmx-rmi-registry', written: 'disabled', found: 'enabled', writes: [] },
    ],
    [
      'a release',
      plan('wso2am', '2.5.0', 'offset: 0'),
      { 'conf/carbon.xml': '<Server><Version>2.6.0</Version></Server>' },
      { what: 'version', written: '2.5.0', found: '2.6.0', writes: [['/nodes/own/version', '2.6.0']] },
    ],
  ])('%s', (_, text, files, drift) => expect(drifts(text, files)).toEqual([drift]));
});

describe('nothing has drifted', () => {
  it.each([
    [
      'where a port agrees with the port of an endpoint',
      GATEWAY('links: { key-manager-url: { port: 9443 } }'),
      KEY_MANAGER,
    ],
    [
      'where one of several endpoints is written',
      GATEWAY('links: { throttle-decisions-jms: { url: "tcp://tm2:5673" } }'),
      BROKERS,
    ],
    ['where both open a listener', IDENTITY('enable: [jmx-rmi-registry]'), JMX(true)],
    ['where both close a listener', IDENTITY('disable: [jmx-rmi-registry]'), JMX(false)],
    [
      'where only the topology opens a listener',
      IDENTITY('enable: [jmx-rmi-registry]'),
      toml('[server]\noffset = 0\n'),
    ],
    ['where only the topology has a link', GATEWAY('links: { key-manager-url: cp }'), toml('[server]\noffset = 0\n')],
    [
      'where a name of the topology does not exist',
      GATEWAY('ports: { no-port: 1 }, enable: [no-listener], links: { no-link: { port: 2 } }'),
      toml('[server]\noffset = 0\n'),
    ],
  ])('%s', (_, text, files) => expect(drifts(text, files)).toEqual([]));

  it('where the release of the topology does not exist, which is a finding of its own', () => {
    const text = plan('wso2xy', '1.0.0', 'offset: 3');
    expect(drifts(text, toml('[server]\noffset = 2\n'))).toEqual([]);
    expect(findings(text, toml('[server]\noffset = 2\n'), 'unknown-reference').map(({ data }) => data.name)).toEqual([
      'wso2xy',
    ]);
  });
});

describe('ends that the files name have the targets that the topology chooses', () => {
  const targets = (fields: string, files: Files, link: string) =>
    deploymentOf(GATEWAY(fields), files)
      .links.filter(({ node, id }) => node === 'own' && id === link)
      .map(({ dialled, target }) => [dialled, target]);

  it.each([
    [
      'each in its place',
      'links: { throttle-decisions-jms: [tm2, tm1] }',
      [
        [5672, 'tm2'],
        [5673, 'tm1'],
      ],
    ],
    [
      'by what is written beside',
      'links: { throttle-decisions-jms: [{ to: tm1, url: "tcp://tm2:5673" }, tm2] }',
      [
        [5672, 'tm2'],
        [5673, 'tm1'],
      ],
    ],
    [
      'one for all',
      'links: { throttle-decisions-jms: tm1 }',
      [
        [5672, 'tm1'],
        [5673, 'tm1'],
      ],
    ],
    [
      'none where there are more choices than ends',
      'links: { throttle-decisions-jms: [tm2, tm2, tm2] }',
      [
        [5672, 'tm1'],
        [5673, 'tm2'],
      ],
    ],
  ])('%s', (_, fields, expected) => expect(targets(fields, BROKERS, 'throttle-decisions-jms')).toEqual(expected));
});

it('an environment that names the own port by a placeholder means the own node', () => {
  const environment = [
    '[[apim.gateway.environment]]',
    'service_url = "https://localhost:${mgt.transport.https.port}/services/"',
    'https_endpoint = "https://localhost:8243"',
  ].join('\n');
  const { links } = deploymentOf(plan('wso2am', '4.2.0', 'offset: 2'), toml(environment));
  const [link] = links.filter(({ node, id }) => node === 'own' && id === 'portal-to-gateway-https-endpoint');
  expect(link).toMatchObject({ dialled: 8243, target: 'own', outcome: 'port-mismatch' });
});

describe('an address that the files open a listener on', () => {
  const opened = (fields: string) => {
    const files = apiManager(
      '<EnableThriftServer>true</EnableThriftServer><ThriftServerHost>10.0.0.7</ThriftServerHost>',
    );
    const { listeners } = deploymentOf(plan('wso2am', '2.6.0', `profile: api-key-manager, ${fields}`), files);
    return listeners.find(({ node, id }) => node === 'own' && id === 'thrift-key-validation');
  };

  it.each([
    ['is the address', 'offset: 0', 10_397],
    ['is the address of a port of the topology', 'ports: { thrift-key-validation: 10400 }', 10_400],
    [
      'wins over an address of the topology',
      'ports: { thrift-key-validation: { port: 10400, bind: 10.0.0.8 } }',
      10_400,
    ],
  ])('%s', (_, fields, port) => expect(opened(fields)).toMatchObject({ bind: '10.0.0.7', port }));
});

describe('a port that only the running system knows', () => {
  const PORT = (table: string, key: string) => toml(`[${table}]\n${key} = "$env{PORT}"\n`);
  const HTTPS = PORT('transport.passthru_https.listener.parameters', 'port');
  const MEMBER = PORT('clustering', 'local_member_port');
  const unknown = (text: string, files: Files) =>
    findings(text, files, 'unknown-reference').map(({ data }) => [data.name, data.what]);

  it('is a finding', () => {
    expect(unknown(GATEWAY('offset: 0'), HTTPS)).toEqual([['$env{PORT}', 'ports.passthrough-https']]);
  });

  it('is a finding where the files open the listener', () => {
    const files = toml(`[clustering]\nmembership_scheme = "wka"\nlocal_member_port = "$env{PORT}"\n`);
    expect(unknown(GATEWAY('offset: 0'), files)).toEqual([['$env{PORT}', 'ports.cluster-member']]);
  });

  it.each([
    ['where the topology tells it', GATEWAY('ports: { passthrough-https: 8300 }'), HTTPS],
    ['where the profile does not open the listener', plan('wso2am', '4.2.0', 'profile: control-plane'), HTTPS],
    ['where nothing opens the listener', GATEWAY('offset: 0'), MEMBER],
    ['where it is the port of a link', GATEWAY('offset: 0'), toml('[apim.key_manager]\nservice_url = "$env{URL}"\n')],
  ])('is none %s', (_, text, files) => expect(unknown(text, files)).toEqual([]));
});
