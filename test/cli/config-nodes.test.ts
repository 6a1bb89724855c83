import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { command } from './command.js';

const TOML = '[server]\noffset = 70000\n';
const plan = (config: string) =>
  `version: 1\nhosts: { a: {} }\nnodes:\n  mi: { host: a, product: wso2mi, version: 4.2.0, config: ${config} }\n`;

describe('a topology that points at files', () => {
  it('is checked with what they say, and the lines of the files are shown', async () => {
    const files = { 'plan/t.yaml': plan('conf'), 'plan/conf/deployment.toml': TOML };
    const { code, stdout } = await command('check', 'plan/t.yaml', { files });
    expect(code).toBe(1);
    expect(stdout).toContain('error[port-range]');
    expect(stdout).toContain('--> plan/conf/deployment.toml:2:10');
    expect(stdout).toContain('2 | offset = 70000');
  });

  it('is read from standard input as from a file in the working directory', async () => {
    const files = { 'conf/deployment.toml': TOML };
    expect((await command('check', '-', { files, stdin: plan('conf') })).stdout).toContain('conf/deployment.toml:2:10');
  });

  it.each([['ports'], ['config']])('is understood by %s', async (name) => {
    const files = { 't.yaml': plan('conf'), 'conf/deployment.toml': '[server]\noffset = 13\n' };
    const { code, stdout } = await command(name, 't.yaml', { files });
    expect([code, stdout.includes('8293') || stdout.includes('offset = 13')]).toEqual([0, true]);
  });

  it('is never shown a password', async () => {
    const line = `port = 99999 # password = s3cr3t`;
    const url = '"https://admin:s3@cr3t@b:9443/services/"';
    const text = `version: 1
hosts: { a: {}, b: {} }
nodes:
  gw: { host: a, product: wso2am, version: 4.2.0, profile: gateway-worker, config: conf }
  cp: { host: b, product: wso2am, version: 4.2.0, profile: control-plane, offset: 1 }
`;
    const toml = `[server]\noffset = 70000 # password: s3cr3t\n[apim.key_manager]\nservice_url = ${url}\n[x]\n${line}\n`;
    for (const format of ['text', 'html', 'json', 'sarif', 'markdown']) {
      const { stdout } = await command('check', 't.yaml', '--format', format, {
        files: { 't.yaml': text, 'conf/deployment.toml': toml },
      });
      expect(stdout).toContain('conf/deployment.toml');
      expect(stdout).not.toMatch(/s3cr3t|cr3t|admin:/);
    }
  });
});

describe('fix', () => {
  const files = {
    't.yaml': `version: 1
hosts: { a: {} }
nodes:
  one: { host: a, product: wso2mi, version: 4.2.0, config: conf }
  two: { host: a, product: wso2mi, version: 4.2.0, config: conf }
`,
    'conf/deployment.toml': '[server]\noffset = 11\n',
  };

  it('changes no file of a product, and tells what to change in which', async () => {
    const { code, stdout, files: after } = await command('fix', 't.yaml', '--write', { files });
    expect([code, after['t.yaml']]).toEqual([1, files['t.yaml']]);
    expect(stdout).toMatch(/to be changed in the files of \w+: .*offset = \d+ in conf\/deployment\.toml/);
  });

  it('moves the node that has no files instead', async () => {
    const free = { ...files, 't.yaml': files['t.yaml'].replace(/config: conf }\n$/, 'offset: 11 }\n') };
    const { code, files: after } = await command('fix', 't.yaml', '--write', { files: free });
    expect([code, after['t.yaml']]).toEqual([0, free['t.yaml'].replace('offset: 11', 'offset: 12')]);
  });

  it('writes the value of the file where the topology tells another one', async () => {
    const drifted = { ...files, 't.yaml': plan('conf').replace('config', 'offset: 3, config') };
    const { code, files: after } = await command('fix', 't.yaml', '--write', { files: drifted });
    expect([code, after['t.yaml']?.includes('offset: 11')]).toEqual([0, true]);
  });
});

describe('paths', () => {
  let directory = '';
  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'wso2-topology-')));
    for (const [name, text] of Object.entries({
      'outside/deployment.toml': TOML,
      'repo/.git/HEAD': '',
      'repo/conf/deployment.toml': TOML,
      'repo/plans/conf/deployment.toml': TOML,
    })) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    symlinkSync('../../outside', join(directory, 'repo/plans/link'));
    symlinkSync('../../../outside/deployment.toml', join(directory, 'repo/plans/conf/more-deployment.toml'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  async function check(config: string, ...options: string[]) {
    writeFileSync(join(directory, 'repo/plans/t.yaml'), plan(config));
    const [out, err]: [string[], string[]] = [[], []];
    const code = await main(['check', 'repo/plans/t.yaml', '--format', 'compact', ...options], {
      stdout: (text) => void out.push(text),
      stderr: (text) => void err.push(text),
      stdin: async () => new Uint8Array(),
      env: {},
      streams: { input: new PassThrough(), output: new PassThrough() },
      terminal: { stdout: false, stderr: false, columns: undefined },
      cwd: directory,
    });
    return { code, stdout: out.join(''), stderr: err.join('') };
  }

  it('may lead anywhere in the repository of the topology', async () => {
    expect((await check('../conf')).stdout).toContain('repo/conf/deployment.toml:2:10');
  });

  it('are refused where they leave the folder that --root names', async () => {
    const { stdout } = await check('../conf', '--root', 'repo/plans');
    expect(stdout).not.toContain('port-range');
    expect(stdout).toMatch(/t\.yaml:4:\d+: error .*leads out of the root folder/);
  });

  it.each([['../../outside'], ['link'], ['link/deployment.toml']])(
    'are refused where they leave it: %s',
    async (path) => {
      const { code, stdout } = await check(path);
      expect([code, stdout.includes('port-range')]).toEqual([1, false]);
      expect(stdout).toContain('leads out of the root folder');
    },
  );

  it('may leave it with a wider --root', async () => {
    expect((await check('../../outside', '--root', '.')).stdout).toContain('outside/deployment.toml:2:10');
  });

  it('are followed in the folder, but for links that leave it', async () => {
    const { stdout } = await check('conf');
    expect(stdout).toContain('repo/plans/conf/deployment.toml:2:10');
    expect(stdout).toContain('more-deployment.toml: it leads out of the root folder');
  });

  it.each([['/etc'], ['C:/wso2']])('are relative: %s is refused', async (path) => {
    expect((await check(path)).stdout).toContain('must be relative to the topology');
  });

  it('are looked for below a root that exists', async () => {
    const { code, stderr } = await check('conf', '--root', 'nowhere');
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});
