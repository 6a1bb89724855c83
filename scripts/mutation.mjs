#!/usr/bin/env node
// npm run mutation [-- PART...] [-- --every N]: mutates one part of the sources after the other and runs the tests that are meant to
// notice. A part is a folder of `src`, or a file or folder in it: `expand`, `fix/solve`, `rules/link-self.ts`. A whole folder takes an
// hour and more; `--every 10` takes each tenth piece of its files, which says within minutes how many would be noticed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Folders of `src`, each with the beginnings of the names of the tests that speak of it. */
const TESTS = {
  values: ['values/', 'expand/', 'flows/'],
  deployment: ['deployment/', 'rules/', 'flows/', 'desired/', 'fixtures.'],
  expand: ['expand/', 'rules/', 'fixtures.'],
  rules: ['rules/', 'fixtures.'],
  fix: ['fix/', 'pipeline/fix'],
};

/** Lines of one piece: enough for a function with its blocks. */
const PIECE = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { every: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const parts = positionals.length > 0 ? positionals : Object.keys(TESTS);
const every = Number(values.every);
const unknown = parts.filter((part) => !Object.hasOwn(TESTS, folderOf(part)));
if (unknown.length > 0 || !Number.isInteger(every) || every < 1) {
  console.error(
    `mutation: no part ${unknown.join(', ')}; there are ${Object.keys(TESTS).join(', ')}, and --every is from 1`,
  );
  process.exit(2);
}

let failed = false;
for (const part of parts) {
  console.log(`mutation: src/${part}${every === 1 ? '' : `, each ${every}th piece of ${PIECE} lines`}`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      ...['--testRunner', 'one-process', '--plugins', './scripts/mutation/runner.mjs'],
      ...['--mutate', piecesOf(part).join(',')],
      ...(every === 1
        ? ['--incremental', '--incrementalFile', `reports/mutation/${part.replaceAll('/', '-')}.json`]
        : []),
      ...(process.env.MUTATION_CONCURRENCY ? ['--concurrency', process.env.MUTATION_CONCURRENCY] : []),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATION_TESTS: TESTS[folderOf(part)].join(' ') } },
  );
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);

function folderOf(part) {
  return part.split('/')[0];
}

/** The files of a part, or each `every`th piece of them, counted through all files. */
function piecesOf(part) {
  const path = join(root, 'src', part);
  const names = statSync(path).isFile() ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' });
  const files = names
    .map((name) => join('src', part, name))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  if (every === 1) return files;
  const pieces = files.flatMap((file) => {
    const count = readFileSync(join(root, file), 'utf8').split('\n').length;
    return Array.from({ length: Math.ceil(count / PIECE) }, (_, index) => {
      const first = index * PIECE + 1;
      return `${file}:${first}-${Math.min(first + PIECE - 1, count)}`;
    });
  });
  return pieces.filter((_, index) => index % every === 0);
}
