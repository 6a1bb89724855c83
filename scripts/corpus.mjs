#!/usr/bin/env node
// npm run corpus: compares the product with real deployments and collected facts in ../shared, which are not part of the
// repository. Says what is absent. Ends in 1 where a comparison fails and in 0 where there is nothing to compare.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = fileURLToPath(new URL('../../shared/', import.meta.url));

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.corpus.config.ts'];
const score = [`${shared}deployments/score.mjs`];

const comparisons = [
  { needs: 'corpus/MANIFEST.yaml', run: [...vitest, 'test/corpus/deployments.test.ts'] },
  { needs: 'facts/apim.yaml', run: [...vitest, 'test/corpus/facts.test.ts'] },
  { needs: 'deployments/score.mjs', run: score },
  { needs: 'kubernetes', run: [...score, '--in', '../kubernetes'] },
];

if (!existsSync(shared)) {
  console.log('corpus: the folder ../shared is absent, so there is nothing to compare');
  process.exit(0);
}

for (const { needs, run } of comparisons) {
  if (!existsSync(`${shared}${needs}`)) {
    console.log(`corpus: ../shared/${needs} is absent`);
    continue;
  }
  const { status } = spawnSync(process.execPath, run, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
