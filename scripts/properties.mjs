#!/usr/bin/env node
// npm run properties [-- --seed N] [--seconds N] [TEST...]: runs the property tests with one seed after the other until the time is over.
// Ends in 1 where one failed; PROPERTY_SEED=N npx vitest run TEST repeats it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    seconds: { type: 'string', default: '600' },
  },
});
const all = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((name) => readFileSync(join(root, name), 'utf8').includes('fc.assert('));
const tests = positionals.length > 0 ? positionals : all;

const end = Date.now() + Number(values.seconds) * 1000;
const failed = [];
let seed = Number(values.seed);
for (; Date.now() < end; seed++) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'sources', '--reporter', 'dot', ...tests],
    { cwd: root, encoding: 'utf8', env: { ...process.env, PROPERTY_SEED: String(seed) } },
  );
  if (status === 0) continue;
  failed.push(seed);
  process.stdout.write(stdout + stderr);
  console.log(`properties: PROPERTY_SEED=${seed} failed`);
}
console.log(`properties: ${seed - Number(values.seed)} seeds from ${values.seed}, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
