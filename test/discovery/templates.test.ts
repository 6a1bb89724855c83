import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const PARAMS = `class am::params inherits am_common::params {
  $ports_offset = 1
  $hostname = 'localhost'
  $urls = [{ 'url' => 'tcp://tm.corp:9612' }]
}
`;
const COMMON = `class am_common::params {
  $version = '4.2.0'
  case $profile {
    'gw': { $pack = "wso2am-\${version}" }
    default: { $pack = "wso2am-\${version}" }
  }
}
`;
const TOML = `[server]
hostname = "<%= @hostname %>"
server_role = "gateway-worker"
offset = <%= @ports_offset %>
[apim.throttling]
<% @urls.each do |entry| %>
[[apim.throttling.url_group]]
traffic_manager_urls = ["<%= entry['url'] %>"]
<% end %>
`;

const MODULE = {
  'modules/am/manifests/params.pp': PARAMS,
  'modules/am_common/manifests/params.pp': COMMON,
  'modules/am/templates/carbon-home/repository/conf/deployment.toml.erb': TOML,
};

async function checked(files: Readonly<Record<string, string>>): Promise<Report & { code: number; stderr: string }> {
  const { stdout, stderr, code } = await command('check', '.', '--format', 'json', { files });
  return { ...(JSON.parse(stdout) as Report), code, stderr };
}

const nodesOf = ({ deployments }: Report) => deployments.flatMap(({ nodes }) => nodes);

describe('a module of Puppet', () => {
  it('is a node with the variables of its classes, at the places of its templates', async () => {
    const report = await checked(MODULE);
    expect(nodesOf(report)).toMatchObject([
      { id: 'am', host: 'am-host', product: 'wso2am', version: '4.2.0', profile: 'gateway-worker', offset: 1 },
    ]);
    const found = report.deployments.flatMap(({ endpoints = [] }) => endpoints);
    expect(found.filter(({ range }) => range)).toMatchObject([
      {
        endpoint: 'tcp://tm.corp:9612',
        file: expect.stringContaining('deployment.toml.erb'),
        range: { start: { line: 8, column: 25 } },
      },
    ]);
    expect(report.stderr).toBe('');
  });

  it('is imported with its values: what a topology points at would be the template', async () => {
    const { stdout } = await command('import', '.', { files: MODULE });
    expect(stdout).toContain('offset: 1');
    expect(stdout).not.toContain('config:');
  });

  it.each([
    ['without its variables', { 'modules/am/manifests/params.pp': 'class am {}' }],
    [
      'with a pack for each case',
      { 'modules/am_common/manifests/params.pp': COMMON.replace('wso2am-${version}', 'wso2am-4.1.0') },
    ],
  ])('is a node %s', async (_, changed) => {
    expect(nodesOf(await checked({ ...MODULE, ...changed }))).toMatchObject([{ id: 'am', product: 'wso2am' }]);
  });

  it('is said not to be read where nothing says its variables, or it is malformed', async () => {
    const { 'modules/am/manifests/params.pp': _, ...alone } = MODULE;
    const broken = {
      ...MODULE,
      'modules/am/templates/carbon-home/repository/conf/deployment.toml.erb': '[server\n<%= @x %>',
    };
    for (const files of [alone, broken, { 'conf/deployment.toml.erb': TOML, 'manifests/a.pp': PARAMS }]) {
      const { stderr, code } = await command('check', '.', { files });
      expect([stderr, code]).toEqual([expect.stringContaining('templates that are not rendered (1)'), 2]);
    }
  });

  it('is none where Hiera has the variables', async () => {
    const hiera = { 'hieradata/gw.yaml': 'wso2::pack_filename: wso2am-2.1.0.zip\nwso2::ports: { offset: 2 }\n' };
    expect(nodesOf(await checked({ ...MODULE, ...hiera }))).toMatchObject([{ id: 'gw', offset: 2 }]);
  });

  it('has the variables of a class that is called like its module, and every item of a list', async () => {
    const files = {
      'modules/am/manifests/init.pp':
        "class am inherits base {\n  $urls = [{ 'url' => 'tcp://a:9611' }, { 'url' => 'tcp://b:9611' }]\n}\n",
      'modules/base/manifests/init.pp': "class base {\n  $hostname = 'am.corp'\n  $ports_offset = 6\n}\n",
      'modules/am/templates/conf/deployment.toml.erb': TOML,
    };
    const report = await checked(files);
    expect(nodesOf(report)).toMatchObject([{ id: 'am', offset: 6 }]);
    const urls = report.deployments.flatMap(({ endpoints = [] }) => endpoints.map(({ endpoint }) => endpoint));
    expect(urls).toEqual(expect.arrayContaining(['tcp://a:9611', 'tcp://b:9611']));
  });

  it('is said not to be read where a template is larger than any', async () => {
    const file = 'modules/am/templates/carbon-home/repository/conf/deployment.toml.erb';
    const { stderr } = await command('check', '.', { files: { ...MODULE, [file]: '<%= @x %>'.repeat(20_001) } });
    expect(stderr).toContain('templates that are not rendered (1)');
  });

  it('may be one of Carbon 5', async () => {
    const files = {
      'modules/sp_worker/manifests/params.pp': "class sp_worker::params { $port = 9445\n $pack = 'wso2sp-4.4.0' }",
      'modules/sp_worker/templates/carbon-home/conf/worker/deployment.yaml.erb':
        'wso2.carbon:\n  type: wso2-sp\n  ports:\n    offset: 2\nwso2.transports.http:\n  listenerConfigurations:\n    - id: "msf4j-https"\n      port: <%= @port %>\n',
    };
    expect(nodesOf(await checked(files))).toMatchObject([{ id: 'sp_worker', product: 'wso2sp-worker', offset: 2 }]);
  });
});

describe('a role of Ansible', () => {
  const ROLE = {
    'roles/am/defaults/main.yml': 'am_version: 4.2.0\nam_pack: wso2am-4.2.0\nam_offset: 3\nam_host: localhost\n',
    'roles/am/templates/repository/conf/deployment.toml.j2':
      '[server]\nhostname = "{{ am_host }}"\noffset = {{ am_offset }}\n[apim.throttling]\nx = "{{ am_password }}"\n',
  };

  it('is a node with its defaults, over which its vars count', async () => {
    expect(nodesOf(await checked(ROLE))).toMatchObject([{ id: 'am', product: 'wso2am', version: '4.2.0', offset: 3 }]);
    const vars = { ...ROLE, 'roles/am/vars/main.yml': 'am_offset: 4\n' };
    expect(nodesOf(await checked(vars))).toMatchObject([{ offset: 4 }]);
  });

  it('is none beside the variables of hosts, which have their own', async () => {
    const files = { ...ROLE, 'host_vars/am-1.yml': 'product_name: wso2am\nproduct_version: 4.2.0\nports_offset: 5\n' };
    const report = await checked(files);
    expect(nodesOf(report)).toMatchObject([{ id: 'am-1', offset: 5 }]);
    expect(report.stderr).toContain('templates that are not rendered (1)');
  });

  it('is none where its templates are in no folder of templates', async () => {
    const { 'roles/am/templates/repository/conf/deployment.toml.j2': toml, ...defaults } = ROLE;
    const { stderr } = await command('check', '.', { files: { ...defaults, 'roles/am/deployment.toml.j2': toml } });
    expect(stderr).toContain('templates that are not rendered (1)');
  });

  it('may have a file of variables that is malformed', async () => {
    const { stderr } = await command('check', '.', { files: { ...ROLE, 'roles/am/vars/main.yml': 'a: [' } });
    expect(stderr).toBe('');
  });
});
