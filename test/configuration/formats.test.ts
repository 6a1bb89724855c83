import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { listOf } from '../../src/catalogue/settings.js';
import { FORMATS } from '../../src/configuration/formats/index.js';
import { undocumented } from './documented.js';
import { discovered, fragmentsOf } from './reading.js';

// Excerpts of files that the products ship or that public repositories of deployments hold, shortened.

function read(file: string, text: string) {
  const [fragment] = fragmentsOf({ [file]: text });
  if (!fragment) throw new Error(`${file} was not read`);
  return fragment;
}

const hints = (file: string, text: string) => read(file, text).hints.map(({ aspect, value }) => `${aspect} ${value}`);

describe('formats', () => {
  it('have an id and a title each, once', () => {
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
    for (const { id, title } of FORMATS) expect(`${id} ${title}`).toMatch(/\S+ .{10,}/);
  });

  it('stand in the documentation', () => {
    const text = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    expect(undocumented(FORMATS, text)).toEqual([]);
  });

  it('leave files alone that say nothing about ports', () => {
    expect(
      fragmentsOf({
        'pom.xml': '<project/>',
        'a/log4j2.properties': 'a=b',
        'k8s/deployment.yaml': 'kind: Deployment',
        'config.toml': 'title = "x"',
      }),
    ).toEqual([]);
  });
});

describe('carbon.xml', () => {
  const CARBON = `<?xml version="1.0" encoding="ISO-8859-1"?>
<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
    <Name>WSO2 ESB 4.9.0</Name>
    <ServerKey>ESB</ServerKey>
    <Version>4.9.0</Version>
    <!--HostName>www.wso2.org</HostName-->
    <Ports>
        <!--
        <Offset>0</Offset>
        -->
        <Offset>10</Offset>
    </Ports>
</Server>`;

  it('tells product and release by server key and version', () => {
    expect(hints('conf/carbon.xml', CARBON)).toEqual(['product wso2esb', 'version 4.9.0']);
  });

  it('reads the offset that is no comment, with its place', () => {
    expect(read('conf/carbon.xml', CARBON).offset).toEqual({
      value: 10,
      file: 'conf/carbon.xml',
      range: { start: { line: 11, column: 17 }, end: { line: 11, column: 19 } },
      why: 'Server.Ports.Offset',
    });
  });

  it('does not read a host name from a comment', () => {
    expect(read('conf/carbon.xml', CARBON).hostName).toBeUndefined();
  });

  it('has no host name where a script has to replace it', () => {
    const text = '<Server><HostName>WSO2_HOSTNAME</HostName></Server>';
    expect(read('carbon.xml', text).hostName?.value).toEqual({ unknown: 'WSO2_HOSTNAME' });
  });

  it('takes the first of two offsets, as the product does', () => {
    const text = '<Server><Ports><Offset>2</Offset><Offset>3</Offset></Ports></Server>';
    expect(read('carbon.xml', text).offset?.value).toBe(2);
  });

  it('names a reference instead of a number', () => {
    const text = '<Server><Ports><Offset>${portOffset}</Offset></Ports></Server>';
    expect(read('carbon.xml', text).offset?.value).toEqual({ unknown: '${portOffset}' });
  });

  it('tells the runtimes of one Enterprise Integrator pack by their folder', () => {
    const text = '<Server><Name>WSO2 Message Broker</Name><ServerKey>MB</ServerKey><Version>3.2.0</Version></Server>';
    expect(hints('wso2/broker/conf/carbon.xml', text)).toContain('product wso2ei-broker');
    expect(hints('conf/broker/carbon.xml', text)).toContain('product wso2ei-broker');
    expect(hints('broker1/carbon/conf/carbon.xml', text)).toContain('product wso2ei-broker');
    expect(hints('wso2mb/repository/conf/carbon.xml', text)).not.toContain('product wso2ei-broker');
    expect(hints('broker/repository/conf/carbon.xml', text)).not.toContain('product wso2ei-broker');
  });

  it('tells Enterprise Integrator Analytics from the integrator by its name', () => {
    expect(
      hints(
        'carbon.xml',
        '<Server><Name>WSO2 Enterprise Integrator Analytics</Name><ServerKey>EI</ServerKey></Server>',
      ),
    ).toEqual(['product wso2ei-analytics']);
  });
});

