#!/usr/bin/env node
// npm run runtimes [-- TEST...]: runs the tests under every line of Node that is supported, each from the package `node` in a temporary
// folder. Names of test files limit the run to these. Ends in 1 where a line fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest line that package.json allows, the maintained ones after it, and the current one. */
const LINES = ['20', '22', '24', 'latest'];

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = process.argv.slice(2);
const failed = [];
for (const line of LINES) {
  const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-node-'));
  try {
    const install = ['install', '--no-audit', '--no-fund', '--no-save', `node@${line}`];
    const installed = spawnSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const bin = join(folder, 'node_modules/node/bin');
    const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout?.trim();
    if (installed.status !== 0 || !version) {
      console.error(`runtimes: node@${line} could not be installed`);
      failed.push(`node@${line}`);
      continue;
    }
    console.log(`runtimes: ${version}`);
    // The build belongs to the runtime too: the code cache is of its version of V8.
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const run = (script, ...args) =>
      spawnSync(join(bin, 'node'), [script, ...args], { cwd: root, stdio: 'inherit', env }).status === 0;
    const built = run('scripts/bundle.mjs');
    if (!built || !run('node_modules/vitest/vitest.mjs', 'run', ...tests)) failed.push(version);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(failed.length === 0 ? 'runtimes: all passed' : `runtimes: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
