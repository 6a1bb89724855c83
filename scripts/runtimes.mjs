#!/usr/bin/env node
// npm run runtimes [-- TEST...]: runs the tests under every line of Node that is supported, each from the package `node` in a temporary
// folder. Names of test files limit the run to these. Ends in 1 where a line fails.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachLine } from './node-lines.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = process.argv.slice(2);
const failed = eachLine((bin, version) => {
  console.log(`runtimes: ${version}`);
  // The build belongs to the runtime too: the code cache is of its version of V8.
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const run = (script, ...args) =>
    spawnSync(join(bin, 'node'), [script, ...args], { cwd: root, stdio: 'inherit', env }).status === 0;
  return run('scripts/bundle.mjs') && run('node_modules/vitest/vitest.mjs', 'run', ...tests);
});
console.log(failed.length === 0 ? 'runtimes: all passed' : `runtimes: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