describe('deployment.toml', () => {
  it('reads offset and host name with their places', () => {
    const { offset, hostName } = read(
      'repository/conf/deployment.toml',
      '[server]\nhostname = "gw.example"\noffset = 3\n',
    );
    expect([offset?.value, offset?.range.start, hostName?.value]).toEqual([3, { line: 3, column: 10 }, 'gw.example']);
  });

  it('does not read a commented offset', () => {
    expect(read('deployment.toml', '[server]\n#offset=0\n').offset).toBeUndefined();
  });

  it('follows $ref and keeps the name of what the environment holds', () => {
    expect(read('deployment.toml', '[server]\noffset = "$ref{a.b}"\n[a]\nb = 4\n').offset?.value).toBe(4);
    expect(read('deployment.toml', '[server]\noffset = "$env{OFFSET}"\n').offset?.value).toEqual({
      unknown: '$env{OFFSET}',
    });
  });

  it.each([
    ['[apim.cors]\nallow_origins = "*"', 'product wso2am'],
    ['[[service_catalog]]\napim_host = "https://am:9443"', 'product wso2mi'],
    ['[identity]\nx = "y"', 'product wso2is'],
    ['serverPort = 9446', 'product wso2icp'],
    ['[server_config]\nport = 9743', 'product wso2mi-dashboard'],
    ['[financial_services.admin]\nx = "y"', 'product wso2is-fs-accelerator'],
    ['[apim.throttling]\nx = "y"', 'product wso2am'],
    ['[apim.throttling]\nx = "y"\n[identity_mgt]\nx = "y"', 'product wso2is-km|wso2is'],
  ])('tells the product by a table only it has: %s', (text, hint) => {
    expect(hints('deployment.toml', text)).toEqual([hint]);
  });
});

describe('micro-gw.conf', () => {
  it('is of API Microgateway', () => {
    expect(hints('conf/micro-gw.conf', '[listenerConfig]\nhttpPort = 9090\n')).toEqual(['product wso2am-micro-gw']);
  });
});

describe('what [server] of deployment.toml says of itself', () => {
  it('names product and release', () => {
    const text = '[server]\nserverDetails = "WSO2 IS as KM 5.10.0"\n[[apim.gateway.environment]]\nservice_url = "x"\n';
    expect(
      read('deployment.toml', text).hints.map(({ aspect, value, rank }) => `${aspect} ${value} (${rank})`),
    ).toEqual(['product wso2is-km|wso2is (file)', 'version 5.10.0 (section)', 'product wso2am (section)']);
  });

  it('is the name of the pack below a product that is laid over it', () => {
    const text = '[server]\nserverDetails = "WSO2 IS as KM 7.1.0"\n[financial_services.admin]\nx = "y"\n';
    expect(hints('deployment.toml', text)).toEqual(['version 7.1.0', 'product wso2is-fs-accelerator']);
  });

  it('names the profile, with its place', () => {
    const [profile] = read('deployment.toml', '[server]\nserver_role = "gateway-worker"\n').hints;
    expect(profile).toMatchObject({
      aspect: 'profile',
      value: 'gateway-worker',
      range: { start: { line: 2, column: 15 } },
    });
  });

  it('is no profile where it ships so', () => {
    expect(read('deployment.toml', '[server]\nserver_role = "default"\n').hints).toEqual([]);
  });
});

describe('deployment.yaml', () => {
  const WORKER = 'wso2.carbon:\n  type: wso2-apim-analytics\n  ports:\n    offset: 1\n';

  it('tells the runtime by its folder and reads the offset', () => {
    expect(hints('conf/worker/deployment.yaml', WORKER)).toEqual(['product wso2am-analytics-worker']);
    expect(read('conf/worker/deployment.yaml', WORKER).offset?.value).toBe(1);
  });
});

describe('keys of a deployment.yaml that name a server', () => {
  it('are values, with their place', () => {
    const text =
      'wso2.carbon: {}\nwso2.business.rules.manager:\n  deployment_configs:\n    - worker:9443:\n        - template\n';
    const key = read('conf/dashboard/deployment.yaml', text).settings.find(({ value }) => value === 'worker:9443');
    expect([key?.steps.map(({ name }) => name), key?.range]).toEqual([
      ['wso2.business.rules.manager', 'deployment_configs'],
      { start: { line: 4, column: 7 }, end: { line: 4, column: 18 } },
    ]);
  });
});

