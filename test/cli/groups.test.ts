import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { east-cp: {}, east-gw: {}, west-cp: { group: west }, west-gw: { group: west } }
nodes:
  cp-east: { host: east-cp, group: east, profile: control-plane }
  gw-east: { host: east-gw, group: east, profile: gateway-worker }
  cp-west: { host: west-cp, profile: control-plane }
  gw-west: { host: west-gw, profile: gateway-worker }
`;
const files = { 'plan.yaml': PLAN };
const COMMANDS = ['ports', 'config', 'flows'];

describe.each(COMMANDS)('%s --group', (name) => {
  it('shows the nodes of one group', async () => {
    const { code, stdout } = await command(name, 'plan.yaml', '--group', 'west', { files });
    expect(code).toBe(0);
    expect(stdout).toContain('gw-west');
    expect(stdout).not.toContain('gw-east');
  });

  it('names the group that is most alike', async () => {
    const { code, stdout, stderr } = await command(name, 'plan.yaml', '--group', 'wets', { files });
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      'wso2-topology: --group wets: there is no group "wets"; did you mean "west"?\n',
    ]);
  });

  it('says which there are, or that there is none', async () => {
    const { stderr } = await command(name, 'plan.yaml', '--group', 'north-america', { files });
    expect(stderr).toContain('there is no group "north-america", only east, west');
    const plain = { 'plan.yaml': PLAN.replaceAll(/group: \w+,?/g, '') };
    expect((await command(name, 'plan.yaml', '--group', 'west', { files: plain })).stderr).toContain('no node has one');
  });
});

describe.each(['ports', 'config'])('%s --group --node', (name) => {
  it('shows the node where it is in the group', async () => {
    const { stdout } = await command(name, 'plan.yaml', '--group', 'west', '--node', 'gw-west', { files });
    expect(stdout).toContain('gw-west');
  });

  it('is a mistake where it is in another one', async () => {
    const { code, stderr } = await command(name, 'plan.yaml', '--group', 'west', '--node', 'gw-east', { files });
    expect([code, stderr]).toEqual([2, 'wso2-topology: --group west: gw-east is in another group\n']);
  });
});
