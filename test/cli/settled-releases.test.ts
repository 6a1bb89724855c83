import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from './command.js';

/** A key manager whose release nothing says, beside an API Manager that dials it as its resident key manager. */
const KEY_MANAGER = {
  'compose.yaml': `services:
  identity:
    build: ./identity
    volumes: ["./identity/deployment.toml:/home/wso2carbon/wso2-config-volume/repository/conf/deployment.toml"]
  apim:
    image: wso2/wso2am:3.2.0
    volumes: ["./apim/deployment.toml:/home/wso2carbon/wso2-config-volume/repository/conf/deployment.toml"]
`,
  'identity/Dockerfile': 'FROM ubuntu:22.04\n',
  'identity/deployment.toml': `[server]
hostname = "identity"
[identity_mgt.user_self_registration]
callback_url = ".*"
`,
  'apim/deployment.toml': `[server]
hostname = "apim"
[apim.key_manager]
service_url = "https://identity:9443/services/"
type = "WSO2-IS"
`,
};

/** Analytics of 3.0.0, in which the offset does not move the ports of the web transport; in 3.1.0 and 3.2.0 it does. */
const worker = (offset: number) => `wso2.carbon:
  type: wso2-apim-analytics
  id: wso2-am-analytics
  name: WSO2 API Manager Analytics Server
  ports:
    offset: ${offset}
wso2.transport.http:
  listenerConfigurations:
    - { id: default, host: 127.0.0.1, port: 9091 }
    - { id: msf4j-https, host: 127.0.0.1, port: 9444, scheme: https }
`;
const dashboard = `wso2.carbon:
  type: wso2-apim-analytics
  id: wso2-am-analytics
  name: WSO2 API Manager Analytics Server
  ports:
    offset: 3
`;

async function checked(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const { stdout } = await command('check', '.', '--format', 'json', ...options, { files });
  const { deployments, findings } = JSON.parse(stdout) as Report;
  return {
    releases: Object.fromEntries(deployments.flatMap(({ nodes }) => nodes.map(({ id, version }) => [id, version]))),
    assumed: deployments.flatMap(({ assumed }) => assumed),
    errors: findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
    notes: findings.filter(({ rule }) => rule === 'assumed-release').flatMap(({ notes }) => notes),
  };
}

describe('a release that no file says', () => {
  it('is the newest that the files allow with which they bring the fewest errors', async () => {
    const { releases, assumed, errors, notes } = await checked(KEY_MANAGER);
    expect(errors).toEqual([]);
    expect(releases).toEqual({ identity: '6.1.0', apim: '3.2.0' });
    const [assumption, ...others] = assumed;
    expect(others).toEqual([]);
    expect(assumption).toMatchObject({ node: 'identity', aspect: 'version', value: '6.1.0' });
    expect(assumption?.candidates.at(-1)).toBe('7.3.0');
    expect(assumption?.depending).toContain('embedded-ldap');
    expect(notes).toContain('6.1.0 is the newest with which they bring the fewest errors');
  });

  it('is the newest where it brings no error, and where others bring as many', async () => {
    const { 'apim/deployment.toml': apim } = KEY_MANAGER;
    const other = await checked({ ...KEY_MANAGER, 'apim/deployment.toml': apim.replace('//identity', '//apim') });
    expect(other.releases).toMatchObject({ identity: '7.3.0' });
    expect(other.notes).not.toContain('7.3.0 is the newest with which they bring the fewest errors');
    const wrong = await checked({ ...KEY_MANAGER, 'apim/deployment.toml': apim.replace('9443', '9555') });
    expect(wrong.errors).toEqual(['link-mismatch']);
  });

  it('is what an option says, with the errors of that release', async () => {
    const { releases, errors } = await checked(KEY_MANAGER, '--version', 'identity=7.1.0');
    expect(releases).toMatchObject({ identity: '7.1.0' });
    expect(errors).toEqual(['link-target']);
  });

  it('does not depend on the severities that are asked for', async () => {
    const { releases, errors } = await checked(KEY_MANAGER, '--rule', 'link-target=off');
    expect(releases).toMatchObject({ identity: '6.1.0' });
    expect(errors).toEqual([]);
  });

  it('is the same in every command', async () => {
    const ports = await command('ports', '.', '--format', 'json', { files: KEY_MANAGER });
    const topology = await command('import', '.', '--inline', { files: KEY_MANAGER });
    const { deployments } = JSON.parse(ports.stdout) as Report;
    expect(deployments[0]?.nodes).toContainEqual(expect.objectContaining({ id: 'identity', version: '6.1.0' }));
    expect(topology.stdout).toMatch(/version: "6\.1\.0"\s+# .*the fewest errors/);
    const again = await command('check', 'plan.yaml', { files: { 'plan.yaml': topology.stdout } });
    expect(again.stdout).not.toMatch(/^error/m);
  });

  it('is followed by the other products of the pack', async () => {
    const { releases, errors } = await checked({
      'worker/conf/worker/deployment.yaml': worker(1),
      'dashboard/conf/dashboard/deployment.yaml': dashboard,
    });
    expect(errors).toEqual([]);
    expect(releases).toEqual({ worker: '3.0.0', dashboard: '3.0.0' });
  });

  it('is not one that reads fewer values of the files', async () => {
    const files = {
      'deployment.toml': `[server]
hostname = "gw"
offset = 2
[[apim.gateway.environment]]
name = "Default"
type = "hybrid"
websub_event_receiver_http_endpoint = "http://localhost:9021"
websub_event_receiver_https_endpoint = "https://localhost:8021"
`,
    };
    const { releases, errors } = await checked(files);
    expect(errors).toEqual(['advertised-endpoint', 'advertised-endpoint']);
    expect(Object.values(releases)).toEqual(['4.7.0']);
  });
});
