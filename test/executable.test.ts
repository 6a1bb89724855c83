import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc/node.js';

const script = fileURLToPath(new URL('../scripts/executable.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-executable-'));
const executable = join(folder, process.platform === 'win32' ? 'tool.exe' : 'tool');

const PLAN = `version: 1
hosts: { a: {} }
nodes:
  mi: { host: a, product: wso2mi, version: 4.2.0 }
  mi2: { host: a, product: wso2mi, version: 4.2.0 }
`;

beforeAll(() => {
  const ready = process.env.WSO2_TOPOLOGY_EXECUTABLE;
  if (ready) copyFileSync(ready, executable);
  else expect(spawnSync(process.execPath, [script, executable], { encoding: 'utf8' })).toMatchObject({ status: 0 });
  writeFileSync(join(folder, 'plan.yaml'), PLAN);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it where there is no Node and nothing of the package. */
const run = (...args: readonly string[]) =>
  spawnSync(executable, args, { cwd: folder, encoding: 'utf8', env: { PATH: folder } });

describe('the single executable', () => {
  it('answers what version it is, and takes no option for Node', () => {
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run('--eval', '1')).toMatchObject({ status: 2, stderr: expect.stringContaining('unknown option') });
  });

  it('finds what is wrong with a plan, and corrects it', () => {
    const { status, stdout, stderr } = run('plan.yaml');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('error[port-collision]');
    expect(run('fix', 'plan.yaml', '--write').status).toBe(0);
    expect(run('check', 'plan.yaml').status).toBe(0);
  });

  it.each([
    ['catalog', 'wso2am', '4.2.0'],
    ['explain', 'port-collision'],
    ['schema', 'topology'],
    ['ports', 'plan.yaml', '--format', 'html'],
    ['export', 'goss', 'plan.yaml'],
    ['--help'],
  ])('has what %s needs inside', (...args) => {
    const { stdout, stderr, status } = run(...args);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('bug')]);
    expect(stdout.length).toBeGreaterThan(100);
  });

  it('serves an editor', async () => {
    const server = spawn(executable, ['lsp'], { cwd: folder });
    const connection = createMessageConnection(server.stdout, server.stdin);
    connection.listen();
    try {
      const params = { processId: process.pid, rootUri: null, capabilities: {} };
      expect(await connection.sendRequest('initialize', params)).toMatchObject({
        serverInfo: { name: 'wso2-topology' },
      });
    } finally {
      server.kill();
    }
  });

  it('serves an assistant', () => {
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const input = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`;
    const { stdout } = spawnSync(executable, ['mcp'], { cwd: folder, encoding: 'utf8', input });
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'wso2-topology' } } });
  });
});
