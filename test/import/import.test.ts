import { describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { check } from '../../src/pipeline/check.js';
import { discovered, textOf } from '../configuration/reading.js';

const TOML = 'repository/conf/deployment.toml';
const apim = (server: string, more = '') => `[server]\n${server}\n[apim.cors]\nallow_origins = "*"\n${more}`;

describe('precedence', () => {
  const carbon = '<Server><ServerKey>AM</ServerKey><Version>4.2.0</Version><Ports><Offset>7</Offset></Ports></Server>';

  it('-DportOffset wins over deployment.toml, which wins over carbon.xml', () => {
    const files = { 'am/repository/conf/carbon.xml': carbon, [`am/${TOML}`]: apim('offset = 2') };
    expect(textOf(files)).toContain('offset: 2 ');
    expect(textOf({ ...files, 'am/bin/api-manager.sh': 'java -DportOffset=5 x\n' })).toContain('offset: 5 ');
  });

  it('carbon.xml is not read where the product generates it, and the topology says so', () => {
    const text = textOf({ 'am/repository/conf/carbon.xml': carbon, [`am/${TOML}`]: apim('hostname = "localhost"') });
    expect(text).not.toContain('offset:');
    expect(text).toContain('# not read: am/repository/conf/carbon.xml');
  });

  it('an offset that only the environment knows is named and not guessed', () => {
    const text = textOf({ [`am/${TOML}`]: apim('offset = "$env{OFFSET}"') }, { version: ['4.2.0'] });
    expect(text).toContain('# offset: unknown, it is $env{OFFSET}');
    expect(text).not.toMatch(/^ {4}offset:/m);
  });
});

describe('ports', () => {
  it('a value that still takes the offset is written as it stands in the file', () => {
    const text = textOf(
      { 'mi/conf/deployment.toml': '[server]\noffset = 3\n[mediation]\ninternal_https_api_port = 9164\n' },
      { version: ['4.2.0'] },
    );
    expect(text).toMatch(/management-api-https: 9164 +# mediation\.internal_https_api_port/);
  });

  it('a value as shipped is left out', () => {
    const text = textOf(
      { [`am/${TOML}`]: apim('offset = 3', '[transport.https.properties]\nport = 9443\n') },
      { version: ['4.2.0'] },
    );
    expect(text).not.toContain('ports:');
  });

  const THRIFT =
    '<APIManager><APIGateway><X>y</X></APIGateway><APIKeyValidator><KeyValidatorClientType>KIND</KeyValidatorClientType><ThriftClientPort>10399</ThriftClientPort><EnableThriftServer>true</EnableThriftServer></APIKeyValidator></APIManager>';

  it('the Thrift client port is a link while the Thrift client is used', () => {
    const carbon = '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>';
    const files = (kind: string) => ({
      'gateway/repository/conf/carbon.xml': carbon,
      'gateway/repository/conf/api-manager.xml': THRIFT.replace('KIND', kind),
    });
    expect(textOf(files('ThriftClient'))).toMatch(/key-validation-thrift:\n +- \{ port: 10399 \}/);
    expect(textOf(files('WSClient'))).toMatch(/disable:\n +- key-validation-thrift/);
    expect(textOf(files('WSClient'))).not.toContain('10399');
  });

  it('an inbound endpoint without ws.use.port.offset opens the literal port', () => {
    const carbon =
      '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>2</Offset></Ports></Server>';
    const endpoint =
      '<inboundEndpoint><parameters><parameter name="inbound.ws.port">9099</parameter></parameters></inboundEndpoint>';
    const files = {
      'am/repository/conf/carbon.xml': carbon,
      'am/repository/deployment/server/synapse-configs/default/inbound-endpoints/WebSocketInboundEndpoint.xml':
        endpoint,
    };
    const report = check([{ file: 'x.yaml', text: textOf(files) }], { catalogue: packagedCatalogue() });
    expect(report.deployments[0]?.listeners.find(({ listener }) => listener === 'websocket')?.port).toBe(9099);
  });

  it('the port that a callback file carries is a self-reference', () => {
    const carbon =
      '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>2</Offset></Ports></Server>';
    const callback =
      '<proxy><target><inSequence><send><endpoint><address uri="https://localhost:9443/store/x.jag"/></endpoint></send></inSequence></target></proxy>';
    const files = {
      'am/repository/conf/carbon.xml': carbon,
      'am/repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml': callback,
    };
    expect(textOf(files)).toContain('workflow-callback: 9443');
  });
});

describe('switches', () => {
  it('clustering in axis2.xml opens the member port and names the members', () => {
    const axis2 = `<axisconfig><clustering enable="true"><parameter name="membershipScheme">wka</parameter><parameter name="localMemberPort">4100</parameter>
      <members><member><hostName>10.0.0.2</hostName><port>4200</port></member></members></clustering></axisconfig>`;
    const carbon = '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>';
    const text = textOf({ 'am/repository/conf/carbon.xml': carbon, 'am/repository/conf/axis2/axis2.xml': axis2 });
    expect(text).toMatch(/enable:\n +- cluster-member .*\n +- cluster-wka-members/);
    expect(text).toContain('cluster-member: 4100');
    expect(text).toContain('url: "10.0.0.2:4200"');
  });

  it('a section that is switched off is no link', () => {
    const text = textOf(
      { 'mi/conf/deployment.toml': '[[service_catalog]]\nenable = false\napim_host = "https://am:9443"\n' },
      { version: ['4.2.0'] },
    );
    expect(text).not.toContain('links:');
  });

  it('rmi_server_start opens the JMX ports', () => {
    const text = textOf(
      { [`is/${TOML}`]: '[identity]\nx = "y"\n[monitoring.jmx]\nrmi_server_start = true\n' },
      { version: ['5.11.0'] },
    );
    expect(text).toMatch(/enable:\n +- jmx-rmi-registry .*\n +- jmx-rmi-server/);
  });
});

describe('links', () => {
  it('keep the literal of each broker and lose its credentials', () => {
    const text = textOf(
      {
        [`gw/${TOML}`]: apim(
          'offset = 1',
          '[apim.throttling]\nthrottle_decision_endpoints = ["tcp://tm1:5672","tcp://tm2:5673"]\n',
        ),
      },
      { version: ['4.2.0'] },
    );
    expect(text).toContain('- { url: "tcp://tm1:5672" }');
    expect(text).toContain('- { url: "tcp://tm2:5673" }');
  });

  it('of an environment that names the own port by a placeholder mean the own node', () => {
    const environment =
      '[[apim.gateway.environment]]\nservice_url = "https://localhost:${mgt.transport.https.port}/services/"\nws_endpoint = "ws://localhost:9099"\n';
    const text = textOf({ [`prod/${TOML}`]: apim('offset = 1', environment) }, { version: ['4.2.0'] });
    expect(text).toContain('- { to: prod, url: "ws://localhost:9099" }');
  });
});

describe('hosts', () => {
  const carbon = (host: string) =>
    `<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><HostName>${host}</HostName></Server>`;

  it('are one per server name; localhost and none are the same machine', () => {
    const files = {
      'a/carbon.xml': carbon('localhost'),
      'b/carbon.xml': carbon('b.example'),
      'c/carbon.xml': '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>',
    };
    expect(
      textOf(files)
        .match(/^ {4}host: \S+/gm)
        ?.map((line) => line.trim()),
    ).toEqual(['host: localhost', 'host: b.example', 'host: localhost']);
    expect(
      textOf(files, { host: 'box' })
        .match(/^ {4}host: \S+/gm)
        ?.map((line) => line.trim()),
    ).toEqual(['host: box', 'host: box', 'host: box']);
    expect(
      textOf(files, { separate: true })
        .match(/^ {4}host: \S+/gm)
        ?.map((line) => line.trim()),
    ).toEqual(['host: a-host', 'host: b-host', 'host: c-host']);
  });

  it('of compose services run on the machine that publishes their ports', () => {
    const compose =
      'services:\n  am:\n    image: wso2/wso2am:4.2.0\n    ports: ["9444:9443"]\n    volumes: ["./conf/am:/x"]\n  db:\n    image: mysql\n    ports: ["3306:3306"]\n';
    const text = textOf({ 'docker-compose.yml': compose, [`conf/am/${TOML}`]: apim('hostname = "localhost"') });
    expect(text).toContain('{ port: 3306, by: "compose service db" }');
    expect(text).toMatch(/ {2}am: .*\n {4}on: localhost\n {4}publish:\n {6}- "9444:9443"/);
  });
});

describe('what files do not say', () => {
  it('is assumed: the newest release that fits the files', () => {
    const [first] = discovered({ [`gw/${TOML}`]: apim('offset = 1') }).deployments;
    const [assumed] = first?.evidence.get('gw')?.assumed ?? [];
    expect(assumed).toMatchObject({ aspect: 'version', value: first?.document.nodes.gw?.version });
    expect(assumed?.candidates.at(-1)).toBe(assumed?.value);
    expect(assumed?.candidates).not.toContain('2.6.0');
  });

  it('is answered for a node, for a product, or for all', () => {
    const files = { [`gw/${TOML}`]: apim('offset = 1'), [`is/${TOML}`]: '[identity]\nx = "y"\n' };
    const text = textOf(files, { version: ['4.2.0', 'wso2is=6.1.0', 'gw=4.3.0'] });
    expect(text.match(/version: "[\d.]+"/g)).toEqual(['version: "4.3.0"', 'version: "6.1.0"']);
  });

  it('is not assumed where a folder names the release', () => {
    expect(textOf({ [`wso2am-4.1.0/${TOML}`]: apim('offset = 1') })).toMatch(/version: "4\.1\.0" +# .*wso2am-4\.1\.0/);
  });
});

describe('the text', () => {
  it('is a topology without schema errors, even with names that YAML reads as something else', () => {
    const carbon = '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><HostName>10.1</HostName></Server>';
    const report = check(
      [
        {
          file: 'x.yaml',
          text: textOf({ 'true/carbon.xml': carbon, '12/carbon.xml': carbon.replace('10.1', 'null') }),
        },
      ],
      { catalogue: packagedCatalogue() },
    );
    expect(report.findings.filter(({ rule }) => ['yaml-syntax', 'schema', 'unknown-reference'].includes(rule))).toEqual(
      [],
    );
    expect(report.deployments[0]?.nodes.map(({ id }) => id)).toEqual(['12', 'true']);
  });

  it('has a comment with file and line for each value', () => {
    const text = textOf({ [`gw/${TOML}`]: apim('hostname = "a.example"\noffset = 2') }, { version: ['4.2.0'] });
    expect(text).toMatch(/host: a\.example +# server\.hostname \(gw\/repository\/conf\/deployment\.toml:2\)/);
    expect(text).toMatch(/offset: 2 +# server\.offset \(gw\/repository\/conf\/deployment\.toml:3\)/);
  });

  it('keeps a file name with control characters on its line', () => {
    const text = textOf({
      'a\u001b[31m\nnodes: x/carbon.xml': '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>',
    });
    expect(text.split('\n').filter((line) => line.startsWith('nodes:'))).toEqual(['nodes:']);
    expect(text).not.toContain('\u001b');
  });
});
