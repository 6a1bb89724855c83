import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const values = (...lines: readonly string[]) =>
  `wso2:\n  apim:\n${lines.map((line) => `    ${line}\n`).join('')}  deployment:\n    replicas: 1\n`;

const FILES = {
  'cp/wso2am-acp/Chart.yaml': 'name: wso2am-acp\nappVersion: 4.6.0\n',
  'cp/acp.yaml': values('portOffset: 70000'),
  'gw/wso2am-universal-gw/Chart.yaml': 'name: wso2am-universal-gw\nappVersion: 4.6.0\n',
  'gw/gw-dev.yaml': values('portOffset: 0'),
  'gw/gw-prod.yaml': values('portOffset: 0'),
};

describe('a node of several alternatives', () => {
  it('has each of its findings once', async () => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: FILES });
    const { deployments, findings } = JSON.parse(stdout) as Report;
    expect(deployments.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      ['acp', 'gw-dev'],
      ['acp', 'gw-prod'],
    ]);
    expect(findings.filter(({ file }) => file === 'cp/acp.yaml').map(({ rule }) => rule)).toEqual([
      'port-range',
      'manual-edit',
    ]);
  });
});

it('alternatives on the same machines are not told that they share them', async () => {
  const carbon = (name: string) =>
    `<Server><ServerKey>BPS</ServerKey><Version>3.6.0</Version><HostName>${name}</HostName></Server>`;
  const files = {
    'conf_A/mgr/conf/carbon.xml': carbon('app1'),
    'conf_B/mgr/conf/carbon.xml': carbon('app1'),
    'conf_B/wrk/conf/carbon.xml': carbon('app2'),
  };
  const { stdout } = await command('check', '.', '--format', 'json', { files });
  const { deployments, findings } = JSON.parse(stdout) as Report;
  expect(deployments.map(({ name }) => name)).toEqual(['conf_A', 'conf_B']);
  expect(findings.map(({ rule }) => rule)).not.toContain('shared-host');
});

it('nodes whose host names are put in at installation are on different machines where these differ', async () => {
  const toml = (name: string, product: string) => `[server]\nhostname = "${name}"\n[${product}]\nx = 1\n`;
  const files = {
    'am/repository/conf/deployment.toml': toml('APIM_HOSTNAME', 'apim.throttling'),
    'is/repository/conf/deployment.toml': toml('IS_HOSTNAME', 'identity_mgt'),
  };
  const hosts = async (changed: Readonly<Record<string, string>>) => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: changed });
    const { deployments } = JSON.parse(stdout) as Report;
    return deployments.flatMap((deployment) => deployment.hosts.map(({ id }) => id));
  };
  expect(await hosts(files)).toEqual(['APIM_HOSTNAME', 'IS_HOSTNAME']);
  expect(await hosts({ 'am/repository/conf/deployment.toml': files['am/repository/conf/deployment.toml'] })).toEqual([
    'localhost',
  ]);
});
