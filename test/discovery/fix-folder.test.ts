import { describe, expect, it } from 'vitest';
import { command } from '../cli/command.js';

const AM = '[server]\nhostname = "app1"\noffset = 0 # kept\npassword = "s3cret"\n\n[apim.cors]\nallow_origins = "*"\n';
const GW =
  '[server]\r\nhostname = "app1"\r\n\r\n[apim.key_manager]\r\nservice_url = "https://u:p4ss@app1:9999/services/"\r\n';
const FILES = { 'am-deployment.toml': AM, 'gw-deployment.toml': GW };
const ANSWERS = ['--version', '4.2.0', '--profile', 'am=control-plane', '--profile', 'gw=gateway-worker'];

describe('fix of a folder', () => {
  it('shows what changes in the files of products, without what is around it', async () => {
    const { code, stdout } = await command('fix', '.', ...ANSWERS, { files: FILES });
    expect(code).toBe(1);
    expect(stdout).toContain('--- gw-deployment.toml');
    expect(stdout).not.toMatch(/s3cret|p4ss/);
  });

  it('replaces a value at its place, adds an offset to the table of the server, and leaves every other byte', async () => {
    const { files } = await command('fix', '.', '--write', ...ANSWERS, { files: FILES });
    expect(files['gw-deployment.toml']).toBe(
      GW.replace('app1:9999', 'app1:9443').replace('hostname', 'offset = 1\r\nhostname'),
    );
    expect(files['am-deployment.toml']).toBe(AM);
    expect((await command('check', '.', ...ANSWERS, { files })).stdout).toMatch(/^no findings|^\d+ info/m);
  });

  it('writes nothing that several nodes read and that only one of them needs changed', async () => {
    const files = {
      'dev/inventory': 'a_1 ansible_host=app1\nb_1 ansible_host=app1\n',
      'dev/group_vars/all.yml': 'product_name: wso2mi\nproduct_version: 4.2.0\nports_offset: 10\n',
      'dev/host_vars/a_1.yml': 'x: y\n',
      'dev/host_vars/b_1.yml': 'x: y\n',
    };
    const { stdout } = await command('fix', '.', { files });
    expect(stdout).not.toContain('--- dev/group_vars/all.yml');
    expect(stdout).toContain('unresolved error[port-collision]');
  });

  it('is what check says of a value that becomes right where a node moves', async () => {
    const gateway = '[[apim.gateway.environment]]\nname = "one"\nservice_url = "https://app1:9444/services/"\n';
    const files = {
      'am-deployment.toml': `[server]\nhostname = "app1"\n\n${gateway}`,
      'gw-deployment.toml': GW.replace(':9999', ':9443'),
    };
    const found = JSON.parse((await command('check', '.', ...ANSWERS, '--format', 'json', { files })).stdout).findings;
    const titles = found
      .filter(({ severity }: { readonly severity: string }) => severity === 'error')
      .map(({ rule, fixes }: { readonly rule: string; readonly fixes: readonly { readonly title: string }[] }) => [
        rule,
        fixes[0]?.title,
      ]);
    expect(titles).toEqual([
      ['link-mismatch', 'set offset of gw to 1'],
      ['port-collision', 'set offset of gw to 1'],
    ]);
    const written = await command('fix', '.', '--write', ...ANSWERS, { files });
    expect(written.files['gw-deployment.toml']).toContain('offset = 1');
    expect(written.files['am-deployment.toml']).toBe(files['am-deployment.toml']);
  });

  it('writes nothing into a template', async () => {
    const templated = { ...FILES, 'gw-deployment.toml': `${GW}# {{ ansible_managed }}\r\n` };
    const left = await command('fix', '.', '--write', ...ANSWERS, { files: templated });
    expect(left.files['gw-deployment.toml']).toBe(templated['gw-deployment.toml']);
    expect(left.stdout).toContain('to be changed in the files of gw');
  });
});
