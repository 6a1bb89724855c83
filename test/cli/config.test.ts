import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const TOML = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm1.internal: {}, tm2.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 1, links: { throttle-publish: [tm-1, tm-2], throttle-publish-auth: [tm-1, tm-2] } }
  tm-1: { host: tm1.internal, profile: traffic-manager, offset: 2 }
  tm-2: { host: tm2.internal, profile: traffic-manager, offset: 2 }
`;
const XML = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 2 }
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5 }
`;

async function config(text: string, ...args: string[]) {
  return command('config', 'x.yaml', ...args, { files: { 'x.yaml': text } });
}

describe('config of a release with deployment.toml', () => {
  it('is one TOML fragment for each node, keys merged under their tables', async () => {
    const { stdout, code } = await config(TOML, '--node', 'gateway');
    expect(code).toBe(0);
    expect(stdout).toBe(`# gateway on gw.internal: wso2am 4.2.0, profile gateway-worker
# repository/conf/deployment.toml
[server]
offset = 1

[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://tm1.internal:9613"] # throttle-publish of tm-1
traffic_manager_auth_urls = ["ssl://tm1.internal:9713"] # throttle-publish-auth of tm-1

[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://tm2.internal:9613"] # throttle-publish of tm-2
traffic_manager_auth_urls = ["ssl://tm2.internal:9713"] # throttle-publish-auth of tm-2

[apim.throttling]
throttle_decision_endpoints = ["tcp://tm1.internal:5674", "tcp://tm2.internal:5674"] # throttle-decisions-jms of tm-1, throttle-decisions-jms of tm-2
# not decided: nobody in the plan plays control-plane (event-hub-rest, event-hub-jms)
# not decided: nobody in the plan plays key-manager (key-manager-url)
`);
    expect(() => parseTOML(stdout)).not.toThrow();
  });

  it('shows what the product does by itself when it is asked to', async () => {
    const { stdout } = await config(TOML, '--node', 'tm-1', '--all');
    expect(stdout).toMatch(/\[transport\.[^\]]+\]|port = /);
    expect(() => parseTOML(stdout)).not.toThrow();
  });

  it('says so where the shipped values are right', async () => {
    const alone = 'version: 1\nhosts: { a: {} }\nnodes: { mi: { host: a, product: wso2mi, version: 4.2.0 } }\n';
    expect((await config(alone)).stdout).toBe(
      '# mi on a: wso2mi 4.2.0, profile default\n# nothing to configure: the shipped values are right\n',
    );
  });

  it('names what is not decided and what is to be edited by hand as comments', async () => {
    const { stdout } = await config(TOML.replaceAll('profile: traffic-manager', 'profile: control-plane'));
    expect(stdout).toContain('# not decided: event-hub-rest may lead to tm-1, tm-2');
    const apim =
      'version: 1\nhosts: { a: {} }\nnodes: { apim: { host: a, product: wso2am, version: 4.2.0, offset: 1 } }\n';
    expect((await config(apim)).stdout).toMatch(/^# to edit by hand:\n# {3}.*: 9443 -> 9444, portal-oauth-callback$/m);
  });
});

describe('config of a release with XML files', () => {
  it('is file, element and value', async () => {
    const { stdout } = await config(XML);
    expect(stdout).toContain(`repository/conf/carbon.xml
  Server/Ports/Offset = 2
repository/conf/api-manager.xml
  APIKeyValidator/ThriftClientPort = 10402   (key-validation-thrift of key-manager)
  APIKeyValidator/ServerURL = https://km.internal:9448/services/   (key-validation-ws of key-manager)
`);
  });

  it('leaves out what is derived from another setting', async () => {
    expect((await config(XML)).stdout).not.toContain('derived from');
    expect((await config(XML, '--all')).stdout).toContain('derived from');
  });
});

it('config of a release with deployment.yaml is file, path and value', async () => {
  const text =
    'version: 1\nhosts: { a: {} }\nnodes: { worker: { host: a, product: wso2sp-worker, version: 4.4.0, offset: 2 } }\n';
  expect((await config(text)).stdout).toMatch(/^conf\/worker\/deployment\.yaml\n {2}wso2\.carbon\/ports\/offset = 2$/m);
});

it('config knows the products that the file brings along', async () => {
  const text = `version: 1
hosts: { a: {} }
nodes: { web: { host: a, product: nginx, version: 1.0.0 } }
products: { nginx: { listeners: [{ id: http, basePort: 8080, settings: { xml: { file: nginx.conf, path: listen } } }] } }
`;
  const { stdout, stderr } = await config(text, '--all');
  expect(stderr).toBe('');
  expect(stdout).toContain('listen = 8080');
});

describe('config --format json', () => {
  it('has a version, and every setting with its place', async () => {
    const { configVersion, nodes } = JSON.parse((await config(XML, '--format', 'json', '--node', 'gateway')).stdout);
    expect(configVersion).toBe(1);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({ node: 'gateway', model: 'xml' });
    expect(nodes[0].settings[0]).toMatchObject({
      kind: 'offset',
      id: 'offset',
      value: 2,
      file: 'repository/conf/carbon.xml',
      setting: 'Server/Ports/Offset',
      isDefault: false,
    });
  });
});

describe('config and mistakes', () => {
  it('a node that does not exist ends in 2, with the nearest', async () => {
    const { code, stderr } = await config(XML, '--node', 'gatway');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "gateway"?');
  });

  it('a broken file is told on stderr and ends in 1', async () => {
    const { code, stderr, stdout } = await config(XML.replace('km.internal, profile', 'km.intern, profile'));
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-reference]');
    expect(stdout).toContain('# gateway on gw.internal');
  });

  it('a file that cannot be read ends in 2', async () => {
    expect((await command('config', 'nothing.yaml', {})).code).toBe(2);
  });
});