describe('start scripts', () => {
  it('are read for the offset and the profile on the command line', () => {
    const fragment = read(
      'am/bin/api-manager.sh',
      '#!/bin/sh\n# -DportOffset=9\nexec java -DportOffset=2 -Dprofile=gateway-worker\n',
    );
    expect([fragment.offset?.value, fragment.offset?.range.start, fragment.hints[0]?.value]).toEqual([
      2,
      { line: 3, column: 24 },
      'gateway-worker',
    ]);
  });

  it('are read for ports and hosts of system properties, and for no secret', () => {
    const text =
      'exec java -Diot.keymanager.host="km" -Diot.keymanager.https.port="9447" \\\n -Djavax.net.ssl.keyStorePassword="hunter2"\n';
    const fragment = read('iot/bin/iot-server.sh', text);
    expect(fragment.settings.map(({ steps, value, range }) => [steps[0]?.name, value, range.start])).toEqual([
      ['iot.keymanager.host', 'km', { line: 1, column: 34 }],
      ['iot.keymanager.https.port', '9447', { line: 1, column: 67 }],
    ]);
    expect(JSON.stringify(fragment)).not.toContain('hunter2');
  });

  it('name the runtime of a pack by its profile', () => {
    expect(hints('wso2/broker/bin/wso2server.sh', 'exec java -Dprofile=broker-default\n')).toEqual([
      'profile broker-default',
      'product wso2ei-broker',
    ]);
  });

  it('are left alone where they set no offset, profile or port', () => {
    expect(fragmentsOf({ 'build.sh': 'java -Dfile.encoding=UTF8\n' })).toEqual([]);
  });

  it('keep a variable as unknown', () => {
    expect(read('Dockerfile', 'FROM x\nCMD ["server.sh", "-DportOffset=$OFFSET"]\n').offset?.value).toEqual({
      unknown: '$OFFSET',
    });
  });
});

describe('compose files', () => {
  const service = (body: string) => read('docker-compose.yml', `services:\n  am:\n${body}`).services[0];

  it('tell product and release by the image', () => {
    expect(service('    image: registry.example/wso2/wso2am:2.6.0-alpine\n')?.hints.map(({ value }) => value)).toEqual([
      'wso2am',
      '2.6.0',
    ]);
    expect(service('    image: wso2/wso2am:${TAG:-4.2.0}\n')?.hints.map(({ value }) => value)).toEqual([
      'wso2am',
      '4.2.0',
    ]);
    expect(
      service('    build:\n      args:\n        - BASE_IMAGE=wso2/wso2si:4.0.0\n')?.hints.map(({ value }) => value),
    ).toEqual(['wso2si', '4.0.0']);
  });

  it('publish ports in the short and the long syntax, with a port of the machine', () => {
    const published = service(
      '    ports:\n      - "9444:9443"\n      - 3306\n      - { target: 8243, published: 18243, protocol: tcp }\n',
    )?.published;
    expect(published?.map(({ value }) => value)).toEqual(['9444:9443', '18243:8243/tcp']);
  });

  it('tell the profile by PROFILE_NAME and the offset by JAVA_OPTS', () => {
    const found = service(
      '    environment:\n      - PROFILE_NAME=control-plane\n      - JAVA_OPTS=-Xms1g -DportOffset=2\n',
    );
    expect([found?.hints[0]?.value, found?.offset?.value]).toEqual(['control-plane', 2]);
  });

  it('tell the profile by the command line', () => {
    const found = service('    image: wso2/wso2am:3.2.0\n    command: ["-Dprofile=traffic-manager"]\n');
    expect(found?.hints.find(({ aspect }) => aspect === 'profile')).toMatchObject({
      value: 'traffic-manager',
      why: '-Dprofile',
    });
  });

  it('keep an offset that only the environment knows as unknown', () => {
    expect(service('    command: "-DportOffset=${OFFSET}"\n')?.offset?.value).toEqual({ unknown: '${OFFSET}' });
  });

  it('say nothing by an environment variable without a value', () => {
    expect(service('    environment:\n      - PROFILE_NAME\n')?.hints).toEqual([]);
  });

  it('publish ports in the long syntax on an address, and not without a port of the machine', () => {
    const published = service(
      '    ports:\n      - { target: 9443, published: 9444, host_ip: 127.0.0.1 }\n      - { target: 8280 }\n      - { published: 80 }\n',
    )?.published;
    expect(published?.map(({ value }) => value)).toEqual(['127.0.0.1:9444:9443']);
  });

  it('see the folder of their Dockerfile', () => {
    expect(service('    build:\n      dockerfile: ./docker/am/Dockerfile\n')?.sources).toEqual(['././docker/am']);
    expect(service('    build:\n      context: ./am\n      dockerfile: Dockerfile\n')?.sources).toEqual(['./am']);
  });

  it('follow anchors and merge keys', () => {
    const text =
      'x-common: &common\n  image: wso2/wso2am:3.2.0\nservices:\n  am:\n    <<: *common\n    network_mode: host\n';
    const [found] = read('compose.yaml', text).services;
    expect([found?.hints[0]?.value, found?.onHostNetwork]).toEqual(['wso2am', true]);
  });
});

