import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('neovim.lua', import.meta.url));
const BIN = fileURLToPath(new URL('../../dist/bin/wso2-topology.cjs', import.meta.url));

const PLAN = `version: 1
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
  second: { host: app1, product: wso2mi, version: 4.2.0 }
`;

const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-neovim-'));
afterAll(() => rmSync(folder, { recursive: true }));

const nvim = (...args: readonly string[]) =>
  spawnSync('nvim', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, NODE: process.execPath, WSO2_TOPOLOGY: BIN },
  });

describe.skipIf(nvim('--version').status !== 0)('in Neovim (skipped where there is none)', () => {
  it('a topology has its findings, words and corrections', () => {
    writeFileSync(join(folder, 'plan.yaml'), PLAN);
    const { stdout } = nvim('--clean', '--headless', 'plan.yaml', '-c', `luafile ${SCRIPT}`, '-c', 'qa!');
    const seen = JSON.parse(stdout);
    expect(seen).toEqual({
      found: [{ line: 5, code: 'port-collision', severity: 1 }],
      hover: expect.stringContaining('Micro Integrator'),
      actions: [
        'set offset of second to 11',
        'Correct the whole topology',
        'Accept this port-collision with a reason',
        'Explain port-collision',
      ],
      left: 0,
      text: PLAN.replace(/(second.*4\.2\.0) }/, '$1, offset: 11 }')
        .split('\n')
        .slice(0, -1),
    });
  });
});
