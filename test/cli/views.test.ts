import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = `version: 1
hosts: { app1: {}, app2: {}, empty: {}, box: { on: app1, publish: ["9000-9010:9000-9010"] } }
defaults: { product: wso2am, version: 4.2.0 }
nodes:
  all: { host: app1 }
  tm: { host: app2, profile: traffic-manager }
  gw: { host: app2, profile: gateway-worker, offset: 5, links: { throttle-publish: tm } }
`;
const files = { 'plan.yaml': PLAN };

describe('ports by node', () => {
  it('are a page with profile and host of each, and one for what no node opens', async () => {
    const { stdout } = await command('ports', 'plan.yaml', '--by', 'node', '--format', 'html', { files });
    expect(stdout).toMatch(/<h3>all /);
    expect(stdout).toMatch(/<h3>tm .*traffic-manager/);
  });
});

describe('flows', () => {
  it('say whether they cross hosts where there is little room too', async () => {
    const { stdout } = await command('flows', 'plan.yaml', '--color', 'never', { files, columns: 80 });
    expect(stdout).toMatch(/ yes\b/);
    expect(stdout).toMatch(/ no\b/);
  });

  it('are drawn without hosts that have nothing on them', async () => {
    const { stdout } = await command('flows', 'plan.yaml', '--format', 'mermaid', { files });
    expect(stdout).toContain('["app2"]');
    expect(stdout).not.toContain('["empty"]');
  });
});

describe('a check of nothing', () => {
  it('says how to begin', async () => {
    const { code, stderr } = await command('check');
    expect(code).toBe(2);
    expect(stderr).toContain('init');
  });

  it('says what was looked for in a folder', async () => {
    const { code, stderr } = await command('check', '.', { files: { 'a/readme.md': '' } });
    expect(code).toBe(2);
    expect(stderr).toContain('deployment.toml');
  });
});

it('a folder whose product is given is read as that product', async () => {
  const conf = { 'am/repository/conf/deployment.toml': '[server]\noffset = 1\n' };
  const { stdout } = await command('ports', 'am', '--product', 'wso2is', '--version', '5.11.0', '--format', 'json', {
    files: conf,
  });
  expect(stdout).toContain('9444');
});

it('a published range is cut where other software or another range has ports of it', async () => {
  const plan = `version: 1
hosts:
  app1: { occupied: [{ port: 9004, by: sshd }, { port: 9005, protocol: udp }] }
  one: { on: app1, publish: ["9000-9010:9000-9010"] }
  two: { on: app1, publish: ["9008-9020:9008-9020"] }
nodes: {}
`;
  const { stdout } = await command('ports', 'plan.yaml', '--format', 'csv', { files: { 'plan.yaml': plan } });
  const ports = stdout
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(',')[1]);
  expect(ports).toEqual(['9000-9003', '9004', '9005-9007', '9008-9010', '9008-9010', '9011-9020']);
});