describe('automation', () => {
  it('reads ports_offset of Ansible host_vars', () => {
    expect(read('dev/host_vars/bps_1.yml', '---\nhostname: localhost\nports_offset: 2\n').offset?.value).toBe(2);
  });

  it('reads offset, pack and profile of Puppet hiera data', () => {
    const text = 'wso2::pack_filename: wso2am-2.1.0.zip\nwso2::product_profile: api-store\nwso2::ports:\n  offset: 1\n';
    expect(hints('common.yaml', text)).toEqual(['product wso2am', 'version 2.1.0', 'profile api-store']);
    expect(read('common.yaml', text).offset?.value).toBe(1);
  });

  it("reads the node's own offset of Helm values, not the one of its peer", () => {
    const text =
      'wso2:\n  apim:\n    version: "4.7.0"\n    configurations:\n      throttling:\n        portOffset: 5\n    portOffset: 1\n';
    expect(read('default_gw_values.yaml', text).offset?.value).toBe(1);
  });

  it('reads the machines of an Ansible inventory', () => {
    expect(
      read('dev/inventory', '[apim]\ngw_1 ansible_host=gw.example ansible_user=x\n#tm_1 ansible_host=tm.example\n')
        .placements,
    ).toMatchObject([{ node: 'gw_1', address: 'gw.example' }]);
  });
});

describe('malformed and hostile files', () => {
  it.each([
    ['carbon.xml', '<Server><Ports><Offset>1</Offset>', 1],
    ['carbon.xml', '<Server>\n<Ports>\n</Server>', 3],
    ['deployment.toml', '[server]\noffset = \n', 2],
    ['conf/worker/deployment.yaml', 'wso2.carbon:\n  a: [\n', 2],
  ])('have a fault with its place: %s', (file, text, line) => {
    const { fault } = read(file, text);
    expect(fault?.range.start.line).toBeGreaterThanOrEqual(line);
    expect(fault?.reason).toMatch(/\S/);
  });

  it('refuses a document type, so that no entity is ever expanded', () => {
    const text =
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Server><HostName>&x;</HostName></Server>';
    const fragment = read('carbon.xml', text);
    expect(fragment.fault?.reason).toContain('document type');
    expect(JSON.stringify(fragment)).not.toContain('passwd');
  });

  it('stops at elements nested too deep', () => {
    expect(read('carbon.xml', '<a>'.repeat(50_000)).fault?.reason).toContain('nested');
  });

  it('stops at aliases that multiply', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    expect(read('conf/worker/deployment.yaml', `wso2.carbon: {}\n${lines.join('\n')}`).fault?.reason).toContain(
      'values',
    );
  });

  it('reads a TOML file behind a byte order mark, and says so', () => {
    const fragment = read('deployment.toml', '\ufeff[server]\noffset = 2\n');
    expect([fragment.offset?.value, fragment.fault?.range.start]).toEqual([2, { line: 1, column: 1 }]);
  });

  it('never keeps passwords, keystores or user names', () => {
    const fragments = fragmentsOf({
      'deployment.toml':
        '[super_admin]\nusername = "boss"\npassword = "hunter2"\n[database.apim_db]\nurl = "jdbc:mysql://dbuser:hunter2@db:3306/x?password=hunter2"\n[apim.x]\nport_password = 9443\n',
      'jndi.properties':
        "connectionfactory.TopicConnectionFactory = amqp://admin:hunter2@clientid/carbon?brokerlist='tcp://localhost:5672'\n",
      'catalina-server.xml':
        '<Server><Service><Connector port="9443" keystorePass="hunter2" keystoreFile="/secret/boss.jks"/></Service></Server>',
    });
    expect(JSON.stringify(fragments)).not.toMatch(/hunter2|boss|dbuser/);
  });
});

describe('artifacts that are deployed', () => {
  it('make no node by themselves', () => {
    const files = { 'a/synapse-configs/default/proxy-services/WorkflowCallbackService.xml': '<proxy/>' };
    expect(discovered(files).deployments).toEqual([]);
  });
});

describe('files that the catalogue names', () => {
  it('are opened by a format', () => {
    const settings = packagedCatalogue().products.flatMap(({ id, releases }) =>
      releases.flatMap((version) => {
        const release = packagedCatalogue().release(id, version);
        return [...(release?.listeners ?? []), ...(release?.links ?? [])].map((entry) => entry.settings);
      }),
    );
    const files = settings.flatMap(({ xml, yaml }) =>
      [...(xml === undefined ? [] : listOf(xml)), ...(yaml === undefined ? [] : listOf(yaml))].flatMap(
        ({ file }) => file ?? [],
      ),
    );
    const opened = (file: string) => FORMATS.some((format) => format.files.test(file));
    expect([...new Set(files)].filter((file) => !opened(file)).sort()).toEqual([]);
  });
});
