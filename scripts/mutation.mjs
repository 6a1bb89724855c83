#!/usr/bin/env node
// npm run mutation [-- PART...]: mutates one part of the sources after the other and runs the tests that are meant to notice. A part
// takes at most half an hour on two cores; what did not change since the last run is not tried again.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Folders of `src`, each with the tests that speak of it; a test that runs everything would cost its time for every mutant. */
const PARTS = {
  values: ['values/**'],
  deployment: ['deployment/**', 'rules/**'],
  expand: ['expand/**', 'rules/**', 'fixtures'],
  rules: ['rules/**', 'fixtures'],
  fix: ['fix/**', 'pipeline/fix'],
};

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = process.argv.slice(2);
const unknown = parts.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  console.error(`mutation: no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

let failed = false;
for (const part of parts.length > 0 ? parts : Object.keys(PARTS)) {
  console.log(`mutation: src/${part}`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      ...['--mutate', `src/${part}/**/*.ts`],
      ...['--incremental', '--incrementalFile', `reports/mutation/${part}.json`],
      ...(process.env.MUTATION_CONCURRENCY ? ['--concurrency', process.env.MUTATION_CONCURRENCY] : []),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATION_TESTS: PARTS[part].join(' ') } },
  );
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
