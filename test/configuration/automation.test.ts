import { describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { readNode } from '../../src/configuration/reading.js';
import { rendered } from '../../src/configuration/rendering.js';
import { discovered, fragmentsOf } from './reading.js';

const catalogue = packagedCatalogue();

/** What a node of API Manager dials by the variables of its files, the nearest first. */
function reading(files: Readonly<Record<string, string>>, version: string, profile: string) {
  const release = catalogue.release('wso2am', version);
  if (!release) throw new Error(`${version} is not in the catalogue`);
  return readNode(rendered(fragmentsOf(files)), release, profile);
}

function dialled(files: Readonly<Record<string, string>>, version: string, profile: string, link: string) {
  return reading(files, version, profile)
    .links.get(link)
    ?.map(({ value, file, range }) => `${value} ${file}:${range.start.line}:${range.start.column}`);
}

const PEERS = `wso2::apim_traffic_manager:
  host: tm.dev
  receiver_url_port: 9611
  auth_url_port: 9711
  jms_url_port: 5672
wso2::apim_keymanager: { host: am.dev, port: 9444 }
wso2::enable_advance_throttling: true
wso2::environments:
  production: { host: mgt.dev, port: 9443, api_endpoint_host: gw.dev, api_endpoint_port: 8280, secure_api_endpoint_port: 8243 }
`;

describe('Puppet hiera data', () => {
  it('has the offset that the template of carbon.xml writes where no file sets one, in the runtime that is started', () => {
    const files = {
      'default.yaml': 'wso2::service_name: wso2iot\nwso2::template_list: [conf/carbon.xml]\n',
      'sub/backend.yaml': 'wso2::template_list: [bin/iot-server.sh]\n',
      'sub/broker.yaml': 'wso2::template_list: [bin/broker.sh]\n',
      'sub/moved.yaml': 'wso2::ports: { offset: 7 }\n',
    };
    const [found] = discovered(files).deployments;
    const offsets = [...(found?.configurations ?? [])].map(([id, { fragments }]) => [
      id,
      fragments.flatMap(({ file, offset }) => (offset ? [`${offset.value} ${file}`] : [])),
    ]);
    expect(offsets).toEqual([
      ['backend', ['0 default.yaml']],
      ['broker', []],
      ['moved', ['7 sub/moved.yaml']],
    ]);
  });

  it('tells whom the broker asks for tokens', () => {
    const text = `wso2::oauth2_based_mqtt_authenticator:
  host_url: https://km:9443/services/OAuth2TokenValidationService
  username: boss
`;
    const [found] = discovered({ 'broker.yaml': text }, { product: ['broker=wso2iot-broker'] }).deployments;
    const fragments = [...(found?.configurations?.values() ?? [])].flatMap((tree) => tree.fragments);
    expect(fragments.flatMap(({ dials }) => dials)).toMatchObject([
      { to: 'https://km:9443', range: { start: { line: 2, column: 13 } } },
    ]);
  });

  it('tells hosts and ports of peers, at the port', () => {
    const at = (link: string) => dialled({ 'common.yaml': PEERS }, '2.1.0', 'gateway-worker', link);
    expect(at('throttle-publish')).toEqual(['tcp://tm.dev:9611 common.yaml:3:22']);
    expect(at('throttle-publish-auth')).toEqual(['ssl://tm.dev:9711 common.yaml:4:18']);
    expect(at('throttle-decisions-jms')).toEqual(['tcp://tm.dev:5672 common.yaml:5:17']);
    expect(at('key-validation-ws')).toEqual(['https://am.dev:9444/services/ common.yaml:6:46']);
  });

  it('tells where the publisher finds its gateways', () => {
    expect(dialled({ 'common.yaml': PEERS }, '2.1.0', 'api-publisher', 'publisher-to-gateway-admin')).toEqual([
      'https://mgt.dev:9443/services/ common.yaml:9:38',
    ]);
  });

  it('switches links off that the nearest file switches off', () => {
    const files = { 'gw.yaml': 'wso2::enable_data_publisher: false\n', 'common.yaml': PEERS };
    const { links, disable } = reading(files, '2.1.0', 'gateway-worker');
    expect([...links.keys()]).not.toContain('throttle-publish');
    expect([...disable.keys()]).toContain('throttle-publish');
  });

  it('leaves a peer without a port unread', () => {
    const files = { 'common.yaml': 'wso2::apim_keymanager: { host: am.dev }\n' };
    expect(dialled(files, '2.1.0', 'gateway-worker', 'key-validation-ws')).toBeUndefined();
  });

  it('names the members of a cluster', () => {
    const text = `wso2::clustering:
  enabled: true
  membership_scheme: wka
  local_member_port: 4001
  wka: { members: [{ hostname: a.dev, port: 4000 }, { hostname: b.dev, port: 4001 }] }
`;
    const { links, ports, enable } = reading({ 'wso2.yaml': text }, '2.1.0', 'gateway-worker');
    expect(links.get('cluster-wka-members')?.map(({ value }) => value)).toEqual(['a.dev:4000', 'b.dev:4001']);
    expect(ports.get('cluster-member')?.value).toBe(4001);
    expect([...enable.keys()]).toContain('cluster-member');
  });

  it('keeps no secret', () => {
    const [fragment] = fragmentsOf({
      'common.yaml':
        'wso2::apim_keymanager: { host: a, port: 1, password: hidden }\nwso2::db: { url: "jdbc:mysql://h?password=hidden" }\n',
    });
    expect(JSON.stringify(fragment)).not.toContain('hidden');
  });
});

describe('Ansible variables', () => {
  const GROUP = `tm_hostname: tm.local
throttling_url_group:
  - traffic_manager_urls: ["tcp://{{ tm_hostname }}:9611"]
    traffic_manager_auth_urls: ["ssl://{{ tm_hostname }}:9711"]
  - traffic_manager_urls: ["tcp://{{ other | default('x') }}:9612"]
key_manager_server_url: https://cp.local:9443/services/
`;

  it('tell endpoints of peers, other variables put in', () => {
    const files = { 'dev/group_vars/apim.yml': GROUP };
    expect(dialled(files, '4.2.0', 'gateway-worker', 'throttle-publish')).toEqual([
      'tcp://tm.local:9611 dev/group_vars/apim.yml:3:28',
    ]);
    expect(dialled(files, '4.2.0', 'gateway-worker', 'key-manager-url')).toEqual([
      'https://cp.local:9443/services/ dev/group_vars/apim.yml:6:25',
    ]);
  });

  it('stay undecided where an expression decides', () => {
    const { unknown } = reading({ 'dev/group_vars/apim.yml': GROUP }, '4.2.0', 'gateway-worker');
    expect(unknown.map(({ why, range }) => `${why} ${range.start.line}`)).toContain('links.throttle-publish 5');
  });

  it('are read in lists that are written in quotes, as text or as an expression', () => {
    const group = `throttling_url_group: "[{ 'traffic_manager_urls': ['tcp://tm-1:9611', 'tcp://tm-2:9611'] }]"
gateway_environments: >-
  {{ [{ 'name': 'Default', 'service_url': 'https://gw:9444/services/' }] }}
key_manager_server_url: "{ broken"
stream_processor_url: "{tcp://localhost:7612}"
`;
    const at = (link: string, profile: string) => dialled({ 'dev/group_vars/apim.yml': group }, '4.2.0', profile, link);
    expect(at('throttle-publish', 'gateway-worker')).toEqual([
      'tcp://tm-1:9611 dev/group_vars/apim.yml:1:23',
      'tcp://tm-2:9611 dev/group_vars/apim.yml:1:23',
    ]);
    expect(at('gateway-environment-service-url', 'control-plane')).toEqual([
      'https://gw:9444/services/ dev/group_vars/apim.yml:2:23',
    ]);
    expect(at('key-manager-url', 'gateway-worker')).toBeUndefined();
  });

  it('of a node win over those of its groups', () => {
    const files = {
      'dev/host_vars/gw.yml': 'key_manager_server_url: https://own.local:9443/services/\n',
      'dev/group_vars/apim.yml': GROUP,
    };
    expect(dialled(files, '4.2.0', 'gateway-worker', 'key-manager-url')).toEqual([
      'https://own.local:9443/services/ dev/host_vars/gw.yml:1:25',
    ]);
  });

  it('name the node and its offset by another variable', () => {
    const files = {
      'dev/host_vars/gw.yml': 'hostname: "{{ gw_hostname }}"\nports_offset: "{{ o }}"\ngw_hostname: gw.local\no: 2\n',
    };
    const { hostName, offset } = reading(files, '4.2.0', 'gateway-worker');
    expect([hostName?.value, offset?.value]).toEqual(['gw.local', 2]);
  });
});

describe('an Ansible inventory', () => {
  const placements = (file: string, text: string) =>
    fragmentsOf({ [file]: text }).flatMap((fragment) =>
      fragment.placements.map(({ node, address, groups, range }) => [node, address, groups, range.start.line]),
    );

  it('tells machines and groups in INI, the nearest group first', () => {
    const text = `[gateways]
gw_1 ansible_host=10.0.0.1
gw.local
[apim:children]
gateways
[gateways:vars]
ansible_user=x
`;
    expect(placements('dev/inventory', text)).toEqual([
      ['gw_1', '10.0.0.1', ['gateways', 'apim'], 2],
      ['gw.local', 'gw.local', ['gateways', 'apim'], 3],
    ]);
  });

  it('tells machines and groups in YAML', () => {
    const text =
      'all:\n  children:\n    apim:\n      children:\n        gateways:\n          hosts:\n            gw_1: { ansible_host: 10.0.0.1 }\n';
    expect(placements('dev/hosts.yml', text)).toEqual([['gw_1', '10.0.0.1', ['gateways', 'apim'], 7]]);
  });
});

describe('Helm values', () => {
  const VALUES = `wso2:
  apim:
    configurations:
      km: { serviceUrl: cp.svc, servicePort: 9443 }
      throttling:
        portOffset: 3
        urls: [tm-1.svc, tm-2.svc]
`;

  it('tell endpoints of peers, with the offset of the peer', () => {
    const at = (link: string) => dialled({ 'gw/values.yaml': VALUES }, '4.2.0', 'gateway-worker', link);
    expect(at('key-manager-url')).toEqual(['https://cp.svc:9443/services/ gw/values.yaml:4:46']);
    expect(at('throttle-publish')).toEqual([
      'tcp://tm-1.svc:9614 gw/values.yaml:7:16',
      'tcp://tm-2.svc:9614 gw/values.yaml:7:26',
    ]);
  });

  it('are merged with those of the chart key by key', () => {
    const files = {
      'gw/gw.yaml': 'wso2:\n  apim: { configurations: { km: { servicePort: 9444 } } }\n',
      'gw/chart/values.yaml': VALUES,
    };
    expect(dialled(files, '4.2.0', 'gateway-worker', 'key-manager-url')).toEqual([
      'https://cp.svc:9444/services/ gw/gw.yaml:2:48',
    ]);
  });

  it('tell product and release by the image, whatever processor it is for', () => {
    const text = 'wso2:\n  deployment:\n    image:\n      repository: "me/wso2am-arm:4.6.0"\n';
    expect(fragmentsOf({ 'aio.yaml': text })[0]?.hints.map(({ value }) => value)).toEqual(['wso2am', '4.6.0']);
  });

  it('say nothing of the product by an image with a name of its own', () => {
    const text = 'wso2:\n  deployment:\n    image:\n      repository: "me/wso2acme"\n      tag: 4.6.0\n';
    expect(fragmentsOf({ 'acp.yaml': text })[0]?.hints.map(({ value }) => value)).toEqual(['4.6.0']);
  });

  it('are not those of other charts, nor manifests', () => {
    expect(
      fragmentsOf({
        'a.yaml': 'wso2:\n  apk:\n    deployment: { image: x }\n',
        'b.yaml': 'kind: Pod\nwso2:\n  apim: {}\n',
      }),
    ).toEqual([]);
  });
});

describe('a chart', () => {
  it('tells product and release by its name and the version of what it deploys', () => {
    const text = 'name: wso2-integration-control-plane\nappVersion: "1.2.0"\nversion: 1.2.0-0\n';
    const [fragment] = fragmentsOf({ 'icp/Chart.yaml': text });
    expect(fragment?.hints.map(({ value }) => value)).toEqual(['wso2icp', '1.2.0']);
    expect(fragment?.chart).toBe('wso2-integration-control-plane');
  });
});

describe('names of machines', () => {
  const names = (file: string, text: string) =>
    fragmentsOf({ [file]: text }).flatMap((fragment) =>
      (fragment.names ?? []).map(
        ({ name, address, range: { start } }) => `${name} ${address} ${start.line}:${start.column}`,
      ),
    );

  it('are read of a hosts file, but not those of the machine itself', () => {
    expect(names('etc/hosts', '127.0.0.1 localhost\n# 10.0.0.9 old\n10.0.0.1\tgw.dev gw # gateway\n')).toEqual([
      'gw.dev 10.0.0.1 3:10',
      'gw 10.0.0.1 3:17',
    ]);
  });

  it('are read of the mapping in hiera data', () => {
    const text = 'wso2::hosts_mapping:\n  gateway: { ip: 10.0.0.1, name: gw.dev }\n  other: { name: x.dev }\n';
    expect(names('common.yaml', text)).toEqual(['gw.dev 10.0.0.1 2:34']);
  });

  it('are read of the machines of Vagrant, with the folder that each runs', () => {
    const text =
      'servers:\n  - { hostname: a, ip: 10.0.0.1, conf_dir: a/conf }\n  - hostname: b\n    ip: 10.0.0.2\n    conf_dir: b\n';
    const found = fragmentsOf({ 'config.yaml': text }).flatMap((fragment) => fragment.placements);
    expect(found.map(({ node, address, folder }) => [node, address, folder])).toEqual([
      ['a', '10.0.0.1', 'a/conf'],
      ['b', '10.0.0.2', 'b'],
    ]);
  });
});
