#!/usr/bin/env node
// npm run mutation [-- PART... --every N --from K]: mutates one part of the sources after the other and runs the tests that are meant to
// notice. A part is a folder of `src`, or a file or folder in it: `expand`, `fix/solve`, `rules/link-self.ts`. A whole folder takes
// half an hour on a quiet machine; `--every 10` takes each tenth piece of its files, which says within minutes how many would be noticed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Folders of `src` whose mutants are made. */
const FOLDERS = ['values', 'deployment', 'expand', 'rules', 'fix'];

/**
 * Beginnings of the names of the tests that run. They are the same for all folders: a folder is tested where what it computes is used,
 * too. Tests that start the built program are none of them, since it is not mutated; others are left out because they are slow.
 */
const TESTS = [
  ...['values/', 'deployment/', 'expand/', 'rules/', 'fix/', 'fixtures.', 'pipeline/', 'overlay/'],
  ...['flows/', 'desired/', 'changes/', 'export/', 'listing/', 'report/export/', 'report/ports/'],
  ...['load/inherited', 'load/plan', 'load/ranges', 'load/source'],
  ...['cli/config', 'cli/diff', 'cli/export', 'cli/fix', 'cli/flows', 'cli/ports'],
];

/** Lines of one piece: enough for a function with its blocks. */
const PIECE = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { every: { type: 'string', default: '1' }, from: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const parts = positionals.length > 0 ? positionals : FOLDERS;
const [every, from] = [Number(values.every), Number(values.from)];
const unknown = parts.filter((part) => !FOLDERS.includes(part.split('/')[0]));
if (unknown.length > 0 || ![every, from].every(Number.isInteger) || from < 1 || from > every) {
  console.error(
    `mutation: no part ${unknown.join(', ')}; there are ${FOLDERS.join(', ')}; --from is from 1 to --every`,
  );
  process.exit(2);
}

let failed = false;
for (const part of parts) {
  console.log(
    `mutation: src/${part}${every === 1 ? '' : `, each ${every}th piece of ${PIECE} lines from the ${from}th`}`,
  );
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
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATION_TESTS: TESTS.join(' ') } },
  );
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);

/** The files of a part, or each `every`th piece of them from the `from`th, counted through all files. */
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
  return pieces.filter((_, index) => index % every === from - 1);
}
